"""Makes relations of innovations, and what articles contradict each other in, after linkage.

Reads the corpus, asks ``models`` what follows, and writes it back. Innovations that people
rejected have no relations.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from corpus.reader import iter_innovations
from corpus.records import Conflict, Innovation, ReplicationRef
from corpus.relations import write_relations
from corpus.words.stems import stem_of
from gali.progress import Watch, unwatched
from models.relations import (
    Statement,
    ToldReplication,
    find_conflicts,
    find_homonyms,
    find_replicas,
)
from models.similar import Idea, count_words, find_similar

_REPLICATIONS = """
SELECT f.article_id, f.position, f.from_region, f.to_region, f.kind, f.confidence, m.innovation_id,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = f.article_id
    AND e.fact_kind = 'replication' AND e.fact_position = f.position AND e.role = 'replica'
    ORDER BY e.position LIMIT 1) AS replica
FROM replications AS f
JOIN mentions AS m ON m.article_id = f.article_id AND m.local_id = f.local_id
WHERE m.innovation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fact_reviews AS r
  WHERE r.article_id = f.article_id AND r.fact_kind = 'replication'
  AND r.fact_position = f.position AND r.status = 'ditolak')
ORDER BY f.article_id, f.position
"""
_STATEMENTS = """
SELECT innovation_id, 'expansion' AS field, expansion AS value, NULL AS owner_type FROM mentions
  WHERE innovation_id IS NOT NULL AND expansion IS NOT NULL
UNION ALL
SELECT m.innovation_id, 'owner', o.owner, o.owner_type FROM mentions AS m
  JOIN mention_owners AS o USING (article_id, local_id)
  WHERE m.innovation_id IS NOT NULL AND o.position = 0
"""
# A sentence that lists many innovations tells nothing of any.
_SENTENCES = """
SELECT m.innovation_id, min(e.quote) AS quote FROM evidence AS e
JOIN mentions AS m ON m.article_id = e.article_id AND m.position = e.fact_position
WHERE e.fact_kind = 'mention' AND e.role = 'sentence' AND m.innovation_id IS NOT NULL
  AND length(e.quote) <= :longest
GROUP BY e.article_id, e.field, e.start, e."end" HAVING count(DISTINCT e.fact_position) = 1
ORDER BY m.innovation_id, e.article_id, e.start
"""
_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 8
# What it stands for says what it does; a sentence says many other things, too.
_EXPANSION_WEIGHT, _DESCRIPTION_WEIGHT, _NAME_WEIGHT, _SENTENCE_WEIGHT = 3.0, 3.0, 2.0, 0.5
# A name of so many words says what it is; shorter ones are made to be fun.
_TELLING_NAME_WORDS = 3


def relate(conn: sqlite3.Connection, *, watch: Watch = unwatched) -> int:
    """Make all relations and conflicts of a corpus anew; return how many relations there are.

    Args:
        conn: A corpus that can be written, whose mentions are linked.
        watch: Told of each innovation.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    told = watch(iter_innovations(conn), "Relating")
    innovations = [innovation for innovation in told if innovation.status != "ditolak"]
    replicas = find_replicas(innovations, iter_told_replications(conn))
    recorded = {frozenset((replica.innovation_id, replica.other_id)) for replica in replicas}
    similar = find_similar(_iter_ideas(conn, innovations))
    relations = [
        *find_homonyms(innovations),
        *replicas,
        *(r for r in similar if frozenset((r.innovation_id, r.other_id)) not in recorded),
    ]
    write_relations(conn, relations, _find_conflicts(conn, innovations))
    return len(relations)


def iter_told_replications(conn: sqlite3.Connection) -> Iterator[ToldReplication]:
    """Yield the replications that articles tell of an innovation, unless people rejected them."""
    for row in conn.execute(_REPLICATIONS):
        yield ToldReplication(
            ref=ReplicationRef(article_id=row["article_id"], position=row["position"]),
            from_region=row["from_region"],
            to_region=row["to_region"],
            kind=row["kind"],
            innovation_id=row["innovation_id"],
            replica_name=row["replica"],
            confidence=row["confidence"],
        )


def _find_conflicts(conn: sqlite3.Connection, innovations: Iterable[Innovation]) -> list[Conflict]:
    """Return what the articles of innovations contradict each other in."""
    wanted = {innovation.id for innovation in innovations}
    return find_conflicts(
        Statement(
            innovation_id=row["innovation_id"],
            field=row["field"],
            value=row["value"],
            owner_type=row["owner_type"],
        )
        for row in conn.execute(_STATEMENTS)
        if row["innovation_id"] in wanted
    )


def _iter_ideas(conn: sqlite3.Connection, innovations: Iterable[Innovation]) -> Iterator[Idea]:
    """Yield what each innovation does, by what is said of it."""
    sentences = _read_sentences(conn)
    # Not the stems that the corpus keeps: these depend on when it was last searched.
    stem = lru_cache(maxsize=None)(stem_of)
    for innovation in innovations:
        yield Idea(
            innovation_id=innovation.id,
            region=innovation.region,
            sector=innovation.sector,
            words=count_words(_texts_of(innovation, sentences), stem),
        )


def _texts_of(
    innovation: Innovation, sentences: Mapping[str, list[str]]
) -> Iterator[tuple[str, float]]:
    """Yield what is said of an innovation, with how much it says of what it does."""
    if innovation.expansion:
        yield innovation.expansion, _EXPANSION_WEIGHT
    if innovation.description:
        yield innovation.description, _DESCRIPTION_WEIGHT
    if len(innovation.name.split()) >= _TELLING_NAME_WORDS:
        yield innovation.name, _NAME_WEIGHT
    for sentence in sentences.get(innovation.id, ()):
        yield sentence.replace(innovation.name, " "), _SENTENCE_WEIGHT


def _read_sentences(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Return sentences that tell of one innovation only, some for each."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in conn.execute(_SENTENCES, {"longest": _LONGEST_SENTENCE}):
        kept = found[row["innovation_id"]]
        if len(kept) < _MOST_SENTENCES:
            kept.append(row["quote"])
    return found
