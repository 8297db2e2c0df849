"""Why a page was not fetched: one error with a kind that programs can act on.

Only the error; each room that can fail raises it.
"""

from __future__ import annotations

from typing import Literal

from corpus.errors import GaliError

FetchKind = Literal[
    "bad_url",
    "refused_address",
    "robots",
    "robots_unreachable",
    "must_wait",
    "dns",
    "connect",
    "tls",
    "too_slow",
    "too_large",
    "wrong_type",
    "broken",
    "redirects",
    "status",
]

_MENDS: dict[FetchKind, str] = {
    "bad_url": "Give a full address that begins with http:// or https://",
    "refused_address": "Only public addresses are fetched; read local pages with `gali import`",
    "robots": "Respect it, or ask the owner of the site to let gali in",
    "robots_unreachable": "Try again later; while it cannot be read, nothing may be fetched",
    "must_wait": "Try again when that time has passed",
    "dns": "Check the spelling of the host, and the network",
    "connect": "Try again later, or check the address in a browser",
    "tls": "The site has to renew or repair its certificate; http:// may work",
    "too_slow": "Try again later",
    "too_large": "Save it with a browser and read the file with `gali import`",
    "wrong_type": "Only web pages, feeds, JSON and text are fetched",
    "broken": "Try again later; if it stays, the server is faulty",
    "redirects": "Open it in a browser and give the address where it ends",
    "status": "Check the address in a browser",
}
# Kinds that another attempt may cure without anybody mending anything.
_PASSING: frozenset[FetchKind] = frozenset(
    {"robots_unreachable", "must_wait", "dns", "connect", "too_slow", "broken"}
)
_PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


class FetchError(GaliError):
    """A page was not fetched.

    Attributes:
        kind: What kind of failure, for programs.
        status: HTTP status if the server answered with one that is no page; else None.
        retry_after: Seconds to wait before the host is asked again; None if nobody said.
    """

    def __init__(
        self,
        kind: FetchKind,
        what: str,
        *,
        where: str | None = None,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, where=where, mend=_MENDS[kind])
        self.kind: FetchKind = kind
        self.status = status
        self.retry_after = retry_after

    @property
    def is_passing(self) -> bool:
        """Whether the same address may well be fetched later."""
        if self.kind == "status":
            return self.status in _PASSING_STATUSES
        return self.kind in _PASSING

    def at(self, where: str) -> FetchError:
        """Return the same failure with its place, unless it names one already."""
        if self.where is not None:
            return self
        return FetchError(
            self.kind, self.what, where=where, status=self.status, retry_after=self.retry_after
        )
