"""Both catalogues say the same things, and every phrase that a template asks for is there."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from gali.web.language import LANGUAGES, load_words

WEB = Path(str(files("gali.web")))
SOURCES = [*WEB.rglob("*.py"), *WEB.joinpath("templates").glob("*.html")]
_ASKED = re.compile(r"""(?:\bt|\bwords|\bask\.words)\(\s*["']([a-z_]+(?:\.[a-z_-]+)*)["']\s*[,)]""")
_KEYS = re.compile(r"""["'](error\.(?!html)[a-z_]+)["']""")


def _names(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_all_languages_have_the_same_phrases_with_the_same_values() -> None:
    first, *others = (load_words(code).phrases for code in LANGUAGES)
    for other in others:
        plain = {key: phrase for key, phrase in other.items() if not key.endswith("_one")}
        assert plain.keys() == first.keys()
        for key, phrase in plain.items():
            assert _names(phrase) == _names(first[key]), key


def test_a_singular_belongs_to_a_plural() -> None:
    phrases = load_words("en").phrases
    singulars = [key for key in phrases if key.endswith("_one")]
    assert singulars
    for key in singulars:
        assert _names(phrases[key]) == _names(phrases[key.removesuffix("_one")]), key


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_phrase_that_is_asked_for_is_there(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    asked = {*_ASKED.findall(text), *_KEYS.findall(text)}
    assert asked <= load_words("id").phrases.keys()


def test_numbers_and_days_are_written_as_people_write_them() -> None:
    words, english = load_words("id"), load_words("en")
    assert words.number(1234.5, 1) == "1.234,5"
    assert english.number(1234.5, 1) == "1,234.5"
    assert words("n_articles", n=12345) == "12.345 berita"
    assert english("n_articles", n=1) == "1 article"
    assert words.day(date(2021, 3, 4)) == "4 Maret 2021"
    assert words.day(None) == ""


def test_the_figures_of_quality_are_those_of_the_documentation() -> None:
    quality = json.loads(WEB.joinpath("data", "quality.json").read_text(encoding="utf-8"))
    page = (Path(__file__).parents[3] / "docs" / "quality.md").read_text(encoding="utf-8")
    table = page[page.index("| field | gali") : page.index("By the way in which")]
    told = {
        cells[0]: cells[1:3]
        for line in table.splitlines()
        if line.startswith("| ")
        for cells in [[cell.strip() for cell in line.strip("| ").split("|")]]
    }
    for field in quality["fields"]:
        person = "–" if field["person"] is None else f"{field['person']:.2f}"
        assert told[field["field"]] == [f"{field['gali']:.2f}", person], field["field"]
        assert f"quality.{field['key']}" in load_words("id").phrases
