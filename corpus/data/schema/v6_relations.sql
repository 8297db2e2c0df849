-- Version 6: how innovations stand to each other, and where their articles disagree. All of it is
-- derived, and made anew whenever mentions are gathered into innovations.

CREATE TABLE innovation_relations ( -- Two innovations that have something to do with each other and yet are two.
  innovation_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The innovation; the source of a replica; of two homonyms the one with the smaller id.
  other_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The other one.
  kind TEXT NOT NULL CHECK (kind IN ('homonym', 'replica', 'similar')), -- `homonym`: (nearly) the same name for another innovation; `replica`: an article says that the other copies it; `similar`: they do similar things, a likeness of words and no fact.
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1), -- How alike they are, 0 to 1; of a replica, how sure.
  reasons TEXT NOT NULL CHECK (json_type(reasons) = 'array'), -- JSON list: what they have in common or not; of similar ones the words that they share, the weightiest first.
  PRIMARY KEY (innovation_id, other_id, kind),
  CHECK (innovation_id <> other_id),
  CHECK (kind <> 'homonym' OR innovation_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX innovation_relations_other_id ON innovation_relations(other_id);

CREATE TABLE replica_proofs ( -- Replications, told in articles, by which one innovation is another's replica.
  innovation_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The source.
  other_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The replica.
  article_id TEXT NOT NULL, -- The article that tells it.
  position INTEGER NOT NULL, -- Place of the replication in that article.
  PRIMARY KEY (innovation_id, other_id, article_id, position),
  FOREIGN KEY (article_id, position) REFERENCES replications(article_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX replica_proofs_replication ON replica_proofs(article_id, position);
CREATE INDEX replica_proofs_other_id ON replica_proofs(other_id);

CREATE TABLE innovation_conflicts ( -- What articles say of an innovation where they contradict each other.
  innovation_id TEXT NOT NULL REFERENCES innovations(id) ON DELETE CASCADE, -- The innovation.
  field TEXT NOT NULL CHECK (field IN ('expansion', 'owner')), -- What they disagree on.
  value TEXT NOT NULL, -- What some of them say, in the spelling of most.
  n_mentions INTEGER NOT NULL CHECK (n_mentions > 0), -- How many mentions say so, like spellings counted together.
  PRIMARY KEY (innovation_id, field, value)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_relations AS -- Relations of innovations, each seen from both sides, in readable words.
SELECT
  s.innovation_id, -- The innovation.
  i.name AS innovation, -- Its name.
  i.region AS region_code, -- Its region.
  s.kind, -- `homonym`, `replica` (the other copies it), `source` (it copies the other), `similar`.
  s.other_id, -- The other innovation.
  o.name AS other, -- Its name.
  o.expansion AS other_expansion, -- What that stands for.
  o.region AS other_region_code, -- Its region.
  r.official_name AS other_region, -- Name of that region.
  s.score, -- How alike they are, 0 to 1; of replicas, how sure.
  s.reasons -- JSON list of what they have in common or not.
FROM (
  SELECT innovation_id, other_id, kind, score, reasons FROM innovation_relations
  UNION ALL
  SELECT other_id, innovation_id, CASE kind WHEN 'replica' THEN 'source' ELSE kind END, score, reasons
    FROM innovation_relations WHERE kind <> 'similar'
) AS s
JOIN innovations AS i ON i.id = s.innovation_id
JOIN innovations AS o ON o.id = s.other_id
LEFT JOIN regions AS r ON r.code = o.region;

CREATE VIEW v_conflicts AS -- Where articles disagree on what a name stands for, or whose an innovation is.
SELECT
  c.innovation_id, -- The innovation.
  i.name AS innovation, -- Its name.
  r.official_name AS region, -- Its region.
  c.field, -- `expansion` or `owner`.
  c.value, -- What some articles say.
  c.n_mentions, -- How many mentions say so.
  coalesce(c.value = CASE c.field WHEN 'expansion' THEN i.expansion ELSE i.owner END, 0) AS is_preferred -- 1 where the corpus follows them, else 0.
FROM innovation_conflicts AS c
JOIN innovations AS i ON i.id = c.innovation_id
LEFT JOIN regions AS r ON r.code = i.region;
