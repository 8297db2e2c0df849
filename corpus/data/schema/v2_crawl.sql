-- Version 2: the crawl. Its queue lives in the corpus, so that a page, its article, the links found
-- in it and the next visit are kept in one transaction, or none of them.
--
-- Times here are Unix seconds (REAL), not text as elsewhere: they are added to, compared and
-- indexed all the time, and delays are fractions of a second. `datetime(due_at, 'unixepoch')`
-- shows one.

CREATE TABLE crawlers ( -- Programs that crawl into this corpus now; one that is not heard of is dead.
  id TEXT NOT NULL PRIMARY KEY, -- Drawn by chance when it began.
  machine TEXT NOT NULL, -- Name of the computer on which it runs.
  pid INTEGER NOT NULL, -- Number of its process.
  started_at REAL NOT NULL, -- When it was first heard of.
  seen_at REAL NOT NULL -- When it was last heard of.
) STRICT, WITHOUT ROWID;

CREATE TABLE crawl_targets ( -- Addresses that the crawl knows: its queue, and what became of each.
  target_key INTEGER PRIMARY KEY, -- Row number.
  url TEXT NOT NULL CHECK (url <> ''), -- Address as it is asked for.
  canonical_url TEXT NOT NULL UNIQUE, -- Address in the one form that all its spellings share.
  kind TEXT NOT NULL CHECK (kind IN ('article', 'feed', 'sitemap', 'listing', 'search', 'wordpress', 'blogger')), -- An article, or how the document that lists articles is read.
  source TEXT, -- Slug of the outlet; NULL if unknown.
  host TEXT NOT NULL CHECK (host <> ''), -- Host of the address, in lower case.
  title TEXT NOT NULL, -- Headline or words of the link; empty if there are none.
  priority REAL NOT NULL, -- What is higher is fetched first, among targets of one host.
  depth INTEGER NOT NULL CHECK (depth >= 0), -- Steps from where the crawl began.
  found_in INTEGER REFERENCES crawl_targets(target_key), -- Target in which it was first found; NULL if the crawl began with it.
  found_at REAL NOT NULL, -- When it was first found.
  modified_at REAL, -- When it was last changed, as a listing says; NULL if none does.
  is_next INTEGER NOT NULL CHECK (is_next IN (0, 1)), -- 1 if it goes on where another document ends.
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed', 'refused', 'gone')), -- `queued` as long as it is to be fetched, now or later; else what became of it.
  due_at REAL, -- When it may be fetched; NULL if never again.
  revisit_seconds REAL, -- Pause before the coming visit, as set after the last one; NULL if it was not fetched or is not visited again.
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- Failures in a row.
  error_kind TEXT, -- Kind of the last failure; NULL if the last attempt did not fail.
  error_words TEXT, -- The last failure in words; NULL likewise.
  status INTEGER, -- HTTP status of the last answer; NULL if there was none.
  asked_at REAL, -- When it was last asked for, with or without success; NULL if never.
  etag TEXT, -- `ETag` of the last answer; NULL if it had none.
  last_modified TEXT, -- `Last-Modified` of the last answer; NULL if it had none.
  digest TEXT, -- SHA-256 of the last body, hexadecimal; NULL if there was none.
  n_new INTEGER CHECK (n_new >= 0), -- Addresses or articles that it gave last time and nobody knew; NULL if never fetched.
  crawler TEXT REFERENCES crawlers(id), -- Crawler that works on it; NULL if none does.
  claimed_at REAL, -- When that crawler took it; NULL if none works on it.
  CHECK ((state = 'queued') = (due_at IS NOT NULL)),
  CHECK ((crawler IS NULL) = (claimed_at IS NULL)),
  CHECK (crawler IS NULL OR state = 'queued')
) STRICT;
CREATE INDEX crawl_targets_due ON crawl_targets(host, kind, due_at)
  WHERE crawler IS NULL AND due_at IS NOT NULL;
CREATE INDEX crawl_targets_best ON crawl_targets(host, kind, priority DESC, due_at)
  WHERE crawler IS NULL AND due_at IS NOT NULL;
CREATE INDEX crawl_targets_claimed ON crawl_targets(host) WHERE crawler IS NOT NULL;
CREATE INDEX crawl_targets_crawler ON crawl_targets(crawler) WHERE crawler IS NOT NULL;
CREATE INDEX crawl_targets_source ON crawl_targets(source, kind, state);
CREATE INDEX crawl_targets_done ON crawl_targets(kind, asked_at) WHERE state = 'done';
CREATE INDEX crawl_targets_error ON crawl_targets(host, error_kind) WHERE error_kind IS NOT NULL;

CREATE TABLE crawl_hosts ( -- What politeness needs to know of each host that is crawled.
  host TEXT NOT NULL PRIMARY KEY, -- Name in lower case, or numeric address.
  asked_at REAL NOT NULL DEFAULT 0, -- Latest beginning or end of a request to it; 0 if it was never asked.
  next_at REAL NOT NULL DEFAULT 0, -- When the next request may begin.
  crawl_delay REAL, -- Seconds between requests that its robots.txt last asked for; NULL if it did not.
  held_until REAL NOT NULL DEFAULT 0, -- Until when it asked to be left alone; 0 if it never did.
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0), -- Failures of the host in a row.
  quarantined_until REAL NOT NULL DEFAULT 0, -- Until when it rests because of its failures; 0 if it does not.
  last_error TEXT -- Kind of its last failure; NULL if the last request succeeded.
) STRICT, WITHOUT ROWID;
CREATE INDEX crawl_hosts_next_at ON crawl_hosts(next_at);

CREATE TABLE crawl_turns ( -- Requests that are under way.
  turn_key INTEGER PRIMARY KEY, -- Row number.
  host TEXT NOT NULL REFERENCES crawl_hosts(host), -- Host that is asked.
  crawler TEXT NOT NULL REFERENCES crawlers(id), -- Crawler that asks it.
  since REAL NOT NULL, -- When the request began.
  delay REAL NOT NULL CHECK (delay >= 0) -- Seconds to wait after it before the next one.
) STRICT;
CREATE INDEX crawl_turns_host ON crawl_turns(host);
CREATE INDEX crawl_turns_crawler ON crawl_turns(crawler);

CREATE TABLE crawl_sections ( -- How often articles of one section of an outlet tell of innovations.
  source TEXT NOT NULL, -- Slug of the outlet.
  section TEXT NOT NULL, -- First part of the articles' addresses, or whatever else groups them.
  n_read INTEGER NOT NULL CHECK (n_read >= 0), -- Articles that were read.
  n_relevant INTEGER NOT NULL CHECK (n_relevant BETWEEN 0 AND n_read), -- Those of them that tell of an innovation.
  PRIMARY KEY (source, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE crawl_robots ( -- The robots.txt of each site, so that a crawl that starts again need not ask for it.
  origin TEXT NOT NULL PRIMARY KEY, -- Scheme, host and port, such as `https://kabar.example`.
  fetched_at REAL NOT NULL, -- When it was fetched.
  body BLOB -- The file, at most what is read of it; NULL if the site has none.
) STRICT;

CREATE INDEX articles_canonical_url ON articles(canonical_url);
