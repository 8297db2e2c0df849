"""Host names: read from addresses, brought into one form, checked to be an outlet's own.

Names only; nothing is resolved or fetched, and which outlet a host belongs to is told by
``harvest.outlets.catalogue``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_HOST = 253
_LONGEST_URL = 8192
# Copies of a site for telephones live under these names; articles are the same.
_EDITIONS = ("www.", "m.", "amp.")


def host_of_url(url: str | None) -> str | None:
    """Return the host of a web address, lower case and in ASCII; None if there is none.

    Port, user name and a final dot are left out; letters beyond ASCII become ``xn--…``.
    """
    if not url or len(url) > _LONGEST_URL:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    return _plain_host(host) if host and parts.scheme.lower() in ("http", "https") else None


def host_of_name(name: str | None) -> str | None:
    """Return the host that a newspaper's name is, as in ``www.kabar.example``; None if it is none.

    A name in words, such as ``Kabar Kita``, is no host; an address is read for its host.
    """
    if not name:
        return None
    if "://" in name:
        return host_of_url(name)
    return host_of_url(f"http://{name}") if "." in name and not re.search(r"[\s/@]", name) else None


def canonical_host(host: str) -> str:
    """Return a host without ``www.`` and the like: the one under which an outlet is known."""
    for prefix in _EDITIONS:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest and not is_shared(rest):
            return canonical_host(rest)
    return host


def is_bare_host(domain: str) -> bool:
    """Return whether a text is a host name in its plain form: no scheme, port or path, ASCII."""
    labels = domain.split(".")
    return (
        len(domain) <= _LONGEST_HOST
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdecimal()
    )


def is_shared(domain: str) -> bool:
    """Return whether strangers publish side by side under a domain, as under ``go.id``."""
    return domain in _shared_domains()


def _plain_host(host: str) -> str | None:
    """Return a host in ASCII; None if it is no host name."""
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host if is_bare_host(host) else None


@lru_cache(maxsize=1)
def _shared_domains() -> frozenset[str]:
    """Read ``shared_domains.toml``."""
    text = files("harvest").joinpath("data", "shared_domains.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["domains"])
