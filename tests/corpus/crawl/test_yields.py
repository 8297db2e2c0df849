"""What sections pay is counted for each outlet."""

from __future__ import annotations

import sqlite3

from corpus.crawl.yields import SectionYield, SectionYields


def test_readings_are_counted_by_outlet_and_section(conn: sqlite3.Connection) -> None:
    yields = SectionYields(conn)
    for section, is_relevant in [("/inovasi", True), ("/inovasi", False), ("/liga", False)]:
        yields.add("kabar", section, is_relevant=is_relevant)
    yields.add("warta", "/inovasi", is_relevant=True)
    assert yields.of_source("kabar") == {
        "/inovasi": SectionYield(n_read=2, n_relevant=1),
        "/liga": SectionYield(n_read=1, n_relevant=0),
    }
    assert yields.of_source("lain") == {}


def test_the_names_of_sections_are_bounded(conn: sqlite3.Connection) -> None:
    yields = SectionYields(conn)
    for end in ("a", "b"):
        yields.add("kabar", "x" * 5000 + end, is_relevant=False)
    assert yields.of_source("kabar") == {"x" * 200: SectionYield(n_read=2, n_relevant=0)}
