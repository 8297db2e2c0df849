from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.discovery.inspection import SiteTraits, inspect_home

HOME = "https://www.kabarmelati.example/"


def inspect(head: str = "", body: str = "", **options: str) -> SiteTraits:
    html = f"<html lang='id-ID'><head>{head}</head><body>{body}</body></html>"
    return inspect_home(html, HOME, **options)


@pytest.mark.parametrize(
    ("head", "body", "platform"),
    [
        ('<meta name="generator" content="WordPress 6.8.2">', "", "wordpress"),
        ('<link rel="https://api.w.org/" href="/wp-json/">', "", "wordpress"),
        ("", '<img src="/wp-content/uploads/2026/a.jpg">', "wordpress"),
        ('<meta content="blogger" name="generator">', "", "blogger"),
        ("", '<a href="/feeds/posts/default">Langganan</a>', "blogger"),
        ('<meta name="generator" content="Joomla!">', "<p>CMS Kominfo</p>", "unknown"),
    ],
)
def test_the_software_shows_itself(head: str, body: str, platform: str) -> None:
    assert inspect(head, body).platform == platform


def test_a_header_may_tell_it_too() -> None:
    header = '<https://kabarmelati.example/wp-json/>; rel="https://api.w.org/"'
    assert inspect(link_header=header).platform == "wordpress"


def test_name_language_feeds_menu_and_search_are_found() -> None:
    traits = inspect(
        "<title>Kabar Melati - Berita Banyumas Hari Ini</title>"
        '<link rel="alternate" type="application/rss+xml" href="/feed/" title="Kabar Melati">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Komentar">'
        '<link rel="alternate" type="application/rss+xml" href="https://lain.example/feed">',
        '<nav><a href="/">Berita</a><a href="/kategori/daerah?tab=1"> Berita\nDaerah </a>'
        '<a href="/profil">Profil</a><a href="https://lain.example/berita">Berita</a></nav>'
        '<form action="/cari" method="GET"><input name="token" type="hidden">'
        '<input name="kata"></form>',
    )
    assert traits == SiteTraits(
        platform="unknown",
        name="Kabar Melati",
        language="id",
        feeds=("/feed/",),
        listings=("/kategori/daerah?tab=1",),
        search="/cari?kata={query}",
    )


def test_forms_that_post_or_lead_elsewhere_are_no_search() -> None:
    assert inspect("", '<form method="post" action="/"><input name="q"></form>').search is None
    elsewhere = '<form action="https://lain.example/"><input name="q"></form>'
    assert inspect("", elsewhere).search is None


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_page_can_be_inspected(text: str, href: str) -> None:
    traits = inspect(
        f'<title>{text}</title><link rel="alternate" type="application/rss+xml" href="{href}">',
        f'{text}<a href="{href}">berita</a><form action="{href}"><input name="q"></form>',
    )
    assert traits.platform in ("wordpress", "blogger", "unknown")
    assert all(path.startswith("/") and path.isascii() for path in traits.feeds + traits.listings)
