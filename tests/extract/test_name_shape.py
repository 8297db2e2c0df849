from extract.name_shape import pieces_of


def test_pieces_are_two_to_four_letters_with_the_edges_of_words() -> None:
    assert set(pieces_of("Si A")) == {" S", "Si", "i ", " Si", "Si ", " Si ", " A", "A ", " A "}


def test_a_piece_that_comes_again_counts_more() -> None:
    once, twice = pieces_of("lapak")["la"], pieces_of("lapak lapak")["la"]
    assert once == 1.0 < twice < 2.0
