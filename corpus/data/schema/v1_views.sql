-- Views for people: names beside codes, copies of articles left out.
CREATE VIEW v_innovations AS -- Innovations with readable names and the number of articles that tell of them.
SELECT
  i.id, -- Stable id.
  i.name, -- The form that most articles use.
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
  (SELECT count(DISTINCT m.article_id) FROM mentions AS m
    WHERE m.innovation_id = i.id) AS n_articles -- Articles that tell of it.
FROM innovations AS i
LEFT JOIN body_types AS b ON b.canonical_id = i.owner_type
LEFT JOIN regions AS r ON r.code = i.region
LEFT JOIN regions AS p ON p.code = r.province_code
LEFT JOIN sectors AS s ON s.code = i.sector;

CREATE VIEW v_mentions AS -- Mentions with their article, owners and a quote.
SELECT
  m.innovation_id, -- The innovation; NULL until linked.
  m.article_id, -- The article.
  m.local_id, -- Id inside the article.
  m.name, -- Short name as written.
  m.expansion, -- Words that the acronym stands for.
  m.description, -- A gloss whose letters are not those of the name.
  (SELECT group_concat(o.owner, '; ') FROM mention_owners AS o
    WHERE o.article_id = m.article_id AND o.local_id = m.local_id) AS owners, -- Bodies that own it.
  m.region, -- Kemendagri code of the region.
  r.official_name AS region_name, -- Name of the region.
  m.sector, -- Code of the sector.
  s.name_id AS sector_name, -- Name of the sector.
  m.year, -- Year of launch.
  m.confidence, -- 0 to 1.
  m.found_by, -- Rule and version.
  (SELECT e.quote FROM evidence AS e
    WHERE e.article_id = m.article_id AND e.fact_kind = 'mention' AND e.fact_position = m.position
    ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote, -- The sentence that tells of it.
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM mentions AS m
JOIN articles AS a ON a.id = m.article_id AND a.duplicate_of IS NULL
LEFT JOIN regions AS r ON r.code = m.region
LEFT JOIN sectors AS s ON s.code = m.sector;

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
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM awards AS w
JOIN articles AS a ON a.id = w.article_id AND a.duplicate_of IS NULL
LEFT JOIN mentions AS m ON m.article_id = w.article_id AND m.local_id = w.local_id
LEFT JOIN regions AS r ON r.code = w.recipient
LEFT JOIN award_schemes AS s ON s.scheme_id = w.scheme;

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
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM replications AS c
JOIN articles AS a ON a.id = c.article_id AND a.duplicate_of IS NULL
LEFT JOIN mentions AS m ON m.article_id = c.article_id AND m.local_id = c.local_id
LEFT JOIN regions AS f ON f.code = c.from_region
LEFT JOIN regions AS t ON t.code = c.to_region;

CREATE VIEW v_counts AS -- Stated numbers of innovations or participants, with their article and a quote.
SELECT
  n.article_id, -- The article.
  n.value, -- The number.
  n.what, -- `innovations` or `participants`.
  n.region, -- Kemendagri code of the region.
  r.official_name AS region_name, -- Name of the region.
  n.owner, -- Body as written.
  n.year, -- Year that the number is for.
  n.confidence, -- 0 to 1.
  n.found_by, -- Rule and version.
  (SELECT e.quote FROM evidence AS e
    WHERE e.article_id = n.article_id AND e.fact_kind = 'count' AND e.fact_position = n.position
    ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote, -- The sentence that tells of it.
  a.title, -- Headline of the article.
  a.outlet, -- Newspaper.
  a.url, -- Address of the article.
  a.published -- Day of publication.
FROM counts AS n
JOIN articles AS a ON a.id = n.article_id AND a.duplicate_of IS NULL
LEFT JOIN regions AS r ON r.code = n.region;
