"""Inovasi: the register of all names, and everything that is known of one innovation."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.dossier import ArticleInfo, InnovationDossier, read_innovation_dossier
from corpus.errors import InvalidQueryError
from corpus.extraction_reader import read_predictions
from corpus.pages.register import OTHER_LETTER, count_letters, read_register
from corpus.records import Award, Mention, Prediction, Replication
from corpus.relations import RelatedInnovation, read_conflicts, read_related
from gali.reviewing.history import list_history
from gali.web.asking import Ask
from gali.web.drawing.timeline import Happening, draw_timeline
from gali.web.labels import Labels
from gali.web.page import MovedPageError, Page, UnknownPageError
from gali.web.quotes import Piece, quote_pieces
from gali.web.views.review_log import read_last

N_NAMES = 120
MOST_QUOTES = 60
_MOST_RELATED = 6
_MOST_DECISIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another innovation that has to do with one, and its review status."""

    related: RelatedInnovation
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fact of an innovation as one article tells it.

    Attributes:
        anchor: Id of its place on the page.
        article: Where it is told.
        quote: The sentence, in pieces.
        fact: The mention, award or replication.
        id: By which an award or replication is reviewed; empty for a mention, which is not.
        status: Review status of an award or replication.
    """

    anchor: str
    article: ArticleInfo
    quote: tuple[Piece, ...]
    fact: Mention | Award | Replication
    id: str = ""
    status: str = "otomatis"


def register(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return the names that begin with a letter."""
    letters = ask.recall(conn, "letters", count_letters)
    every = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", OTHER_LETTER)
    first = next(iter(sorted(letters, key=every.index)), "A")
    letter = ask.choice("huruf", ("", *every)) or first
    offset = ask.offset()
    entries = ask.recall(
        conn, ("register", letter, offset), lambda c: read_register(c, letter, N_NAMES, offset)
    )
    return Page(
        template="register.html",
        title=ask.words("register.title"),
        values={
            "every": every,
            "letters": letters,
            "letter": letter,
            "entries": entries,
            "next": ask.next_cursor(letters.get(letter, 0), len(entries)),
            "previous": ask.previous_cursor(N_NAMES),
        },
    )


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return everything that is known of one innovation.

    Raises:
        UnknownPageError: If there is none of that id.
        MovedPageError: If it bears another id now.
    """
    dossier = read_dossier(conn, ask.places["id"])
    innovation = dossier.innovation
    names = (innovation.name, *innovation.other_names)
    mentions = [
        _told(f"sebut-{n}", one.article, one.mention, names)
        for n, one in enumerate(dossier.mentions, 1)
    ]
    awards = [
        replace(
            _told(f"raih-{n}", one.article, one.award, (*names, one.award.rank)),
            id=one.id,
            status=one.status,
        )
        for n, one in enumerate(dossier.awards, 1)
    ]
    replications = [
        replace(
            _told(f"tiru-{n}", one.article, one.replication, names), id=one.id, status=one.status
        )
        for n, one in enumerate(dossier.replications, 1)
    ]
    award_groups = _grouped(awards[:MOST_QUOTES], ("rank", "scheme", "year", "status"))
    replication_groups = _grouped(replications[:MOST_QUOTES], ("from_region", "to_region", "kind"))
    return Page(
        template="innovation.html",
        title=innovation.name,
        values={
            "innovation": innovation,
            "mentions": mentions[:MOST_QUOTES],
            "n_mentions": len(mentions),
            "n_articles": len({told.article.id for told in mentions}),
            "awards": award_groups,
            "replications": replication_groups,
            "conflicts": _conflicts(conn, innovation.id),
            "neighbours": _neighbours(conn, innovation.id),
            "review": dossier.review,
            "last": read_last(conn, ask),
            "history": list_history(conn, innovation.id, _MOST_DECISIONS),
            "sector": _sector_prediction(conn, dossier),
            "timeline": draw_timeline(
                list(_happenings(ask, mentions, award_groups, replication_groups))
            ),
            "address": ask.absolute(ask.href(f"/inovasi/{innovation.id}")),
        },
    )


def read_dossier(conn: sqlite3.Connection, innovation_id: str) -> InnovationDossier:
    """Return an innovation with all that articles tell of it."""
    try:
        return read_innovation_dossier(conn, innovation_id)
    except InvalidQueryError as error:
        row = conn.execute(
            "SELECT r.new_id FROM innovation_redirects AS r "
            "JOIN innovations AS i ON i.id = r.new_id WHERE r.old_id = ?",
            (innovation_id,),
        ).fetchone()
        if row is not None:
            raise MovedPageError(f"/inovasi/{row['new_id']}") from error
        raise UnknownPageError(innovation_id) from error


def _told(
    anchor: str,
    article: ArticleInfo,
    fact: Mention | Award | Replication,
    words: Sequence[str | None],
) -> Told:
    """Return a fact with its sentence; where no evidence marks words in it, given ones are."""
    return Told(
        anchor=anchor, article=article, quote=quote_pieces(fact.evidence, *words), fact=fact
    )


def _grouped(told: Sequence[Told], fields: Sequence[str]) -> list[list[Told]]:
    """Return facts that say the same of some fields together, in the order of the first."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        groups.setdefault(tuple(getattr(one.fact, field) for field in fields), []).append(one)
    return list(groups.values())


def _conflicts(conn: sqlite3.Connection, innovation_id: str) -> dict[str, list[tuple[str, int]]]:
    """Return what articles disagree on: by field, what they say and how many mentions do."""
    found: dict[str, list[tuple[str, int]]] = {}
    for conflict in read_conflicts(conn, innovation_id):
        found.setdefault(conflict.field, []).append((conflict.value, conflict.n_mentions))
    return found


def _neighbours(conn: sqlite3.Connection, innovation_id: str) -> dict[str, list[Neighbour]]:
    """Return other innovations by what they have to do with this one, the nearest first."""
    related = read_related(conn, innovation_id)
    ids = json.dumps([one.id for one in related])
    query = "SELECT id, status FROM innovations WHERE id IN (SELECT value FROM json_each(?))"
    status_of = dict(tuple(row) for row in conn.execute(query, (ids,)))
    found: dict[str, list[Neighbour]] = {}
    for one in related:
        if len(found.setdefault(one.kind, [])) < _MOST_RELATED:
            found[one.kind].append(Neighbour(related=one, status=status_of[one.id]))
    return found


def _sector_prediction(conn: sqlite3.Connection, dossier: InnovationDossier) -> Prediction | None:
    """Return why the innovation has its sector: the surest prediction of the same sector."""
    found = [
        prediction
        for one in dossier.mentions[:MOST_QUOTES]
        for local_id, prediction in read_predictions(conn, one.article.id).items()
        if local_id == one.mention.local_id and prediction.label == dossier.innovation.sector
    ]
    return max(found, key=lambda prediction: prediction.probability, default=None)


def _happenings(
    ask: Ask,
    mentions: Sequence[Told],
    awards: Sequence[Sequence[Told]],
    replications: Sequence[Sequence[Told]],
) -> Iterator[Happening]:
    """Yield what stands on the line of time; what has no date is left out.

    What several articles say alike is one happening, at the place of the first.
    """
    name = Labels(ask.words)
    for told in mentions[:MOST_QUOTES]:
        if told.article.published:
            label = f"{ask.words.day(told.article.published)}: {told.article.title}"
            yield Happening(
                lane="mention", day=told.article.published, label=label, anchor=told.anchor
            )
    for told, *_ in awards:
        award = told.fact
        assert isinstance(award, Award)
        # The middle of the year stands for a year of which the day is not known.
        day = date(award.year, 7, 1) if award.year else told.article.published
        if day:
            parts = (str(award.year or ""), award.rank, name.short_scheme(award.scheme))
            label = " · ".join(part for part in parts if part)
            yield Happening(lane="award", day=day, label=label, anchor=told.anchor)
    for told, *_ in replications:
        replication = told.fact
        assert isinstance(replication, Replication)
        if told.article.published:
            ends = (replication.from_region, replication.to_region)
            label = " → ".join(name.short_region(end) or ask.words("not_told") for end in ends)
            yield Happening(
                lane="replication", day=told.article.published, label=label, anchor=told.anchor
            )
