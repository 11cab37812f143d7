-- Schema version 2 for SQLite. Readers of version 1 go on working.

-- The number of the subject's last commit: one that is repeated, because its answer was lost, is known by it.
ALTER TABLE ${prefix}instance ADD COLUMN last_commit INTEGER DEFAULT 0 NOT NULL;
