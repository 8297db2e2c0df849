"""Every trick ends as it should, within the deadline and a second."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tricks import GOOD, KINDS, PAGE

from harvest.fetching.failures import FetchError

if TYPE_CHECKING:
    from conftest import MakeFetcher
    from hostile_server import HostileServer

DEADLINE = 1.0


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
    fetcher, start = make_fetcher(), time.monotonic()
    with pytest.raises(FetchError) as error:
        fetcher.fetch(hostile.url(f"/{name}"))
    assert time.monotonic() - start < DEADLINE + 1
    assert error.value.kind == kind
    assert error.value.where
    assert error.value.mend
