"""Addresses that are never queued: endless, circular, or copies of what another address gives.

Words are in ``data/crawl_traps.toml``. A crawl has other brakes as well, which need more than one
address: pages for each host, and for each template of addresses.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, urlsplit

from w3lib.url import url_query_cleaner

from corpus.identity import canonical_url
from harvest.discovery.address import (
    LONGEST_URL,
    Address,
    ending,
    parse_address,
    stem,
    words_of,
)

_LONGEST_PATH = 500
_MOST_STEPS = 12
_MOST_REPEATS = 2
_MOST_KEYS = 4
_LEAST_SESSION = 10
_LEAST_SLUG = 3
_PACKED_SITEMAP = ".xml.gz"
_FIRST_YEAR = 1995
# An outlet's clock may be ahead of ours; agendas reach further.
_AHEAD = timedelta(days=2)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]|%(?:0[0-9a-f]|1[0-9a-f]|7f)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-?(\d{2})(?:-?(\d{2}))?", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_MONTH = re.compile(r"\d{2}", re.ASCII)
_LITERAL = re.compile(r"[a-z]{1,20}(?:[-_.][a-z]{1,20})?", re.ASCII)
_LITERAL_VALUE = re.compile(r"[a-z_]{1,20}", re.ASCII)
_LONGEST_TEMPLATE = 200


def why_trap(url: str, *, today: date | None = None) -> str | None:
    """Return why an address is never to be queued, as a clause; None if nothing speaks against it.

    Args:
        url: Any text.
        today: Lists of later days are calendars without end; None takes the clock's.
    """
    if len(url) > LONGEST_URL:
        return "is too long"
    if _UNSEEN.search(url.strip()):
        return "holds control characters"
    address = parse_address(url)
    if address is None:
        return "is no web address"
    if len(address.query) > _MOST_KEYS:
        address = parse_address(canonical_url(url)) or address
    for check in _CHECKS:
        if reason := check(address):
            return reason
    return _calendar(address, today or date.today())


def without_session(url: str) -> str:
    """Return an address without a session in its query; one in the path stays, and is a trap.

    Sites that put a session into all links could not be crawled otherwise.
    """
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return url
    sessions = [key for key, value in pairs if _is_session(key.lower(), value)]
    return url_query_cleaner(url, sessions, remove=True, unique=False) if sessions else url


def template_of(url: str) -> str:
    """Return the pattern of an address without its host: ``/berita/#/*``.

    Numbers become ``#``, slugs ``*``; words that name a section stay. Pages that are made alike
    have the same template, so that a crawl can limit them and learn which of them pay. Empty for
    what is no web address.
    """
    address = parse_address(url)
    if address is None:
        return ""
    *sections, leaf = address.steps or ("",)
    path = "/".join(["", *map(_section, sections), _leaf(leaf)])
    pairs = sorted({f"{key[:20]}={_value(value)}" for key, value in address.query})
    template = f"{path}?{'&'.join(pairs)}" if pairs else path
    return template[:_LONGEST_TEMPLATE]


def _section(step: str) -> str:
    """Return a step before the last as a template has it."""
    if step.isdigit():
        return "#"
    return step if _LITERAL.fullmatch(step) else "*"


def _leaf(step: str) -> str:
    """Return the last step as a template has it: what it is, and its ending."""
    name = stem(step)
    shape = "#" if name.isdigit() else "*" if name else ""
    return shape + step[len(name) :]


def _value(value: str) -> str:
    """Return a value of a query as a template has it; words in it often choose the kind of page."""
    if value.isdigit():
        return "#"
    return value if _LITERAL_VALUE.fullmatch(value) else "*"


def _size(address: Address) -> str | None:
    """Return what is wrong with the length of a path."""
    if len(address.path) > _LONGEST_PATH:
        return "has too long a path"
    if len(address.steps) > _MOST_STEPS:
        return "has too deep a path"
    if address.steps and max(Counter(address.steps).values()) > _MOST_REPEATS:
        return "repeats a part of its path"
    return None


def _file(address: Address) -> str | None:
    """Return whether an address is a file's."""
    last = address.steps[-1] if address.steps else ""
    is_file = ending(last) in _facts()["file_endings"] and not last.endswith(_PACKED_SITEMAP)
    return "is a file" if is_file else None


def _session(address: Address) -> str | None:
    """Return whether an address carries a visitor's session."""
    in_query = any(_is_session(key, value) for key, value in address.query)
    in_path = any(mark in address.path for mark in _facts()["session_steps"])
    return "carries a session" if in_query or in_path else None


def _is_session(key: str, value: str) -> bool:
    """Return whether a pair of a query is a session."""
    facts = _facts()
    is_possible = key in facts["possible_session_keys"] and len(value) >= _LEAST_SESSION
    return is_possible or key in facts["session_keys"]


def _variant(address: Address) -> str | None:
    """Return whether an address is a copy or a form beside a page."""
    facts = _facts()
    if any(
        key in facts["variant_keys"] or f"{key}={value}" in facts["variant_pairs"]
        for key, value in address.query
    ):
        return "shows another page in another way"
    if address.host.startswith(tuple(facts["variant_hosts"])):
        return "is a copy for telephones"
    step = next((step for step in address.steps if step in facts["variant_steps"]), None)
    return f"leads to a copy or a form ({step})" if step else None


def _comments(address: Address) -> str | None:
    """Return whether an address holds comments, as a page or as a feed."""
    facts = _facts()
    is_page = any(step.startswith(tuple(facts["comment_steps"])) for step in address.steps)
    *before, last = address.steps or ("",)
    is_feed = last in facts["feed_steps"] and any(
        step == "comments" or len(words_of(step)) >= _LEAST_SLUG for step in before
    )
    is_blogger = "feeds" in before and "comments" in before
    return "holds comments" if is_page or is_feed or is_blogger else None


def _facets(address: Address) -> str | None:
    """Return whether a query combines filters."""
    keys = [key.partition("[")[0] for key, _ in address.query]
    if len(set(keys)) < len(keys):
        return "combines several values of one filter"
    return "has too many parameters" if len(keys) > _MOST_KEYS else None


def _calendar(address: Address, today: date) -> str | None:
    """Return whether an address is a page of a calendar, or of a day without news."""
    facts = _facts()
    keys = {key for key, _ in address.query}
    if keys & facts["endless_keys"] or (
        keys & facts["calendar_keys"] and keys & facts["year_keys"]
    ):
        return "is a page of a calendar"
    day = _listed_day(address)
    if day is None:
        return None
    if any(step in facts["calendar_steps"] for step in address.steps):
        return "is a page of a calendar"
    is_outside = day.year < _FIRST_YEAR or day > today + _AHEAD
    return "lists a day outside of an outlet's life" if is_outside else None


def _listed_day(address: Address) -> date | None:
    """Return the first day of what a list of a day or a month shows; None for other addresses.

    A list ends with its date; behind that of an article stands its slug.
    """
    steps = [stem(step) for step in address.steps]
    while len(steps) > 1 and steps[-2] == "page":
        steps = steps[:-2]
    written = _DAY.fullmatch(steps[-1]) if steps and "-" in steps[-1] else None
    if written is not None:
        return _day(written[1], written[2], written[3] or "1")
    for length in (3, 2):
        year, *rest = steps[-length:] or [""]
        if len(rest) == length - 1 and _YEAR.fullmatch(year) and all(map(_MONTH.fullmatch, rest)):
            return _day(year, rest[0], rest[1] if len(rest) > 1 else "1")
    return None


def _day(year: str, month: str, day: str) -> date | None:
    """Return a day; None if the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_CHECKS: tuple[Callable[[Address], str | None], ...] = (
    _size,
    _file,
    _session,
    _variant,
    _comments,
    _facets,
)


@lru_cache(maxsize=1)
def _facts() -> dict[str, frozenset[str]]:
    """Read ``crawl_traps.toml``."""
    text = files("harvest").joinpath("data", "crawl_traps.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}
