-- Version 3: near-copies, such as one press release in many newspapers. Each stays an article of its
-- own and is only linked. All of it is derived from the articles' texts and is the same whatever
-- order they came in.

CREATE TABLE copy_signatures ( -- Short forms of articles' texts, alike where the texts are alike.
  article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, -- The article.
  method TEXT NOT NULL, -- How it was made; signatures of two methods cannot be compared.
  signature BLOB -- The short form; NULL for texts too short to be anybody's copy.
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_bands ( -- Parts of signatures; articles that share one are compared.
  band INTEGER NOT NULL, -- Hash of the part.
  article_id TEXT NOT NULL REFERENCES copy_signatures(article_id) ON DELETE CASCADE, -- The article.
  PRIMARY KEY (band, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE near_copies ( -- Articles that say nearly the same as another one. Which came first is in v_near_copies.
  article_id TEXT NOT NULL PRIMARY KEY REFERENCES copy_signatures(article_id) ON DELETE CASCADE, -- The article.
  near_copy_of TEXT NOT NULL REFERENCES copy_signatures(article_id) ON DELETE CASCADE, -- The one that stands for its group: of all that it was compared with and resembles, the smallest id.
  jaccard REAL NOT NULL CHECK (jaccard BETWEEN 0 AND 1), -- Share of five-word sequences that both have, 0 to 1.
  CHECK (near_copy_of < article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_copies_near_copy_of ON near_copies(near_copy_of);

CREATE VIEW v_near_copies AS -- Groups of articles that say nearly the same; exact copies left out.
WITH RECURSIVE grouped (article_id, group_id) AS (
  SELECT DISTINCT near_copy_of, near_copy_of FROM near_copies
    WHERE near_copy_of NOT IN (SELECT article_id FROM near_copies)
  UNION ALL
  SELECT n.article_id, g.group_id FROM near_copies AS n JOIN grouped AS g ON g.article_id = n.near_copy_of
), placed AS (
  SELECT g.group_id, a.id, a.title, a.outlet, a.url, a.published,
    row_number() OVER (PARTITION BY g.group_id ORDER BY a.published IS NULL, a.published, a.id) AS place,
    count(*) OVER (PARTITION BY g.group_id) AS n_articles
  FROM grouped AS g JOIN articles AS a ON a.id = g.article_id AND a.duplicate_of IS NULL
)
SELECT
  p.group_id, -- Id of the article that stands for the group.
  p.id AS article_id, -- The article.
  p.place = 1 AS is_first, -- 1 for the earliest published of the group, 0 for reprints.
  p.n_articles, -- Articles in the group.
  n.jaccard, -- How near it is to the one it is linked to, 0 to 1; NULL for the one that stands for the group.
  p.title, -- Headline.
  p.outlet, -- Newspaper.
  p.url, -- Address of the article.
  p.published -- Day of publication.
FROM placed AS p
LEFT JOIN near_copies AS n ON n.article_id = p.id
WHERE p.n_articles > 1;
