"""What a failed fetch means for the address and for its host."""

from __future__ import annotations

from typing import Literal

from harvest.fetching.failures import FetchError, FetchKind

_HOST_KINDS: frozenset[FetchKind] = frozenset(
    {"dns", "connect", "tls", "too_slow", "broken", "robots_unreachable"}
)
_REFUSALS: frozenset[FetchKind] = frozenset(
    {"bad_url", "refused_address", "robots", "too_large", "wrong_type", "redirects"}
)
_GONE = frozenset({404, 410})
_FIRST_SERVER_ERROR = 500


def is_host_failure(failure: FetchError) -> bool:
    """Return whether a failure speaks against the host, not against the one address."""
    if failure.kind == "status":
        return failure.status is not None and failure.status >= _FIRST_SERVER_ERROR
    return failure.kind in _HOST_KINDS


def ending_of(failure: FetchError) -> Literal["failed", "refused", "gone"]:
    """Return what becomes of an address that is not tried again.

    ``gone`` if the server says so, ``refused`` if it may not or must not be fetched, ``failed``
    for what other attempts may cure.
    """
    if failure.status in _GONE:
        return "gone"
    return "refused" if failure.kind in _REFUSALS else "failed"
