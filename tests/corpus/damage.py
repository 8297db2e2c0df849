"""Kinds of damage to a corpus: statements, where a check finds it, and part of what it says."""

from __future__ import annotations

from corpus.schema import SCHEMA_VERSION

# ARTICLE and INNOVATION stand for the ids of those that tell of Gesit.
DAMAGE: dict[str, tuple[list[str], str, str]] = {
    "another application": (["PRAGMA application_id = 7"], "application_id", "does not say"),
    "another version": (
        [f"PRAGMA user_version = {SCHEMA_VERSION + 1}"],
        "user_version",
        f"version {SCHEMA_VERSION + 1}",
    ),
    "index is missing": (["DROP INDEX mentions_region"], "mentions_region", "missing"),
    "trigger is another": (
        [
            "DROP TRIGGER articles_fts_delete",
            "CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN SELECT 1; END",
        ],
        "articles_fts_delete",
        "defined otherwise",
    ),
    "constraint is broken": (
        ["PRAGMA ignore_check_constraints = ON", "UPDATE mentions SET confidence = 7"],
        "file",
        "CHECK constraint failed in mentions",
    ),
    "status that does not exist": (
        ["PRAGMA ignore_check_constraints = ON", "UPDATE innovations SET status = 'baru'"],
        "file",
        "CHECK constraint failed in innovations",
    ),
    "reference to nothing": (
        ["PRAGMA foreign_keys = OFF", "UPDATE mentions SET region = '99.99'"],
        "mentions",
        "refers to one of regions",
    ),
    "derived row of nothing": (
        [
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO article_relevance (article_id, probability, model) VALUES ('a0', 1, 'm')",
        ],
        "article_relevance",
        "refers to one of articles",
    ),
    "original that is gone": (
        ["PRAGMA foreign_keys = OFF", "UPDATE articles SET duplicate_of = 'a0'"],
        "articles",
        "refers to one of articles",
    ),
    "full text of articles": (
        ["DROP TRIGGER articles_fts_update", "UPDATE articles SET title = 'Lain'"],
        "articles_fts",
        "not in step",
    ),
    "full text of innovations": (
        [
            "DROP TRIGGER innovations_fts_update",
            "UPDATE innovations SET other_names = '[\"Lain\"]'",
        ],
        "innovations_fts",
        "not in step",
    ),
    "trigrams of names": (
        [
            "DROP TRIGGER innovations_fts_trigrams_update",
            "UPDATE innovations SET expansion = 'Lain'",
        ],
        "innovations_fts_trigrams",
        "not in step",
    ),
    "stems of words that are not there": (
        ["INSERT INTO stemming VALUES ('x', 99)"],
        "word_stems",
        "not there",
    ),
    "text under an id": (
        ["UPDATE articles SET text = replace(text, 'Dinas', 'Badan')"],
        "ARTICLE",
        "id does not fit",
    ),
    "content hash": (
        ["UPDATE articles SET content_hash = '0'"],
        "ARTICLE",
        "content_hash does not fit",
    ),
    "copy that is none": (
        [
            "UPDATE articles SET duplicate_of = (SELECT id FROM articles WHERE external_id = '7') "
            "WHERE external_id IS NULL"
        ],
        "ARTICLE",
        "not marked as an original",
    ),
    "page": (["UPDATE pages SET digest = '0'"], "https://a.example/", "its digest"),
    "body of a page": (["UPDATE pages SET body = x'00'"], "https://a.example/", "its digest"),
    "quote": (
        ["UPDATE evidence SET quote = 'Cepat' WHERE quote = 'Gesit'"],
        "ARTICLE",
        "does not say 'Cepat'",
    ),
    "offsets": (
        ['UPDATE evidence SET start = start + 1, "end" = "end" + 1 WHERE quote = \'Gesit\''],
        "ARTICLE",
        "does not say 'Gesit'",
    ),
    "evidence of no award": (["DELETE FROM awards"], "ARTICLE", "proves award 0"),
    "evidence of no mention": (
        ["PRAGMA foreign_keys = OFF", "DELETE FROM mentions WHERE name = 'Gesit'"],
        "ARTICLE",
        "proves mention 0",
    ),
    "mention without evidence": (
        ["DELETE FROM evidence WHERE fact_kind = 'mention'"],
        "ARTICLE",
        "evidence and a confidence",
    ),
    "name that is no surface": (["UPDATE mentions SET surfaces = '[]'"], "ARTICLE", "surfaces"),
    "innovation without mention": (
        ["UPDATE mentions SET innovation_id = NULL", "UPDATE extractions SET linked = 0"],
        "INNOVATION",
        "no mention tells",
    ),
    "mention without innovation": (
        ["UPDATE mentions SET innovation_id = NULL WHERE name = 'Gesit'"],
        "ARTICLE i1",
        "belongs to no innovation",
    ),
    "redirect of a living id": (
        ["INSERT INTO innovation_redirects SELECT id, 'i0' FROM innovations WHERE name = 'Gesit'"],
        "INNOVATION",
        "yet it redirects",
    ),
    "chain of redirects": (
        ["INSERT INTO innovation_redirects VALUES ('i1', 'i2'), ('i2', 'i3')"],
        "i1",
        "redirects to an id that redirects",
    ),
}
