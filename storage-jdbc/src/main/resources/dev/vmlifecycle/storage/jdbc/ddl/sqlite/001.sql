-- Schema version 1 for SQLite 3.35 and later. Released: never edit, add 002.sql.
-- Instants are epoch milliseconds, spans milliseconds, flags 0 or 1. Statements end with a semicolon at the end of a line.

CREATE TABLE IF NOT EXISTS ${prefix}schema_version (
  version_no INTEGER NOT NULL,
  min_reader INTEGER NOT NULL,
  applied_at INTEGER NOT NULL,
  CONSTRAINT ${prefix}schema_version_pk PRIMARY KEY (version_no)
);

-- One row a subject. Whoever writes under a claim matches skey, epoch and owner.
CREATE TABLE IF NOT EXISTS ${prefix}instance (
  skey TEXT NOT NULL,
  pipeline TEXT NOT NULL,
  state TEXT NOT NULL,
  definition_version INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  waits INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  since_at INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  due_at INTEGER,
  checkpoint_doc TEXT,
  subject_doc TEXT NOT NULL,
  error_kind TEXT,
  error_text TEXT,
  hold_reason TEXT,
  needs_attention INTEGER NOT NULL,
  request_id INTEGER,
  request_pipeline TEXT,
  request_preempts INTEGER,
  request_payload TEXT,
  request_by TEXT,
  request_at INTEGER,
  request_seq INTEGER NOT NULL,
  last_run INTEGER NOT NULL,
  fold_key TEXT,
  last_event INTEGER NOT NULL,
  row_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CONSTRAINT ${prefix}instance_pk PRIMARY KEY (skey)
);
CREATE INDEX IF NOT EXISTS ${prefix}instance_due ON ${prefix}instance (due_at, skey)
  WHERE due_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS ${prefix}run (
  skey TEXT NOT NULL,
  run_no INTEGER NOT NULL,
  pipeline TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  status TEXT NOT NULL,
  error_text TEXT,
  folded INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  CONSTRAINT ${prefix}run_pk PRIMARY KEY (skey, run_no)
);

-- details: a JSON array of strings.
CREATE TABLE IF NOT EXISTS ${prefix}step (
  skey TEXT NOT NULL,
  run_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  label TEXT NOT NULL,
  outcome TEXT NOT NULL,
  to_state TEXT NOT NULL,
  message TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  details TEXT NOT NULL,
  CONSTRAINT ${prefix}step_pk PRIMARY KEY (skey, run_no, line_no)
);

CREATE TABLE IF NOT EXISTS ${prefix}event (
  skey TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  event_type TEXT NOT NULL,
  message TEXT NOT NULL,
  CONSTRAINT ${prefix}event_pk PRIMARY KEY (skey, seq)
);

-- Delivered rows stay, so that a repeated commit finds its ids. position_no: place within the commit.
CREATE TABLE IF NOT EXISTS ${prefix}outbox (
  id TEXT NOT NULL,
  skey TEXT NOT NULL,
  event_type TEXT NOT NULL,
  message TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  position_no INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  delivered_at INTEGER,
  CONSTRAINT ${prefix}outbox_pk PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_waiting ON ${prefix}outbox (delivered_at, created_at);

CREATE TABLE IF NOT EXISTS ${prefix}vm (
  skey TEXT NOT NULL,
  cluster_name TEXT NOT NULL,
  vmid INTEGER,
  node_name TEXT,
  fqdn TEXT NOT NULL,
  CONSTRAINT ${prefix}vm_pk PRIMARY KEY (skey)
);
CREATE INDEX IF NOT EXISTS ${prefix}vm_vmid ON ${prefix}vm (cluster_name, vmid);
CREATE INDEX IF NOT EXISTS ${prefix}vm_fqdn ON ${prefix}vm (fqdn);

-- Reserved while skey is set, retired otherwise.
CREATE TABLE IF NOT EXISTS ${prefix}vmid (
  cluster_name TEXT NOT NULL,
  vmid INTEGER NOT NULL,
  skey TEXT,
  retired_at INTEGER,
  quarantine_until INTEGER,
  CONSTRAINT ${prefix}vmid_pk PRIMARY KEY (cluster_name, vmid)
);
CREATE INDEX IF NOT EXISTS ${prefix}vmid_holder ON ${prefix}vmid (skey);

-- Whoever picks a free VMID or address changes the row of that range first, so that two hosts never look at the same time.
CREATE TABLE IF NOT EXISTS ${prefix}mutex (
  mutex_name TEXT NOT NULL,
  uses INTEGER NOT NULL,
  CONSTRAINT ${prefix}mutex_pk PRIMARY KEY (mutex_name)
);

-- Held while skey is set, released otherwise. addr_key: 32 hexadecimal digits that sort by number; IPv4 as ::ffff:a.b.c.d.
CREATE TABLE IF NOT EXISTS ${prefix}address (
  routing_domain TEXT NOT NULL,
  addr_key TEXT NOT NULL,
  addr_text TEXT NOT NULL,
  family INTEGER NOT NULL,
  skey TEXT,
  pool_id TEXT NOT NULL,
  prefix_length INTEGER NOT NULL,
  gateway TEXT,
  ordinal_no INTEGER NOT NULL,
  leaving INTEGER NOT NULL,
  released_at INTEGER,
  quarantine_until INTEGER,
  CONSTRAINT ${prefix}address_pk PRIMARY KEY (routing_domain, addr_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}address_holder ON ${prefix}address (skey);

-- entry_hash: SHA-256 over the five fields, since their sum is too long for a key in some databases.
-- written: 0 = announced before the call, 1 = stands in DNS.
CREATE TABLE IF NOT EXISTS ${prefix}dns_ledger (
  skey TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  binding_id TEXT NOT NULL,
  zone_name TEXT NOT NULL,
  record_name TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_value TEXT NOT NULL,
  written INTEGER NOT NULL,
  CONSTRAINT ${prefix}dns_ledger_pk PRIMARY KEY (skey, entry_hash)
);
