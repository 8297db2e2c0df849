from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.manifest import Discovery, Selectors, SourceManifest, parse_manifest

CARD = {
    "name": '"Kabar Melati"',
    "domain": '"kabarmelati.example"',
    "kind": '"portal"',
    "region": '"33.02"',
    "platform": '"unknown"',
    "time_zone": '"Asia/Jakarta"',
    "language": '"id"',
    "verified": "false",
}


def card(tables: str = "", **changes: str | None) -> bytes:
    """A sound file of our own, with some keys changed, or left out where they are None."""
    values = {key: value for key, value in {**CARD, **changes}.items() if value is not None}
    return ("".join(f"{k} = {v}\n" for k, v in values.items()) + tables).encode()


def parse(content: bytes, slug: str = "kabar-melati") -> SourceManifest:
    return parse_manifest(content, slug=slug, origin="kabar-melati.toml")


def test_a_file_becomes_an_outlet() -> None:
    source = parse(card())
    assert source == SourceManifest(
        slug="kabar-melati",
        name="Kabar Melati",
        domain="kabarmelati.example",
        kind="portal",
        region="33.02",
        platform="unknown",
        time_zone="Asia/Jakarta",
        language="id",
        verified=False,
    )
    assert source.source.name == "Kabar Melati"
    assert source.source.region == "33.02"


def test_a_national_outlet_names_no_region_and_any_zone() -> None:
    source = parse(card(region=None, time_zone='"Asia/Jayapura"'))
    assert (source.region, source.time_zone) == (None, "Asia/Jayapura")


def test_a_site_begins_at_its_domain_unless_the_file_says_otherwise() -> None:
    assert parse(card()).address == "https://kabarmelati.example"


@pytest.mark.parametrize(
    "address",
    [
        "kabarmelati.example",
        "https://kabarmelati.example/",
        "ftp://kabarmelati.example",
        "https://lain.example",
        "https://jahatkabarmelati.example",
        "https://x@kabarmelati.example",
    ],
)
def test_an_address_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(InvalidSourceError, match="is no address of kabarmelati"):
        parse(card(address=f'"{address}"'))


@pytest.mark.parametrize("number", ["0", "9", "true", '"2"', "1.5"])
def test_a_host_is_not_besieged(number: str) -> None:
    with pytest.raises(InvalidSourceError, match="whole number from 1 to 8"):
        parse(card(f"[politeness]\nrequests_at_once = {number}\n"))


def test_a_file_may_tell_more() -> None:
    source = parse(
        card(
            '[discover]\nfeeds = ["/rss.xml"]\nlistings = ["/berita"]\n'
            'search = "/cari?kata={query}"\n'
            '[selectors]\ntitle = "h1.judul"\nremove = [".terkait", ".iklan"]\n'
            '[byline]\nlabels = ["Warta oleh"]\n'
            "[politeness]\ndelay_seconds = 5\nrequests_at_once = 2\n",
            address='"http://www.kabarmelati.example:8080"',
        )
    )
    assert source.address == "http://www.kabarmelati.example:8080"
    assert source.requests_at_once == 2
    assert source.discover == Discovery(
        feeds=("/rss.xml",), listings=("/berita",), search="/cari?kata={query}"
    )
    assert source.selectors == Selectors(title="h1.judul", remove=(".terkait", ".iklan"))
    assert source.byline_labels == ("Warta oleh",)
    assert source.delay_seconds == 5.0


@pytest.mark.parametrize(
    ("platform", "tables", "feeds", "search"),
    [
        ("wordpress", "", ("/feed/",), "/?s={query}"),
        ("blogger", "", ("/feeds/posts/default",), "/search?q={query}"),
        ("custom", "", (), None),
        ("unknown", "", (), None),
        ("wordpress", '[discover]\nfeeds = ["/umpan/"]\n', ("/umpan/",), "/?s={query}"),
        ("wordpress", "[discover]\nfeeds = []\n", (), "/?s={query}"),
    ],
    ids=["wordpress", "blogger", "custom", "unknown", "own feed", "no feed"],
)
def test_the_platform_tells_where_articles_are_listed_unless_the_file_does(
    platform: str, tables: str, feeds: tuple[str, ...], search: str | None
) -> None:
    discover = parse(card(tables, platform=f'"{platform}"')).discover
    assert (discover.feeds, discover.search) == (feeds, search)


WRONG = {
    "unknown key": (card(regoin='"33.02"'), "regoin", "Did you mean 'region'?"),
    "unknown key far from all": (card(xyzzy="1"), "xyzzy", "There are: name, domain"),
    "unknown table": (card("[seletors]\ntitle = 'h1'\n"), "seletors", "'selectors'"),
    "unknown key in a table": (card("[discover]\nfeed = []\n"), "discover.feed", "'feeds'"),
    "missing key": (card(name=None), "name", "is missing"),
    "table that is none": (card(selectors='"h1"'), "selectors", "Write it as [selectors]"),
    "unknown kind": (card(kind='"goverment"'), "kind", "'government'"),
    "unknown platform": (card(platform='"Wordpress"'), "platform", "'wordpress'"),
    "unknown time zone": (card(time_zone='"Asia/Makasar"'), "time_zone", "'Asia/Makassar'"),
    "time zone of elsewhere": (
        card(region='"64.71"'),
        "time_zone",
        "is Asia/Jakarta, but clocks in region 64.71 show Asia/Makassar",
    ),
    "region as a number": (card(region="33.02"), "region", "quotation marks"),
    "region by name": (card(region='"banyumas"'), "region", '"33.02" (Kabupaten Banyumas)'),
    "region by ambiguous name": (card(region='"Semarang"'), "region", '"33.74" (Kota Semarang)'),
    "region that does not exist": (card(region='"33.99"'), "region", "no region has the code"),
    "domain with scheme": (card(domain='"https://a.example"'), "domain", "no bare host"),
    "domain with path": (card(domain='"a.example/berita"'), "domain", "no bare host"),
    "domain with port": (card(domain='"a.example:80"'), "domain", "no bare host"),
    "domain in capitals": (card(domain='"A.example"'), "domain", "no bare host"),
    "domain beyond ASCII": (card(domain='"kábar.example"'), "domain", "xn--"),
    "domain of one label": (card(domain='"localhost"'), "domain", "no bare host"),
    "domain that is an address": (card(domain='"127.0.0.1"'), "domain", "no bare host"),
    "domain with empty label": (card(domain='"a..example"'), "domain", "no bare host"),
    "domain with www": (card(domain='"www.a.example"'), "domain", 'Write "a.example"'),
    "domain of everybody": (card(domain='"go.id"'), "domain", "strangers publish"),
    "empty name": (card(name='""'), "name", "not empty"),
    "name with escape code": (card(name='"Kabar\\u001b[31m"'), "name", "one line"),
    "name of two lines": (card(name='"Kabar\\nMelati"'), "name", "one line"),
    "endless name": (card(name=f'"{"a" * 301}"'), "name", "longer than 300"),
    "name that is a list": (card(name="[]"), "name", "must be a text"),
    "language in words": (card(language='"indonesia"'), "language", 'Indonesian is "id"'),
    "verified as a text": (card(verified='"false"'), "verified", "true or false"),
    "feed at another host": (
        card('[discover]\nfeeds = ["https://b.example/rss"]\n'),
        "discover.feeds",
        "no path on the outlet's host",
    ),
    "feed without scheme at another host": (
        card('[discover]\nfeeds = ["//b.example/rss"]\n'),
        "discover.feeds",
        "no path on the outlet's host",
    ),
    "feed twice": (card('[discover]\nfeeds = ["/a", "/a"]\n'), "discover.feeds", "twice"),
    "feeds that are one text": (card('[discover]\nfeeds = "/a"\n'), "discover.feeds", "a list"),
    "search without words": (card('[discover]\nsearch = "/?s="\n'), "discover.search", "{query}"),
    "delay below zero": (
        card("[politeness]\ndelay_seconds = -1\n"),
        "politeness.delay_seconds",
        "from 0 to 3600",
    ),
    "delay that is no number": (
        card("[politeness]\ndelay_seconds = nan\n"),
        "politeness.delay_seconds",
        "from 0 to 3600",
    ),
    "delay without end": (
        card("[politeness]\ndelay_seconds = inf\n"),
        "politeness.delay_seconds",
        "from 0 to 3600",
    ),
    "delay that is true": (
        card("[politeness]\ndelay_seconds = true\n"),
        "politeness.delay_seconds",
        "from 0 to 3600",
    ),
}


@pytest.mark.parametrize(("content", "key", "told"), WRONG.values(), ids=WRONG)
def test_what_breaks_a_rule_is_told_with_file_and_key(content: bytes, key: str, told: str) -> None:
    with pytest.raises(InvalidSourceError) as caught:
        parse(content)
    assert caught.value.where == f"kabar-melati.toml, {key}"
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"name = ",
        b'name = "a"\nname = "b"\n',
        b"\xff\xfe\x00",
        b"a = " + b"[" * 50_000,
        b"#" * 100_001,
    ],
    ids=["cut off", "key twice", "no text", "deeply nested", "large"],
)
def test_what_is_no_toml_is_told_with_its_file(content: bytes) -> None:
    with pytest.raises(InvalidSourceError, match=r"TOML|larger") as caught:
        parse(content)
    assert caught.value.where == "kabar-melati.toml"


@pytest.mark.parametrize("slug", ["Kabar", "kabar_melati", "-kabar", "kabar--melati", "", "a.b"])
def test_the_name_of_the_file_must_be_a_slug(slug: str) -> None:
    with pytest.raises(InvalidSourceError, match="no slug"):
        parse(card(), slug=slug)


_VALUES = st.one_of(
    st.sampled_from(list(CARD.values())),
    st.sampled_from(
        ["''", "[]", "{}", "[[]]", "nan", "-inf", "1", "true", "2020-01-01", '"{query}"']
    ),
    st.text(max_size=20).map(lambda text: f"'{text}'"),
)


@given(st.dictionaries(st.sampled_from([*CARD, "discover", "byline", "x"]), _VALUES))
def test_no_file_raises_anything_else(values: dict[str, str]) -> None:
    content = "".join(f"{key} = {value}\n" for key, value in values.items())
    with contextlib.suppress(InvalidSourceError):
        parse(content.encode("utf-8", "replace"))
