"""What the crawl's queue takes and gives: records only.

Times are Unix seconds, waits are seconds from now.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from corpus.errors import InvalidRecordError

TargetKind = Literal["article", "feed", "sitemap", "listing", "search", "wordpress", "blogger"]
"""An article, or how a document that lists articles is read."""

TARGET_KINDS: frozenset[TargetKind] = frozenset(get_args(TargetKind))

TargetState = Literal["queued", "done", "failed", "refused", "gone"]
"""``queued`` as long as a target is to be fetched, now or later; else what became of it."""

Ending = Literal["failed", "refused", "gone"]
"""How a target ends that was not fetched."""

LONGEST_URL = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """One program that crawls.

    Attributes:
        id: Never borne by another one.
        machine: Name of the computer.
        pid: Number of the process.
    """

    id: str
    machine: str
    pid: int


def new_crawler() -> Crawler:
    """Return this process as a crawler; each call gives another id."""
    return Crawler(id=secrets.token_hex(8), machine=socket.gethostname(), pid=os.getpid())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """An address that was found.

    Attributes:
        url: Absolute, http or https, as it is to be asked for.
        kind: What is expected there.
        source: Slug of the outlet; None if unknown.
        title: Headline or words of the link; empty if there are none.
        priority: What is higher is fetched first.
        depth: Steps from where the crawl began.
        found_in: Key of the target in which it was found; None if the crawl begins with it.
        modified_at: When it was last changed, as the listing says; None if it does not.
        is_next: Whether it goes on where another document ends.

    Raises:
        InvalidRecordError: If it is no web address, or one longer than `LONGEST_URL`.
    """

    url: str
    kind: TargetKind = "article"
    source: str | None = None
    title: str = ""
    priority: float = 0.0
    depth: int = 0
    found_in: int | None = None
    modified_at: float | None = None
    is_next: bool = False

    def __post_init__(self) -> None:
        """Check that there is a host to ask."""
        if len(self.url) > LONGEST_URL:
            raise InvalidRecordError(f"the address is longer than {LONGEST_URL:,} characters")
        if not self.host or not _is_text(self.url):
            raise InvalidRecordError("the address is none of the web", where=ascii(self.url))

    @property
    def host(self) -> str:
        """Host of the address, in lower case; empty if it has none."""
        try:
            parts = urlsplit(self.url.strip())
            return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target that a crawler has claimed.

    Attributes:
        key: Its row in the queue.
        url: Address as it is to be asked for.
        kind: What is expected there.
        source: Slug of the outlet; None if unknown.
        host: Host of the address, in lower case.
        title: Headline or words of the link; may be empty.
        priority: As known so far.
        depth: Steps from where the crawl began.
        found_in: Key of the target in which it was found; None if the crawl began with it.
        modified_at: When it was last changed, as listings say; None if none does.
        is_next: Whether it goes on where another document ends.
        due_at: Since when it may be fetched.
        revisit_seconds: The pause that ends with this visit; None if it was never fetched.
        attempts: Failures in a row before this attempt.
        asked_at: When it was last asked for; None if never.
        etag: Of the last answer; None if it had none.
        last_modified: Likewise.
        digest: SHA-256 of the last body, hexadecimal; None if there was none.
        n_new: What it gave last time that was new; None if it was never fetched.
        crawler: Id of the crawler that claimed it.
        claimed_at: When it was claimed.
    """

    key: int
    url: str
    kind: TargetKind
    source: str | None
    host: str
    title: str
    priority: float
    depth: int
    found_in: int | None
    modified_at: float | None
    is_next: bool
    due_at: float
    revisit_seconds: float | None
    attempts: int
    asked_at: float | None
    etag: str | None
    last_modified: str | None
    digest: str | None
    n_new: int | None
    crawler: str
    claimed_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a successful fetch leaves in the queue.

    Attributes:
        status: HTTP status; with 304, what is None below stays as it was.
        etag: ``ETag``; None if there was none.
        last_modified: ``Last-Modified``; None if there was none.
        digest: SHA-256 of the body, hexadecimal; None if there was none.
        n_new: Addresses or articles that nobody knew.
    """

    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    n_new: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRules:
    """Which targets a crawler wants.

    Attributes:
        kinds: Kinds that are wanted.
        per_host: Targets of one host that may be worked on at a time, by all crawlers together.
        per_host_of: Hosts for which it is another number.
        only_hosts: Hosts that may be asked; None for all.
        exclude_hosts: Hosts that must not be asked.
    """

    kinds: Set[TargetKind] = TARGET_KINDS
    per_host: int = 1
    per_host_of: Mapping[str, int] = field(default_factory=dict)
    only_hosts: Set[str] | None = None
    exclude_hosts: Set[str] = frozenset()


def _is_text(text: str) -> bool:
    """Return whether a text can be stored: without half characters, which JSON may hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
