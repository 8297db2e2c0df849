"""RSS and Atom in all their versions to plain records. Parsing is feedparser's.

feedparser is shown only the elements that are needed: a hostile feed could keep it busy for hours
with others (an endless author's name, thousands of categories, nested ``xml:base``).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import feedparser
from w3lib.encoding import http_content_type_encoding

from corpus.errors import GaliError, UnreadableFileError
from harvest.discovery.limits import FEED_BYTES, FEED_ENTRIES, FEED_REFERENCES, FEED_TAGS
from harvest.discovery.wording import plain_title
from harvest.discovery.xml_text import iter_bytes, iter_sound, iter_text

# Under names that feedparser does not know it keeps a text as it is.
_PERSON, _OTHER = "person", "other"
_KEPT = frozenset(
    "rss channel rdf feed item entry title link guid id pubdate date published updated modified "
    "issued created generator content encoded summary description origlink".split()
)
_PEOPLE = frozenset({"creator", "name"})
_LONG_TAG = re.compile(r"<(?!!)[^<>]{20000}")
_BLANKS = re.compile(r"[ \t]{32,}")
_TOKEN = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)"
    r"|(?P<open></?)(?P<name>[a-z_][\w.:-]*)?"
    r"|(?<=\s)(?:xml:)?(?P<base>base)(?=\s{0,9}=)",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed; what it does not tell is empty.

    Attributes:
        url: Address of the article, absolute if the feed's own address is.
        title: Headline, plain, one line.
        published: When it appeared, as written.
        updated: When it was last changed, as written.
        html: Body as a fragment of HTML; empty if there is only a summary.
        author: Who wrote it, as written.
    """

    url: str
    title: str = ""
    published: str = ""
    updated: str = ""
    html: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed.

    Attributes:
        entries: At most `FEED_ENTRIES`, in its order.
        generator: Program that wrote it; empty if not told.
        next_url: Address of the feed that goes on with older entries (RFC 5005); empty if none.
        problem: What of it could not be read; None if all was read.
    """

    entries: tuple[FeedEntry, ...]
    generator: str = ""
    next_url: str = ""
    problem: str | None = None


def parse_feed_document(body: bytes, url: str, *, content_type: str | None = None) -> FeedDocument:
    """Return what a feed says.

    Args:
        body: The document as fetched.
        url: Its address, to which relative ones are relative.
        content_type: As the server declares it, a hint at the encoding; None if it does not.

    Raises:
        UnreadableFileError: If it is no feed.
    """
    text, problem = _readable(body, content_type)
    parsed = _parse(text, url)
    if not parsed.get("version"):
        raise UnreadableFileError(problem or "it is neither RSS nor Atom")
    entries = parsed["entries"]
    if len(entries) > FEED_ENTRIES:
        problem = f"only the first {FEED_ENTRIES:,} entries were read"
    elif parsed["bozo"]:
        problem = problem or "it is not well-formed, parts of it may be missing"
    is_atom = parsed["version"].startswith("atom")
    return FeedDocument(
        entries=tuple(_entry(entry, is_atom) for entry in entries[:FEED_ENTRIES]),
        generator=_text(parsed["feed"], "generator"),
        next_url=_next_url(parsed["feed"]),
        problem=problem,
    )


def _readable(body: bytes, content_type: str | None) -> tuple[str, str | None]:
    """Return a feed as characters, as feedparser is to see it, and what was left out.

    Raises:
        UnreadableFileError: If its parser would need hundreds of megabytes for it.
    """
    declared = http_content_type_encoding(content_type)
    pieces: list[str] = []
    problem = None
    try:
        for piece in iter_sound(iter_text(iter_bytes(body, FEED_BYTES), declared)):
            pieces.append(piece)
    except GaliError as error:
        problem = error.what
    raw = _BLANKS.sub(" ", "".join(pieces).lstrip("\ufeff \t\r\n"))
    if raw.count("&") > FEED_REFERENCES:
        raise UnreadableFileError(f"it has more than {FEED_REFERENCES:,} character references")
    if _LONG_TAG.search(raw):
        raise UnreadableFileError("it has a tag without end")
    text, is_whole = _simplified(raw)
    return text, problem if is_whole else f"only the first {FEED_TAGS:,} tags were read"


def _simplified(text: str) -> tuple[str, bool]:
    """Return a feed in which elements that are not needed have a name without meaning.

    Returns:
        The feed, and whether it was short enough to be taken as a whole.
    """
    parts: list[str] = []
    end = 0
    for number, token in enumerate(_TOKEN.finditer(text)):
        if number == FEED_TAGS:
            return "".join(parts), False
        parts += text[end : token.start()], _renamed(token)
        end = token.end()
    return "".join([*parts, text[end:]]), True


def _renamed(token: re.Match[str]) -> str:
    """Return what stands for a token in a simplified feed."""
    if token["base"]:
        return "otherbase"
    if not token["name"]:
        return token.group()
    name = token["name"].rpartition(":")[2].lower()
    shown = token["name"] if name in _KEPT else _PERSON if name in _PEOPLE else _OTHER
    return f"{token['open']}{shown}"


def _parse(text: str, url: str) -> Any:
    """Return what feedparser makes of a feed."""
    try:
        return feedparser.parse(
            io.BytesIO(text.encode()),  # feedparser would fetch or open what a string names
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # whatever its parsers stumble over concerns this feed alone
        raise UnreadableFileError(f"its parser gives up ({type(error).__name__})") from error


def _entry(entry: Any, is_atom: bool) -> FeedEntry:
    """Return an entry of feedparser as a record."""
    published, updated = (
        _text(entry, "published") or _text(entry, "created"),
        _text(entry, "updated"),
    )
    if not (published or is_atom):
        published, updated = updated, ""  # RSS has but one date, by whatever name
    return FeedEntry(
        url=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        title=plain_title(_text(entry, "title")),
        published=published,
        updated=updated,
        html=_html(dict.get(entry, "content")),
        author=_text(entry, _PERSON),
    )


def _html(contents: Any) -> str:
    """Return the first content that is HTML; XHTML lost its tags when the feed was simplified."""
    found = (one for one in contents or () if dict.get(one, "type") == "text/html")
    return next((_text(one, "value") for one in found), "")


def _next_url(feed: Any) -> str:
    """Return the address with which a feed says that it goes on; empty if there is none."""
    links = dict.get(feed, "links") or ()
    return next((_text(one, "href") for one in links if dict.get(one, "rel") == "next"), "")


def _text(table: Any, key: str) -> str:
    """Return a text of feedparser's tables, without the others that it offers for a missing one."""
    found = dict.get(table, key)
    return found if isinstance(found, str) else ""
