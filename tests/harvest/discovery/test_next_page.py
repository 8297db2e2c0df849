import pytest
from selectolax.lexbor import LexborHTMLParser

from harvest.discovery.links import read_links
from harvest.discovery.next_page import find_next_listing

DOMAIN = "kabar.example"
ROOT = f"https://{DOMAIN}"

NEXT = {
    "declared": ("/berita", '<link rel="next" href="/berita/page/2/">', "/berita/page/2/"),
    "declared in a link": ("/berita", '<a rel="next" href="?page=2">x</a>', "/berita?page=2"),
    "query": ("/berita", '<a href="?page=2">2</a><a href="?page=9">9</a>', "/berita?page=2"),
    "query beside another": ("/?m=b", '<a href="?m=b&hal=2">2</a>', "/?m=b&hal=2"),
    "third": ("/berita?page=2", '<a href="?page=1">1</a><a href="?page=3">3</a>', "/berita?page=3"),
    "path": ("/", '<a href="/page/2/">Older posts</a>', "/page/2/"),
    "halaman": ("/berita", '<a href="/berita/halaman/2">2</a>', "/berita/halaman/2"),
    "offset": ("/berita", '<a href="?start=40">3</a><a href="?start=20">2</a>', "/berita?start=20"),
    "offset goes on": (
        "/berita?start=20",
        '<a href="?start=0">1</a><a href="?start=40">3</a>',
        "/berita?start=40",
    ),
    "per_page": ("/berita", '<a href="/berita?per_page=10">2</a>', "/berita?per_page=10"),
    "number at the end": ("/berita", '<a href="/berita/2">2</a>', "/berita/2"),
    "offset at the end": ("/berita", '<a href="/berita/index/20">›</a>', "/berita/index/20"),
    "index": ("/index/2", '<a href="/index/3">Selanjutnya</a>', "/index/3"),
    "key of a framework": ("/berita", '<a href="?Berita_page=2">2</a>', "/berita?Berita_page=2"),
    "front page": ("/", '<a href="/berita?page=2">Berikutnya</a>', "/berita?page=2"),
    "index.php": ("/index.php", '<a href="/?page=2">»</a>', "/?page=2"),
    "older posts of Blogger": (
        "/",
        '<a href="/search?updated-max=2026-07-01&reverse-paginate=true">Postingan Lebih Baru</a>'
        '<a href="/search?updated-max=2026-06-01&max-results=7">Postingan Lama</a>',
        "/search?updated-max=2026-06-01&max-results=7",
    ),
    "last page": ("/berita?page=9", '<a href="?page=1">«</a><a href="?page=8">8</a>', None),
    "far page alone": ("/berita", '<a href="?page=50">»</a>', None),
    "another list": ("/berita", '<a href="/agenda?page=2">2</a>', None),
    "read on": ("/berita", '<a href="/kurir-obat-desa">Selanjutnya</a>', None),
    "id of an article": ("/berita", '<a href="/berita/41235">Kurir Obat Menjangkau Desa</a>', None),
    "calendar": ("/agenda/2026-08", '<a rel="next" href="/agenda/2026-09">»</a>', None),
    "months": ("/agenda?month=8&year=2026", '<a href="?month=9&year=2026">Berikutnya</a>', None),
    "another site": ("/berita", '<link rel="next" href="https://lain.example/berita/2">', None),
    "script": ("/berita", '<a rel="next" href="javascript:next()">Berikutnya</a>', None),
    "itself": ("/berita?page=2", '<a rel="next" href="?page=2">Berikutnya</a>', None),
}


@pytest.mark.parametrize(("path", "html", "wanted"), NEXT.values(), ids=NEXT.keys())
def test_finds_the_next_page(path: str, html: str, wanted: str | None) -> None:
    tree, url = LexborHTMLParser(html), ROOT + path
    links = read_links(tree, url, domain=DOMAIN)
    found = find_next_listing(tree, links, url, domain=DOMAIN)
    assert found == (ROOT + wanted if wanted else None)


def test_an_address_that_is_none_has_no_next_page() -> None:
    assert find_next_listing(LexborHTMLParser("<a href=/2>2</a>"), [], "x", domain=DOMAIN) is None
