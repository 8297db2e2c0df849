"""Addresses taken apart, and those that are none."""

from __future__ import annotations

import pytest

from harvest.fetching.failures import FetchError
from harvest.fetching.targets import parse_target

GOOD = {
    "http://kabar.example": "http://kabar.example/",
    " https://kabar.example/a?b=c#d ": "https://kabar.example/a?b=c",
    "HTTPS://Kabar.Example:443/A": "https://kabar.example/A",
    "http://kabar.example:8080/": "http://kabar.example:8080/",
    "http://kabar.example?a=1": "http://kabar.example/?a=1",
    "http://kabar.example/berita baru": "http://kabar.example/berita%20baru",
    "http://kabar.example/é": "http://kabar.example/%C3%A9",
    "http://kabar.example/%C3%A9": "http://kabar.example/%C3%A9",
    "http://kabar.example/a\n\tb": "http://kabar.example/ab",
    "http://berita-é.example/": "http://xn--berita--hya.example/",
    "http://sub_domain.kabar.example/": "http://sub_domain.kabar.example/",
    "http://[2606:4700::1]/a": "http://[2606:4700::1]/a",
    "http://8.8.8.8:8000/": "http://8.8.8.8:8000/",
}
BAD = {
    "no scheme": ("kabar.example/a", "bad_url"),
    "empty": ("", "bad_url"),
    "only a scheme": ("http://", "bad_url"),
    "file": ("file:///etc/passwd", "bad_url"),
    "file on a host": ("file://kabar.example/etc/passwd", "bad_url"),
    "ftp": ("ftp://kabar.example/", "bad_url"),
    "gopher": ("gopher://kabar.example/", "bad_url"),
    "data": ("data:text/html,a", "bad_url"),
    "script": ("javascript:alert(1)", "bad_url"),
    "user name": ("http://kabar@kabar.example/", "bad_url"),
    "password": ("http://a:b@kabar.example/", "bad_url"),
    "mail port": ("http://kabar.example:25/", "bad_url"),
    "port 0": ("http://kabar.example:0/", "bad_url"),
    "port too high": ("http://kabar.example:99999/", "bad_url"),
    "port no number": ("http://kabar.example:a/", "bad_url"),
    "open bracket": ("http://[::1/", "bad_url"),
    "bracket around a name": ("http://[kabar]/", "bad_url"),
    "scope": ("http://[fe80::1%25eth0]/", "bad_url"),
    "empty label": ("http://kabar..example/", "bad_url"),
    "space in host": ("http://kabar example/", "bad_url"),
    "long label": (f"http://{'a' * 64}.example/", "bad_url"),
    "long name": (f"http://{'a.' * 150}example/", "bad_url"),
    "too long": ("http://kabar.example/" + "a" * 5000, "bad_url"),
    "too long when escaped": ("http://kabar.example/" + "é" * 1000, "bad_url"),
    "short number": ("http://127.1/", "refused_address"),
    "one number": ("http://2130706433/", "refused_address"),
    "hexadecimal": ("http://0x7f.0.0.1/", "refused_address"),
    "octal": ("http://0177.0.0.1/", "refused_address"),
    "zero": ("http://0/", "refused_address"),
    "full-width digits": ("http://１２７.1/", "refused_address"),
}


@pytest.mark.parametrize(("given", "expected"), GOOD.items())
def test_addresses_are_taken_apart_once(given: str, expected: str) -> None:
    assert parse_target(given).url == expected


@pytest.mark.parametrize(("given", "kind"), BAD.values(), ids=BAD)
def test_what_cannot_be_fetched_is_refused(given: str, kind: str) -> None:
    with pytest.raises(FetchError) as error:
        parse_target(given)
    assert error.value.kind == kind


def test_a_backslash_hides_no_host() -> None:
    assert parse_target("http://kabar.example\\@10.0.0.1/").host == "kabar.example"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "http://kabar.example:8080/b"),
        ("b?c", "http://kabar.example:8080/x/b?c"),
        ("//warta.example/b", "http://warta.example/b"),
        (" https://warta.example/b#c ", "https://warta.example/b"),
        ("?p=2", "http://kabar.example:8080/x/a?p=2"),
    ],
)
def test_redirects_are_joined(location: str, expected: str) -> None:
    assert parse_target("http://kabar.example:8080/x/a").join(location).url == expected
