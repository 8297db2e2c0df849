from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.outlets.hosts import canonical_host, host_of_name, host_of_url, is_bare_host


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


_URLS = st.builds(
    "{}{}{}".format, st.sampled_from(["http://", "https://", ""]), st.text(), st.text()
)


@given(_URLS)
def test_any_text_has_a_plain_host_or_none(text: str) -> None:
    for host in (host_of_url(text), host_of_name(text)):
        assert host is None or (is_bare_host(host) and canonical_host(host).isascii())
