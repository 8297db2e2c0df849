"""What pages cost that nobody has asked for yet: processor time of the first ask of each.

Run: ``python benchmarks/cold_pages.py CORPUS [--pages /opd/rsud …]``. The server has started and
looked ahead as it always does; then each page is asked for once, so nothing of it is remembered. On
a quiet machine readers wait for the processor's time, which other work on the machine changes less
than it does the clock's. The corpus is only read.
"""

from __future__ import annotations

import argparse
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from gali.web.app import make_app
from gali.web.settings import WebSettings

# So much a busy machine may take; readers are told after five seconds that it takes too long.
MOST_SECONDS = 120.0
# What the project promises for 100,000 articles.
MOST_MS, MOST_SEARCH_MS = 150, 300
_EACH = {
    "/daerah/{} (province)": "SELECT DISTINCT substr(region, 1, 2) FROM innovations "
    "WHERE region IS NOT NULL ORDER BY 1",
    "/daerah/{}": "SELECT region FROM innovations WHERE length(region) = 5 "
    "GROUP BY 1 ORDER BY count(*) DESC LIMIT 40",
    "/sektor/{}": "SELECT DISTINCT sector FROM innovations WHERE sector IS NOT NULL ORDER BY 1",
    "/opd/{}": "SELECT owner_type FROM innovations WHERE owner_type IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC LIMIT 40",
    "/inovasi/{}": "SELECT innovation_id FROM mentions WHERE innovation_id IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 40",
    "/artikel/{}": "SELECT article_id FROM mentions GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 40",
    "/cari?sektor={}": "SELECT DISTINCT sector FROM innovations WHERE sector IS NOT NULL",
    "/cari?daerah={}": "SELECT DISTINCT substr(region, 1, 2) FROM innovations "
    "WHERE region IS NOT NULL ORDER BY 1",
    "/cari?opd={}": "SELECT owner_type FROM innovations WHERE owner_type IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC LIMIT 20",
    "/cari?opd={}&jenis=artikel": "SELECT owner_type FROM innovations "
    "WHERE owner_type IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 20",
    "/penghargaan?daerah={}": "SELECT DISTINCT substr(region, 1, 2) FROM innovations "
    "WHERE region IS NOT NULL ORDER BY 1",
    "/penghargaan?opd={}": "SELECT owner_type FROM innovations WHERE owner_type IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC LIMIT 20",
    "/replikasi?daerah={}": "SELECT DISTINCT substr(region, 1, 2) FROM innovations "
    "WHERE region IS NOT NULL ORDER BY 1",
    "/tinjau?sektor={}": "SELECT DISTINCT sector FROM innovations WHERE sector IS NOT NULL",
}
_WORDS = ("inovasi", "pelayanan", "anak", "masyarakat", "digital", "desa", "stunting", "puskesmas")


def main() -> None:
    """Print a Markdown table: what the first ask of each page costs, by kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", nargs="+")
    options = parser.parse_args()
    kinds = {"as told": options.pages} if options.pages else _pages_of(options.corpus)
    print("| pages | asked | median, ms | 95 %, ms | most, ms | the slowest |")
    print("|---|---:|---:|---:|---:|---|")
    app = make_app(WebSettings(db=options.corpus, seconds=MOST_SECONDS))
    with TestClient(app, base_url="http://localhost") as client:
        _wait_until_quiet()
        for kind, pages in kinds.items():
            _print_row(kind, [(_cost(client, page), page) for page in pages])
    print(f"\nPromised: {MOST_MS} ms, searches {MOST_SEARCH_MS} ms.")


def _print_row(kind: str, costs: Sequence[tuple[float, str]]) -> None:
    """Print what the pages of a kind cost."""
    ordered = sorted(costs)
    most, slowest = ordered[-1]
    percentile = ordered[int(0.95 * (len(ordered) - 1))][0]
    middle = median(cost for cost, _ in ordered)
    figures = f"{len(ordered)} | {middle:.0f} | {percentile:.0f} | {most:.0f}"
    print(f"| `{kind}` | {figures} | `{slowest}` |", flush=True)


def _cost(client: TestClient, page: str) -> float:
    """Return the processor's milliseconds of a page that is asked for."""
    start = time.process_time()
    answer = client.get(page)
    seconds = time.process_time() - start
    assert answer.status_code == 200, (page, answer.status_code)
    return seconds * 1000


def _wait_until_quiet() -> None:
    """Wait until the server has looked ahead: it uses the processor no more."""
    used = -1.0
    while time.process_time() - used > 0.05:
        used = time.process_time()
        time.sleep(3)


def _pages_of(corpus: Path) -> dict[str, list[str]]:
    """Return the pages that are asked for, by kind."""
    with closing(sqlite3.connect(f"file:{corpus}?mode=ro", uri=True)) as conn:
        pages = {
            kind: list(_filled_in(kind, conn.execute(query).fetchall()))
            for kind, query in _EACH.items()
        }
    pages["/cari?q={}"] = [f"/cari?q={word}" for word in _WORDS]
    pages["/cari?q={}&jenis=artikel"] = [f"/cari?q={word}&jenis=artikel" for word in _WORDS]
    pages["/penghargaan?kursor={}"] = [f"/penghargaan?kursor=k{25 * n}" for n in range(1, 11)]
    pages["/replikasi?kursor={}"] = [f"/replikasi?kursor=k{25 * n}" for n in range(1, 11)]
    return pages


def _filled_in(kind: str, rows: Sequence[tuple[str]]) -> Iterator[str]:
    """Yield the addresses of a kind of page for some values."""
    for (value,) in rows:
        yield kind.split(" ")[0].format(value)


if __name__ == "__main__":
    main()
