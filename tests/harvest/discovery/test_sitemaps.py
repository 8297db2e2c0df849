import gzip
from datetime import UTC, datetime, timedelta, timezone

import pytest

from harvest.discovery.limits import SITEMAP_ENTRIES
from harvest.discovery.record import FoundLink, Listing
from harvest.discovery.sitemaps import parse_sitemap

URL = "https://www.kabar.example/sitemap.xml"
SITE = "https://www.kabar.example"
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))
TEN = datetime(2026, 8, 28, 10, 0, tzinfo=WIB)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def urlset(*entries: str) -> str:
    return f"{HEAD}<urlset {NAMESPACES}>{''.join(entries)}</urlset>"


def index(*parts: str) -> str:
    return f"{HEAD}<sitemapindex {NAMESPACES}>{''.join(parts)}</sitemapindex>"


def entry(link: str, lastmod: str = "", tag: str = "url") -> str:
    told = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<{tag}><loc>{link}</loc>{told}</{tag}>"


def part(name: str, lastmod: str = "") -> str:
    return entry(f"{SITE}/{name}", lastmod, "sitemap")


def parse(document: str | bytes, since: datetime | None = None) -> Listing:
    body = document.encode() if isinstance(document, str) else document
    return parse_sitemap(body, URL, now=NOW, since=since)


def urls(listing: Listing) -> list[str]:
    return [link.url.removeprefix(f"{SITE}/") for link in listing.links]


def names(listing: Listing) -> list[str]:
    return [document.url.removeprefix(f"{SITE}/") for document in listing.documents]


def test_reads_addresses_and_when_they_were_changed() -> None:
    pictures = (
        f"<image:image><image:loc>{SITE}/foto.jpg</image:loc><image:title>Foto</image:title>"
        f'</image:image><xhtml:link rel="alternate" href="{SITE}/en"/>'
    )
    listing = parse(
        urlset(
            entry(f"{SITE}/"),
            entry(f"{SITE}/kurir-obat/", "2026-08-28T10:00:00+07:00").replace(
                "</url>", f"{pictures}</url>"
            ),
            entry(f"\n  <![CDATA[{SITE}/b?id=1&kat=2]]>\n"),
            entry(f"{SITE}/b?id=2&kat=2&amp;x=3"),
        )
    )
    assert listing == Listing(
        links=(
            FoundLink(url=f"{SITE}/kurir-obat/", modified=TEN),
            FoundLink(url=f"{SITE}/b?id=1&kat=2"),
            FoundLink(url=f"{SITE}/b?id=2&kat=2&x=3"),
        )
    )


def test_reads_news() -> None:
    news = (
        "<news:news><news:publication><news:name>Kabar</news:name></news:publication>"
        "<news:publication_date>2026-08-28T10:00:00+07:00</news:publication_date>"
        "<news:title>Kurir Obat &amp;amp; Warga</news:title></news:news></url>"
    )
    listing = parse(urlset(entry(f"{SITE}/kurir").replace("</url>", news)))
    assert listing.links == (
        FoundLink(url=f"{SITE}/kurir", title="Kurir Obat & Warga", published=TEN),
    )


@pytest.mark.parametrize(
    ("lastmod", "wanted"),
    [
        ("2026-08-28", datetime(2026, 8, 28, tzinfo=WIB)),
        ("2026-08-28T03:00Z", TEN),
        ("2026-08-28T03:00:00.45Z", TEN.replace(microsecond=450_000)),
        ("2026-08-28T10:00:00", TEN),
        ("2026-08", None),
        ("2027-01-01", None),
        ("entah", None),
    ],
)
def test_reads_every_form_of_lastmod(lastmod: str, wanted: datetime | None) -> None:
    assert parse(urlset(entry(f"{SITE}/a", lastmod))).links[0].modified == wanted


def test_leaves_out_what_is_surely_older() -> None:
    listing = parse(
        urlset(
            entry(f"{SITE}/tua", "2026-08-27T23:00:00+07:00"),
            entry(f"{SITE}/hari-itu", "2026-08-28"),
            entry(f"{SITE}/baru", "2026-08-28T11:00:00+07:00"),
            entry(f"{SITE}/entah"),
        ),
        since=TEN,
    )
    assert urls(listing) == ["hari-itu", "baru", "entah"]
    old = parse(index(part("a.xml", "2026-08-01"), part("b.xml", "2026-09-01")), since=TEN)
    assert names(old) == ["b.xml"]


def test_orders_parts_by_date_the_newest_first() -> None:
    listing = parse(
        index(
            part("berita-1.xml", "2026-08-01"),
            part("berita-2.xml", "2026-09-01T00:00:00Z"),
            part("berita-3.xml"),
            part("berita-4.xml", "2026-08-28T10:00:00+07:00"),
        )
    )
    assert names(listing) == ["berita-2.xml", "berita-4.xml", "berita-1.xml", "berita-3.xml"]
    assert listing.documents[1].modified == TEN
    assert {document.kind for document in listing.documents} == {"sitemap"}


def test_orders_parts_without_dates_by_their_numbers() -> None:
    wordpress = [f"wp-sitemap-posts-post-{n}.xml" for n in (1, 2, 10)]
    assert names(parse(index(*map(part, wordpress)))) == wordpress[::-1]
    monthly = [f"sitemap-pt-post-{month}.xml" for month in ("2025-12", "2026-02", "2026-01")]
    assert [name[-8:-4] for name in names(parse(index(*map(part, monthly))))] == [
        "6-02",
        "6-01",
        "5-12",
    ]
    blogger = [f"sitemap.xml?page={n}" for n in (1, 2, 3)]
    assert names(parse(index(*map(part, blogger)))) == blogger


def test_leaves_out_parts_that_list_no_articles() -> None:
    dropped = (
        "wp-sitemap-taxonomies-category-1.xml wp-sitemap-users-1.xml category-sitemap.xml "
        "post_tag-sitemap12.xml author-sitemap.xml wp-sitemap-posts-page-1.xml page-sitemap.xml.gz "
        "sitemaps/Category-Sitemap1.xml"
    )
    kept = "wp-sitemap-posts-post-1.xml post-sitemap.xml berita-sitemap.xml news-sitemap.xml"
    listing = parse(index(*map(part, f"{dropped} {kept}".split())))
    assert sorted(names(listing)) == sorted(kept.split())


def test_leaves_out_itself_other_sites_and_copies() -> None:
    listing = parse(
        index(
            entry("http://kabar.example/sitemap.xml", tag="sitemap"),
            part("sitemap.xml"),
            entry("https://lain.example/sitemap-1.xml", tag="sitemap"),
            entry("file:///etc/passwd", tag="sitemap"),
            entry("https://m.kabar.example/sitemap-1.xml", tag="sitemap"),
            part("a.xml#x"),
            part("a.xml#y"),
        )
    )
    assert [document.url for document in listing.documents] == [
        "https://m.kabar.example/sitemap-1.xml",
        f"{SITE}/a.xml",
    ]


def test_tells_when_all_is_on_another_site() -> None:
    listing = parse(urlset(entry("https://lain.example/a")))
    assert listing == Listing(problem="the sitemap names no other page of its own site")


def test_reads_plain_text() -> None:
    text = f"\ufeff\n{SITE}/a\r\n  {SITE}/b  \n\n# catatan\nhttps://lain.example/c\n{SITE}/a"
    assert urls(parse(text)) == ["a", "b"]


def test_reads_feeds() -> None:
    listing = parse(
        f"<rss version='2.0'><channel><item><link>{SITE}/a</link></item></channel></rss>"
    )
    assert urls(listing) == ["a"]
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{SITE}/b'/></entry></feed>"
    )
    assert urls(parse(gzip.compress(atom.encode()))) == ["b"]


def test_reads_what_is_packed() -> None:
    assert urls(parse(gzip.compress(urlset(entry(f"{SITE}/a")).encode()))) == ["a"]
    assert urls(parse(gzip.compress(f"{SITE}/a\n{SITE}/b".encode()))) == ["a", "b"]


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf\n  " + urlset(entry(f"{SITE}/a")).encode(),
        urlset(entry(f"{SITE}/a")).encode("utf-16"),
        urlset(entry(f"{SITE}/a"))
        .replace("UTF-8", "ISO-8859-1")
        .replace("<url>", "<!--é--><url>")
        .encode("latin-1"),
        urlset(entry(f"{SITE}/\0a\x01")).encode(),
        urlset(entry(f"{SITE}/a")).replace("<urlset", "<x:urlset").encode(),
        urlset(entry(f"{SITE}/a")).replace("<url>", "&nbsp;<url>&copy;").encode(),
    ],
    ids=["mark", "utf-16", "latin-1", "control signs", "unknown prefix", "names of HTML"],
)
def test_reads_documents_with_slips(body: bytes) -> None:
    assert urls(parse(body)) == ["a"]


def test_letters_beyond_ascii_become_one_address() -> None:
    told = urlset(entry(f"{SITE}/kafé")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert urls(parse(told)) == ["kaf%C3%A9"]


def test_what_could_be_read_of_a_broken_sitemap_stands() -> None:
    whole = urlset(entry(f"{SITE}/a"), entry(f"{SITE}/b"))
    listing = parse(whole[: whole.index("/b<") + 2])
    assert urls(listing) == ["a"]
    assert listing.problem == "the sitemap was read in part: it breaks off before its end"
    packed = gzip.compress(urlset(*(entry(f"{SITE}/{n}") for n in range(9000))).encode())
    cut = parse(packed[: len(packed) // 2])
    assert 100 < len(cut.links) < 9000
    assert cut.problem == (
        "the sitemap was read in part: the compressed body is cut off before its end"
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "it is neither XML nor a list of addresses"),
        (b"\0" * 99, "it is neither XML nor a list of addresses"),
        (b"%PDF-1.7", "it is neither XML nor a list of addresses"),
        (b"<!DOCTYPE html><html><body><a href='/a'>A</a>", "it is a web page, no sitemap"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "it is a web page, no sitemap"),
        (b"<konfigurasi><url><loc>/a</loc></url></konfigurasi>", "it is XML, but no sitemap"),
        (b"<", "it breaks off before its end"),
        (b"\x1f\x8b rusak", "the body is no proper gzip"),
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes, problem: str) -> None:
    assert parse(body) == Listing(problem=f"the sitemap cannot be read: {problem}")


def test_an_empty_sitemap_is_no_problem() -> None:
    assert parse(urlset()) == Listing()
    assert parse(index()) == Listing()


def test_takes_no_more_entries_than_the_standard_allows() -> None:
    lines = "\n".join(f"{SITE}/{n}" for n in range(SITEMAP_ENTRIES + 1))
    listing = parse(lines)
    assert len(listing.links) == SITEMAP_ENTRIES
    assert (
        listing.problem == "the sitemap was read in part: only the first 50,000 entries were read"
    )
