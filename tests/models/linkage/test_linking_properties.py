"""What holds of linking whatever the mentions are: order, regions, and provinces one by one."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from link_rows import row

from corpus.records import MentionRef
from models.linkage import LinkInput, link_mentions

ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(
            ["Kapas", "KAPAS", "Inovasi Kapas", "Kappas", "Lentera Desa", "Lentera", "Kapal Sehat"]
        ),
        region=st.sampled_from([None, "33", "33.24", "33.21"]),
        day=st.sampled_from([None, date(2019, 1, 1), date(2020, 1, 1)]),
        aliases=st.sampled_from([(), ("Lentera",), ("Kapas",)]),
        expansion=st.sampled_from(
            [None, "Kapal Sehat", "Kapal Pasien Sehat", "Kantong Plastik Belanja"]
        ),
        owner=st.sampled_from(
            [None, ("Dinkes", "dinas-kesehatan"), ("DLH", "dinas-lh"), ("RSUD", "rsud")]
        ),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, data=st.data())
def test_order_of_arrival_does_not_matter(rows: list[LinkInput], data: st.DataObject) -> None:
    named = [
        LinkInput(article_id=f"a{number}", published=r.published, mention=r.mention)
        for number, r in enumerate(rows)
    ]
    refs = [MentionRef(article_id=r.article_id, local_id="i1") for r in named]
    pairs = st.lists(st.tuples(st.sampled_from(refs), st.sampled_from(refs)), max_size=3)
    must, cannot = (data.draw(pairs), data.draw(pairs)) if refs else ([], [])

    innovations = link_mentions(named, must_link=must, cannot_link=cannot)

    again = link_mentions(
        data.draw(st.permutations(named)),
        must_link=[(b, a) for a, b in reversed(must)],
        cannot_link=[(b, a) for a, b in reversed(cannot)],
    )
    assert again == innovations
    of_ref = {reference: i.id for i in innovations for reference in i.mentions}
    assert sorted(r.article_id for r in of_ref) == sorted(r.article_id for r in named)
    assert len({i.id for i in innovations}) == len(innovations)
    assert all(of_ref[a] != of_ref[b] for a, b in cannot if a != b)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_no_innovation_is_of_two_regions(rows: list[LinkInput]) -> None:
    named = {
        f"a{number}": LinkInput(article_id=f"a{number}", published=None, mention=r.mention)
        for number, r in enumerate(rows)
    }
    for innovation in link_mentions(named.values()):
        told = {named[ref.article_id].mention.region for ref in innovation.mentions} - {None, "33"}
        assert len(told) <= 1


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["Sirup Sehat", "SIRUP SEHAT", "Sirup Sehta", "Gasing", "Inovasi Gasing"]
            ),
            st.sampled_from(["33", "33.24", "33.02", "35", "35.07"]),
            st.sampled_from([None, "Siaga Ibu Rutin Periksa", "Gerakan Asuh Sayang Ing Sesama"]),
        ),
        max_size=12,
    )
)
def test_provinces_can_be_linked_one_by_one(told: list[tuple[str, str, str | None]]) -> None:
    rows = [
        row(name, region=region, expansion=expansion, article=f"a{number:02}")
        for number, (name, region, expansion) in enumerate(told)
    ]
    provinces = {one.mention.region[:2] for one in rows if one.mention.region}
    apart = [
        innovation
        for province in provinces
        for innovation in link_mentions(
            one for one in rows if (one.mention.region or "").startswith(province)
        )
    ]
    assert sorted(apart, key=lambda innovation: innovation.id) == link_mentions(rows)
