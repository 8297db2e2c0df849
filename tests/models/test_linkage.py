"""Mentions of one innovation are linked, those of others are not, whatever their order."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import innovation_id
from corpus.records import Evidence, Innovation, Mention
from models.linkage import LinkInput, key_of, link_mentions


def row(
    name: str,
    *,
    region: str | None = "33.24",
    article: str = "a1",
    day: date | None = None,
    aliases: tuple[str, ...] = (),
    expansion: str | None = None,
    owner: tuple[str, str] | None = None,
) -> LinkInput:
    mention = Mention(
        local_id="i1",
        name=name,
        surfaces=(name, *aliases),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="test",
        confidence=0.5,
        expansion=expansion,
        owners=(owner[0],) if owner else (),
        owner_types=(owner[1],) if owner else (),
        region=region,
    )
    return LinkInput(article_id=article, published=day, mention=mention)


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
            row(
                "Kapas",
                expansion="Kapal Pasien Sehat",
                owner=("RSUD", "rsud"),
                article="a2",
            ),
            id="like-expansions-of-two-owners",
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

    by_id = {i.id: i.expansion for i in link_mentions(rows)}

    assert by_id == {
        innovation_id("33.24", "kapas"): "Kantong Plastik Belanja",
        innovation_id("33.24", "kapas", 1): "Kapal Sehat",
    }


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


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["Kapas", "KAPAS", "Inovasi Kapas", "Lentera Desa", "Lentera"]),
        region=st.sampled_from([None, "33.24", "33.21"]),
        day=st.sampled_from([None, date(2019, 1, 1), date(2020, 1, 1)]),
        aliases=st.sampled_from([(), ("Lentera",), ("Kapas",)]),
        expansion=st.sampled_from([None, "Kapal Sehat", "Kantong Plastik Belanja"]),
        owner=st.sampled_from([None, ("Dinkes", "dinas-kesehatan"), ("DLH", "dinas-lh")]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, data=st.data())
def test_order_of_arrival_does_not_matter(rows: list[LinkInput], data: st.DataObject) -> None:
    named = [
        LinkInput(article_id=f"a{number}", published=r.published, mention=r.mention)
        for number, r in enumerate(rows)
    ]

    innovations = link_mentions(named)

    assert link_mentions(data.draw(st.permutations(named))) == innovations
    references = [reference for i in innovations for reference in i.mentions]
    assert sorted(r.article_id for r in references) == sorted(r.article_id for r in named)
    assert len({i.id for i in innovations}) == len(innovations)
