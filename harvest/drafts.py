"""What a reader found in one document or record, and its completion to an article.

Every reader makes drafts; only here they become articles, so that all of them get the same
cleaning, the same ids, and a date from the text where none was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from corpus.identity import canonical_url, make_article, normalise_text
from corpus.records import Article
from harvest.dates import find_published
from harvest.problems import Problem, printable
from harvest.written_dates import WrittenDate, parse_date

# What programs and people write into a cell that they leave empty.
_BLANKS = frozenset({"", "-", "–", "null", "none", "nan", "nat", "n/a", "na", "\\n", "undefined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article in the making, as its source wrote it.

    Attributes:
        title: Headline; empty if there is none.
        text: Body.
        place: Where in the file it was found; None for the whole file.
        published: Date as written, or as read from a page; None if not given.
        published_from: How that date was found, for the article's record.
        url: Address as written; None if not given.
        outlet: Newspaper; None if not given.
        author: Byline; None if not given.
        id: The record's own id; None if it has none.
        lost: Details of the record that could not be read, each a reason.
    """

    title: str
    text: str
    place: str | None = None
    published: str | WrittenDate | None = None
    published_from: str = "given"
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    id: str | None = None
    lost: tuple[str, ...] = ()


def complete(
    draft: Draft, origin: str, *, outlet: str | None = None, today: date | None = None
) -> Iterator[Article | Problem]:
    """Yield the article of a draft, then a problem for each detail that was lost.

    Args:
        draft: What was found.
        origin: Where; see ``Problem.origin``.
        outlet: Newspaper if the draft names none.
        today: The latest believable day of publication; None takes the clock's.
    """
    title, text = sound(draft.title), strip_blank_lines(normalise_text(sound(draft.text)))
    if not title.strip() and not text.strip():
        yield Problem(origin, draft.place, "there is neither a title nor a text")
        return
    lost = list(draft.lost)
    url = _address(draft.url, lost)
    published, found_from = _published(draft, title, text, today, lost)
    yield make_article(
        title=title,
        text=text,
        url=url,
        outlet=filled(draft.outlet) or outlet,
        external_id=filled(draft.id),
        published=published.day if published else None,
        published_precision=published.precision if published else None,
        published_from=found_from,
        author=filled(draft.author),
        origin=origin,
    )
    for reason in lost:
        yield Problem(origin, draft.place, reason, kept=True)


def sound(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no file can store."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def filled(cell: str | None) -> str | None:
    """Return a cell as one line without surrounding spaces; None if it says nothing."""
    line = " ".join(sound(cell).replace("\0", "").split()) if cell else ""
    return line if line.lower() not in _BLANKS else None


def strip_blank_lines(text: str) -> str:
    r"""Return a text without the blank lines before and after it; lines end with ``\n``."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    last = next((n for n in range(len(lines), first, -1) if lines[n - 1].strip()), first)
    return "\n".join(lines[first:last])


def _address(url: str | None, lost: list[str]) -> str | None:
    """Return a web address that can be cited, or None; a bad one is reported as lost."""
    url = filled(url)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() in ("http", "https") and parts.hostname and canonical_url(url):
            return url
    except ValueError:
        pass
    lost.append(f"{printable(url, 80)!r} is no web address; the article was kept without it")
    return None


def _published(
    draft: Draft, title: str, text: str, today: date | None, lost: list[str]
) -> tuple[WrittenDate | None, str | None]:
    """Return the date of publication and how it was found; both None if unknown."""
    given = draft.published
    if isinstance(given, str):
        written = filled(given)
        given = parse_date(written, today=today) if written else None
        if written and given is None:
            lost.append(f"the date {printable(written, 60)!r} cannot be read or cannot be right")
    if given is not None:
        return given, draft.published_from
    found = find_published(title, text, today=today)
    if found is None:
        return None, None
    return WrittenDate(found.day, found.precision), found.found_from
