"""Things that are linked through others end up in one set."""

from models.disjoint_sets import DisjointSets


def test_links_through_others() -> None:
    sets = DisjointSets(5)
    sets.link(4, 2)
    sets.link(2, 0)

    assert sets.sets() == [[0, 2, 4], [1], [3]]
    assert sets.find(4) == 0


def test_linking_twice_changes_nothing() -> None:
    sets = DisjointSets(2)
    sets.link(0, 1)
    sets.link(1, 0)

    assert sets.sets() == [[0, 1]]
