"""Bombs and floods never unfold in memory: measured from outside, in a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hostile_server import HostileServer

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 100
_TRICKS = (
    "gzip-bomb deflate-bomb br-bomb zstd-bomb gzip-members-without-end endless-body endless-chunks "
    "header-flood header-line-without-end interim-flood endless-trailers redirect-with-bomb"
).split()
# The limits are those that users get, not the small ones of the other tests. `ru_maxrss` would
# count what this process had before it started the other one; VmHWM begins anew with each program.
_PROGRAM = """
import re, sys
from pathlib import Path
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.waits import HostWaits

agent = make_agent("1", "a@kampus.example")
fetcher = Fetcher(agent, HostWaits(0), guard=AddressGuard(allow_loopback=True))
for url in sys.argv[1:]:
    try:
        fetcher.fetch(url)
    except FetchError as error:
        print(error.kind)
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="VmHWM is known on Linux alone")
@pytest.mark.parametrize("names", [_TRICKS, ["gzip-bomb"] * 12], ids=["each", "again and again"])
def test_peak_memory_is_bounded(hostile: HostileServer, names: list[str]) -> None:
    urls = [hostile.url(f"/{name}") for name in names]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *urls],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    *kinds, megabytes = done.stdout.split()
    assert kinds == ["too_large"] * sum("redirect" not in name for name in names)
    assert int(megabytes) < MOST_MEGABYTES
