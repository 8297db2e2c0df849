"""A list of findings as Atom (RFC 4287) and as JSON Feed 1.1.

The day of an entry is that of the latest article that tells of it: nothing in a feed depends on
when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from gali.web.asking import Ask
from gali.web.page import FeedEntry

_ATOM = "http://www.w3.org/2005/Atom"
_LONG_AGO = "1970-01-01"
_UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {
    0xFFFE: None,
    0xFFFF: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before it is written.

    Attributes:
        title: What is followed.
        entries: Newest first; may be empty.
    """

    title: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> str:
        """The day of the newest entry."""
        return max((entry.day for entry in self.entries if entry.day), default=_LONG_AGO)


def atom(feed: Feed, ask: Ask) -> bytes:
    """Return a feed as Atom."""
    Xml.register_namespace("", _ATOM)
    root = Xml.Element(f"{{{_ATOM}}}feed", {"xml:lang": ask.words.code})
    page = ask.absolute(ask.here())
    _add(root, "id", page)
    _add(root, "title", f"{feed.title} · gali")
    _add(root, "updated", f"{feed.updated}T00:00:00Z")
    _add(Xml.SubElement(root, f"{{{_ATOM}}}author"), "name", "gali")
    Xml.SubElement(root, f"{{{_ATOM}}}link", {"rel": "alternate", "href": page})
    self_address = ask.absolute(ask.here(".atom"))
    Xml.SubElement(root, f"{{{_ATOM}}}link", {"rel": "self", "href": self_address})
    for entry in feed.entries:
        node = Xml.SubElement(root, f"{{{_ATOM}}}entry")
        address = ask.absolute(ask.href(entry.path))
        _add(node, "id", address)
        _add(node, "title", entry.title)
        _add(node, "updated", f"{entry.day or _LONG_AGO}T00:00:00Z")
        Xml.SubElement(node, f"{{{_ATOM}}}link", {"rel": "alternate", "href": address})
        _add(node, "summary", entry.text)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed, ask: Ask) -> dict[str, object]:
    """Return a feed as JSON Feed."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{feed.title} · gali",
        "home_page_url": ask.absolute(ask.here()),
        "feed_url": ask.absolute(ask.here(".feed.json")),
        "language": ask.words.code,
        "items": [
            {
                "id": entry.id,
                "url": ask.absolute(ask.href(entry.path)),
                "title": entry.title,
                "content_text": entry.text,
                "date_published": f"{entry.day or _LONG_AGO}T00:00:00Z",
            }
            for entry in feed.entries
        ],
    }


def _add(parent: Xml.Element, name: str, text: str) -> None:
    """Add an element with a text, without what XML cannot hold."""
    Xml.SubElement(parent, f"{{{_ATOM}}}{name}").text = text.translate(_UNWRITABLE)
