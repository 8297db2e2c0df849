"""What a site saw of its visitors, and whether they were polite."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request.

    Attributes:
        host: Name that was asked for.
        target: Path and query.
        began: Monotonic seconds when it arrived.
        ended: Monotonic seconds when the answer had been sent.
        status: Of the answer; 0 if the connection was cut off.
        is_conditional: Whether it asked for changes alone.
        agent: ``User-Agent``.
        n_bytes: Length of the body sent.
    """

    host: str
    target: str
    began: float
    ended: float
    status: int
    is_conditional: bool
    agent: str
    n_bytes: int


def shortest_pause(visits: Iterable[Visit]) -> float:
    """Return the least seconds from an answer's end to the same host's next request.

    Negative where requests overlapped; infinite if no host was asked twice.
    """
    by_host: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda one: one.began):
        by_host[visit.host].append(visit)
    return min(
        (
            after.began - before.ended
            for of_host in by_host.values()
            for before, after in pairwise(of_host)
        ),
        default=float("inf"),
    )


def fetched_again(visits: Iterable[Visit]) -> dict[str, int]:
    """Return the addresses (host and target) sent in full more than once, and how often."""
    counts = Counter(f"{one.host}{one.target}" for one in visits if one.status == 200)
    return {address: count for address, count in counts.items() if count > 1}
