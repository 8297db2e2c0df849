import pytest

from harvest.discovery.site_links import query_number, resolve_link, resolve_own_link

BASE = "https://www.kabar.example/feed/"
LINKS = {
    "absolute": ("https://lain.example/a", "https://lain.example/a"),
    "relative": ("../berita/1#isi", "https://www.kabar.example/berita/1"),
    "spaces": (" /a b\n", "https://www.kabar.example/a%20b"),
    "letters": ("/kota-jayapura-é", "https://www.kabar.example/kota-jayapura-%C3%A9"),
    "empty": ("  ", None),
    "script": ("javascript:alert(1)", None),
    "file": ("file:///etc/passwd", None),
    "password": ("https://a:b@kabar.example/", None),
    "broken": ("http://[::1", None),
    "endless": ("/" + "a" * 5000, None),
}


@pytest.mark.parametrize(("link", "wanted"), LINKS.values(), ids=LINKS.keys())
def test_resolves_a_link(link: str, wanted: str | None) -> None:
    assert resolve_link(link, BASE) == wanted


SITES = {
    "same": ("https://kabar.example/a", "https://kabar.example/", True),
    "www": ("https://www.kabar.example/a", "http://kabar.example/", True),
    "subdomains": ("https://berita.kabar.example/a", "https://m.kabar.example/", True),
    "government": ("https://ponorogo.go.id/a", "https://kominfo.ponorogo.go.id/", True),
    "other government": ("https://ponorogo.go.id/a", "https://ngawikab.go.id/", False),
    "company": ("https://kabar.co.id/a", "https://lain.co.id/", False),
    "blogs": ("https://satu.blogspot.com/a", "https://dua.blogspot.com/", False),
    "look-alike": ("https://bukankabar.example/a", "https://kabar.example/", False),
    "hidden in a path": ("https://jahat.test/kabar.example", "https://kabar.example/", False),
    "numbers": ("http://10.0.0.1/a", "http://127.0.0.1/", False),
    "same number": ("http://127.0.0.1:8080/a", "http://127.0.0.1:9090/", True),
    "document without address": ("https://kabar.example/a", "berkas.xml", False),
}


@pytest.mark.parametrize(("link", "base", "is_own"), SITES.values(), ids=SITES.keys())
def test_tells_whether_a_link_is_on_the_site(link: str, base: str, is_own: bool) -> None:
    assert resolve_own_link(link, base) == (link if is_own else None)


@pytest.mark.parametrize(
    ("value", "wanted"), [("7", 7), ("", 1), ("x", 1), ("-2", 1), ("٣", 1), ("9" * 30, 1)]
)
def test_reads_a_number_in_a_query(value: str, wanted: int) -> None:
    assert query_number(f"https://kabar.example/?page={value}", "page", 1) == wanted
