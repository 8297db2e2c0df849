-- Version 9: what people confirmed or corrected. It follows from the review log and is written anew
-- whenever innovations are built; the log itself is a file beside the corpus.

CREATE TABLE innovation_reviews ( -- Innovations that people accepted, rejected or corrected.
  innovation_id TEXT NOT NULL PRIMARY KEY REFERENCES innovations(id) ON DELETE CASCADE, -- The innovation; its status is in `innovations`.
  checked_by TEXT NOT NULL, -- Who decided last.
  checked_at TEXT NOT NULL, -- When that was, UTC.
  decision_id TEXT NOT NULL, -- That decision in the review log.
  n_decisions INTEGER NOT NULL CHECK (n_decisions > 0), -- Decisions that hold for it.
  is_disputed INTEGER NOT NULL CHECK (is_disputed IN (0, 1)) -- 1 if two people say different things of its status or of a field.
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections ( -- Fields of innovations that people gave another value than the articles do.
  innovation_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The innovation.
  field TEXT NOT NULL CHECK (field IN ('name', 'other_names', 'expansion', 'description', 'owner', 'owner_type', 'region', 'sector', 'year')), -- The column of `innovations`.
  found TEXT, -- What the articles say, as text; NULL if they say nothing.
  corrected TEXT, -- What the innovation has now, as text; NULL if it has none.
  checked_by TEXT NOT NULL, -- Who corrected it.
  checked_at TEXT NOT NULL, -- When, UTC.
  decision_id TEXT NOT NULL, -- The decision in the review log.
  PRIMARY KEY (innovation_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_reviews ( -- Awards and replications that people accepted or rejected.
  article_id TEXT NOT NULL REFERENCES extractions(article_id) ON DELETE CASCADE, -- The article.
  fact_kind TEXT NOT NULL CHECK (fact_kind IN ('award', 'replication')), -- Table of the fact.
  fact_position INTEGER NOT NULL, -- Position of the fact in that table.
  status TEXT NOT NULL CHECK (status IN ('diperiksa', 'ditolak')), -- Accepted or rejected.
  checked_by TEXT NOT NULL, -- Who decided last.
  checked_at TEXT NOT NULL, -- When, UTC.
  decision_id TEXT NOT NULL, -- That decision in the review log.
  is_disputed INTEGER NOT NULL CHECK (is_disputed IN (0, 1)), -- 1 if two people say different things of it.
  PRIMARY KEY (article_id, fact_kind, fact_position)
) STRICT, WITHOUT ROWID;

CREATE TABLE applied_decisions ( -- Decisions of the review log that this corpus has seen.
  decision_id TEXT NOT NULL PRIMARY KEY -- The decision.
) STRICT, WITHOUT ROWID;

CREATE INDEX innovations_status ON innovations(status, confidence);

DROP VIEW v_innovations;
CREATE VIEW v_innovations AS -- Innovations with readable names and the number of articles that tell of them.
SELECT
  i.id, -- Stable id.
  i.name, -- The form that most articles use, or that a person preferred.
  i.also_named AS other_names, -- The other forms, most frequent first.
  i.expansion, -- Words that the acronym stands for.
  i.description, -- A gloss whose letters are not those of the name.
  i.owner, -- Most frequent owner as written.
  b.name AS owner_type, -- Type of that owner.
  i.region, -- Kemendagri code of the region.
  r.official_name AS region_name, -- Name of the region.
  p.plain_name AS province_name, -- Name of its province.
  i.sector, -- Code of the sector.
  s.name_id AS sector_name, -- Name of the sector.
  i.year, -- Year of launch.
  i.first_seen, -- Earliest day on which an article told of it.
  i.last_seen, -- Latest such day.
  i.confidence, -- 0 to 1.
  i.status, -- `otomatis`, `diperiksa` or `ditolak`.
  c.checked_by, -- Who accepted, rejected or corrected it last; NULL if nobody did.
  c.checked_at, -- When, UTC; NULL likewise.
  (SELECT group_concat(k.field, ', ') FROM corrections AS k
    WHERE k.innovation_id = i.id) AS corrected_fields, -- Fields that people gave another value; NULL if there are none.
  (SELECT count(DISTINCT m.article_id) FROM mentions AS m
    WHERE m.innovation_id = i.id) AS n_articles -- Articles that tell of it.
FROM innovations AS i
LEFT JOIN body_types AS b ON b.canonical_id = i.owner_type
LEFT JOIN regions AS r ON r.code = i.region
LEFT JOIN regions AS p ON p.code = r.province_code
LEFT JOIN sectors AS s ON s.code = i.sector
LEFT JOIN innovation_reviews AS c ON c.innovation_id = i.id;

DROP VIEW v_awards;
CREATE VIEW v_awards AS -- Awards with the winner's name, their article and a quote.
SELECT
  w.article_id, -- The article.
  m.innovation_id, -- The innovation that won; NULL where a region or body won.
  coalesce(m.name, r.official_name, w.recipient) AS winner, -- Name of the winner.
  coalesce(m.region, r.code) AS region, -- Kemendagri code of the winner's region.
  w.scheme, -- Id of the award scheme.
  s.name AS scheme_name, -- Its name; NULL for contests that are not listed.
  w.rank, -- As written.
  w.year, -- Year of the competition.
  w.level, -- Level of the competition.
  w.status, -- `submitted`, `shortlisted` or `won`.
  w.prize, -- Money or fund as written.
  w.confidence, -- 0 to 1.
  w.found_by, -- Rule and version.
  (SELECT e.quote FROM evidence AS e
    WHERE e.article_id = w.article_id AND e.fact_kind = 'award' AND e.fact_position = w.position
    ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote, -- The sentence that tells of it.
  CASE WHEN i.status = 'ditolak' THEN i.status ELSE coalesce(c.status, 'otomatis') END AS review_status, -- `otomatis`, `diperiksa` or `ditolak`; the latter also where the innovation is rejected.
  c.checked_by, -- Who accepted or rejected the award; NULL if nobody did.
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM awards AS w
JOIN articles AS a ON a.id = w.article_id AND a.duplicate_of IS NULL
LEFT JOIN mentions AS m ON m.article_id = w.article_id AND m.local_id = w.local_id
LEFT JOIN innovations AS i ON i.id = m.innovation_id
LEFT JOIN regions AS r ON r.code = w.recipient
LEFT JOIN award_schemes AS s ON s.scheme_id = w.scheme
LEFT JOIN fact_reviews AS c ON c.article_id = w.article_id AND c.fact_kind = 'award'
  AND c.fact_position = w.position;

DROP VIEW v_replications;
CREATE VIEW v_replications AS -- Replications with the names of both regions, their article and a quote.
SELECT
  c.article_id, -- The article.
  m.innovation_id, -- The innovation that is copied; NULL where none is named.
  m.name AS innovation_name, -- Its name as written.
  c.from_region, -- Kemendagri code of the region that is learnt from.
  f.official_name AS from_name, -- Name of that region.
  c.to_region, -- Kemendagri code of the region that learns.
  t.official_name AS to_name, -- Name of that region.
  c.kind, -- `study_visit`, `planned`, `agreement` or `adopted`.
  c.confidence, -- 0 to 1.
  c.found_by, -- Rule and version.
  (SELECT e.quote FROM evidence AS e
    WHERE e.article_id = c.article_id AND e.fact_kind = 'replication'
      AND e.fact_position = c.position
    ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote, -- The sentence that tells of it.
  CASE WHEN i.status = 'ditolak' THEN i.status ELSE coalesce(k.status, 'otomatis') END AS review_status, -- `otomatis`, `diperiksa` or `ditolak`; the latter also where the innovation is rejected.
  k.checked_by, -- Who accepted or rejected the replication; NULL if nobody did.
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM replications AS c
JOIN articles AS a ON a.id = c.article_id AND a.duplicate_of IS NULL
LEFT JOIN mentions AS m ON m.article_id = c.article_id AND m.local_id = c.local_id
LEFT JOIN innovations AS i ON i.id = m.innovation_id
LEFT JOIN regions AS f ON f.code = c.from_region
LEFT JOIN regions AS t ON t.code = c.to_region
LEFT JOIN fact_reviews AS k ON k.article_id = c.article_id AND k.fact_kind = 'replication'
  AND k.fact_position = c.position;
