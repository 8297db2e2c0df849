"""What people decided teaches the models; what they did not say, or dispute, does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from corpus.records import Innovation
from extract.innovations.wording import INSIDE
from gali.reviewed_examples import name_examples, read_reviewed_mentions, sector_examples
from gali.reviewing import drafts
from gali.reviewing.applying import decide

One = Callable[[sqlite3.Connection, str], Innovation]


def test_a_sector_that_people_set_is_an_example(conn: sqlite3.Connection, one: One) -> None:
    decide(conn, drafts.draft_set(conn, one(conn, "Kirber"), {"sector": "sosial"}, by="Ani"))
    decide(conn, drafts.draft_set(conn, one(conn, "Sirup"), {"year": "2020"}, by="Ani"))
    (example,) = sector_examples(read_reviewed_mentions(conn))
    assert (example.mention.name, example.sector) == ("Kirber", "sosial")
    assert (example.source, example.group) == ("reviewed", "kabar.example")


def test_a_disputed_sector_teaches_nothing(conn: sqlite3.Connection, one: One) -> None:
    for by, sector in (("Ani", "sosial"), ("Budi", "kesehatan")):
        decide(conn, drafts.draft_set(conn, one(conn, "Kirber"), {"sector": sector}, by=by))
    assert sector_examples(read_reviewed_mentions(conn)) == []


def test_accepted_and_rejected_names_are_answers_and_no_others(
    conn: sqlite3.Connection, one: One
) -> None:
    decide(conn, drafts.draft_accept(conn, one(conn, "Kirber"), by="Ani"))
    decide(conn, drafts.draft_reject(conn, one(conn, "Laporkita"), by="Ani"))
    taught = name_examples(read_reviewed_mentions(conn))
    answers = {
        word: example.answer
        for examples in taught
        for wording, example in zip(examples.wordings, examples.names, strict=True)
        for word in wording[INSIDE]
    }
    words = {"kirber", "laporkita", "sirup", "antarkita"}
    assert {word: answers[word] for word in words & set(answers)} == {
        "kirber": True,
        "laporkita": False,
    }


def test_a_corrected_owner_is_an_answer(conn: sqlite3.Connection, one: One) -> None:
    kirber = one(conn, "Kirber")
    assert kirber.owner is not None
    decide(conn, drafts.draft_accept(conn, kirber, by="Ani"))
    right = [e.answer for one in name_examples(read_reviewed_mentions(conn)) for e in one.owners]
    assert right == [True]
    decide(conn, drafts.draft_set(conn, kirber, {"owner": "Bappeda"}, by="Ani"))
    wrong = [e.answer for one in name_examples(read_reviewed_mentions(conn)) for e in one.owners]
    assert wrong == [False]


def test_without_decisions_there_is_nothing_to_learn(conn: sqlite3.Connection) -> None:
    assert name_examples(read_reviewed_mentions(conn)) == []
