"""Records to pages: which of them hold a web page, unaltered, and which are passed over.

The articles in pages are found by ``articles``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.errors import UnreadableFileError
from corpus.identity import page_digest
from corpus.records import Page
from harvest.fetching.media_types import find_kind
from harvest.outlets.hosts import host_of_url
from harvest.problems import Problem, printable
from harvest.streams import Readable, too_large
from harvest.warc.answers import ArchivedAnswer, decoded, parse_answer, unchunked
from harvest.warc.digests import has_digest
from harvest.warc.limits import MAX_BLOCK, MAX_REMEMBERED_IDS
from harvest.warc.records import Damage, WarcRecord, iter_records
from harvest.warc.roles import ROLE_FIELD
from harvest.warc.stream import RecordStream

_ABOUT_OTHERS = frozenset({"warcinfo", "request", "metadata"})
_PAGE_STATUSES = frozenset({200, 203})
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2200
_LONGEST_URL = 4096
_CUT_WORDS = "the page was cut off when it was archived, and so may its article be"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record that is sound, or not looked at, and no web page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage(Page):
    """A further page of the article that begins in a page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a record holds of a page, before it is decoded."""

    url: str
    content_type: str | None
    answer: ArchivedAnswer


def iter_pages(source: Readable, origin: str) -> Iterator[Page | Problem | PassedOver]:
    """Yield the pages of an archive in its order; nothing that is in it raises, except a bomb.

    Args:
        source: The archive from its start, packed with gzip or plain.
        origin: Its name; a page's ``origin`` is ``name!address``.

    Yields:
        Pages as they were meant: without chunks and compression. A problem for each record that
        is damaged, has not its digest, or bears the id of another one of other content; with
        ``kept``, it follows a page that was cut off. The rest is passed over:
        redirects and errors, pictures, and pages that the archive had already.

    Raises:
        UnreadableFileError: If the archive unfolds like a bomb.
        OSError: If it cannot be read.
    """
    known = _KnownIds()
    for record in iter_records(RecordStream(source)):
        if isinstance(record, Damage):
            error = record.error
            yield Problem(origin, f"record {record.number}", error.what, error.mend)
            continue
        if record.kind in _ABOUT_OTHERS:
            continue
        try:
            page = _page_of(record, origin, known)
        except UnreadableFileError as error:
            place = f"record {record.number} ({_shown(_address(record))})"
            yield Problem(origin, place, error.what, error.mend)
            continue
        yield page or PassedOver()
        if page and "warc-truncated" in record.fields:
            yield Problem(page.origin, None, _CUT_WORDS, kept=True)


class _KnownIds:
    """The ids of records that were read, and digests of what they held."""

    def __init__(self) -> None:
        self._digests: dict[bytes, bytes] = {}

    def is_repeated(self, record: WarcRecord) -> bool:
        """Return whether a record was read before, and remember it.

        Raises:
            UnreadableFileError: If another record bore its id.
        """
        given = record.fields.get("warc-record-id")
        if given is None:
            return False
        key, digest = (hashlib.sha256(x).digest()[:16] for x in (given.encode(), record.block))
        if key in self._digests:
            if self._digests[key] != digest:
                raise UnreadableFileError("another record of the archive bears its id")
            return True
        if len(self._digests) < MAX_REMEMBERED_IDS:
            self._digests[key] = digest
        return False


def _page_of(record: WarcRecord, origin: str, known: _KnownIds) -> Page | None:
    """Return the page of a record; None if it holds none.

    Raises:
        UnreadableFileError: If it is not as it was written, or too large.
    """
    content = _content_of(record)
    if content is None:
        return None
    if record.length > MAX_BLOCK:
        raise too_large("the page")
    if record.fields.get("warc-segment-number") is not None:
        raise UnreadableFileError("the page is spread over several records, which is not read")
    _insist_on_digests(record, content.answer)
    if known.is_repeated(record):
        return None
    body = decoded(unchunked(content.answer), content.answer.all("content-encoding"))
    kind = FurtherPage if _role(record) == "part" else Page
    return kind(
        origin=f"{origin}!{_shown(content.url)}",
        url=content.url,
        body=body,
        digest=page_digest(body),
        content_type=printable(content.content_type) if content.content_type else None,
        fetched_at=_date(record),
    )


def _content_of(record: WarcRecord) -> _Content | None:
    """Return the content of a record that holds a web page; None if it does not."""
    url = _address(record)
    if _role(record) == "list":
        return None  # gali that wrote it knew that it only lists articles
    if record.kind not in ("response", "resource") or host_of_url(url) is None:
        return None
    if len(url) > _LONGEST_URL:
        raise UnreadableFileError("its address is too long")
    if record.kind == "resource":
        content_type = record.fields.get("content-type")
        answer = ArchivedAnswer(status=200, fields=(), payload=record.block)
    else:
        answer = parse_answer(record.block)
        content_type = answer.content_type
    is_page = answer.status in _PAGE_STATUSES and _may_hold_article(content_type, answer.payload)
    return _Content(url=url, content_type=content_type, answer=answer) if is_page else None


def _may_hold_article(content_type: str | None, payload: bytes) -> bool:
    """Return whether a document is a web page or a site's interface, as far as it tells."""
    if content_type:
        return find_kind(content_type) in ("html", "json", "xml")
    return payload[:1024].lstrip().startswith(b"<")


def _insist_on_digests(record: WarcRecord, answer: ArchivedAnswer) -> None:
    """Complain of a record whose digests are not those of its bytes.

    Some programs took the digest of a body after its chunks were joined, others before.
    """
    fields = record.fields
    payload_digest = fields.get("warc-payload-digest")
    is_block = has_digest(record.block, fields.get("warc-block-digest"))
    is_payload = has_digest(answer.payload, payload_digest)
    if is_payload is False and answer.is_chunked:
        is_payload = has_digest(unchunked(answer), payload_digest)
    if is_block is False or is_payload is False:
        raise UnreadableFileError("it does not have its digest, so it was altered or damaged")


def _date(record: WarcRecord) -> datetime:
    """Return when a record was made, UTC."""
    try:
        written = datetime.fromisoformat(record.fields.get("warc-date", "").strip())
    except ValueError as error:
        raise UnreadableFileError("it does not say when it was made") from error
    date = written if written.tzinfo else written.replace(tzinfo=UTC)
    if not _EARLIEST_YEAR <= date.year <= _LATEST_YEAR:
        raise UnreadableFileError("it says that it was made at an impossible time")
    return date.astimezone(UTC)


def _address(record: WarcRecord) -> str:
    """Return the address of what a record holds; empty if it tells none."""
    # Wget 1.19 put the address in angle brackets.
    return record.fields.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")


def _role(record: WarcRecord) -> str | None:
    """Return what gali said of a page when it wrote it; None if it did not."""
    return record.fields.get(ROLE_FIELD.lower())


def _shown(url: str) -> str:
    """Return an address as one safe line that is not too long."""
    return printable(url, 200) or "no address"
