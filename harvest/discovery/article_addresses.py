"""How much an address alone looks like that of an article. Words: ``data/listing_links.toml``."""

from __future__ import annotations

import re
from itertools import pairwise

from harvest.discovery.address import Address, stem, words_of
from harvest.discovery.listing_facts import listing_facts

_LEAST_ID = 3
_LONG_SLUG, _SHORT_SLUG = 4, 3
_MOST_SLUG_POINTS = 2
_HEADLINE_SLUG = 5
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_MONTH = re.compile(r"\d{1,2}", re.ASCII)
# An id at one end of a slug, `d-8245712`, `29-balitbang-hadiri`, `juara-kipp-46210`, or as a code.
_ID_FIRST = re.compile(r"(?:[a-z]{1,4}-)?\d{4,}(?:-|$)|\d{1,3}-\D", re.ASCII)
_ID_LAST = re.compile(r"-(?!(?:19|20)\d\d$)\d{4,12}$", re.ASCII)
_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8,80}", re.ASCII)
_FRONT_CONTROLLERS = ("index.php", "index.html", "index.htm", "index.jsp")
_ID_VALUE = re.compile(r"\d{1,12}|(?=.*\d)[\w-]{6,80}|(?:[a-z0-9]+-){2,40}[a-z0-9]+", re.ASCII)


def rate_article_address(address: Address) -> int | None:
    """Return points for each sign of an article in an address.

    Returns:
        Two points for a date, an id and a slug of four words each, one for a slug of three words,
        for the ending of a web page, and for a word such as ``read``. None for addresses that
        are surely no article's: a front page, a list, a page that stays.
    """
    steps = _plain_steps(address)
    if address.is_front or _is_list(address, steps) or _is_static(address, steps):
        return None
    return (
        2 * _is_dated(steps)
        + 2 * (_has_id(steps) or names_article(address))
        + _slug_points(steps)
        + _is_file_of_slug(address)
        + _is_called_article(address)
    )


def names_article(address: Address) -> bool:
    """Return whether the query of an address names an article: ``?id=9``, ``?p=700256``."""
    keys = listing_facts("article")["id_keys"]
    return any(key in keys and _ID_VALUE.fullmatch(value) for key, value in address.query)


def _plain_steps(address: Address) -> list[str]:
    """Return the steps of a path without ``.html`` and without the program that serves it."""
    return [stem(step) for step in address.steps if step not in _FRONT_CONTROLLERS]


def _is_list(address: Address, steps: list[str]) -> bool:
    """Return whether an address is that of a list of articles."""
    facts = listing_facts("no_article")
    rubrics = facts["rubric_steps"]
    if any(step in facts["list_steps"] for step in steps):
        return True
    if steps and steps[-1] in rubrics:
        return not names_article(address)
    if any(step in rubrics for step in steps):
        return not (_has_id(steps) or len(words_of(steps[-1])) >= _HEADLINE_SLUG)
    is_filtered = any(key in facts["list_keys"] for key, _ in address.query)
    return is_filtered and not names_article(address) and _slug_points(steps) < _MOST_SLUG_POINTS


def _is_static(address: Address, steps: list[str]) -> bool:
    """Return whether an address is that of a page which stays and is no news."""
    static = listing_facts("no_article")["static_steps"]
    telling = [*steps[:1], *steps[-1:], *(value for _, value in address.query)]
    return any(word in static for word in telling)


def _is_dated(steps: list[str]) -> bool:
    """Return whether a date stands before or behind something else, which may be the article."""
    if not any(len(step) >= _LEAST_ID and not step.isdigit() for step in steps):
        return False
    pairs = list(pairwise(steps))
    return any(_YEAR.fullmatch(one) and _MONTH.fullmatch(two) for one, two in pairs) or any(
        _MONTH.fullmatch(one) and _YEAR.fullmatch(two) for one, two in pairs[:-1]
    )


def _has_id(steps: list[str]) -> bool:
    """Return whether a step is, begins or ends with the number of an article."""
    facts = listing_facts("article")
    for before, step in zip(["", *steps], steps, strict=False):
        is_called = before in facts["detail_steps"]
        if step.isdigit():
            is_short = len(step) < _LEAST_ID and before not in facts["short_id_steps"]
            if not is_short and (is_called or not _YEAR.fullmatch(step)):
                return True
        elif (
            _ID_FIRST.match(step) or _ID_LAST.search(step) or (is_called and _CODE.fullmatch(step))
        ):
            return True
    return False


def _slug_points(steps: list[str]) -> int:
    """Return the points for the longest slug."""
    length = max((len(words_of(step)) for step in steps), default=0)
    return (length >= _SHORT_SLUG) + (length >= _LONG_SLUG)


def _is_file_of_slug(address: Address) -> bool:
    """Return whether a slug ends as web pages do: ``kurir-obat.html``."""
    return bool(address.steps) and address.leaf != address.steps[-1] and "-" in address.leaf


def _is_called_article(address: Address) -> bool:
    """Return whether a step before the last, or a value of the query, says that it is read."""
    words = listing_facts("article")["detail_steps"]
    values = (value for _, value in address.query)
    return any(step in words for step in address.steps[:-1]) or any(v in words for v in values)
