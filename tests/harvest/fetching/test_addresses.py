"""Which addresses may be connected to."""

from __future__ import annotations

from pathlib import Path

import pytest

import harvest.fetching.addresses as room
from harvest.fetching.addresses import AddressGuard, insist_on_plain_spelling
from harvest.fetching.failures import FetchError

PUBLIC = """
1.1.1.1 8.8.8.8 36.66.1.2 103.10.10.10 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1
192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 169.253.255.255 223.255.255.255 9.255.255.255
2606:4700:4700::1111 2001:4860:4860::8888 2400:cb00::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
""".split()
REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1
192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:0:127.0.0.1
64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::8.8.8.8
100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2001:10::1 2001:20::1
2002:7f00:1::1 2002:0a00:0001::1 2002:0808:0808::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1
fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 ff0e::1 4000::1
localhost kabar.example 127.1 2130706433 0x7f.0.0.1
""".split()


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_allowed(text: str) -> None:
    assert AddressGuard().allows(text)


@pytest.mark.parametrize("text", [*REFUSED, "", "1.1.1.1 "])
def test_all_others_are_refused(text: str) -> None:
    assert not AddressGuard().allows(text)


@pytest.mark.parametrize("text", ["127.0.0.1", "127.9.9.9", "::1"])
def test_the_hook_for_tests_allows_this_machine(text: str) -> None:
    assert AddressGuard(allow_loopback=True).allows(text)


@pytest.mark.parametrize("text", [text for text in REFUSED if not text.startswith(("127.", "::1"))])
def test_the_hook_for_tests_allows_nothing_else(text: str) -> None:
    allowed = AddressGuard(allow_loopback=True).allows(text)
    assert not allowed or text == "::ffff:127.0.0.1"


def test_one_bad_address_condemns_all() -> None:
    with pytest.raises(FetchError) as error:
        AddressGuard().insist("kabar.example", ["8.8.8.8", "10.0.0.1"])
    assert error.value.kind == "refused_address"
    assert "10.0.0.1" in error.value.what


def test_good_addresses_keep_their_order_without_repetition() -> None:
    found = ["8.8.8.8", "1.1.1.1", "8.8.8.8"]
    assert AddressGuard().insist("kabar.example", found) == ["8.8.8.8", "1.1.1.1"]


def test_a_host_without_address_is_no_host() -> None:
    with pytest.raises(FetchError) as error:
        AddressGuard().insist("kabar.example", [])
    assert error.value.kind == "dns"


@pytest.mark.parametrize(
    "host",
    "127.1 2130706433 0 017700000001 0x7f000001 0x7f.0.0.1 0177.0.0.1 127.0.0.1. 127.0.0.01 "
    "1.2.3.4.5 256.1.1.1 kabar.0x1 kabar.5".split(),
)
def test_odd_spellings_of_numbers_are_refused(host: str) -> None:
    with pytest.raises(FetchError) as error:
        insist_on_plain_spelling(host)
    assert error.value.kind == "refused_address"


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "127.0.0.1", "4d.example", "5.example", "::1", "kabar"]
)
def test_ordinary_hosts_pass(host: str) -> None:
    assert insist_on_plain_spelling(host) is None  # it raises where it refuses


@pytest.mark.parametrize("name", ["environ", "getenv", "toml", "settings"])
def test_no_setting_reaches_the_guard(name: str) -> None:
    assert name not in Path(room.__file__).read_text(encoding="utf-8").partition('"""\n\n')[2]
