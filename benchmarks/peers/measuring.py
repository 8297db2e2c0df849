"""What every crawler under measurement does alike: finds loopback, takes its time, and tells it.

Uses the standard library alone, so that it also runs where gali is not installed.
"""

from __future__ import annotations

import json
import resource
import socket
import time
from collections.abc import Callable
from typing import Any

_getaddrinfo = socket.getaddrinfo
_gethostbyname = socket.gethostbyname


def know_localhost() -> None:
    """Make names under ``localhost`` lead to loopback; not every system knows them."""

    def getaddrinfo(host: Any, *rest: Any, **options: Any) -> Any:
        return _getaddrinfo(_plain(host), *rest, **options)

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = lambda host: _gethostbyname(_plain(host))


def measure(crawl: Callable[[], int]) -> None:
    """Run a crawl and print how many articles it got, its seconds, and those of processors."""
    began, began_cpu = time.perf_counter(), _cpu_seconds()
    n_articles = crawl()
    seconds, cpu_seconds = time.perf_counter() - began, _cpu_seconds() - began_cpu
    told = {"n_articles": n_articles, "seconds": seconds, "cpu_seconds": cpu_seconds}
    print(json.dumps(told))


def _cpu_seconds() -> float:
    """Return the processor time of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _plain(host: Any) -> Any:
    """Return loopback's address for names under ``localhost``."""
    name = host.decode() if isinstance(host, bytes) else host
    is_local = isinstance(name, str) and (name == "localhost" or name.endswith(".localhost"))
    return "127.0.0.1" if is_local else host
