from corpus.identity import make_article
from extract.innovations.candidates import Candidate
from extract.innovations.wording import AFTER, BEFORE, INSIDE, KINDS, wording_of
from extract.reading import read_article

TEXT = "Warga memakai inovasi Si Pakem (Pantau Kebun) dari Dinas Pertanian."


def wording(expansion: tuple[int, int] | None = None) -> dict[str, dict[str, float]]:
    """Return the pieces of the name in the text."""
    start = TEXT.index("Si Pakem")
    candidate = Candidate(
        field="text",
        start=start,
        end=start + len("Si Pakem"),
        name="Si Pakem",
        rule="test",
        expansion=expansion,
    )
    return wording_of(read_article(make_article(title="", text=TEXT)), [candidate])


def test_the_nearest_words_are_told_apart_from_those_farther_off() -> None:
    found = wording()
    assert set(found) == set(KINDS)
    assert {"inovasi", "| inovasi", "| inovasi memakai", "| - memakai"} <= found[BEFORE].keys()
    assert "| memakai" not in found[BEFORE]
    assert found[INSIDE].keys() == {"si", "pakem"}


def test_a_name_and_its_expansion_are_one_stretch() -> None:
    start = TEXT.index("Pantau Kebun")
    found = wording((start, start + len("Pantau Kebun")))
    assert {"(pantau", "(| pantau", "(kebun"} <= found[INSIDE].keys()
    assert "pantau" not in found[AFTER]
    assert "| )" in found[AFTER]
