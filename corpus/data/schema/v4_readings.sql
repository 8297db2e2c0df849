-- Version 4: pages read again. A page that reads otherwise under better rules gives a new article;
-- the one that was read before stays under its id, but no longer beside the new one.

CREATE TABLE replaced_articles ( -- Articles whose page is read otherwise by now; `articles.duplicate_of` leads to what took their place.
  id TEXT NOT NULL PRIMARY KEY REFERENCES articles(id), -- The article as it was read before.
  replaced_by TEXT NOT NULL REFERENCES articles(id) CHECK (replaced_by <> id) -- The article that took its place; it is replaced by no other.
) STRICT, WITHOUT ROWID;
CREATE INDEX replaced_articles_replaced_by ON replaced_articles(replaced_by);

CREATE TABLE page_readings ( -- By which rules the pages of an origin were read last.
  origin TEXT NOT NULL PRIMARY KEY, -- Where the pages came from, as in `pages`.
  rules TEXT NOT NULL, -- Name of the rules.
  page_key INTEGER NOT NULL, -- The latest page of the origin that they have read.
  part_of TEXT -- Origin of the first page of the article of which this is a further one; NULL for others.
) STRICT, WITHOUT ROWID;

CREATE INDEX articles_origin ON articles(origin);
