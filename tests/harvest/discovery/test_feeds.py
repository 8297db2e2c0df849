import tracemalloc
from datetime import UTC, datetime, timedelta, timezone

import pytest

from harvest.discovery.feeds import parse_feed
from harvest.discovery.limits import FEED_ENTRIES
from harvest.discovery.record import Document, FoundLink

URL = "https://kabar.example/feed/"
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
TEN = datetime(2026, 8, 28, 10, 0, tzinfo=timezone(timedelta(hours=7)))

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Kabar Daerah</title><link>https://kabar.example</link>{head}
<item><title>Kurir Obat &#8220;Antar Sehat&#8221; &amp; Warga</title>
  <link>https://kabar.example/2026/08/kurir-obat/?a=1&b=2</link>
  <dc:creator><![CDATA[Siti Aminah]]></dc:creator>
  <pubDate>{date}</pubDate><category>Kesehatan</category>
  <media:content url="https://kabar.example/foto.jpg"><media:title>Foto kurir</media:title>
  </media:content>
  <guid isPermaLink="false">https://kabar.example/?p=41</guid>
  <description><![CDATA[Kurir <b>obat</b> menjangkau desa &hellip;]]></description>
  <content:encoded><![CDATA[<p>Isi</p>]]></content:encoded></item>
<item><title>Jembatan Gantung Dibuka</title>
  <guid>https://kabar.example/2026/08/jembatan/</guid></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title>
<link rel="self" href="https://kabar.example/atom.xml"/>
<link rel="next" href="/atom.xml?halaman=2"/>
<entry><title type="html">Kurir &lt;i&gt;Obat&lt;/i&gt;</title>
  <link rel="alternate" type="text/html" href="/kurir-obat"/>
  <link rel="replies" href="/kurir-obat/komentar"/>
  <published>2026-08-28T10:00:00+07:00</published><updated>2026-08-29T10:00:00+07:00</updated>
  <author><name>Siti Aminah</name></author></entry>
</feed>"""


def rss(*, date: str = "", head: str = "") -> bytes:
    return RSS.format(date=date, head=head).encode()


def test_reads_rss() -> None:
    listing = parse_feed(rss(date="Fri, 28 Aug 2026 03:00:00 +0000"), URL, now=NOW)
    assert listing.links == (
        FoundLink(
            url="https://kabar.example/2026/08/kurir-obat/?a=1&b=2",
            title="Kurir Obat “Antar Sehat” & Warga",
            published=TEN,
        ),
        FoundLink(url="https://kabar.example/2026/08/jembatan/", title="Jembatan Gantung Dibuka"),
    )
    assert listing.documents == ()
    assert listing.problem is None


def test_reads_atom_and_where_it_goes_on() -> None:
    listing = parse_feed(ATOM.encode(), "https://kabar.example/atom.xml", now=NOW)
    assert listing.links == (
        FoundLink(
            url="https://kabar.example/kurir-obat",
            title="Kurir Obat",
            published=TEN,
            modified=TEN + timedelta(days=1),
        ),
    )
    assert listing.documents == (
        Document(url="https://kabar.example/atom.xml?halaman=2", kind="feed", is_next=True),
    )
    assert listing.problem is None


def test_reads_rss_1_0_whose_only_date_is_that_of_publication() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <item rdf:about="https://kabar.example/a"><title>Kurir</title>
      <link>https://kabar.example/a</link><dc:date>2026-08-28T10:00:00+07:00</dc:date></item>
      </rdf:RDF>"""
    links = parse_feed(body, URL, now=NOW).links
    assert links == (FoundLink(url="https://kabar.example/a", title="Kurir", published=TEN),)


@pytest.mark.parametrize(
    "date",
    [
        "Jum'at, 28 Agustus 2026 10:00 WIB",
        "Jum&#039;at, 28 Agustus 2026 10:00 WIB",
        "Jumat, 28 Agu 2026 10:00:00 +0700",
        "Fri, 28 Aug 2026 10:00:00 WIB",
        "2026-08-28 10:00:00",
    ],
)
def test_reads_dates_as_indonesian_sites_write_them(date: str) -> None:
    assert parse_feed(rss(date=date), URL, now=NOW).links[0].published == TEN


@pytest.mark.parametrize("date", ["Sun, 06 Sep 2026 10:00:00 +0700", "1970-01-01", "kemarin", ""])
def test_dates_that_cannot_be_right_are_none(date: str) -> None:
    assert parse_feed(rss(date=date), URL, now=NOW).links[0].published is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (URL, f"{URL}?paged=2"),
        (f"{URL}?paged=7", f"{URL}?paged=8"),
        (f"{URL}?cat=3&paged=x", f"{URL}?cat=3&paged=2"),
    ],
)
def test_wordpress_counts_its_feeds(url: str, wanted: str) -> None:
    body = rss(head="<generator>https://wordpress.org/?v=6.8.2</generator>")
    assert parse_feed(body, url, now=NOW).documents == (
        Document(url=wanted, kind="feed", is_next=True),
    )


def test_an_empty_feed_of_wordpress_is_the_last() -> None:
    body = b"<rss version='2.0'><channel><generator>WordPress</generator></channel></rss>"
    listing = parse_feed(body, URL, now=NOW)
    assert listing.links == listing.documents == ()
    assert listing.problem is None


@pytest.mark.parametrize("href", ["https://lain.example/atom", "file:///etc/passwd", URL])
def test_does_not_go_on_elsewhere_or_in_a_circle(href: str) -> None:
    body = ATOM.replace("/atom.xml?halaman=2", href).encode()
    assert parse_feed(body, URL, now=NOW).documents == ()


def test_names_the_same_address_once() -> None:
    body = ATOM.replace("</feed>", "<entry><link href='/kurir-obat#x'/></entry></feed>").encode()
    assert len(parse_feed(body, URL, now=NOW).links) == 1


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xef\xbb\xbf" + ATOM.encode(), None),
        (b"\n\n " + ATOM.encode(), None),
        (ATOM.replace("utf-8", "iso-8859-1").replace("Kurir", "Café").encode("latin-1"), None),
        (ATOM.replace("Kurir", "Café").encode("cp1252"), "application/atom+xml; charset=cp1252"),
        (ATOM.encode("utf-16"), "text/xml; charset=utf-8"),
        (ATOM.replace("Kurir", "Ku\0rir\x0b").encode(), None),
    ],
    ids=["mark", "blank lines", "latin-1", "declared by the server", "utf-16", "control signs"],
)
def test_reads_any_encoding(body: bytes, content_type: str | None) -> None:
    listing = parse_feed(body, URL, content_type=content_type, now=NOW)
    assert [link.title for link in listing.links] in (["Kurir Obat"], ["Café Obat"])
    assert listing.problem is None


def test_what_could_be_read_of_a_broken_feed_stands() -> None:
    listing = parse_feed(rss(date="2026-08-28").partition(b"</item>")[0], URL, now=NOW)
    assert [link.title for link in listing.links] == ["Kurir Obat “Antar Sehat” & Warga"]
    assert listing.problem == (
        "the feed was read in part: it is not well-formed, parts of it may be missing"
    )


def test_half_characters_do_not_spoil_a_feed() -> None:
    body = ATOM.replace("Kurir", "&#xD83D;&#xDE00;&#0;&#99999999;&nbsp;Kurir").encode()
    listing = parse_feed(body, URL, now=NOW)
    assert listing.links[0].title.endswith("Kurir Obat")
    assert listing.problem is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\0\0",
        b"<!DOCTYPE html><html><head><title>Beranda</title></head><body><item></body></html>",
        b"<urlset><url><loc>https://kabar.example/a</loc></url></urlset>",
        b"https://kabar.example/a",
        b'{"version": "https://jsonfeed.org/version/1"}',
    ],
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    listing = parse_feed(body, URL, now=NOW)
    assert listing.links == ()
    assert listing.problem == "the feed cannot be read: it is neither RSS nor Atom"


def test_a_damaged_archive_is_told() -> None:
    listing = parse_feed(b"\x1f\x8b rusak", URL, now=NOW)
    assert listing.problem == "the feed cannot be read: the body is no proper gzip"


def test_takes_no_more_than_the_first_entries() -> None:
    items = "".join(f"<item><link>/{n}</link></item>" for n in range(FEED_ENTRIES + 1))
    listing = parse_feed(f"<rss><channel>{items}</channel></rss>".encode(), URL, now=NOW)
    assert len(listing.links) == FEED_ENTRIES
    assert listing.problem == "the feed was read in part: only the first 1,000 entries were read"


@pytest.mark.parametrize(
    ("inside", "complaint"),
    [
        (" " + 'a="b" ' * 800_000 + "><title>x</title", "a tag without end"),
        ("><title>" + "&lt;" * 1_000_000 + "</title", "character references"),
        (" " * 4_000_000 + "><title>x</title", ""),
    ],
    ids=["attributes", "references", "blanks"],
)
def test_hostile_feeds_cost_little_memory(inside: str, complaint: str) -> None:
    body = f'<rss version="2.0"><channel><item{inside}></item></channel></rss>'.encode()
    tracemalloc.start()
    listing = parse_feed(body, URL, now=NOW)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert complaint in (listing.problem or "")
    assert peak_bytes < 100_000_000
