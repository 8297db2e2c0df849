"""What became of each decision: it holds, was undone or overruled, or what it spoke of is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.reviews.application import find_holders, group_by_fact, group_by_innovation
from corpus.reviews.constraints import derive_constraints
from corpus.reviews.decisions import Decision
from corpus.reviews.matching import FactKey, MentionFinder, articles_of
from corpus.reviews.standing import find_undone, keep_standing, order_decisions
from corpus.reviews.verdicts import CHECKING, Verdict, judge

State = Literal["holds", "disputed", "overruled", "undone", "dangling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A decision and what became of it.

    Attributes:
        decision: As it stands in the log.
        state: ``holds``; ``disputed``: it holds or not, and another person says otherwise;
            ``overruled``: a later one holds instead; ``undone``; ``dangling``: nothing that it
            speaks of is in the corpus any more.
        innovation_ids: Innovations that it speaks of now; may be empty.
        name: Name of the first of them; for a fact, who won or is named; None if there is none.
        n_lost: Places of the decision that are not found any more.
    """

    decision: Decision
    state: State
    innovation_ids: tuple[str, ...]
    name: str | None
    n_lost: int


def describe_log(conn: sqlite3.Connection, decisions: Sequence[Decision]) -> list[LogEntry]:
    """Return what became of each decision in a corpus, in their order."""
    ordered = order_decisions(decisions)
    undone = find_undone(ordered)
    standing = keep_standing(ordered)
    finder = MentionFinder(conn, articles_of(ordered))
    verdicts = _verdicts_by_decision(conn, standing)
    overruled = derive_constraints(standing, finder).overruled
    facts = _facts_by_decision(conn, ordered)
    entries = []
    for decision in ordered:
        ids, n_lost = _speaks_of(conn, decision, finder, facts)
        is_gone = n_lost == len(decision.anchors) or (
            bool(decision.other_anchors) and not finder.find_all(decision.other_anchors)
        )
        state: State = "holds"
        if decision.id in undone:
            state = "undone"
        elif decision.action != "undo" and is_gone:
            state = "dangling"
        elif decision.id in overruled:
            state = "overruled"
        elif verdict := verdicts.get(decision.id):
            state = _state_under(decision, verdict)
        name = _read_name(conn, ids[0]) if ids else _fact_name(decision)
        entries.append(
            LogEntry(decision=decision, state=state, innovation_ids=ids, name=name, n_lost=n_lost)
        )
    return entries


def _state_under(decision: Decision, verdict: Verdict) -> State:
    """Return what became of a decision on an innovation or fact for which it is one of several."""
    topics = {*decision.values} | ({"status"} if decision.action in {"accept", "reject"} else set())
    if decision.kind != "innovation":
        topics = {"status"}
    if topics & set(verdict.disputed):
        return "disputed"
    return "holds" if decision.id in verdict.holding else "overruled"


def _verdicts_by_decision(
    conn: sqlite3.Connection, standing: Sequence[Decision]
) -> dict[str, Verdict]:
    """Return the verdict to which each decision belongs."""
    groups = [
        *group_by_innovation(conn, standing).values(),
        *group_by_fact(conn, [one for one in standing if one.kind != "innovation"]).values(),
    ]
    return {
        decision.id: verdict for group in groups for verdict in [judge(group)] for decision in group
    }


def _facts_by_decision(
    conn: sqlite3.Connection, decisions: Sequence[Decision]
) -> Mapping[str, FactKey]:
    """Return the fact that each decision on one speaks of, as far as it is still there."""
    facts = [one for one in decisions if one.kind != "innovation" and one.action != "undo"]
    groups = group_by_fact(conn, facts)
    return {decision.id: key for key, group in groups.items() for decision in group}


def _speaks_of(
    conn: sqlite3.Connection,
    decision: Decision,
    finder: MentionFinder,
    facts: Mapping[str, FactKey],
) -> tuple[tuple[str, ...], int]:
    """Return the innovations that a decision speaks of, and how many of its places are lost."""
    if decision.kind != "innovation":
        return (), 0 if decision.id in facts else len(decision.anchors)
    n_lost = sum(finder.find(anchor) is None for anchor in decision.anchors)
    if decision.action in CHECKING or decision.action == "note":
        return find_holders(conn, decision, finder), n_lost
    refs = finder.find_all((*decision.anchors, *decision.other_anchors))
    linked = dict.fromkeys(finder.innovation_of(ref) for ref in refs)
    return tuple(one for one in linked if one is not None), n_lost


def _read_name(conn: sqlite3.Connection, innovation_id: str) -> str:
    """Return the name of an innovation."""
    query = "SELECT name FROM innovations WHERE id = ?"
    return str(conn.execute(query, (innovation_id,)).fetchone()[0])


def _fact_name(decision: Decision) -> str | None:
    """Return what a decision on a fact says of it; None for others."""
    said = [str(value) for value in decision.values.values() if value is not None]
    return " · ".join(said) if decision.kind != "innovation" and said else None
