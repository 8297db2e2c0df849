"""Untrusted text as HTML: escaped, its control characters made visible, links only to the web."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from gali.terminal import clean


def escaped(text: str) -> str:
    """Return a text that HTML takes as text, in an element as well as in an attribute."""
    return escape(clean(text), quote=True)


def link_to(address: str) -> str:
    """Return an address as a link if it leads to the web, else as text."""
    try:
        is_web = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    shown = escaped(address)
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>' if is_web else shown
