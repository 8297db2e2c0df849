"""Where public bodies lie whose own words leave it open."""

import pytest

from corpus.identity import make_article
from corpus.vocabulary import regions
from extract.bodies import BodyMention
from extract.body_regions import locate_bodies
from extract.reading import read_article


def bodies_of(text: str) -> list[BodyMention]:
    return list(read_article(make_article(title="", text=text)).bodies)


LOCATED = {
    "Polda Jambi rapat.": "15",
    "Kejati Bengkulu rapat.": "17",
    "Polda Bengkulu rapat.": "17",
    "Bank Jatim rapat.": "35",
    "Bank BPD Bali rapat.": "51",
    "Bank Nagari rapat.": "13",
    "Desa Ponggok, Kecamatan Polanharjo, Kabupaten Klaten, rapat.": "33.10",
    "Kelurahan Tanjung Laut di Kota Bontang rapat.": "64.74",
    "RSUD Sumber Waras (RSSW) Purwokerto rapat.": "33.02",
    "SMKN 1 Praya, Kabupaten Lombok Tengah, rapat.": "52.02",
    "Dinas Sosial Kabupaten Demak rapat.": "33.21",
    "Dinas Sosial rapat.": None,
    "Polres Solok rapat.": None,
    "Bank Dunia rapat.": None,
    "Desa Sumber, warga Kabupaten Klaten rapat.": None,
}


@pytest.mark.parametrize(("text", "code"), LOCATED.items(), ids=LOCATED)
def test_bodies_are_located(text: str, code: str | None) -> None:
    assert {body.region for body in bodies_of(text)[:1]} <= {code}


def test_what_stays_open_keeps_its_candidates() -> None:
    (police,) = bodies_of("Polres Solok rapat.")
    assert police.region is None
    assert set(police.regions) == {"13.02", "13.72"}


def test_a_unit_told_once_with_its_region_has_it_everywhere() -> None:
    units = bodies_of("SMKN 1 Praya rapat. SMKN 1 Praya, Kabupaten Lombok Tengah, menang.")
    assert [unit.region for unit in units] == ["52.02", "52.02"]


def test_other_bodies_are_not_changed() -> None:
    article = make_article(title="", text="Dinas Sosial Kabupaten Demak rapat.")
    bodies = read_article(article).bodies
    assert locate_bodies(article, bodies, ()) == bodies


def test_the_regions_are_known() -> None:
    located = {code for code in LOCATED.values() if code}
    assert located <= set(regions())
