"""Stable ids and comparable forms: the same article gets the same id on every machine.

Pure functions of their arguments; no clock, no randomness, no order of arrival.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from corpus.records import Article, DatePrecision

_TRACKERS = (
    "fbclid gclid gclsrc dclid msclkid igshid mc_cid mc_eid utm_source utm_medium utm_campaign "
    "utm_term utm_content utm_id amp ref ref_src share _ga"
).split()
_NOT_WORD = re.compile(r"[^\w\s]")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
# Control characters could steer a terminal, stand for the marks of a snippet, or break XML.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# All of the above at once: hardly any text has one, and looking thrice takes ten times as long.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_SHORT = 80  # code points; the same few names are compared again and again
_ASCII_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}
_HOST = re.compile(r"[\w.:-]+")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def normalise_text(text: str) -> str:
    r"""Return a text in the one form that offsets refer to.

    NFC; ``\r\n``, ``\r``, vertical tabs and form feeds become ``\n``; byte order marks and other
    control characters are dropped; lone surrogates, which no file can hold, become U+FFFD; other
    characters, odd spaces included, stay as the source wrote them.
    """
    return unicodedata.normalize("NFC", _storable(text)).strip("\n")


def fold(text: str) -> str:
    """Return a text as the codebook compares it: NFKC, case folded, words with single spaces."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def squeeze(text: str) -> str:
    """Return letters and digits only, folded: ``Fish-Go`` and ``FishGo`` become equal."""
    return _squeeze_short(text) if len(text) <= _SHORT else _fold(text).replace(" ", "")


def _fold(text: str) -> str:
    """Return what ``fold`` does."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return " ".join(folded.translate(_ASCII_SEPARATORS).split())
    return " ".join(_NOT_WORD.sub(" ", folded).replace("_", " ").split())


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> str:
    """Return what ``fold`` does, kept."""
    return _fold(text)


@lru_cache(maxsize=8192)
def _squeeze_short(text: str) -> str:
    """Return what ``squeeze`` does, kept."""
    return _fold(text).replace(" ", "")


@lru_cache(maxsize=256)  # the way of one article into a corpus asks five times
def canonical_url(url: str) -> str:
    """Return one address for all spellings of it; what is no address is returned as it is.

    Always ``https`` for ``http``, host in lower case without ``www.`` and default port, no
    trailing slash, sorted query without trackers, no fragment.
    """
    url = _storable(url).strip()
    try:
        cleaned = url_query_cleaner(url, _TRACKERS, remove=True, unique=False)
        parts = urlsplit(canonicalize_url(cleaned, keep_fragments=False))
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(parts.hostname or ""):
        return url
    host = parts.netloc.removesuffix(_DEFAULT_PORTS[parts.scheme])
    while host.startswith("www."):
        host = host.removeprefix("www.")
    path = parts.path.rstrip("/") or ("/" if parts.query else "")
    return f"https://{host}{path}" + (f"?{parts.query}" if parts.query else "")


@lru_cache(maxsize=256)  # asked once when an article is made and once when it is written
def content_hash(title: str, text: str) -> str:
    """Return the SHA-256 of a folded title and text; equal for copies that differ in spacing."""
    return hashlib.sha256(f"{fold(title)}\n{fold(text)}".encode(errors="surrogatepass")).hexdigest()


def page_digest(body: bytes) -> str:
    """Return the SHA-256 of a page's bytes, hexadecimal; by it a stored page is known as sound."""
    return hashlib.sha256(body).hexdigest()


def article_id(url: str | None, title: str, text: str) -> str:
    """Return the id of an article: a hash of its canonical URL and its exact title and text.

    A changed text is a new article, because offsets refer to the text. The same text at two
    addresses is two articles, the later of which is marked as a duplicate.
    """
    address = canonical_url(url) if url else ""
    return "a" + _short_hash(address, title, text)


def innovation_id(region: str | None, name: str, ordinal: int = 0) -> str:
    """Return the id of an innovation: a hash of its region and squeezed name.

    Args:
        region: Kemendagri code, or None.
        name: Any spelling of the key name.
        ordinal: 0, or higher for a second innovation of the same name in the same region.
    """
    return "i" + _short_hash(region or "", squeeze(name) or name, str(ordinal) if ordinal else "")


def make_article(
    *,
    title: str,
    text: str,
    url: str | None = None,
    outlet: str | None = None,
    external_id: str | None = None,
    published: date | None = None,
    published_precision: DatePrecision | None = None,
    published_from: str | None = None,
    author: str | None = None,
    origin: str | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """Return an article with its ids, its texts normalised and its metadata storable.

    The arguments are the fields of ``Article``, as a source tells them. A day of publication
    without more is taken as exact (``day``) and as ``given``.

    Raises:
        ValueError: If neither title nor text holds anything.
    """
    title = " ".join(normalise_text(title).split())
    text = normalise_text(text)
    if not title and not text.strip():
        raise ValueError("neither title nor text")
    if published is not None:
        published_precision = published_precision or "day"
        published_from = published_from or "given"
    url = (_storable(url).strip() or None) if url else None
    return Article(
        id=article_id(url, title, text),
        title=title,
        text=text,
        content_hash=content_hash(title, text),
        url=url,
        canonical_url=canonical_url(url) if url else None,
        outlet=_storable(outlet) if outlet else None,
        external_id=_storable(external_id) if external_id else None,
        published=published,
        published_precision=published_precision,
        published_from=published_from,
        author=_storable(author) if author else None,
        origin=_storable(origin) if origin else None,
        fetched_at=fetched_at,
    )


def _short_hash(*parts: str) -> str:
    """Return 16 hexadecimal digits: 64 bits, a clash is unlikely below a billion records."""
    joined = "\x1f".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def _storable(text: str) -> str:
    """Return a text without what a terminal, SQLite or UTF-8 could not bear."""
    if _UNSTORABLE.search(text) is None:
        return text
    lines = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", lines)
