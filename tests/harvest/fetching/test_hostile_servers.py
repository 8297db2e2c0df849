"""Every trick ends as it should, and soon."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tricks import GOOD, KINDS, PAGE

from harvest.fetching.failures import FetchError
from harvest.fetching.limits import FetchLimits

if TYPE_CHECKING:
    from conftest import MakeFetcher
    from hostile_server import HostileServer

# A machine that does much else still has the time to see what is wrong; only who is too slow is
# not waited for.
PATIENCE_SECONDS = {"too_slow": 1.0}
LONGEST_PATIENCE_SECONDS = 20.0


@pytest.mark.parametrize("name", GOOD)
def test_odd_but_honest_servers_are_read(
    hostile: HostileServer, make_fetcher: MakeFetcher, name: str
) -> None:
    result = make_fetcher().fetch(hostile.url(f"/{name}"))
    assert result.page is not None
    assert result.page.body == PAGE


@pytest.mark.parametrize(("name", "kind"), KINDS.items(), ids=KINDS)
def test_hostile_servers_cost_a_bounded_time(
    hostile: HostileServer, make_fetcher: MakeFetcher, name: str, kind: str
) -> None:
    deadline = PATIENCE_SECONDS.get(kind, LONGEST_PATIENCE_SECONDS)
    limits = FetchLimits(
        seconds=deadline, robots_seconds=deadline, wire_bytes=2_000_000, body_bytes=4_000_000
    )
    fetcher, start = make_fetcher(limits=limits), time.monotonic()
    with pytest.raises(FetchError) as error:
        fetcher.fetch(hostile.url(f"/{name}"))
    assert time.monotonic() - start < deadline + 4
    assert error.value.kind == kind
    assert error.value.where
    assert error.value.mend
