-- Schema version 2 for SQLite. Readers of version 1 go on working.

-- The number of the subject's last commit: one that is repeated, because its answer was lost, is known by it.
ALTER TABLE ${prefix}instance ADD COLUMN last_commit INTEGER DEFAULT 0 NOT NULL;

-- DNS values that could not be written (removal 0) or removed (1), and are tried again. entry_hash as in the ledger.
CREATE TABLE IF NOT EXISTS ${prefix}dns_repair (
  skey TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  binding_id TEXT NOT NULL,
  zone_name TEXT NOT NULL,
  record_name TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_value TEXT NOT NULL,
  removal INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  error_text TEXT NOT NULL,
  CONSTRAINT ${prefix}dns_repair_pk PRIMARY KEY (skey, entry_hash)
);

-- Locks by name that outlive a transaction, until they are given back or run out: one writer of a DNS zone among all hosts.
CREATE TABLE IF NOT EXISTS ${prefix}named_lock (
  lock_name TEXT NOT NULL,
  holder TEXT NOT NULL,
  held_until INTEGER NOT NULL,
  CONSTRAINT ${prefix}named_lock_pk PRIMARY KEY (lock_name)
);

-- Who else holds a value is asked before it is removed.
CREATE INDEX IF NOT EXISTS ${prefix}dns_ledger_name ON ${prefix}dns_ledger (record_name);

-- A VM that the host marked as not to be terminated.
ALTER TABLE ${prefix}vm ADD COLUMN protected_flag INTEGER DEFAULT 0 NOT NULL;

-- Memory of nodes that is promised to VMs which are being deployed.
CREATE TABLE IF NOT EXISTS ${prefix}node_promise (
  skey TEXT NOT NULL,
  cluster_name TEXT NOT NULL,
  node_name TEXT NOT NULL,
  memory_bytes INTEGER NOT NULL,
  CONSTRAINT ${prefix}node_promise_pk PRIMARY KEY (skey)
);

-- Who holds a permit (granted 1) and who waits for it (0), in order of asked_at. Entries of subjects at rest are forgotten.
CREATE TABLE IF NOT EXISTS ${prefix}permit (
  permit_name TEXT NOT NULL,
  skey TEXT NOT NULL,
  granted INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT ${prefix}permit_pk PRIMARY KEY (permit_name, skey)
);
CREATE INDEX IF NOT EXISTS ${prefix}permit_holder ON ${prefix}permit (skey);

-- An operator's pause: who and why, since when, and the state whose step may still run once.
ALTER TABLE ${prefix}instance ADD COLUMN pause_by TEXT;
ALTER TABLE ${prefix}instance ADD COLUMN pause_at INTEGER;
ALTER TABLE ${prefix}instance ADD COLUMN pause_step TEXT;
