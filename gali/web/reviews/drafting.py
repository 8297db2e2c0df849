"""From a form to the draft of a decision: one function for each thing that can be decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from hashlib import sha256

from corpus.records import Innovation
from corpus.reviews.decisions import CORRECTABLE, Draft
from gali.reviewing.drafts import (
    draft_merge,
    draft_note,
    draft_set,
    draft_split,
    draft_undo,
    draft_verdict,
    find_one,
    parse_fact_id,
)
from gali.web.page import BadRequestError
from gali.web.reviews.forms import Form

BEFORE = "asal_"


def draft_of(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that a form asks for.

    Args:
        conn: A corpus.
        form: What was sent.
        by: Who sent it.

    Raises:
        BadRequestError: If the form is not one of ours, or the finding changed meanwhile.
        GaliError: If there can be no such decision.
    """
    draft = _DRAFTS.get(form.text("tindakan"))
    if draft is None:
        raise BadRequestError("error.form")
    return draft(conn, form, by)


def seen_of(innovation: Innovation) -> str:
    """Return what stands for all that a reviewer sees of an innovation and would confirm."""
    told = [repr(getattr(innovation, name)) for name in (*CORRECTABLE, "status")]
    return sha256("\x1f".join(told).encode()).hexdigest()[:16]


def _accept(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that confirms what was seen, if it is still so."""
    subject = form.text("id")
    if parse_fact_id(subject) is None and form.text("dilihat") != seen_of(find_one(conn, subject)):
        raise BadRequestError("error.changed")
    return draft_verdict(conn, subject, accept=True, by=by, note=_note(form))


def _reject(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that rejects."""
    return draft_verdict(conn, form.text("id"), accept=False, by=by, note=_note(form))


def _correct(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that gives the fields that were changed their new values."""
    changed = {
        name: form.text(name)
        for name in CORRECTABLE
        if name in form.values and form.text(name).split() != form.text(f"{BEFORE}{name}").split()
    }
    if not changed:
        raise BadRequestError("error.no_change")
    innovation = find_one(conn, form.text("id"))
    return draft_set(conn, innovation, changed, by=by, note=_note(form))


def _merge(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that says: these two are one."""
    named = form.text("lain_nama") or form.text("lain")
    if not named:
        raise BadRequestError("error.no_other")
    innovation, other = find_one(conn, form.text("id")), find_one(conn, named)
    return draft_merge(conn, innovation, other, by=by, note=_note(form))


def _split(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that says: what these articles tell of is another one."""
    if not form.all("berita"):
        raise BadRequestError("error.no_article")
    innovation = find_one(conn, form.text("id"))
    return draft_split(conn, innovation, form.all("berita"), by=by, note=_note(form))


def _remark(conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that only says something."""
    if not form.text("catatan"):
        raise BadRequestError("error.no_note")
    return draft_note(conn, find_one(conn, form.text("id")), form.text("catatan"), by=by)


def _undo(_conn: sqlite3.Connection, form: Form, by: str) -> Draft:
    """Return the draft that takes a decision back."""
    return draft_undo(form.text("putusan"), by=by)


def _note(form: Form) -> str | None:
    """Return why, in the reviewer's words; None if nothing was said."""
    return form.text("catatan") or None


_DRAFTS: Mapping[str, Callable[[sqlite3.Connection, Form, str], Draft]] = {
    "terima": _accept,
    "tolak": _reject,
    "perbaiki": _correct,
    "gabung": _merge,
    "pisah": _split,
    "catat": _remark,
    "urung": _undo,
}
