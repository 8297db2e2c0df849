import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.name_shape import pieces_of
from extract.piece_weights import PieceWeights, load_piece_weights


def test_weights_of_pieces_add_up() -> None:
    weights = PieceWeights({"Si": 3.0}, -1.0)
    assert weights.likeness(pieces_of("Bapak")) == -1.0
    assert weights.likeness(pieces_of("Si Pakem")) > -1.0
    assert weights.likeness({}) == -1.0


def test_how_many_pieces_there_are_does_not_count() -> None:
    weights = PieceWeights({"inovasi": 2.0, "dan": 2.0}, 0.5)
    assert weights.likeness({"inovasi": 3.0}) == weights.likeness({"inovasi": 1.0}) == 2.5


@pytest.mark.parametrize(
    ("innovation", "other"),
    [
        ("Si Pakem", "Pengadilan Negeri"),
        ("LAPAK KITA", "Andi Anu Wijaya"),
        ("e-Panen", "Kementerian Pertanian"),
    ],
)
def test_innovations_are_likelier_than_other_names(innovation: str, other: str) -> None:
    weights = load_piece_weights("name_likeness")
    assert weights.likeness(pieces_of(innovation)) > weights.likeness(pieces_of(other))


def test_words_that_announce_innovations_speak_for_a_name() -> None:
    weights = load_piece_weights("words_before")
    assert weights.likeness({"inovasi": 1.0}) > weights.likeness({"kepala": 1.0})


@given(st.text(max_size=300))
def test_any_text_has_a_likeness(name: str) -> None:
    assert isinstance(load_piece_weights("name_likeness").likeness(pieces_of(name)), float)
