"""Small pieces of HTML that all styles write alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from sites.newsroom import Post

Href = Callable[[Post], str]


def plain(text: str) -> str:
    """Return a text so that HTML shows it as it is."""
    return escape(text, quote=False)


def quoted(text: str) -> str:
    """Return a text for an attribute in quotation marks of either kind."""
    return escape(text, quote=True)


def link(href: str, text: str, **attributes: str) -> str:
    """Return a link; ``class_`` stands for ``class``."""
    named = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f'<a href="{escape(href)}"{named}>{plain(text)}</a>'


def post_links(posts: Iterable[Post], href: Href) -> list[str]:
    """Return a link to each post with its headline."""
    return [link(href(post), post.title) for post in posts]


def items(pieces: Iterable[str], *, tag: str = "li", class_: str = "") -> str:
    """Return each piece in an element of its own."""
    named = f' class="{class_}"' if class_ else ""
    return "".join(f"<{tag}{named}>{piece}</{tag}>" for piece in pieces)


def padding(kilobytes: int) -> str:
    """Return scripts and styles as heavy as those of real pages."""
    script = "window.dataLayer=window.dataLayer||[];dataLayer.push({event:'view',slot:[1,2,3]});"
    style = ".widget .card>a{display:block;margin:0 auto;padding:4px}"
    half = kilobytes * 500
    return (
        f"<script>{script * (half // len(script))}</script>"
        f"<style>{style * (half // len(style))}</style>"
        if kilobytes
        else ""
    )
