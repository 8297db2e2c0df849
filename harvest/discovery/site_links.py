"""Addresses that documents name: made absolute, checked, told apart by whose site they are on."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin

from w3lib.url import add_or_replace_parameter, url_query_parameter

from harvest.fetching.failures import FetchError
from harvest.fetching.limits import MAX_URL
from harvest.fetching.targets import Target, parse_target
from harvest.outlets.hosts import is_shared


def resolve_link(link: str, base: str) -> str | None:
    """Return an address as it would be asked for, without fragment; None if it cannot be.

    Args:
        link: As written, absolute or relative.
        base: The address of the document that names it.
    """
    target = _resolve(link, base)
    return target.url if target is not None else None


def resolve_own_link(link: str, base: str) -> str | None:
    """Return an address as `resolve_link` does, if it is on the site of the document; else None.

    A site is what is under one registered domain, so of one owner: ``berita.kabar.example`` and
    ``www.kabar.example`` are one; two blogs of ``blogspot.com``, two offices under ``go.id`` are
    not.
    """
    target = _resolve(link, base)
    return target.url if target is not None and _site_of(target.host) == _site_at(base) else None


def query_number(url: str, key: str, usual: int) -> int:
    """Return the number that stands under a key in the query of an address; else the usual one."""
    value = url_query_parameter(url, key) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 7 else usual


def with_query_number(url: str, key: str, number: int) -> str:
    """Return an address with another number under a key in its query."""
    return str(add_or_replace_parameter(url, key, str(number)))


def _resolve(link: str, base: str) -> Target | None:
    """Return an address taken apart; None if it cannot be asked for."""
    link = link.strip()
    if not link or len(link) > MAX_URL:
        return None
    try:
        return parse_target(urljoin(base, link))
    except (ValueError, FetchError):
        return None


@lru_cache(maxsize=64)
def _site_at(url: str) -> str | None:
    """Return the site of a document; None if its address is none."""
    try:
        return _site_of(parse_target(url).host)
    except FetchError:
        return None


@lru_cache(maxsize=1024)
def _site_of(host: str) -> str:
    """Return the part of a host that somebody registered; a numeric address is its own."""
    labels = host.rstrip(".").split(".")
    if labels[-1].isdecimal() or ":" in host:
        return host
    for start in range(len(labels) - 2, -1, -1):
        domain = ".".join(labels[start:])
        if not is_shared(domain):
            return domain
    return host
