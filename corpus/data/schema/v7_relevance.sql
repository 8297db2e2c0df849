-- Version 7: how likely an article tells of innovations. Derived from its words and its extraction.

CREATE TABLE article_relevance ( -- How likely an article is about innovations of public bodies, as a model says.
  article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, -- The article.
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1), -- Calibrated probability that it is, 0 to 1.
  model TEXT NOT NULL -- Name and version of the model.
) STRICT, WITHOUT ROWID;
