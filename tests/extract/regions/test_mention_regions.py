"""The region of each innovation, told in all the ways in which newspapers tell it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.identity import make_article, squeeze
from corpus.vocabulary import regions
from extract.home import RegionChoice
from extract.innovations.candidates import Candidate
from extract.innovations.choice import find_candidates, make_passages
from extract.innovations.mentions import find_mentions, places_of
from extract.innovations.regions import decide_region, read_regions
from extract.reading import Reading, read_article

CASES = tomllib.loads(Path(__file__).with_name("region_cases.toml").read_text("utf-8"))["case"]


def read(title: str, text: str) -> Reading:
    return read_article(make_article(title=title, text=text))


def choice_of(reading: Reading, name: str) -> RegionChoice:
    """The region of a name that is given, so that no model has to find it."""
    found = find_candidates(reading, make_passages(reading))
    group = [one for one in found if squeeze(one.name) == squeeze(name)] or [at(reading, name)]
    owners = [owner for one in group for owner in one.owners]
    return decide_region(read_regions(reading), group, places_of(reading, group), owners)


def at(reading: Reading, name: str) -> Candidate:
    field = "text" if name in reading.article.text else "title"
    start = reading.text_of(field).index(name)
    return Candidate(field=field, start=start, end=start + len(name), name=name, rule="given")


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_the_region_is_told(case: dict[str, Any]) -> None:
    reading = read(case["title"], case["text"])
    assert {name: choice_of(reading, name).code or "" for name in case["regions"]} == case[
        "regions"
    ]


def test_the_cases_name_real_regions() -> None:
    assert {code for case in CASES for code in case["regions"].values()} <= {"", *regions()}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Inovasi Kopi Pintar (Kopin) milik Pemkab Dairi menang.", "it is said to be from there"),
        ("Pemkab Dairi mengajukan Kopin.", "who acts on it lies there"),
        ("Pemkab Dairi rapat. Ada Kopin di kantor.", "its government is named"),
        ("Kementerian Sosial meluncurkan Kopin.", "a national body owns it"),
        ("Gubernur Jambi hadir. Wali Kota Jambi hadir. Ada Kopin di Kota Jambi.", "it is said"),
        ("Juara lomba:\nKabupaten Dairi\n1. Kopin\n2. Sapa", "it is listed under that place"),
    ],
)
def test_a_choice_says_what_told_it(text: str, why: str) -> None:
    assert choice_of(read("", text), "Kopin").why.startswith(why)


def test_several_regions_of_one_name_stay_open() -> None:
    choice = choice_of(read("", "Aplikasi Kopin dipakai warga Bogor."), "Kopin")
    assert choice.code is None
    assert set(choice.candidates) == {"32.01", "32.71"}


def test_the_outlet_decides_between_regions_of_one_name() -> None:
    text = "Aplikasi Kopin dipakai warga Bogor."
    article = make_article(title="", text=text, outlet="kotabogor.go.id")
    assert choice_of(read_article(article), "Kopin").code == "32.71"


def test_mentions_carry_the_region() -> None:
    text = "Pemerintah Kabupaten Dairi meluncurkan inovasi Kopin (Kopi Pintar)."
    (mention,) = find_mentions(read("", text))
    assert mention.region == "12.11"


def test_the_order_of_candidates_does_not_matter() -> None:
    reading = read("", "Kopin milik Pemkab Dairi. Kopin dilirik Kota Medan. Kopin menang.")
    group = [
        Candidate(field="text", start=start, end=start + 5, name="Kopin", rule="given")
        for start in (0, 26, 53)
    ]
    places = places_of(reading, group)
    forward = decide_region(read_regions(reading), group, places, [])
    backward = decide_region(read_regions(reading), group[::-1], places[::-1], [])
    assert forward == backward
    assert forward.code == "12.11"
