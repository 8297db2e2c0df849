"""A decision can be explained, and the explanation adds up."""

from __future__ import annotations

import pytest

from models.linkage.explanation import explain
from models.linkage.features import WORDS
from models.linkage.linking import link_mentions
from models.linkage.pairs import LabelledPair, read_pairs
from models.linkage.scoring import default_model

PAIRS = read_pairs()[::7]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.case} {pair.why}")
def test_the_reasons_of_a_pair_add_up_to_what_linkage_does(pair: LabelledPair) -> None:
    found = explain([pair.one], [pair.other])
    assert sum(weight for _, _, weight in found.reasons) == pytest.approx(found.log_odds, abs=0.01)
    assert {name for name, _, _ in found.reasons[1:]} <= WORDS.keys()
    n_innovations = len(link_mentions([pair.one, pair.other]))
    assert (found.verdict == "together") == (n_innovations == 1) or not pair.one.mention.region


def test_two_regions_are_never_one_however_alike() -> None:
    (pair,) = [p for p in read_pairs() if p.case == "gasing-elsewhere" and "copy" in p.why][:1]
    assert explain([pair.one], [pair.other]).verdict == "other_region"


def test_what_is_unlikely_is_kept_apart() -> None:
    (pair,) = [p for p in read_pairs() if p.case == "sikd" and not p.same][:1]
    found = explain([pair.one], [pair.other])
    assert found.verdict == "kept_apart"
    assert found.log_odds <= default_model().veto
