"""The headline of a page: the heading that the page also declares, without the website's name."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.identity import fold, squeeze
from harvest.reading.metadata import Metadata, host_of

_TITLED = (
    "[class*=judul], [class*=headline], .entry-title, .post-title, .article-title, .news-title, "
    ".contentheading, [itemprop=headline]"
)
_HEADINGS = f"h1, h2, h3, {_TITLED}"
_MOST_HEADINGS = 60
_LEAST_SHARED = 12
_JOINT = re.compile(r"\s+(?:[-–—|•»:]|::)\s+")
_LONGEST = 300


def find_headline(tree: LexborHTMLParser, metadata: Metadata) -> tuple[str, LexborNode | None]:
    """Return the headline of a page and the heading that shows it.

    Args:
        tree: The page.
        metadata: What it declares.

    Returns:
        The headline as one line, empty if there is none; the element is None where only the
        metadata gives the headline.
    """
    headings = [(node, _shown(node)) for node in tree.css(_HEADINGS)[:_MOST_HEADINGS]]
    headings = [(node, text) for node, text in headings if 0 < len(text) <= _LONGEST]
    declared = [folded for title in metadata.titles if (folded := fold(title))]
    headings = [one for one in headings if not _is_site(one[1], metadata)]
    agreeing = [one for one in headings if _agrees(one[1], declared)]
    if agreeing:
        node, text = max(agreeing, key=lambda one: (len(one[1]), one[0].tag == "h1"))
        return text, node
    for selector in ("h1", _TITLED):
        called = {node.mem_id for node in tree.css(selector)}
        alone = [one for one in headings if one[0].mem_id in called]
        if len(alone) == 1:
            return alone[0][1], alone[0][0]
    titles = [without_site(title, metadata) for title in metadata.titles]
    return next((title for title in titles if title), ""), None


def without_site(title: str, metadata: Metadata) -> str:
    """Return a declared title without the website's name before or behind it."""
    joints = list(_JOINT.finditer(title))
    if joints and _is_site(title[joints[-1].end() :], metadata):
        return title[: joints[-1].start()].strip()
    if joints and _is_site(title[: joints[0].start()], metadata):
        return title[joints[0].end() :].strip()
    return "" if _is_site(title, metadata) else title.strip()


def _shown(node: LexborNode) -> str:
    """Return the text of a heading as one line."""
    return " ".join(node.text().split())


def _agrees(text: str, declared: list[str]) -> bool:
    """Return whether a heading is a declared title or a long part of one."""
    folded = fold(text)
    if folded in declared:
        return True
    return len(folded) >= _LEAST_SHARED and any(f" {folded} " in f" {t} " for t in declared)


def _is_site(text: str, metadata: Metadata) -> bool:
    """Return whether a text is the name of the website."""
    name = squeeze(text)
    host = squeeze(host_of(metadata.url) or "")
    site = squeeze(metadata.site or "")
    return bool(name) and (name in (site, host) or host.startswith(name))
