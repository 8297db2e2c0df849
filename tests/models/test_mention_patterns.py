"""Each way of naming an innovation is told from the others."""

from __future__ import annotations

import pytest

from corpus.identity import make_article
from models.gold import GoldInnovation, parse_annotation
from models.mention_patterns import PATTERNS, mention_pattern

CASES = [
    ("name (expansion)", "Ada Sirup (Siaga Ibu Hamil Rutin Periksa) di sana."),
    ("name (expansion)", "Ada “Sirup” ( “Siaga Ibu Hamil Rutin Periksa” ) di sana."),
    ("expansion (name)", "Ada Siaga Ibu Hamil Rutin Periksa (Sirup) di sana."),
    ("quoted", "Mereka menyebutnya “Sirup” sejak lama."),
    ("after cue", "Warga memakai aplikasi Sirup sejak lama."),
    ("after cue", "Warga memakai inovasinya: Sirup sejak lama."),
    ("list item", "Daftarnya:\n1. Sirup dari desa\n2. lainnya"),
    ("other", "Di sana Sirup dijalankan bidan."),
    ("other", "Di sana Sirupan dijalankan bidan."),
]


def _innovation(name: str = "Sirup") -> GoldInnovation:
    expansion = "Siaga Ibu Hamil Rutin Periksa"
    entry = {"id": "i1", "name": name, "expansion": expansion}
    return parse_annotation({"id": "a", "innovations": [entry]}).innovations[0]


@pytest.mark.parametrize(("pattern", "text"), CASES, ids=[text[:30] for _, text in CASES])
def test_pattern(pattern: str, text: str) -> None:
    article = make_article(title="Kabar Hari Ini", text=text)
    assert mention_pattern(article, _innovation()) == pattern


def test_a_name_that_only_the_title_has() -> None:
    article = make_article(title="Sirup Tembus Final", text="Juri memuji bidan.")
    assert mention_pattern(article, _innovation()) == "title only"


def test_every_pattern_but_title_only_has_a_case() -> None:
    assert {pattern for pattern, _ in CASES} == set(PATTERNS) - {"title only"}
