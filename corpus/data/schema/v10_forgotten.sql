-- Version 10: what was taken out because somebody asked for it. Only the address stays.

CREATE TABLE forgotten_addresses ( -- Addresses that are never fetched nor imported again.
  address TEXT NOT NULL PRIMARY KEY CHECK (address <> ''), -- Canonical address; the id of an article that had none.
  reason TEXT, -- Why, as it was told; NULL if nothing was.
  forgotten_at TEXT NOT NULL, -- When that was first asked for, UTC.
  n_articles INTEGER NOT NULL CHECK (n_articles >= 0), -- Articles that were deleted, earlier readings of the page among them.
  n_pages INTEGER NOT NULL CHECK (n_pages >= 0) -- Stored pages that were deleted.
) STRICT, WITHOUT ROWID;
