-- Schema version 2 for PostgreSQL. Readers of version 1 go on working.

-- The number of the subject's last commit: one that is repeated, because its answer was lost, is known by it.
ALTER TABLE ${prefix}instance ADD COLUMN IF NOT EXISTS last_commit BIGINT DEFAULT 0 NOT NULL;

-- DNS values that could not be written (removal 0) or removed (1), and are tried again. entry_hash as in the ledger.
CREATE TABLE IF NOT EXISTS ${prefix}dns_repair (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  entry_hash VARCHAR(64) NOT NULL,
  binding_id VARCHAR(190) NOT NULL,
  zone_name VARCHAR(255) NOT NULL,
  record_name VARCHAR(255) NOT NULL,
  record_type VARCHAR(20) NOT NULL,
  record_value TEXT NOT NULL,
  removal SMALLINT NOT NULL,
  tries INT NOT NULL,
  due_at BIGINT NOT NULL,
  error_text TEXT NOT NULL,
  CONSTRAINT ${prefix}dns_repair_pk PRIMARY KEY (skey, entry_hash)
);

-- Locks by name that outlive a transaction, until they are given back or run out: one writer of a DNS zone among all hosts.
CREATE TABLE IF NOT EXISTS ${prefix}named_lock (
  lock_name VARCHAR(400) NOT NULL,
  holder VARCHAR(190) NOT NULL,
  held_until BIGINT NOT NULL,
  CONSTRAINT ${prefix}named_lock_pk PRIMARY KEY (lock_name)
);

-- Who else holds a value is asked before it is removed.
CREATE INDEX IF NOT EXISTS ${prefix}dns_ledger_name ON ${prefix}dns_ledger (record_name);

-- Scheduled tasks: the run that was started last, until when it holds the task's lock (NULL: nobody does), the run that ended last,
-- and who cleared a lock last.
CREATE TABLE IF NOT EXISTS ${prefix}scheduled_task (
  task_name VARCHAR(190) COLLATE "C" NOT NULL,
  run_id VARCHAR(190) NOT NULL,
  owner VARCHAR(400) NOT NULL,
  started_at BIGINT NOT NULL,
  held_until BIGINT,
  done_run_id VARCHAR(190),
  done_started_at BIGINT,
  done_at BIGINT,
  done_processed INT,
  done_errors INT,
  done_details TEXT,
  cleared_owner VARCHAR(400),
  cleared_by VARCHAR(400),
  cleared_at BIGINT,
  CONSTRAINT ${prefix}scheduled_task_pk PRIMARY KEY (task_name)
);

-- A VM that the host marked as not to be terminated.
ALTER TABLE ${prefix}vm ADD COLUMN IF NOT EXISTS protected_flag SMALLINT DEFAULT 0 NOT NULL;

-- Memory of nodes that is promised to VMs which are being deployed.
CREATE TABLE IF NOT EXISTS ${prefix}node_promise (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  cluster_name VARCHAR(190) NOT NULL,
  node_name VARCHAR(190) NOT NULL,
  memory_bytes BIGINT NOT NULL,
  CONSTRAINT ${prefix}node_promise_pk PRIMARY KEY (skey)
);

-- Who holds a permit (granted 1) and who waits for it (0), in order of asked_at. Entries of subjects at rest are forgotten.
CREATE TABLE IF NOT EXISTS ${prefix}permit (
  permit_name VARCHAR(190) COLLATE "C" NOT NULL,
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  granted SMALLINT NOT NULL,
  asked_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  CONSTRAINT ${prefix}permit_pk PRIMARY KEY (permit_name, skey)
);
CREATE INDEX IF NOT EXISTS ${prefix}permit_holder ON ${prefix}permit (skey);

-- An operator's pause: who and why, since when, and the state whose step may still run once.
ALTER TABLE ${prefix}instance ADD COLUMN IF NOT EXISTS pause_by TEXT;
ALTER TABLE ${prefix}instance ADD COLUMN IF NOT EXISTS pause_at BIGINT;
ALTER TABLE ${prefix}instance ADD COLUMN IF NOT EXISTS pause_step VARCHAR(190);

-- Up to when a VM's traffic is counted, and the ledger: bytes of stretches of time that lie end to end.
CREATE TABLE IF NOT EXISTS ${prefix}traffic_mark (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  counted_to BIGINT NOT NULL,
  CONSTRAINT ${prefix}traffic_mark_pk PRIMARY KEY (skey)
);
CREATE TABLE IF NOT EXISTS ${prefix}traffic (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  bytes_in BIGINT NOT NULL,
  bytes_out BIGINT NOT NULL,
  quality VARCHAR(20) NOT NULL,
  source_text VARCHAR(40) NOT NULL,
  CONSTRAINT ${prefix}traffic_pk PRIMARY KEY (skey, from_at)
);

-- Backups. open_key: skey while open, NULL afterwards; day_key: skey and day of one made by schedule. before_doc: archives that were
-- there before, one a line.
CREATE TABLE IF NOT EXISTS ${prefix}backup (
  id VARCHAR(32) NOT NULL,
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  open_key VARCHAR(190) COLLATE "C",
  day_key VARCHAR(210) COLLATE "C",
  day_text VARCHAR(20),
  storage_id VARCHAR(190) NOT NULL,
  backup_mode VARCHAR(20) NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  cluster_name VARCHAR(190) NOT NULL,
  node_name VARCHAR(190) NOT NULL,
  vmid INT NOT NULL,
  before_doc TEXT NOT NULL,
  state VARCHAR(20) NOT NULL,
  upid VARCHAR(255),
  archive VARCHAR(255),
  size_bytes BIGINT,
  changed_at BIGINT NOT NULL,
  error_text TEXT NOT NULL,
  CONSTRAINT ${prefix}backup_pk PRIMARY KEY (id),
  CONSTRAINT ${prefix}backup_open UNIQUE (open_key),
  CONSTRAINT ${prefix}backup_day UNIQUE (day_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}backup_vm ON ${prefix}backup (skey, asked_at);

-- When VMs are backed up by themselves. times_text: weekday=hh:mm, separated by blanks.
CREATE TABLE IF NOT EXISTS ${prefix}backup_schedule (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  times_text VARCHAR(200) NOT NULL,
  zone_id VARCHAR(100),
  storage_id VARCHAR(190) NOT NULL,
  backup_mode VARCHAR(20) NOT NULL,
  CONSTRAINT ${prefix}backup_schedule_pk PRIMARY KEY (skey)
);
