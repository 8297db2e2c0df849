-- Version 5: searching for forms of words, for names that are misspelt, and counting words. All of it
-- is derived and can be built again.

CREATE TABLE word_stems ( -- Words of the articles with their stems, so that a search finds all forms of a word.
  word TEXT NOT NULL PRIMARY KEY, -- The word as the full-text index keeps it.
  stem TEXT NOT NULL -- Its stem; the word itself where it has no affix.
) STRICT, WITHOUT ROWID;
CREATE INDEX word_stems_stem ON word_stems(stem);

CREATE TABLE stemming ( -- How far words were stemmed; no row or one.
  stemmer TEXT NOT NULL PRIMARY KEY, -- Name and version of the stemmer, and of our exceptions.
  article_key INTEGER NOT NULL -- The latest article whose words were stemmed.
) STRICT, WITHOUT ROWID;

-- What the full-text index knows of its words: `term`, `doc` (articles), `cnt` (occurrences); and
-- every place of each: `term`, `doc`, `col`, `offset`. They take no room.
CREATE VIRTUAL TABLE articles_fts_words USING fts5vocab('articles_fts', 'row');
CREATE VIRTUAL TABLE articles_fts_places USING fts5vocab('articles_fts', 'instance');

-- Three letters at a time, so that a misspelt name still has most of them.
CREATE VIRTUAL TABLE innovations_fts_trigrams USING fts5(
  name, also_named, expansion,
  content='innovations', content_rowid='innovation_key', detail=full, tokenize='trigram'
);
CREATE TRIGGER innovations_fts_trigrams_insert AFTER INSERT ON innovations BEGIN
  INSERT INTO innovations_fts_trigrams(rowid, name, also_named, expansion)
  VALUES (new.innovation_key, new.name, new.also_named, new.expansion);
END;
CREATE TRIGGER innovations_fts_trigrams_delete AFTER DELETE ON innovations BEGIN
  INSERT INTO innovations_fts_trigrams(innovations_fts_trigrams, rowid, name, also_named, expansion)
  VALUES ('delete', old.innovation_key, old.name, old.also_named, old.expansion);
END;
CREATE TRIGGER innovations_fts_trigrams_update
AFTER UPDATE OF innovation_key, name, other_names, expansion ON innovations BEGIN
  INSERT INTO innovations_fts_trigrams(innovations_fts_trigrams, rowid, name, also_named, expansion)
  VALUES ('delete', old.innovation_key, old.name, old.also_named, old.expansion);
  INSERT INTO innovations_fts_trigrams(rowid, name, also_named, expansion)
  VALUES (new.innovation_key, new.name, new.also_named, new.expansion);
END;
INSERT INTO innovations_fts_trigrams(innovations_fts_trigrams) VALUES ('rebuild');

-- Copies are left out of every search; without this each row would have to be read to know them.
CREATE INDEX articles_copies ON articles(article_key) WHERE duplicate_of IS NOT NULL;

-- 64 MB of words are gathered before they are written: building the index takes a third less time.
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 67108864);
