"""Tinjau satu inovasi: all its evidence beside the forms that confirm, correct, merge and split."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from corpus.dossier import InnovationDossier
from corpus.errors import GaliError
from corpus.records import Innovation
from corpus.reviews.decisions import CORRECTABLE, Value
from corpus.search import search_innovations
from corpus.vocabulary import body_types, sectors
from gali.reviewing.history import list_history
from gali.reviewing.preview import Change
from gali.web.asking import Ask
from gali.web.page import BadRequestError, MovedPageError, Page
from gali.web.quotes import quote_pieces
from gali.web.reviews.drafting import BEFORE, seen_of
from gali.web.reviews.forms import Form
from gali.web.views.innovations import Told, read_dossier
from gali.web.views.review_log import read_last

_N_ALIKE = 8
_N_DECISIONS = 50
MOST_MENTIONS = 100
_BLANK = Form({})


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return the desk of one innovation.

    Raises:
        UnknownPageError: If there is none of that id.
        MovedPageError: If it bears another id now.
    """
    return show_form(conn, ask, _BLANK)


def show_form(
    conn: sqlite3.Connection,
    ask: Ask,
    form: Form,
    *,
    changes: Sequence[Change] | None = None,
    problem: GaliError | None = None,
) -> Page:
    """Return the desk of one innovation, a form being filled in.

    Args:
        conn: A corpus.
        ask: The request.
        form: What was sent and not yet decided.
        changes: What the form would change, if that was asked; empty if nothing.
        problem: What is wrong with the form; None if nothing is.

    Raises:
        UnknownPageError: If there is no innovation of that id.
        MovedPageError: If it bears another id now.
    """
    try:
        dossier = read_dossier(conn, ask.places["id"])
    except MovedPageError as moved:
        raise MovedPageError(f"/tinjau{moved.path}") from moved
    innovation = dossier.innovation
    told = _told_in(dossier)
    return Page(
        template="review_desk.html",
        title=ask.words("review.desk_title", name=innovation.name),
        status=400 if problem else 200,
        values={
            "innovation": innovation,
            "seen": seen_of(innovation),
            "mentions": told[:MOST_MENTIONS],
            "n_mentions": len(told),
            "n_outcomes": len(dossier.awards) + len(dossier.replications),
            "articles": _articles(told),
            "review_of": dossier.review,
            "fields": CORRECTABLE,
            "before": BEFORE,
            "found": _values_of(innovation),
            "form": form,
            "changes": changes,
            "differences": _differences(changes or ()),
            "problem": _words_of(ask, problem),
            "alike": _alike(conn, innovation) if ask.reviewer else [],
            "history": list_history(conn, innovation.id, _N_DECISIONS),
            "sectors": tuple(sectors()),
            "bodies": tuple(body_types()),
            "last": read_last(conn, ask),
            "back": f"/tinjau/inovasi/{innovation.id}",
        },
    )


def _told_in(dossier: InnovationDossier) -> list[Told]:
    """Return what articles tell of an innovation, in their order."""
    return [
        Told(
            anchor=f"sebut-{n}",
            article=one.article,
            quote=quote_pieces(one.mention.evidence),
            fact=one.mention,
        )
        for n, one in enumerate(dossier.mentions, 1)
    ]


def _differences(changes: Sequence[Change]) -> list[tuple[str, Value, Value]]:
    """Return the fields that differ in innovations that stay, before and after."""
    before = {one.innovation.id: one.innovation for one in changes if one.sign == "-"}
    pairs = [
        (before[one.innovation.id], one.innovation)
        for one in changes
        if one.sign == "+" and one.innovation.id in before
    ]
    return [
        (name, getattr(old, name), getattr(new, name))
        for old, new in pairs
        for name in CORRECTABLE
        if getattr(old, name) != getattr(new, name)
    ]


def _articles(told: Sequence[Told]) -> list[Told]:
    """Return the first thing that each article tells, in their order."""
    return list({one.article.id: one for one in reversed(told)}.values())[::-1]


def _values_of(innovation: Innovation) -> dict[str, str]:
    """Return the fields that can be corrected, as a form holds them."""
    values = {name: getattr(innovation, name) for name in CORRECTABLE}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _words_of(ask: Ask, problem: GaliError | None) -> Mapping[str, str] | None:
    """Return what is wrong in the words of the page, or else in the error's own."""
    if problem is None:
        return None
    if isinstance(problem, BadRequestError):
        proposals = ", ".join(label for _, label in problem.proposals)
        words = (
            ask.words(problem.key, **problem.values) if problem.values else ask.words(problem.key)
        )
        return {"words": f"{words} {proposals}".strip(), "own": ""}
    return {"words": ask.words("error.bad_text"), "own": f"{problem.what} {problem.mend or ''}"}


def _alike(conn: sqlite3.Connection, innovation: Innovation) -> list[Innovation]:
    """Return other innovations whose names are like its name, the most alike first."""
    hits = search_innovations(conn, innovation.name, limit=_N_ALIKE + 1, fuzzy=True).hits
    return [hit.innovation for hit in hits if hit.innovation.id != innovation.id][:_N_ALIKE]
