import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.name_shape import NameShape, load_name_shape, pieces_of


def test_pieces_are_two_to_four_letters_with_the_edges_of_words() -> None:
    assert set(pieces_of("Si A")) == {" S", "Si", "i ", " Si", "Si ", " Si ", " A", "A ", " A "}


def test_a_piece_that_comes_again_counts_more() -> None:
    once, twice = pieces_of("lapak")["la"], pieces_of("lapak lapak")["la"]
    assert once == 1.0 < twice < 2.0


def test_weights_of_pieces_add_up() -> None:
    shape = NameShape({"Si": 3.0}, -1.0)
    assert shape.likeness("Bapak") == -1.0
    assert shape.likeness("Si Pakem") > -1.0
    assert shape.likeness("") == -1.0


@pytest.mark.parametrize(
    ("innovation", "other"),
    [
        ("Si Pakem", "Pengadilan Negeri"),
        ("LAPAK KITA", "Andi Anu Wijaya"),
        ("e-Panen", "Kementerian Pertanian"),
    ],
)
def test_innovations_are_likelier_than_other_names(innovation: str, other: str) -> None:
    shape = load_name_shape()
    assert shape.likeness(innovation) > shape.likeness(other)


@given(st.text(max_size=300))
def test_any_text_has_a_likeness(name: str) -> None:
    assert isinstance(load_name_shape().likeness(name), float)
