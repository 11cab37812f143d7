-- Schema version 2 for H2. Readers of version 1 go on working.

-- The number of the subject's last commit: one that is repeated, because its answer was lost, is known by it.
ALTER TABLE ${prefix}instance ADD COLUMN IF NOT EXISTS last_commit BIGINT DEFAULT 0 NOT NULL;
