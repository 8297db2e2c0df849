"""Mentions of one innovation are linked, those of others are not, whatever their order."""

from dataclasses import replace
from datetime import date

import pytest
from link_rows import row

from corpus.identity import innovation_id
from corpus.records import Innovation, MentionRef
from models.linkage import LinkInput, key_of, link_mentions

REFS = [MentionRef(article_id=f"a{number}", local_id="i1") for number in range(1, 5)]


def groups(*rows: LinkInput) -> list[list[str]]:
    return sorted(
        sorted(reference.article_id for reference in innovation.mentions)
        for innovation in link_mentions(rows)
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Kapal-Sehat", "kapalsehat", id="letters-only"),
        pytest.param("Inovasi Kapal Sehat", "kapalsehat", id="head-word"),
        pytest.param("Program Aplikasi Kapal Sehat", "kapalsehat", id="head-words"),
        pytest.param("Aplikasi", "aplikasi", id="only-a-head-word"),
        pytest.param("!!", "", id="no-letters"),
    ],
)
def test_key_of_a_name(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(row("KapalSehat"), row("Kapal-Sehat", article="a2"), id="spelling"),
        pytest.param(row("Inovasi Kapal Sehat"), row("Kapal Sehat", article="a2"), id="head-word"),
        pytest.param(
            row("Kapas", aliases=("Kapal Sehat",)), row("Kapal Sehat", article="a2"), id="alias"
        ),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat"), row("Kapal Sehat", article="a2"), id="expansion"
        ),
        pytest.param(row("Kapas"), row("Kapas", region=None, article="a2"), id="region-not-told"),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat", owner=("Dinkes", "dinas-kesehatan")),
            row("Kapas", expansion="Kapal Sehat", owner=("Bappeda", "bappeda"), article="a2"),
            id="one-expansion-of-two-owners",
        ),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat", owner=("Puskesmas Weleri", "puskesmas")),
            row("Kapas", owner=("Dinkes", "dinas-kesehatan"), article="a2"),
            id="unit-and-the-office-above-it",
        ),
        pytest.param(
            row("Mitra Kurir Langit"),
            row("Pattas Sosial Mitra Kurir Langit", article="a2"),
            id="short-form-of-a-long-name",
        ),
        pytest.param(
            row("Lentera Nelayan Desa"),
            row("Lentera Nelyan Desa", article="a2"),
            id="slip-in-a-long-name",
        ),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat"),
            row("Kapas", region="33", expansion="Kapal Sehat", article="a2"),
            id="only-the-province-is-told",
        ),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat", owner=("Dinkes", "dinas-kesehatan")),
            row(
                "Kapas",
                expansion="Kantong Plastik Belanja",
                owner=("Dinas Kesehatan", "dinas-kesehatan"),
                article="a2",
            ),
            id="unlike-expansions-of-one-owner",
        ),
    ],
)
def test_links(first: LinkInput, second: LinkInput) -> None:
    assert groups(first, second) == [["a1", "a2"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(row("Kapas"), row("Kapasku", article="a2"), id="other-name"),
        pytest.param(row("Kapas"), row("Kapas", region="33.21", article="a2"), id="other-region"),
        pytest.param(row("Kapas"), row("Kapas", region="35", article="a2"), id="other-province"),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat"),
            row("Kapas", region="33", expansion="Kantong Plastik Belanja", article="a2"),
            id="another-thing-of-the-province",
        ),
        pytest.param(
            row("Genting", expansion="Gerakan Cegah Stunting"),
            row("Genting", expansion="Gerakan Orang Tua Asuh Cegah Stunting", article="a2"),
            id="words-inserted-into-an-expansion",
        ),
        pytest.param(
            row("Sistem Informasi Kesehatan Desa"),
            row("Sistem Informasi Keuangan Desa", article="a2"),
            id="one-word-differs",
        ),
        pytest.param(
            row("Simpel", owner=("Kecamatan Boja", "kecamatan")),
            row("Simpul", owner=("Bapenda", "bapenda"), article="a2"),
            id="short-names-one-letter-apart",
        ),
        pytest.param(
            row("Gendis", owner=("Puskesmas Kembaran", "puskesmas")),
            row("Gendis Mamas", owner=("Dindik", "dinas-pendidikan"), article="a2"),
            id="one-word-of-the-other-name",
        ),
        pytest.param(
            row("Kapas", expansion="Kapal Sehat", owner=("Dinkes", "dinas-kesehatan")),
            row(
                "Kapas",
                expansion="Kantong Plastik Belanja",
                owner=("DLH", "dinas-lh"),
                article="a2",
            ),
            id="unlike-expansions-and-owners",
        ),
        pytest.param(
            row("Kapas", aliases=("ABC",)), row("ABC", article="a2"), id="alias-is-too-short"
        ),
    ],
)
def test_keeps_apart(first: LinkInput, second: LinkInput) -> None:
    assert groups(first, second) == [["a1"], ["a2"]]


def test_a_mention_without_region_stays_apart_if_two_regions_have_the_name() -> None:
    rows = [
        row("Kapas", article="a1"),
        row("Kapas", region="33.21", article="a2"),
        row("Kapas", region=None, article="a3"),
        row("Kapas", region=None, article="a4"),
    ]

    assert groups(*rows) == [["a1"], ["a2"], ["a3", "a4"]]


def test_a_mention_without_expansion_goes_with_its_owner() -> None:
    clinic = ("Dinkes", "dinas-kesehatan")
    rows = [
        row("Kapas", expansion="Kapal Sehat", owner=clinic, article="a1"),
        row("Kapas", expansion="Kantong Plastik Belanja", owner=("DLH", "dinas-lh"), article="a2"),
        row("Kapas", owner=("Dinas Lingkungan Hidup", "dinas-lh"), article="a3"),
    ]

    assert groups(*rows) == [["a1"], ["a2", "a3"]]


def test_the_same_name_for_two_things_gets_two_ids() -> None:
    rows = [
        row("Kapas", expansion="Kapal Sehat", owner=("Dinkes", "dinas-kesehatan"), article="a2"),
        row("Kapas", expansion="Kantong Plastik Belanja", owner=("DLH", "dinas-lh"), article="a1"),
    ]

    (first,) = [i for i in link_mentions(rows) if i.expansion == "Kantong Plastik Belanja"]
    (second,) = [i for i in link_mentions(rows) if i.expansion == "Kapal Sehat"]

    assert first.id == innovation_id("33.24", "kapas")
    assert second.id not in {first.id, innovation_id("33.24", "kapas", 1)}


def test_a_later_namesake_leaves_the_older_id_alone() -> None:
    older = row("Kapas", expansion="Kapal Sehat", owner=("Dinkes", "dinas-kesehatan"))
    later = [
        row("Kapas", expansion="Kantong Plastik", owner=("DLH", "dinas-lh"), article="a2"),
        row(
            "Kapas",
            expansion="Kas Petani Sejahtera",
            owner=("BPP", "dinas-pertanian"),
            article="a3",
        ),
    ]

    before = {i.expansion: i.id for i in link_mentions([older, later[0]])}
    after = {i.expansion: i.id for i in link_mentions([older, *later])}

    assert len(after) == 3
    assert before.items() <= after.items()


def test_later_articles_leave_an_id_alone() -> None:
    old = row("Kapas", day=date(2019, 1, 1))
    new = [
        row("KapalSehat", aliases=("Kapas",), day=date(2020, 1, 1), article="a0"),
        row("Inovasi Kapas", day=date(2021, 1, 1), article="a00"),
        row("Kapas", region=None, day=date(2018, 1, 1), article="a000"),
    ]

    (before,) = link_mentions([old])
    (after,) = link_mentions([old, *new])

    assert after.id == before.id


def test_an_article_that_names_two_tells_of_two() -> None:
    def told(name: str, local_id: str, article: str) -> LinkInput:
        mention = replace(row(name).mention, local_id=local_id)
        return LinkInput(article_id=article, published=None, mention=mention)

    office, village = told("e-Office", "i1", "a1"), told("e-Office Desa", "i2", "a1")
    elsewhere = told("e-Office Desa", "i1", "a2")

    assert groups(office, elsewhere) == [["a1", "a2"]]
    assert groups(office, village) == [["a1"], ["a1"]]
    assert groups(office, village, elsewhere) == [["a1"], ["a1", "a2"]]


def test_people_put_together_what_is_of_two_regions() -> None:
    rows = [row("Kapas"), row("Kapas", region="33.21", article="a2"), row("Kapas", article="a3")]

    (innovation,) = link_mentions(rows, must_link=[(REFS[0], REFS[1])])

    assert innovation.region == "33.24"
    assert len(innovation.mentions) == 3


def test_people_keep_apart_what_says_the_same() -> None:
    rows = [row("Kapas", article=f"a{n}") for n in range(1, 4)]

    found = link_mentions(rows, cannot_link=[(REFS[0], REFS[1])])

    assert sorted(len(i.mentions) for i in found) == [1, 2]
    assert sum(set(i.mentions) >= {REFS[0], REFS[1]} for i in found) == 0


def test_people_part_a_third_from_both_that_they_put_together() -> None:
    rows = [row("Kapas", article=f"a{n}") for n in range(1, 4)]

    found = link_mentions(rows, must_link=[(REFS[0], REFS[1])], cannot_link=[(REFS[1], REFS[2])])

    assert {i.mentions for i in found} == {(REFS[0], REFS[1]), (REFS[2],)}


def test_where_people_contradict_each_other_mentions_stay_apart() -> None:
    rows = [row("Kapas"), row("Kapas", article="a2")]
    pair = (REFS[0], REFS[1])

    assert len(link_mentions(rows, must_link=[pair], cannot_link=[pair])) == 2


def test_what_people_said_of_lost_mentions_is_passed_over() -> None:
    lost = MentionRef(article_id="a9", local_id="i1")

    (innovation,) = link_mentions(
        [row("Kapas")], must_link=[(REFS[0], lost)], cannot_link=[(lost, REFS[0])]
    )

    assert innovation.mentions == (REFS[0],)


def test_says_what_most_mentions_say() -> None:
    rows = [
        row("KAPAS", article="a1", day=date(2020, 5, 1), owner=("Dinkes", "dinas-kesehatan")),
        row("Kapas", article="a2", day=date(2021, 5, 1), owner=("RSUD", "rsud")),
        row(
            "Kapas",
            article="a3",
            day=date(2019, 5, 1),
            owner=("RSUD", "rsud"),
            aliases=("Kapasku",),
        ),
        row("Kapas", article="a4", expansion="Kapal Sehat"),
    ]

    (innovation,) = link_mentions(rows)

    assert innovation == Innovation(
        id=innovation_id("33.24", "kapas"),
        name="Kapas",
        other_names=("KAPAS", "Kapasku"),
        expansion="Kapal Sehat",
        owner="RSUD",
        owner_type="rsud",
        region="33.24",
        first_seen=date(2019, 5, 1),
        last_seen=date(2021, 5, 1),
        mentions=innovation.mentions,
        confidence=0.5,
    )


def test_prefers_the_short_form_to_what_it_stands_for() -> None:
    rows = [
        row("Kapal Sehat", article="a1", day=date(2019, 1, 1)),
        row("Kapal Sehat", article="a2", day=date(2020, 1, 1)),
        row("Kapas", article="a3", expansion="Kapal Sehat"),
    ]

    (innovation,) = link_mentions(rows)

    assert (innovation.name, innovation.other_names) == ("Kapas", ("Kapal Sehat",))
    assert innovation.id == innovation_id("33.24", "kapalsehat")


def test_no_mentions_give_no_innovations() -> None:
    assert link_mentions([]) == []
