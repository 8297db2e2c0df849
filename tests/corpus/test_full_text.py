"""The full-text indexes stay in step with their tables, whatever is done to the rows."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.schema import open_corpus

# One action on the article of some number; content is what the full text must then hold.
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "replace", "upsert", "delete", "renumber"]),
        st.integers(1, 6),
        st.text("abc é", max_size=8),
    ),
    max_size=25,
)
STATEMENTS = {
    "insert": "INSERT OR IGNORE INTO articles "
    "(article_key, id, title, text, content_hash, language) "
    "VALUES (:key, 'a' || :key, :words, :words || ' x', '', 'id')",
    "replace": "INSERT OR REPLACE INTO articles "
    "(article_key, id, title, text, content_hash, language) "
    "VALUES (:key, 'a' || :key, :words, 'y ' || :words, '', 'id')",
    "upsert": "INSERT INTO articles (article_key, id, title, text, content_hash, language) "
    "VALUES (:key, 'a' || :key, :words, 'z', '', 'id') "
    "ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text",
    "update": "UPDATE articles SET title = :words, text = :words || ' w' WHERE article_key = :key",
    "delete": "DELETE FROM articles WHERE article_key = :key",
    "renumber": "UPDATE OR IGNORE articles SET article_key = :key + 100 WHERE article_key = :key",
}
INNOVATION_STATEMENTS = {
    "insert": "INSERT OR IGNORE INTO innovations "
    "(innovation_key, id, name, other_names, owner, confidence, status) "
    "VALUES (:key, 'i' || :key, 'n' || :words, json_array(:words, 'b'), :words, 1, 'otomatis')",
    "replace": "INSERT OR REPLACE INTO innovations "
    "(innovation_key, id, name, other_names, owner, confidence, status) "
    "VALUES (:key, 'i' || :key, 'r' || :words, '[]', :words, 1, 'otomatis')",
    "upsert": "INSERT INTO innovations (innovation_key, id, name, other_names, confidence, status) "
    "VALUES (:key, 'i' || :key, 'u' || :words, '[]', 1, 'otomatis') "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, expansion = :words",
    "update": "UPDATE innovations SET other_names = json_array(:words), description = :words "
    "WHERE innovation_key = :key",
    "delete": "DELETE FROM innovations WHERE innovation_key = :key",
    "renumber": "UPDATE OR IGNORE innovations SET innovation_key = :key + 100 "
    "WHERE innovation_key = :key",
}


@pytest.mark.parametrize(
    ("index", "statements"),
    [
        ("articles_fts", STATEMENTS),
        ("innovations_fts", INNOVATION_STATEMENTS),
        ("innovations_fts_trigrams", INNOVATION_STATEMENTS),
    ],
    ids=["articles", "innovations", "trigrams"],
)
@settings(max_examples=60, deadline=None)
@given(actions=ACTIONS)
def test_full_text_stays_in_step(
    index: str, statements: dict[str, str], actions: list[tuple[str, int, str]]
) -> None:
    conn = open_corpus(":memory:")
    for action, key, words in actions:
        conn.execute(statements[action], {"key": key, "words": words})
    conn.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    conn.execute("VACUUM")
    conn.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    assert [tuple(row) for row in conn.execute("PRAGMA integrity_check")] == [("ok",)]
    conn.close()


def test_replace_without_recursive_triggers_would_be_noticed(conn: sqlite3.Connection) -> None:
    values = {"key": 1, "words": "satu"}
    conn.execute(STATEMENTS["insert"], values)
    conn.execute("PRAGMA recursive_triggers = OFF")
    conn.execute(STATEMENTS["replace"], values | {"words": "dua"})
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
