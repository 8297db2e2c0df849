"""Records as rows of Arrow tables."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from corpus.errors import InvalidRecordError
from corpus.records import Article, Award, Evidence, Extraction, Mention, Reason
from corpus.shards.records import ShardExtraction

pyarrow = pytest.importorskip("pyarrow")
from corpus.shards.columns import arrow_schema, iter_records, to_rows  # noqa: E402

ARTICLE = Article(
    id="a1",
    title="Kurir Langit",
    text="Dinas Sosial meluncurkan Kurir Langit.",
    content_hash="00",
    published=date(2019, 7, 30),
    published_precision="day",
    published_from="given",
    fetched_at=datetime(2020, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC),
)
NAME = Evidence(start=25, end=37, quote="Kurir Langit", role="name")
EXTRACTION = Extraction(
    article_id="a1",
    extractor="gali@0.1",
    relevant=True,
    innovations=(
        Mention(
            local_id="i1",
            name="Kurir Langit",
            surfaces=("Kurir Langit",),
            evidence=(NAME,),
            found_by="cues@1",
            confidence=0.9,
            owners=("Dinas Sosial", "Kantor Anu"),
            owner_types=("dinas-sosial", None),
            region="33.02",
        ),
    ),
    awards=(
        Award(
            innovation="i1",
            recipient=None,
            scheme="kipp-nasional",
            status="won",
            evidence=(NAME,),
            found_by="awards@1",
            confidence=0.8,
        ),
    ),
)


def _round_trip(record: object) -> object:
    schema = arrow_schema(type(record))
    table = pyarrow.Table.from_pylist(to_rows([record]), schema=schema)
    (back,) = iter_records(table.to_pylist(), type(record))
    return back


@pytest.mark.parametrize(
    "record",
    [ARTICLE, EXTRACTION, ShardExtraction(extraction=EXTRACTION)],
    ids=["article", "extraction", "row of a shard"],
)
def test_a_record_comes_back_as_it_was(record: object) -> None:
    assert _round_trip(record) == record


def test_region_codes_stay_texts_and_gaps_stay_gaps() -> None:
    schema = arrow_schema(Extraction)
    mention = schema.field("innovations").type.value_type
    assert mention.field("region").type == pyarrow.string()
    assert mention.field("owner_types").type.value_field.nullable
    assert not mention.field("name").nullable


def test_a_stranger_s_row_is_checked_against_the_record() -> None:
    row = {"start": 3, "end": 2, "quote": "x"}
    with pytest.raises(InvalidRecordError, match=r"no Evidence: .*bad span"):
        list(iter_records([row], Evidence))
    with pytest.raises(InvalidRecordError, match="no Reason: weight"):
        list(iter_records([{"name": "kata"}], Reason))


def test_a_type_that_no_column_can_hold_is_refused() -> None:
    @dataclass
    class Odd:
        names: set[str]

    with pytest.raises(TypeError, match="no column can hold"):
        arrow_schema(Odd)
