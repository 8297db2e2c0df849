-- The review log, a file of its own beside the corpus. Rows are only ever added; triggers see to it.

CREATE TABLE decisions ( -- What people decided about innovations, awards and replications.
  id TEXT NOT NULL PRIMARY KEY, -- Unique for ever; sorts by time.
  at TEXT NOT NULL, -- When it was decided, UTC.
  by TEXT NOT NULL, -- Who decided it.
  action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'rename', 'set', 'merge', 'split', 'undo', 'note')), -- What was decided.
  kind TEXT NOT NULL CHECK (kind IN ('innovation', 'award', 'replication')), -- Of what.
  innovation_id TEXT, -- Id of the innovation at that time; NULL for others.
  target TEXT, -- Decision that is undone; NULL for other actions.
  line TEXT NOT NULL CHECK (json_type(line) = 'object') -- The whole decision, as it is exported.
) STRICT;
CREATE INDEX decisions_at ON decisions(at, id);
CREATE INDEX decisions_innovation_id ON decisions(innovation_id);

CREATE TRIGGER decisions_are_not_altered BEFORE UPDATE ON decisions BEGIN
  SELECT RAISE(ABORT, 'a decision is never altered; undo it');
END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions BEGIN
  SELECT RAISE(ABORT, 'a decision is never deleted; undo it');
END;
-- INSERT OR REPLACE would delete without asking the trigger above where recursive triggers are off.
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = new.id) BEGIN
  SELECT RAISE(ABORT, 'a decision is never altered; undo it');
END;
