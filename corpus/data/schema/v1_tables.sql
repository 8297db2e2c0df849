-- Version 1 of the corpus. A comment behind a table's or a column's name is its description:
-- SQLite keeps it in the file (`.schema`), and the codebook is generated from it.

CREATE TABLE regions ( -- Provinces, regencies and cities with their Kemendagri codes.
  code TEXT NOT NULL PRIMARY KEY, -- `33` for a province, `33.02` for a regency or city; text, never a number.
  type TEXT NOT NULL, -- `provinsi`, `kabupaten`, `kota`, or an administrative one of Jakarta.
  official_name TEXT NOT NULL, -- Official name, such as `Kabupaten Banyumas`.
  plain_name TEXT NOT NULL, -- Name without its type, such as `Banyumas`.
  province_code TEXT NOT NULL REFERENCES regions(code) -- Code of its province; of itself for a province.
) STRICT, WITHOUT ROWID;

CREATE TABLE sectors ( -- Sectors by which innovations are classified.
  code TEXT NOT NULL PRIMARY KEY, -- Short stable code.
  name_id TEXT NOT NULL, -- Name in Bahasa Indonesia.
  name_en TEXT NOT NULL, -- Name in English.
  definition_en TEXT NOT NULL -- What belongs there, in one sentence.
) STRICT, WITHOUT ROWID;

CREATE TABLE body_types ( -- Types of public bodies that own innovations.
  canonical_id TEXT NOT NULL PRIMARY KEY, -- Stable id, such as `dinas-kesehatan`.
  name TEXT NOT NULL, -- Full canonical name.
  body_class TEXT NOT NULL, -- Kind of body: `dinas`, `badan`, `puskesmas`, …
  sector TEXT REFERENCES sectors(code) -- Sector that it mostly serves; NULL for general bodies.
) STRICT, WITHOUT ROWID;

CREATE TABLE award_schemes ( -- Competitions and indexes in which innovations or regions are ranked.
  scheme_id TEXT NOT NULL PRIMARY KEY, -- Stable id, such as `kipp-nasional`.
  name TEXT NOT NULL, -- Name of the competition.
  organiser TEXT NOT NULL, -- Who holds it.
  level TEXT NOT NULL -- `kabupaten`, `provinsi`, `nasional` or `internasional`.
) STRICT, WITHOUT ROWID;

CREATE TABLE sources ( -- Outlets that publish articles.
  slug TEXT NOT NULL PRIMARY KEY, -- Short stable name.
  name TEXT NOT NULL, -- Name as printed.
  domain TEXT, -- Host without `www.`; NULL for files that came without an address.
  region TEXT REFERENCES regions(code) -- Region that it reports on; NULL for national outlets.
) STRICT, WITHOUT ROWID;

CREATE TABLE pages ( -- Pages as they were fetched or read, so that they can be parsed again.
  page_key INTEGER PRIMARY KEY, -- Row number.
  origin TEXT NOT NULL, -- Where the bytes came from: a URL, a path, or `archive.zip!member`.
  digest TEXT NOT NULL, -- SHA-256 of the bytes, hexadecimal.
  url TEXT, -- Address that answered; NULL for a local file.
  content_type TEXT, -- Media type as declared; NULL if none was.
  fetched_at TEXT NOT NULL, -- When these bytes were first fetched or imported, UTC.
  body_bytes INTEGER NOT NULL CHECK (body_bytes >= 0), -- Length before compression.
  body BLOB NOT NULL, -- The bytes, compressed with zlib.
  UNIQUE (origin, digest)
) STRICT;

CREATE TABLE articles ( -- News articles as plain text; title and text never change under an id.
  article_key INTEGER PRIMARY KEY, -- Row number, which the full-text index refers to.
  id TEXT NOT NULL UNIQUE, -- Stable id: `a` and a hash of canonical URL, title and text.
  title TEXT NOT NULL, -- Headline on one line; empty where the source has none.
  text TEXT NOT NULL, -- Body, paragraphs separated by newlines; offsets of evidence count in it.
  content_hash TEXT NOT NULL, -- SHA-256 of folded title and text; equal for copies.
  url TEXT, -- Address as given; NULL for files without one.
  canonical_url TEXT, -- Address in the one form that all its spellings share.
  outlet TEXT, -- Host or name of the newspaper; NULL if unknown.
  external_id TEXT, -- Id in the user's own file; NULL if it had none.
  published TEXT CHECK (published IS date(published)), -- Day of publication; NULL if unknown.
  published_precision TEXT CHECK (published_precision IN ('day', 'month', 'year')), -- How exact that day is.
  published_from TEXT, -- How it was found: `given`, `dateline`, `json-ld`, …
  author TEXT, -- Byline; NULL if unknown.
  language TEXT NOT NULL, -- ISO 639-1 code.
  origin TEXT, -- Path or URL that the article was read from.
  fetched_at TEXT, -- When it was first fetched or imported, UTC; NULL if not recorded.
  duplicate_of TEXT REFERENCES articles(id), -- The article of which this is a copy; NULL for originals.
  CHECK ((published IS NULL) = (published_precision IS NULL)),
  CHECK (duplicate_of <> id)
) STRICT;
CREATE INDEX articles_content_hash ON articles(content_hash);
CREATE INDEX articles_external_id ON articles(external_id);
CREATE INDEX articles_published ON articles(published);

CREATE TABLE innovations ( -- Innovations of a region, gathered from all articles; derived from the mentions.
  innovation_key INTEGER PRIMARY KEY, -- Row number, which the full-text index refers to.
  id TEXT NOT NULL UNIQUE, -- Stable id: `i` and a hash of region and name.
  name TEXT NOT NULL CHECK (name <> ''), -- The form that most articles use.
  other_names TEXT NOT NULL CHECK (json_type(other_names) = 'array'), -- JSON list of the other forms, most frequent first.
  also_named TEXT AS (replace(replace(replace(other_names, '", "', ' · '), '["', ''), '"]', '')), -- The same as a line of text, for the full-text index.
  expansion TEXT, -- Words that the acronym stands for; NULL if no article gives them.
  description TEXT, -- A gloss whose letters are not those of the name; NULL if there is none.
  owner TEXT, -- Most frequent owner as written; NULL if no article tells one.
  owner_type TEXT REFERENCES body_types(canonical_id), -- Type of that owner; NULL if unknown.
  region TEXT REFERENCES regions(code), -- Where it is run; NULL if national or not told.
  sector TEXT REFERENCES sectors(code), -- Sector; NULL until a model decided.
  year INTEGER, -- Year of launch; NULL unless an article tells it.
  first_seen TEXT CHECK (first_seen IS date(first_seen)), -- Earliest day on which an article told of it.
  last_seen TEXT CHECK (last_seen IS date(last_seen)), -- Latest such day.
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- The highest among its mentions, 0 to 1.
  status TEXT NOT NULL CHECK (status IN ('otomatis', 'diperiksa', 'ditolak')) -- Found by machine, checked by a person, or rejected.
) STRICT;
CREATE INDEX innovations_region ON innovations(region);
CREATE INDEX innovations_sector ON innovations(sector);

CREATE TABLE innovation_redirects ( -- Ids that were cited once and now lead to another innovation.
  old_id TEXT NOT NULL PRIMARY KEY, -- Id that no innovation bears any more.
  new_id TEXT NOT NULL CHECK (new_id <> old_id) -- Id to which its mentions moved; it may itself be gone by now.
) STRICT, WITHOUT ROWID;

CREATE TABLE extractions ( -- What an extractor decided about an article as a whole.
  article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, -- The article.
  extractor TEXT NOT NULL, -- Name and version of the extractor.
  relevant INTEGER NOT NULL CHECK (relevant IN (0, 1)), -- 1 if it tells of an innovation, award, replication or count.
  region TEXT REFERENCES regions(code), -- Region that the article is about; NULL if it cannot be told.
  linked INTEGER NOT NULL CHECK (linked IN (0, 1)) -- 1 if innovations were built since it was extracted.
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions ( -- One innovation as one article tells of it.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  local_id TEXT NOT NULL, -- Id inside the article: `i1`, `i2`, …
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the article's mentions, from 0.
  name TEXT NOT NULL CHECK (name <> ''), -- Short name as written.
  surfaces TEXT NOT NULL CHECK (json_type(surfaces) = 'array'), -- JSON list of all strings that name it, the name first.
  expansion TEXT, -- Words that the acronym stands for; NULL where the article gives none.
  description TEXT, -- A gloss whose letters are not those of the name; NULL if there is none.
  region TEXT REFERENCES regions(code), -- Where it is run; NULL if national or not told.
  sector TEXT REFERENCES sectors(code), -- Sector; NULL until a model decided, or if it abstained.
  sector_probability REAL CHECK (sector_probability BETWEEN 0 AND 1), -- How sure that model was, 0 to 1.
  sector_model TEXT, -- Name and version of that model.
  sector_reasons TEXT CHECK (json_type(sector_reasons) = 'array'), -- JSON list of [reason, weight], strongest first.
  year INTEGER, -- Year of launch; NULL unless the article tells it.
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- How sure the extractor is, 0 to 1.
  found_by TEXT NOT NULL, -- Rule and version that found it.
  innovation_id TEXT REFERENCES innovations(id) ON DELETE SET NULL, -- The innovation that it tells of; NULL until linked.
  PRIMARY KEY (article_id, local_id),
  UNIQUE (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_innovation_id ON mentions(innovation_id);
CREATE INDEX mentions_region ON mentions(region);
CREATE INDEX mentions_sector ON mentions(sector);

CREATE TABLE mention_owners ( -- Bodies that own an innovation, as one article writes them.
  article_id TEXT NOT NULL, -- The article.
  local_id TEXT NOT NULL, -- The mention in it.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the owners, from 0, most specific first.
  owner TEXT NOT NULL, -- The body as written.
  owner_type TEXT REFERENCES body_types(canonical_id), -- Its type; NULL where none fits.
  PRIMARY KEY (article_id, local_id, position),
  FOREIGN KEY (article_id, local_id) REFERENCES mentions(article_id, local_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_owners_owner_type ON mention_owners(owner_type);

CREATE TABLE awards ( -- Results in competitions for innovation.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the article's awards, from 0.
  local_id TEXT, -- The mention that won; NULL where a region or body won.
  recipient TEXT, -- Region code or body as written; NULL where an innovation won.
  scheme TEXT NOT NULL, -- Id of the award scheme, or a slug of the contest's name.
  rank TEXT, -- As written, such as `Top 99`; NULL if none.
  year INTEGER, -- Year of the competition; NULL if the article does not tell.
  level TEXT CHECK (level IN ('kabupaten', 'provinsi', 'nasional', 'internasional')), -- Level of the competition; NULL if not told.
  status TEXT NOT NULL CHECK (status IN ('submitted', 'shortlisted', 'won')), -- How far it came.
  prize TEXT, -- Money or fund as written; NULL if none.
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- How sure the extractor is, 0 to 1.
  found_by TEXT NOT NULL, -- Rule and version that found it.
  PRIMARY KEY (article_id, position),
  FOREIGN KEY (article_id, local_id) REFERENCES mentions(article_id, local_id) ON DELETE CASCADE,
  CHECK ((local_id IS NULL) <> (recipient IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE replications ( -- An innovation, or the practice, passes from one region to another.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the article's replications, from 0.
  from_region TEXT REFERENCES regions(code), -- Region that is learnt from; NULL if not told.
  to_region TEXT REFERENCES regions(code), -- Region that learns; NULL if not told.
  kind TEXT NOT NULL CHECK (kind IN ('study_visit', 'planned', 'agreement', 'adopted')), -- How far it went.
  local_id TEXT, -- The mention that is copied; NULL where none is named.
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- How sure the extractor is, 0 to 1.
  found_by TEXT NOT NULL, -- Rule and version that found it.
  PRIMARY KEY (article_id, position),
  FOREIGN KEY (article_id, local_id) REFERENCES mentions(article_id, local_id) ON DELETE CASCADE,
  CHECK (from_region IS NOT NULL OR to_region IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX replications_from_region ON replications(from_region);
CREATE INDEX replications_to_region ON replications(to_region);

CREATE TABLE counts ( -- Numbers of innovations, or of bodies that take part, which an article states.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the article's counts, from 0.
  value INTEGER NOT NULL, -- The number.
  what TEXT NOT NULL CHECK (what IN ('innovations', 'participants')), -- What is counted.
  region TEXT REFERENCES regions(code), -- Region; NULL for national totals or where it is not told.
  owner TEXT, -- Body as written; NULL if the number is the region's.
  year INTEGER, -- Year that the number is for; NULL if not told.
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- How sure the extractor is, 0 to 1.
  found_by TEXT NOT NULL, -- Rule and version that found it.
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence ( -- Stretches of an article that prove a mention, award, replication or count.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  fact_kind TEXT NOT NULL CHECK (fact_kind IN ('mention', 'award', 'replication', 'count')), -- Table of the fact.
  fact_position INTEGER NOT NULL, -- Position of the fact in that table.
  position INTEGER NOT NULL CHECK (position >= 0), -- Place among the fact's spans, from 0; the first of a mention is its name.
  field TEXT NOT NULL CHECK (field IN ('title', 'text')), -- Which of the article's two texts the offsets count in.
  start INTEGER NOT NULL CHECK (start >= 0), -- First code point, from 0.
  "end" INTEGER NOT NULL, -- One past the last code point.
  quote TEXT NOT NULL, -- The words themselves.
  role TEXT NOT NULL, -- What the stretch shows: `name`, `expansion`, `owner`, `sentence`, …
  PRIMARY KEY (article_id, fact_kind, fact_position, position),
  CHECK (start < "end"),
  CHECK (length(quote) = "end" - start)
) STRICT, WITHOUT ROWID;
