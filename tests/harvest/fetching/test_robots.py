"""What robots.txt files mean (RFC 9309), each a file and an address."""

from __future__ import annotations

import time

import pytest

from harvest.fetching.failures import FetchError
from harvest.fetching.robots import NO_RULES, RobotsRules, parse_robots

SITE = "https://kabar.example"
SEMANTICS = {
    "empty file allows": ("", "/a", True),
    "empty Disallow allows": ("User-agent: *\nDisallow:", "/a", True),
    "slash forbids all": ("User-agent: *\nDisallow: /", "/a", False),
    "a prefix forbids what follows": ("User-agent: *\nDisallow: /ad", "/admin/x", False),
    "a prefix is case sensitive": ("User-agent: *\nDisallow: /Ad", "/admin", True),
    "the longest match wins": ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    "order does not matter": ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
    "equally long: Allow wins": ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    "a star is any characters": ("User-agent: *\nDisallow: /*/cetak", "/berita/1/cetak", False),
    "a dollar is the end": ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x=1", True),
    "a dollar at the end forbids": ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    "the query counts": ("User-agent: *\nDisallow: /*?replytocom=", "/a?replytocom=3", False),
    "our group beats the star": (
        "User-agent: *\nDisallow: /\nUser-agent: gali\nAllow: /",
        "/a",
        True,
    ),
    "our group alone holds": (
        "User-agent: gali\nDisallow: /b\nUser-agent: *\nDisallow: /a",
        "/a",
        True,
    ),
    "names in any case": ("USER-AGENT: GaLi\nDisallow: /", "/a", False),
    "a version after the name": ("User-agent: gali/1.0\nDisallow: /", "/a", False),
    "part of our name is another's": ("User-agent: ga\nDisallow: /", "/a", True),
    "a longer name is another's": ("User-agent: galileo\nDisallow: /", "/a", True),
    "several names, one group": ("User-agent: x\nUser-agent: gali\nDisallow: /a", "/a", False),
    "two groups of ours are one": (
        "User-agent: gali\nDisallow: /a\nUser-agent: x\nAllow: /\nUser-agent: gali\nDisallow: /b",
        "/b",
        False,
    ),
    "rules before any name are void": ("Disallow: /\nUser-agent: *\nAllow: /", "/a", True),
    "comments are left out": ("User-agent: * # all\nDisallow: /a # no\n#Disallow: /b", "/b", True),
    "a mark at the start is no letter": ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
    "Windows line ends": ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    "old Mac line ends": ("User-agent: *\rDisallow: /a\r", "/a", False),
    "escaped and plain letters are equal": ("User-agent: *\nDisallow: /%62", "/b", False),
    "letters beyond ASCII": ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
    "robots.txt itself is allowed": ("User-agent: *\nDisallow: /", "/robots.txt", True),
    "unknown lines are left out": ("User-agent: *\nNoindex: /a\nDisallow: /b", "/a", True),
    "a blank line does not end a group": ("User-agent: *\n\nDisallow: /a", "/a", False),
    "a web page in its place": ("<!DOCTYPE html>\nUser-agent: *\nDisallow: /", "/a", True),
    "spaces around everything": ("  User-agent :  *  \n  Disallow :  /a  ", "/a", False),
    "NUL and rubbish": ("\0\0\nUser-agent: *\nDisallow: /a", "/a", False),
}


@pytest.mark.parametrize(("text", "path", "allowed"), SEMANTICS.values(), ids=SEMANTICS)
def test_rules_mean_what_the_standard_says(text: str, path: str, allowed: bool) -> None:
    assert parse_robots(text.encode()).allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 7\nUser-agent: gali\nCrawl-delay: 2\nDisallow: /x", 2.0),
        ("User-agent: x\nCrawl-delay: 7", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -5", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("", None),
    ],
)
def test_a_delay_is_a_finite_number(text: str, delay: float | None) -> None:
    assert parse_robots(text.encode()).crawl_delay == delay


def test_sitemaps_belong_to_nobody() -> None:
    text = "Sitemap: https://kabar.example/1.xml\nUser-agent: x\nDisallow: /\nsitemap: /2.xml"
    assert parse_robots(text.encode()).sitemaps == ("https://kabar.example/1.xml", "/2.xml")


def test_the_first_500_kib_are_read_and_no_more() -> None:
    rule = b"\nUser-agent: *\nDisallow: /a\n"
    inside = b"#" * (500 * 1024 - len(rule) - 1) + rule
    assert not parse_robots(inside + b"x").allows(SITE + "/a")
    assert parse_robots(b"#" * 512_000 + rule).allows(SITE + "/a")


def test_a_rule_that_the_limit_cuts_in_two_is_void() -> None:
    head = b"User-agent: *\nAllow: /\nDisallow: /aaaa"
    body = b"#" * (512_000 - len(head) + 3) + b"\n" + head
    assert parse_robots(body).allows(SITE + "/a")


@pytest.mark.parametrize(
    "body",
    [
        b"User-agent: *\n" + b"Disallow: /%d\n" * 20_000,
        b"User-agent: *\n" + (b"Disallow: /" + b"*a" * 100 + b"b\n") * 2500,
        b"".join(b"User-agent: x%d\n" % n for n in range(20_000)) + b"Allow: /\n" * 25_000,
        b"".join(b"User-agent: x%d\nDisallow: /\n" % n for n in range(18_000)),
        b"User-agent: *\nDisallow: /" + b"*" * 500_000 + b"a",
        b"User-agent" * 50_000,
        b" " * 512_000,
    ],
    ids=["many rules", "many stars", "many names", "many groups", "stars", "no colon", "spaces"],
)
def test_hostile_files_are_read_in_no_time(body: bytes) -> None:
    start = time.process_time()
    parse_robots(body).allows(SITE + "/" + "a" * 4000)
    assert time.process_time() - start < 8


def test_a_site_without_robots_allows_all() -> None:
    assert NO_RULES.allows(SITE + "/a")
    NO_RULES.insist(SITE + "/a")


def test_what_is_forbidden_is_refused_with_its_place() -> None:
    rules = parse_robots(b"User-agent: *\nDisallow: /")
    with pytest.raises(FetchError, match=r"robots\.txt forbids") as error:
        rules.insist(SITE + "/a")
    assert (error.value.kind, error.value.where) == ("robots", SITE + "/a")


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (FetchError("status", "the server answers 500", status=500), "robots_unreachable"),
        (FetchError("too_slow", "late"), "robots_unreachable"),
        (FetchError("redirects", "a circle"), "robots_unreachable"),
        (FetchError("dns", "no such host"), "dns"),
        (FetchError("tls", "expired"), "tls"),
        (FetchError("refused_address", "private"), "refused_address"),
    ],
)
def test_rules_that_nobody_could_read_forbid_all(failure: FetchError, kind: str) -> None:
    rules = RobotsRules(failure=failure)
    assert not rules.allows(SITE + "/a")
    with pytest.raises(FetchError) as error:
        rules.insist(SITE + "/a")
    assert error.value.kind == kind
