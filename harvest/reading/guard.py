"""Which pages are not even parsed: a cheap look at their size, tags and depth.

Time and memory of what follows are limited by ``reader`` and ``worker``; this only spares them
pages that are known to exhaust parsers.
"""

from __future__ import annotations

import re

from corpus.errors import UnreadableFileError
from harvest.limits import MAX_PAGE_DEPTH, MAX_PAGE_SIZE, MAX_PAGE_TAGS

_UNSEEN = re.compile(r"<(?:(script|style)\b|!--)")
_TAG = re.compile(r"<(?=[a-zA-Z])")
# Elements that a browser nests as they are written; others it closes by itself.
_NESTED = re.compile(
    r"<(/)?(?:div|span|section|article|main|aside|header|footer|nav|table|tbody|tr|td|th|ul|ol|dl|"
    r"blockquote|center|font|b|i|u|em|strong|small|big|form|fieldset|figure|details|a)(?=[\s/>])",
    re.IGNORECASE,
)
_MEND = "Look at it in a browser; if there is an article, save its text as .txt"


def check_page(html: str) -> None:
    """Refuse a page that is too large, has too many tags, or nests them too deeply.

    Args:
        html: The page as characters.

    Raises:
        UnreadableFileError: With the limit that it exceeds.
    """
    if len(html) > MAX_PAGE_SIZE:
        raise _refused(f"is larger than {MAX_PAGE_SIZE // 1_000_000} million characters")
    if html.count("<") <= MAX_PAGE_DEPTH:
        return
    if _exceeds(html) is not None and (excess := _exceeds(_without_scripts(html))):
        raise _refused(excess)


def _exceeds(html: str) -> str | None:
    """Return which limit a page exceeds, in words; None if it keeps them."""
    if html.count("<") > MAX_PAGE_TAGS and len(_TAG.findall(html)) > MAX_PAGE_TAGS:
        return f"has more than {MAX_PAGE_TAGS} tags"
    depth = deepest = 0
    for closing in _NESTED.findall(html):
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return f"nests tags more than {MAX_PAGE_DEPTH} deep" if deepest > MAX_PAGE_DEPTH else None


def _without_scripts(html: str) -> str:
    """Return a page in lower case without scripts, styles and comments, which may hold tags."""
    html = html.lower()
    shown, position = [], 0
    while opening := _UNSEEN.search(html, position):
        shown.append(html[position : opening.start()])
        end = html.find(f"</{opening[1]}" if opening[1] else "-->", opening.end())
        if end < 0:
            return "".join(shown)
        position = end + 1
    return "".join([*shown, html[position:]])


def _refused(excess: str) -> UnreadableFileError:
    """Return the complaint about a page."""
    return UnreadableFileError(f"the page {excess}, as no article does", mend=_MEND)
