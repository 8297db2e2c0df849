from collections.abc import Callable

import pytest

from extract.innovations.leads import Lead, follow_cue
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]


def lead_of(passage: Passage) -> Lead:
    """The lead of the first cue of a sentence."""
    for index in range(len(passage.words)):
        lead = follow_cue(passage, index)
        if lead is not None:
            return lead
    raise AssertionError("no cue")


# Each leads on to the word Lapak.
LEADS = {
    "at once": ("inovasi Lapak", 3, False),
    "with -nya": ("programnya Lapak", 2, False),
    "weak head": ("layanan Lapak", 1, False),
    "naming word": ("bernama Lapak", 0, True),
    "naming phrase": ("yang diberi nama Lapak", 0, True),
    "head and naming": ("aplikasi yang diberi nama Lapak", 3, True),
    "adjective": ("inovasi terbaru Lapak", 3, False),
    "several words": ("aplikasi mobile berbasis android bernama Lapak", 3, True),
    "public service": ("inovasi pelayanan publik Lapak", 3, False),
    "Public Service": ("Inovasi Pelayanan Publik Lapak", 3, False),
    "of an owner": ("inovasi Dinas Sosial bernama Lapak", 3, True),
    "of an owner with comma": ("inovasi dari Dinas Sosial, yakni Lapak", 3, False),
    "of an owner with colon": ("inovasi Dinas Sosial: Lapak", 3, False),
    "judul": ("inovasi dengan judul Lapak", 3, True),
}


@pytest.mark.parametrize(("text", "strength", "named"), LEADS.values(), ids=LEADS)
def test_cues_lead_to_the_name(passage: PassageOf, text: str, strength: int, named: bool) -> None:
    found = passage(text)
    lead = lead_of(found)
    assert found.words[lead.index].text == "Lapak"
    assert (lead.strength, lead.named) == (strength, named)


@pytest.mark.parametrize(
    ("text", "stops_at"),
    [
        pytest.param("inovasi untuk Lapak", "untuk", id="preposition"),
        pytest.param("inovasi, kata Lapak", ",", id="comma"),
        pytest.param("inovasi Dinas Sosial Lapak", "Dinas", id="owner-without-announcement"),
        pytest.param("inovasi yang dibuat Lapak", "dibuat", id="verb"),
    ],
)
def test_prose_stops_a_lead(passage: PassageOf, text: str, stops_at: str) -> None:
    found = passage(text)
    assert found.words[lead_of(found).index].text == stops_at


def test_a_lead_goes_only_so_far(passage: PassageOf) -> None:
    found = passage("inovasi " + "baru " * 30 + "Lapak")
    assert lead_of(found).n_words < 12


@pytest.mark.parametrize("text", ["warga senang", "Lapak Kita", "dikenal warga"])
def test_other_words_are_no_cues(passage: PassageOf, text: str) -> None:
    found = passage(text)
    assert [follow_cue(found, i) for i in range(len(found.words))] == [None] * len(found.words)


def test_a_head_word_may_open_the_name_itself(passage: PassageOf) -> None:
    found = passage("warga ikut Gerakan Rawat Sungai")
    assert follow_cue(found, 2) is None
    assert follow_cue(passage("Gerakan Rawat Sungai"), 0) is None
    assert follow_cue(passage("Gerakan rawat sungai"), 0) is not None


def test_a_cue_at_the_end_leads_nowhere(passage: PassageOf) -> None:
    lead = follow_cue(passage("sebuah inovasi"), 1)
    assert lead is not None
    assert lead.index == 2
