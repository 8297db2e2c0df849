"""The shipped model is the one that its pairs give, and as good as the documentation says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import GaliError, InvalidRecordError
from models.linkage.evaluation import b_cubed, cross_validate, evaluate_model
from models.linkage.pairs import LabelledPair, mentions_of, read_pairs, truth_of
from models.linkage.scoring import default_model, parse_model
from models.linkage.training import model_file, train_linkage_record

NAMED = {"clbk", "gendis", "genting", "sikd", "saskia", "fishgo", "kurir-langit", "pelandukilat"}


@pytest.fixture(scope="module")
def pairs() -> list[LabelledPair]:
    return read_pairs()


def test_the_shipped_model_follows_from_the_shipped_pairs(pairs: list[LabelledPair]) -> None:
    pytest.importorskip("sklearn")
    assert train_linkage_record(pairs) == json.loads(model_file().read_text(encoding="utf-8"))


def test_there_are_enough_pairs_and_hard_ones_among_them(pairs: list[LabelledPair]) -> None:
    assert len(pairs) >= 600
    assert 0.3 <= sum(pair.same for pair in pairs) / len(pairs) <= 0.7
    assert {pair.case for pair in pairs if pair.is_test} >= NAMED
    assert all(pair.why for pair in pairs)


def test_labels_of_a_case_do_not_contradict_each_other(pairs: list[LabelledPair]) -> None:
    truth = truth_of(pairs)
    assert [
        pair.why
        for pair in pairs
        if pair.same != (truth[pair.one.article_id] == truth[pair.other.article_id])
    ] == []


def test_no_named_homonyms_are_merged(pairs: list[LabelledPair]) -> None:
    kept_out = [pair for pair in pairs if pair.is_test]
    evaluation = evaluate_model(kept_out, default_model())
    assert [pair.why for pair in evaluation.wrong if not pair.same] == []
    assert evaluation.b_cubed.f1 >= 0.95


def test_groups_of_unseen_cases_are_right(pairs: list[LabelledPair]) -> None:
    pytest.importorskip("sklearn")
    evaluation = cross_validate(pairs, n_folds=5)
    assert evaluation.b_cubed.f1 >= 0.95
    assert evaluation.b_cubed.precision >= 0.97
    assert evaluation.grouped_pairs.f1 >= 0.90


def test_b_cubed_of_a_known_example() -> None:
    truth = {"a": 1, "b": 1, "c": 1, "d": 2}
    found = {"a": 1, "b": 1, "c": 2, "d": 2}
    score = b_cubed(truth, found)
    assert score.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_mentions_of_pairs_are_each_given_once(pairs: list[LabelledPair]) -> None:
    found = mentions_of(pairs)
    assert list(found) == sorted({r.article_id for p in pairs for r in (p.one, p.other)})


def test_a_model_for_other_features_is_refused() -> None:
    record = json.loads(model_file().read_text(encoding="utf-8"))
    del record["weights"]["slip"]
    with pytest.raises(GaliError, match="another version"):
        parse_model(record)


def test_pairs_of_one_answer_teach_nothing(pairs: list[LabelledPair]) -> None:
    with pytest.raises(GaliError, match="nothing to learn"):
        train_linkage_record([pair for pair in pairs if pair.same])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("case,use\nx,train\n", "columns are missing"),
        (
            "case,use,a_name,a_expansion,a_owner,a_owner_type,a_region,b_name,b_expansion,b_owner,"
            "b_owner_type,b_region,same,why\nx,train,A,,,,,B,,,,,maybe,?\n",
            "line 2.*same is 0 or 1",
        ),
        (
            "case,use,a_name,a_expansion,a_owner,a_owner_type,a_region,b_name,b_expansion,b_owner,"
            "b_owner_type,b_region,same,why\nx,train,,,,,,B,,,,,1,?\n",
            "line 2.*needs a name",
        ),
    ],
)
def test_bad_pairs_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRecordError, match=message):
        read_pairs(path)
