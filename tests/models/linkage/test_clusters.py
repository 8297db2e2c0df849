"""What is kept apart never meets, whatever is united."""

from hypothesis import given
from hypothesis import strategies as st

from models.linkage.clusters import Clusters

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)


def test_unites() -> None:
    clusters = Clusters(4)
    assert clusters.unite(0, 2)
    assert clusters.unite(2, 0)
    assert clusters.sets() == [[0, 2], [1], [3]]


def test_foes_of_a_friend_are_foes() -> None:
    clusters = Clusters(4)
    clusters.keep_apart(1, 2)
    clusters.unite(0, 1)
    clusters.unite(2, 3)
    assert not clusters.unite(0, 3)


def test_what_is_one_already_is_not_parted() -> None:
    clusters = Clusters(2)
    clusters.unite(0, 1)
    clusters.keep_apart(0, 1)
    assert clusters.sets() == [[0, 1]]


@given(apart=PAIRS, together=PAIRS)
def test_pairs_kept_apart_are_never_in_one_set(
    apart: list[tuple[int, int]], together: list[tuple[int, int]]
) -> None:
    clusters = Clusters(10)
    for one, other in apart:
        clusters.keep_apart(one, other)
    united = [(a, b) for a, b in together if clusters.unite(a, b)]
    assert all(clusters.find(a) != clusters.find(b) for a, b in apart if a != b)
    assert all(clusters.find(a) == clusters.find(b) for a, b in united)
