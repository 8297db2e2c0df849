"""How search results look in a table: names with what they stand for, found words marked."""

from __future__ import annotations

from rich.text import Text

from gali.marking import marked_snippet, plain, without_marks
from gali.output import Column, Row
from gali.wording import abbreviated


def innovation_columns() -> list[Column]:
    """Return the columns of a table of innovations."""
    return [
        Column(key="name", title="Innovation", weight=6, render=_named),
        Column(key="region_name", title="Region", weight=3, render=_region),
        Column(key="owner", title="Owner", weight=4, render=_owner),
        Column(key="sector", title="Sector", weight=3, one_line=True),
        Column(key="n_articles", title="Articles", align_right=True),
        Column(key="id", title="Id", render=_short_id),
    ]


def article_columns() -> list[Column]:
    """Return the columns of a table of articles."""
    return [
        Column(key="title", title="Article", weight=6, render=_titled),
        Column(key="outlet", title="Outlet", weight=2, one_line=True),
        Column(key="published", title="Published"),
        Column(key="n_innovations", title="Innovations", align_right=True),
        Column(key="id", title="Id", render=_short_id),
    ]


def _named(row: Row) -> Text:
    """Return the name, its expansion, and the words that were found if they are elsewhere."""
    snippet = str(row["marked"] or "")
    lines = [_with_marks(str(row["name"]), snippet, "bold cyan")]
    gloss = row["expansion"] or row["description"]
    if gloss:
        lines.append(_with_marks(str(gloss), snippet, ""))
    shown = {str(row[key]) for key in ("name", "expansion", "description", "owner") if row[key]}
    if snippet and without_marks(snippet) not in shown:
        lines.append(marked_snippet(snippet, "dim"))
    return Text("\n").join(lines)


def _owner(row: Row) -> Text:
    """Return the owner, the words that were found marked."""
    return _with_marks(str(row["owner"] or ""), str(row["marked"] or ""), "")


def _region(row: Row) -> Text:
    """Return the region, its type abbreviated."""
    return plain(abbreviated(str(row["region_name"] or "")))


def _titled(row: Row) -> Text:
    """Return the headline and the words that were found."""
    snippet = str(row["marked"] or "")
    title = _with_marks(str(row["title"]), snippet, "bold")
    if without_marks(snippet) == row["title"]:
        return title
    return Text("\n").join([title, marked_snippet(snippet, "dim")])


def _with_marks(value: str, snippet: str, style: str) -> Text:
    """Return a value, with the snippet's marks if it is the value that was found."""
    return marked_snippet(snippet if without_marks(snippet) == value else value, style)


def _short_id(row: Row) -> Text:
    """Return the beginning of an id; it is enough for ``gali show``."""
    return plain(str(row["id"])[:9], "dim")
