"""What a failed fetch means: is the host to blame, and is the address given up for good."""

from __future__ import annotations

import pytest

from harvest.crawling.failing import ending_of, is_host_failure
from harvest.fetching.failures import FetchError, FetchKind

FAILURES: dict[str, tuple[FetchKind, int | None, bool, str]] = {
    "no such host": ("dns", None, True, "failed"),
    "nobody there": ("connect", None, True, "failed"),
    "robots.txt fails": ("robots_unreachable", 503, True, "failed"),
    "server failure": ("status", 500, True, "failed"),
    "overloaded": ("status", 503, True, "failed"),
    "too many requests": ("status", 429, False, "failed"),
    "missing": ("status", 404, False, "gone"),
    "gone": ("status", 410, False, "gone"),
    "forbidden": ("status", 403, False, "failed"),
    "forbidden by robots.txt": ("robots", None, False, "refused"),
    "private address": ("refused_address", None, False, "refused"),
    "picture": ("wrong_type", None, False, "refused"),
    "huge": ("too_large", None, False, "refused"),
    "circle": ("redirects", None, False, "refused"),
}


@pytest.mark.parametrize(
    ("kind", "status", "is_hosts", "ending"), FAILURES.values(), ids=FAILURES.keys()
)
def test_failures_are_the_hosts_or_the_pages(
    kind: FetchKind, status: int | None, is_hosts: bool, ending: str
) -> None:
    failure = FetchError(kind, "it failed", status=status)
    assert is_host_failure(failure) == is_hosts
    assert ending_of(failure) == ending
