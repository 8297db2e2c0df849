"""Stable ids and comparable forms: the same article gets the same id on every machine.

Pure functions of their arguments; no clock, no randomness, no order of arrival.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime

from w3lib.url import canonicalize_url, url_query_cleaner

from corpus.records import Article, DatePrecision

_TRACKERS = (
    "fbclid gclid gclsrc dclid msclkid igshid mc_cid mc_eid utm_source utm_medium utm_campaign "
    "utm_term utm_content utm_id amp ref ref_src share _ga"
).split()
_NOT_WORD = re.compile(r"[^\w\s]")


def normalise_text(text: str) -> str:
    r"""Return a text in the one form that offsets refer to.

    NFC; ``\r\n`` and ``\r`` become ``\n``; byte order marks and NUL are dropped; other
    characters, odd spaces included, stay as the source wrote them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\0", "")
    return unicodedata.normalize("NFC", text).strip("\n")


def fold(text: str) -> str:
    """Return a text as the codebook compares it: NFKC, case folded, words with single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NOT_WORD.sub(" ", folded).replace("_", " ").split())


def squeeze(text: str) -> str:
    """Return letters and digits only, folded: ``Fish-Go`` and ``FishGo`` become equal."""
    return fold(text).replace(" ", "")


def canonical_url(url: str) -> str:
    """Return one address for all spellings of it: no fragment, no trackers, sorted query.

    Scheme and ``www.`` are dropped from comparison by lower-casing the host and always
    writing ``https``; a trailing slash is removed except on the root.
    """
    cleaned = url_query_cleaner(url.strip(), _TRACKERS, remove=True, unique=False)
    canonical = canonicalize_url(cleaned, keep_fragments=False)
    scheme, separator, rest = canonical.partition("://")
    if not separator:
        return canonical
    host, slash, path = rest.partition("/")
    host = host.removeprefix("www.")
    scheme = "https" if scheme in {"http", "https"} else scheme
    return f"{scheme}://{host}{slash}{path}".rstrip("/")


def content_hash(title: str, text: str) -> str:
    """Return the SHA-256 of a folded title and text; equal for copies that differ in spacing."""
    return hashlib.sha256(f"{fold(title)}\n{fold(text)}".encode()).hexdigest()


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
    return "i" + _short_hash(region or "", squeeze(name), str(ordinal) if ordinal else "")


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
    """Return an article with its ids and normalised texts.

    Raises:
        ValueError: If neither title nor text holds anything.
    """
    title = " ".join(normalise_text(title).split())
    text = normalise_text(text)
    if not title and not text.strip():
        raise ValueError("neither title nor text")
    if published is not None and published_precision is None:
        published_precision = "day"
    return Article(
        id=article_id(url, title, text),
        title=title,
        text=text,
        content_hash=content_hash(title, text),
        url=url,
        canonical_url=canonical_url(url) if url else None,
        outlet=outlet,
        external_id=external_id,
        published=published,
        published_precision=published_precision,
        published_from=published_from,
        author=author,
        origin=origin,
        fetched_at=fetched_at,
    )


def _short_hash(*parts: str) -> str:
    """Return 16 hexadecimal digits: 64 bits, a clash is unlikely below a billion records."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
