"""Relations are told in two languages, every reason among them."""

import pytest

from corpus.records import Conflict
from corpus.relations import RelatedInnovation
from gali.relation_words import conflict_words, reason_words, related_words
from models.linkage.features import WORDS


def related(kind: str, *reasons: str) -> RelatedInnovation:
    return RelatedInnovation(
        kind=kind,
        id="i1",
        name="Sirup",
        expansion="Siaga Ibu",
        region="33.02",
        score=0.5,
        reasons=reasons,
        quote=None,
    )


def test_a_likeness_is_never_told_as_a_fact() -> None:
    line = related_words(related("similar", "ibu", "hamil"))
    assert "no fact" in line
    assert "Sirup (Siaga Ibu), Kabupaten Banyumas" in line
    assert "ibu, hamil" in line


def test_replicas_and_sources() -> None:
    assert related_words(related("replica", "adopted")).startswith("copied as: Sirup")
    assert "diterapkan" in related_words(related("source", "adopted"), "id")


@pytest.mark.parametrize("feature", WORDS)
def test_every_feature_has_words_in_both_languages(feature: str) -> None:
    english, indonesian = (reason_words("homonym", feature, lang) for lang in ("en", "id"))
    assert english == WORDS[feature]
    assert indonesian not in {feature, english}


def test_a_contradiction() -> None:
    conflict = Conflict(innovation_id="i1", field="owner", value="DLH", n_mentions=2)
    assert conflict_words(conflict) == "owner: DLH (2 mentions)"
