"""Reading articles out of pages next to its yardstick, bare trafilatura, on the same pages.

Run: ``python benchmarks/article_reading.py``. The pages are made here from the templates of the
tests, with sidebars and scripts of usual size. All rows come from one run in one process and take
turns, so that their ratios mean something on a noisy machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import trafilatura

from harvest.reading.article import read_article

TEMPLATES = Path(__file__).parent.parent / "tests" / "harvest" / "reading" / "pages"
N_PAGES = 90
N_ROUNDS = 5
FETCHED = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
WORDS = (
    "kurir obat desa warga dinas jalan pasar sungai kader bupati layanan pagi siang buku".split()
)


def generated_pages() -> list[str]:
    """Return pages of the tests' templates, each made as large as those of real outlets."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html"))]
    random = Random(7)  # the same pages in each run
    return [_enlarged(templates[n % len(templates)], random) for n in range(N_PAGES)]


def _enlarged(html: str, random: Random) -> str:
    """Return a page with more scripts, styles, menus and neighbouring articles."""
    script = f"<script>{'var a = {b: [1, 2, 3]};' * random.randint(800, 2400)}</script>"
    style = f"<style>{'.a .b > c { margin: 0 auto; }' * random.randint(400, 1200)}</style>"
    items = "".join(
        f'<li class="item"><a href="/{n}"><img src="{n}.jpg" alt="">{_words(random, 8)}</a>'
        f'<span class="date">{random.randint(1, 28)} Desember 2023</span></li>'
        for n in range(random.randint(60, 180))
    )
    aside = f'<div class="sidebar widget-area"><ul class="recent-posts">{items}</ul></div>'
    more = "".join(
        f"<p>{_words(random, random.randint(25, 60)).capitalize()}.</p>" for _ in range(8)
    )
    html = html.replace("</head>", f"{script}{style}</head>", 1)
    html = html.replace("</p>", f"</p>{more}", 1) if html.count("<p") > 3 else html
    return html.replace("</body>", f"{aside}{script}</body>", 1)


def _words(random: Random, count: int) -> str:
    """Return so many words."""
    return " ".join(random.choice(WORDS) for _ in range(count))


def seconds(work: Callable[[str], object], pages: Sequence[str]) -> float:
    """Return the processor time of a pass over all pages."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def main() -> None:
    """Print a Markdown table of rates and ratios."""
    pages = generated_pages()
    fast_dates = {"extensive_search": False, "original_date": True}
    rows: dict[str, Callable[[str], object]] = {
        "trafilatura with metadata": lambda html: trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False
        ),
        "trafilatura with metadata, quick dates": lambda html: trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=fast_dates
        ),
        "trafilatura, body alone": lambda html: trafilatura.bare_extraction(
            html, include_comments=False
        ),
        "gali": lambda html: read_article(html, fetched_at=FETCHED),
    }
    for work in rows.values():
        work(pages[0])  # what is loaded once is not part of the rate
    rounds = [{name: seconds(work, pages) for name, work in rows.items()} for _ in range(N_ROUNDS)]
    times = {name: statistics.median(one[name] for one in rounds) for name in rows}
    base = times["trafilatura with metadata"]
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB, median of {N_ROUNDS} passes that take turns\n")
    print("| what | articles per CPU-second | cost against the first row |\n|---|---|---|")
    for name, spent in times.items():
        print(f"| {name} | {len(pages) / spent:,.0f} | {spent / base:.2f} |")


if __name__ == "__main__":
    main()
