"""What a server of pages is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """What a server is told.

    Attributes:
        db: The corpus.
        base_url: Address under which people reach the pages, such as
            ``https://contoh.go.id/inovasi``; None if they reach this server directly.
        hosts: Further names under which the server may be asked; loopback always may be.
        n_threads: Requests that read the corpus at the same time.
        seconds: After how long a request for a page is given up.
        is_public: Whether others than the users of this machine reach the server.
        reviewers: File of those who may decide and their passwords; None if a name is enough, as
            long as the server is not public.
    """

    db: Path
    base_url: str | None = None
    hosts: tuple[str, ...] = ()
    n_threads: int = 8
    seconds: float = 5.0
    is_public: bool = False
    reviewers: Path | None = None

    @property
    def prefix(self) -> str:
        """The path before every path of ours; empty at the top of a host."""
        return urlsplit(self.base_url or "").path.rstrip("/")

    @property
    def allowed_hosts(self) -> list[str]:
        """All names under which the server answers."""
        host = urlsplit(self.base_url or "").hostname
        return [*LOOPBACK_HOSTS, *self.hosts, *([host] if host else [])]
