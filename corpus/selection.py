"""Which innovations or articles a query and its filters select: the one place that decides it.

Search, facets, concordances, counts of words and whoever hands rows on ask here, so that all of
them speak of the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from corpus.conditions import Condition, conditions_of, filters_as_typed
from corpus.filters import SearchFilters
from corpus.query import FormsOf, Query, parse_query
from corpus.rows import SqlValue
from corpus.subjects import ARTICLES, INNOVATIONS, Subject
from corpus.words.stems import make_forms_of

ANY = SearchFilters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Rows of a subject, in SQL.

    Attributes:
        subject: What is selected.
        source: What stands after FROM.
        key: The subject's key in that source.
        where: What stands after WHERE.
        parameters: Values of its placeholders.
        match: Expression by which rows can be ranked; None if no words were asked for, or only
            their absence.
        as_written: The same without further forms of its words; None if there are none.
    """

    subject: Subject
    source: str
    key: str
    where: str
    parameters: tuple[SqlValue, ...]
    match: str | None
    as_written: str | None

    @property
    def keys(self) -> str:
        """A query for the keys of all rows."""
        return f"SELECT {self.key} FROM {self.source} WHERE {self.where}"  # noqa: S608 -- our own names

    @property
    def ids(self) -> str:
        """A query for the stable ids of all rows."""
        source = self.joined().source
        return f"SELECT {self.subject.id} FROM {source} WHERE {self.where}"  # noqa: S608 -- our own names

    def count(self, conn: sqlite3.Connection) -> int:
        """Return how many rows there are."""
        query = f"SELECT count(*) FROM {self.source} WHERE {self.where}"  # noqa: S608 -- our own names
        return int(conn.execute(query, self.parameters).fetchone()[0])

    def joined(self) -> Selection:
        """Return the same rows from a source in which the subject's own columns are at hand."""
        if self.key == self.subject.key:
            return self
        source = f"{self.source} JOIN {self.subject.table} ON {self.subject.key} = {self.key}"
        return replace(self, source=source, key=self.subject.key)


def select_innovations(
    conn: sqlite3.Connection, text: str = "", filters: SearchFilters = ANY, *, stem: bool = False
) -> Selection:
    """Select innovations by the words of their names, expansion, description and owner.

    Args:
        conn: A corpus.
        text: A query (see ``corpus.query``); empty for all that pass the filters.
        filters: What must hold besides. A year is that of the launch, else that in which an
            article first told of it. Rejected innovations are left out unless asked for.
        stem: Whether a word stands for all its forms.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    return _select(conn, INNOVATIONS, text, filters, make_forms_of(conn) if stem else None)


def select_articles(
    conn: sqlite3.Connection, text: str = "", filters: SearchFilters = ANY, *, stem: bool = False
) -> Selection:
    """Select articles by the words of their titles and texts; copies are left out.

    Args:
        conn: A corpus.
        text: A query (see ``corpus.query``); empty for all that pass the filters.
        filters: What must hold for the article or something that it mentions; a year is that of
            publication.
        stem: Whether a word stands for all its forms.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    return _select(conn, ARTICLES, text, filters, make_forms_of(conn) if stem else None)


def _select(
    conn: sqlite3.Connection,
    subject: Subject,
    text: str,
    filters: SearchFilters,
    forms_of: FormsOf | None,
) -> Selection:
    """Return the rows that have the words and pass all filters."""
    as_written = parse_query(text)
    query = parse_query(text, forms_of) if forms_of else as_written
    wanted = [*query.filters, *filters_as_typed(filters)]
    conditions = [
        *conditions_of(query.filters, subject.conditions),
        *conditions_of(filters_as_typed(filters), subject.conditions),
    ]
    conditions = [_settled(conn, subject, one) if one.is_costly else one for one in conditions]
    is_ranked = query.match is not None and not query.complement
    # To know whether an article is a copy, or has a word, its row need not be read.
    is_bare = is_ranked and subject is ARTICLES and not conditions
    source, key = subject.fts if is_ranked else subject.table, subject.key
    if is_bare:
        key = f"{subject.fts}.rowid"
    elif is_ranked:
        source = f"{subject.fts} JOIN {subject.table} ON {key} = {subject.fts}.rowid"
    if subject is ARTICLES or not any(one.field == "status" for one in wanted):
        conditions = [Condition(subject.shown.format(key=key)), *conditions]
    conditions = [*_words(query, subject), *conditions]
    return Selection(
        subject=subject,
        source=source,
        key=key,
        where=" AND ".join(condition.sql for condition in conditions) or "TRUE",
        parameters=sum((condition.parameters for condition in conditions), ()),
        match=query.match if is_ranked else None,
        as_written=as_written.match if query.match != as_written.match else None,
    )


def _settled(conn: sqlite3.Connection, subject: Subject, condition: Condition) -> Condition:
    """Return a costly condition as the list of the rows that meet it.

    A page asks for its rows several times over: to count them, to sort them, for their facets.
    """
    rows = conn.execute(
        f"SELECT {subject.key} FROM {subject.table} WHERE {condition.sql}",  # noqa: S608 -- our own names
        condition.parameters,
    )
    keys = json.dumps([row[0] for row in rows])
    listed = f"{subject.key} IN (SELECT value FROM json_each(?))"  # noqa: S608 -- our own names
    return Condition(listed, (keys,))


def _words(query: Query, subject: Subject) -> list[Condition]:
    """Return the condition that the words of a query are, or are not, there."""
    if query.match is None:
        return []
    matching = f"{subject.fts} MATCH ?"
    if not query.complement:
        return [Condition(matching, (query.match,))]
    rows = f"SELECT rowid FROM {subject.fts} WHERE {matching}"  # noqa: S608 -- our own names
    return [Condition(f"{subject.key} NOT IN ({rows})", (query.match,))]
