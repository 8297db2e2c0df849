"""Lays pages out: templates that escape everything, in which untrusted text can do no harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from gali.web.asking import Ask
from gali.web.labels import Labels
from gali.web.page import Page
from gali.web.plain_text import shown, web_address
from gali.web.quotes import marked_words, snippet_pieces

STATIC = "/statis"


class Renderer:
    """Turns pages into HTML."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("gali.web"),
            autoescape=True,
            finalize=_harmless,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters["web_address"] = web_address
        self._templates.filters["pieces"] = snippet_pieces
        self._templates.filters["marking"] = marked_words

    def html(self, page: Page, ask: Ask) -> str:
        """Return a page as HTML."""
        template = self._templates.get_template(page.template)
        return template.render(page.values, **_surroundings(page, ask))


@cache
def static_version(name: str) -> str:
    """Return what changes with the content of a file in ``static/``."""
    content = files("gali.web").joinpath("static", name).read_bytes()
    return sha256(content).hexdigest()[:12]


@cache
def pages_version() -> str:
    """Return what changes with any template, word or style."""
    digest = sha256()
    for folder in ("templates", "words", "static"):
        for file in sorted(
            files("gali.web").joinpath(folder).iterdir(), key=lambda file: file.name
        ):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _surroundings(page: Page, ask: Ask) -> Mapping[str, Any]:
    """Return what every template knows."""
    return {
        "page_title": page.title,
        "ask": ask,
        "t": ask.words,
        "name": Labels(ask.words),
        "href": ask.href,
        "static": _static_address(ask),
    }


def _static_address(ask: Ask) -> Callable[[str], str]:
    """Return what gives the address of a file in ``static/``, with its version."""
    return lambda name: f"{ask.prefix}{STATIC}/{name}?v={static_version(name)}"


def _harmless(value: object) -> object:
    """Return what a template prints, invisible characters made visible; nothing for None."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else shown(value)
