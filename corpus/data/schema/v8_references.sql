-- Version 8 of the corpus: official lists of innovations, and a quicker search for the beginnings
-- of words.

CREATE TABLE reference_lists ( -- Lists of innovations that others keep, such as an official catalogue, imported to compare the corpus with.
  slug TEXT NOT NULL PRIMARY KEY CHECK (slug <> ''), -- Short stable name, in lower case.
  name TEXT NOT NULL CHECK (name <> ''), -- Name for people.
  year INTEGER, -- Year of the list; NULL if it was not given.
  source TEXT, -- Where it comes from: an address or a citation; NULL if it was not given.
  digest TEXT NOT NULL, -- SHA-256 of the file that was imported last, hexadecimal.
  imported_at TEXT NOT NULL -- When that was, UTC.
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_entries ( -- One innovation of a list.
  id TEXT NOT NULL PRIMARY KEY, -- Stable id: `r` and a hash of the list, name, owner, region and year.
  list TEXT NOT NULL REFERENCES reference_lists(slug) ON DELETE CASCADE, -- The list.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place in the list, from 0.
  name TEXT NOT NULL CHECK (name <> ''), -- Name, without the words that stood in brackets behind it if these are its expansion.
  expansion TEXT, -- Words that the acronym stands for; NULL if the list does not give them.
  owner TEXT, -- Body as written; NULL if the list does not give it.
  region TEXT REFERENCES regions(code), -- Kemendagri code; NULL for national bodies, or where the list does not tell.
  sector TEXT REFERENCES sectors(code), -- Sector; NULL if the list does not tell.
  year INTEGER, -- Year that the list gives for it; NULL if it does not.
  award TEXT, -- Award or rank as written; NULL if the list does not give it.
  source_url TEXT, -- Address that the list gives for it; NULL if it does not.
  as_written TEXT NOT NULL -- Name as it stands in the list.
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_entries_list ON reference_entries(list, position);
CREATE INDEX reference_entries_region ON reference_entries(region);
CREATE INDEX reference_entries_sector ON reference_entries(sector);

-- `men*` and `pem*` stand for thousands of words. An index of the first three letters answers in a
-- third of the time; with 100,000 articles of 400 words it takes 5 s more to build (21 s instead
-- of 16 s of a processor) and 214 MB more room (850 MB instead of 640 MB for the whole file). For
-- other lengths it is not worth its room: two letters are no search, and four letters stand for
-- few words.
DROP TABLE articles_fts;
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, text,
  content='articles', content_rowid='article_key', detail=full, prefix='3',
  tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
