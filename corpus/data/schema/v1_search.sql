-- Full text. Both indexes keep no text of their own (external content), so triggers keep them in
-- step; INSERT OR REPLACE does so only with recursive_triggers on. VACUUM may renumber implicit
-- rowids, hence the explicit integer keys above.
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, text,
  content='articles', content_rowid='article_key', detail=full,
  tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, title, text) VALUES (new.article_key, new.title, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text)
  VALUES ('delete', old.article_key, old.title, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF article_key, title, text ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text)
  VALUES ('delete', old.article_key, old.title, old.text);
  INSERT INTO articles_fts(rowid, title, text) VALUES (new.article_key, new.title, new.text);
END;

CREATE VIRTUAL TABLE innovations_fts USING fts5(
  name, also_named, expansion, description, owner,
  content='innovations', content_rowid='innovation_key', detail=full,
  tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER innovations_fts_insert AFTER INSERT ON innovations BEGIN
  INSERT INTO innovations_fts(rowid, name, also_named, expansion, description, owner)
  VALUES (new.innovation_key, new.name, new.also_named, new.expansion, new.description, new.owner);
END;
CREATE TRIGGER innovations_fts_delete AFTER DELETE ON innovations BEGIN
  INSERT INTO innovations_fts(
    innovations_fts, rowid, name, also_named, expansion, description, owner)
  VALUES (
    'delete', old.innovation_key, old.name, old.also_named, old.expansion, old.description,
    old.owner);
END;
CREATE TRIGGER innovations_fts_update
AFTER UPDATE OF innovation_key, name, other_names, expansion, description, owner ON innovations BEGIN
  INSERT INTO innovations_fts(
    innovations_fts, rowid, name, also_named, expansion, description, owner)
  VALUES (
    'delete', old.innovation_key, old.name, old.also_named, old.expansion, old.description,
    old.owner);
  INSERT INTO innovations_fts(rowid, name, also_named, expansion, description, owner)
  VALUES (new.innovation_key, new.name, new.also_named, new.expansion, new.description, new.owner);
END;
