"""The most frequent statement holds; without mentions there is no innovation."""

from typing import Any

import pytest

from corpus.records import Evidence, Mention
from models.consensus import LinkInput, merge_mentions


def test_refuses_an_innovation_without_mentions() -> None:
    with pytest.raises(ValueError, match="i7 has no mentions"):
        merge_mentions([], innovation_id="i7", region=None)


def told(name: str, article: str, **values: Any) -> LinkInput:
    owner = values.pop("owner", None)
    mention = Mention(
        local_id="i1",
        name=name,
        surfaces=(name,),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="test",
        confidence=0.5,
        owners=(owner[0],) if owner else (),
        owner_types=(owner[1],) if owner else (),
        **values,
    )
    return LinkInput(article_id=article, published=None, mention=mention)


def test_spellings_of_one_statement_count_together() -> None:
    rows = [
        told("Lentera", "a1", expansion="Layanan Terpadu", owner=("RSUD Boja", "rsud")),
        told("Lentera", "a2", expansion="Layanan Terpadu", owner=("RSUD Boja", "rsud")),
        told("Fish Go", "a3", expansion="Ikan Segar", owner=("Dinkes", "dinas-kesehatan")),
        told("FishGo", "a4", expansion="ikan segar", owner=("Dinas Kesehatan", "dinas-kesehatan")),
        told("FishGo", "a5", expansion="IKAN SEGAR", owner=("Dinas Kesehatan", "dinas-kesehatan")),
    ]
    innovation = merge_mentions(rows, innovation_id="i7", region="33.24")
    assert (innovation.name, innovation.expansion) == ("FishGo", "Ikan Segar")
    assert (innovation.owner, innovation.owner_type) == ("Dinas Kesehatan", "dinas-kesehatan")
