from __future__ import annotations

import pytest

from harvest.outlets.hosts import canonical_host


@pytest.mark.parametrize(
    ("host", "canonical"),
    [
        ("kabar.example", "kabar.example"),
        ("www.kabar.example", "kabar.example"),
        ("m.kabar.example", "kabar.example"),
        ("amp.kabar.example", "kabar.example"),
        ("www.m.kabar.example", "kabar.example"),
        ("www.example", "www.example"),
        ("m.go.id", "m.go.id"),
        ("mkabar.example", "mkabar.example"),
        ("berita.kabar.example", "berita.kabar.example"),
    ],
)
def test_editions_of_a_site_have_one_host(host: str, canonical: str) -> None:
    assert canonical_host(host) == canonical
