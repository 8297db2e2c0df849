"""The codebook's JSON is read with insistence and written back field by field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import InvalidGoldError
from corpus.identity import make_article
from corpus.records import Award, Count, Evidence, Extraction, Mention, Replication
from models.gold import gold_record, parse_annotation, read_annotations, read_gold

TEXT = "Puskesmas Melati membawa Sirup (Siaga Ibu Hamil Rutin Periksa)."
CODEBOOK_KEYS = (
    "id url outlet title published text relevant innovations awards replications counts".split()
)


def _line(**changes: object) -> dict[str, object]:
    return {"id": "a1", "title": "Lima Gagasan", "text": TEXT, "relevant": True, **changes}


def _file(path: Path, *records: object) -> Path:
    target = path / "gold.jsonl"
    target.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return target


@pytest.fixture
def extraction() -> Extraction:
    evidence = (Evidence(start=25, end=30, quote="Sirup", role="name"),)
    found = {"evidence": evidence, "found_by": "brackets@1", "confidence": 0.9}
    mention = Mention(
        local_id="i1",
        name="Sirup",
        surfaces=("Sirup",),
        expansion="Siaga Ibu Hamil Rutin Periksa",
        owners=("Puskesmas Melati",),
        owner_types=("puskesmas",),
        region="33.02",
        sector="kesehatan",
        year=2021,
        **found,
    )
    return Extraction(
        article_id="x",
        extractor="test@1",
        relevant=True,
        innovations=(mention,),
        awards=(
            Award(
                innovation="i1",
                recipient=None,
                scheme="kipp-kabupaten",
                status="won",
                rank="Top 10",
                year=2022,
                level="kabupaten",
                prize="Rp 5 juta",
                **found,
            ),
        ),
        replications=(
            Replication(from_region="33.02", to_region="33.21", kind="adopted", **found),
        ),
        counts=(Count(value=40, what="participants", region="33.02", year=2022, **found),),
    )


def test_a_record_has_exactly_the_keys_of_the_codebook(extraction: Extraction) -> None:
    article = make_article(title="Lima Gagasan", text=TEXT, external_id="a1")
    assert list(gold_record(article, extraction)) == CODEBOOK_KEYS


def test_a_written_record_is_read_back_with_the_same_values(
    tmp_path: Path, extraction: Extraction
) -> None:
    article = make_article(
        title="Lima Gagasan", text=TEXT, external_id="a1", published=date(2022, 3, 1)
    )
    record = gold_record(article, extraction)
    (gold,) = read_gold(_file(tmp_path, record))
    (innovation,), (award,) = gold.annotation.innovations, gold.annotation.awards
    assert gold.article.id == article.id
    assert gold.article.published == date(2022, 3, 1)
    assert (innovation.name, innovation.expansion) == ("Sirup", "Siaga Ibu Hamil Rutin Periksa")
    assert (innovation.owners, innovation.owner_types) == (("Puskesmas Melati",), ("puskesmas",))
    assert (innovation.region, innovation.sector, innovation.year) == ("33.02", "kesehatan", 2021)
    assert (award.innovation, award.rank, award.status) == ("i1", "Top 10", "won")
    assert gold.annotation.replications[0].to_region == "33.21"
    assert (gold.annotation.counts[0].value, gold.annotation.counts[0].year) == (40, 2022)


@pytest.mark.parametrize("external_id", ["seed-000", None], ids=["own-id", "no-own-id"])
def test_the_id_is_the_one_of_the_users_file_if_there_is_one(
    extraction: Extraction, external_id: str | None
) -> None:
    article = make_article(title="Lima Gagasan", text=TEXT, external_id=external_id)
    assert gold_record(article, extraction)["id"] == (external_id or article.id)


def test_missing_keys_mean_nothing_found() -> None:
    annotation = parse_annotation({"id": "a1"})
    assert not annotation.relevant
    assert annotation.innovations == annotation.awards == annotation.counts == ()


def test_an_innovation_without_surfaces_is_known_by_its_name() -> None:
    annotation = parse_annotation({"id": "a1", "innovations": [{"id": "i1", "name": "Sirup"}]})
    assert annotation.innovations[0].surfaces == ("Sirup",)


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"title": "x"}, "'id' must be"),
        (_line(relevant="yes"), "'relevant' must be true or false"),
        (_line(innovations={}), "'innovations' must be a list"),
        (_line(innovations=["Sirup"]), "'innovations' must be a list of objects"),
        (_line(innovations=[{"id": "i1"}]), "'name' must be"),
        (_line(innovations=[{"name": "Sirup"}]), "'id' must be"),
        (_line(innovations=[{"id": "i1", "name": "S", "region": 33.02}]), "'region' must be"),
        (_line(innovations=[{"id": "i1", "name": "S", "year": "2020"}]), "'year' must be"),
        (_line(innovations=[{"id": "i1", "name": "S", "owners": [None]}]), "'owners' must be"),
        (_line(counts=[{"value": True}]), "'value' must be a whole number"),
        (_line(published="kemarin"), "kemarin"),
        (_line(title="", text=""), "neither title nor text"),
        ([1, 2], "not a JSON object"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_that_breaks_the_codebook_is_refused_with_its_place(
    tmp_path: Path, record: object, complaint: str
) -> None:
    path = _file(tmp_path, _line(id="good"), record)
    with pytest.raises(InvalidGoldError, match=r"gold\.jsonl:2") as error:
        read_gold(path)
    assert complaint in error.value.what


@pytest.mark.parametrize("read", [read_gold, read_annotations])
def test_an_id_that_comes_twice_is_refused(tmp_path: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(InvalidGoldError, match="'a1' comes twice"):
        read(_file(tmp_path, _line(), _line()))


@pytest.mark.parametrize(
    "content",
    [b'{"id": "a1"', b"\xff\xfe", b'{"id": "a' + b"[" * 100_000],
    ids=["cut", "no utf-8", "deep"],
)
def test_a_file_that_is_not_json_lines_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(InvalidGoldError, match=r"gold\.jsonl:1"):
        read_gold(path)


def test_a_line_separator_inside_a_string_does_not_end_the_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    record = json.dumps(_line(text="satu\u2028dua"), ensure_ascii=False)
    path.write_text(f"\ufeff{record}\n\n", encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.article.text == "satu\u2028dua"
