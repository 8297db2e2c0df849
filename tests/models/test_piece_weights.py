import pytest

from corpus.errors import GaliError
from models.piece_weights import train_piece_weights

pytest.importorskip("sklearn")

PIECES = [{"Si": 1.0, "ka": 1.0}, {"Si": 1.0, "la": 1.0}, {"Di": 1.0, "ka": 1.0}, {"Di": 1.0}]


def test_pieces_of_right_names_weigh_more() -> None:
    record = train_piece_weights(PIECES, [True, True, False, False])
    assert record["weights"]["Si"] > 0 > record["weights"]["Di"]
    assert "la" not in record["weights"]  # only one name has it


def test_one_kind_of_answer_teaches_nothing() -> None:
    with pytest.raises(GaliError, match="nothing to learn"):
        train_piece_weights(PIECES, [True] * 4)
