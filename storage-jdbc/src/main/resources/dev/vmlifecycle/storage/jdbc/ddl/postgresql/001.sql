-- Schema version 1 for PostgreSQL 13 and later. Released: never edit, add 002.sql.
-- Instants are epoch milliseconds, spans milliseconds, flags 0 or 1. Statements end with a semicolon at the end of a line.

CREATE TABLE IF NOT EXISTS ${prefix}schema_version (
  version_no INT NOT NULL,
  min_reader INT NOT NULL,
  applied_at BIGINT NOT NULL,
  CONSTRAINT ${prefix}schema_version_pk PRIMARY KEY (version_no)
);

-- Names are compared byte by byte.
-- One row a subject. Whoever writes under a claim matches skey, epoch and owner.
CREATE TABLE IF NOT EXISTS ${prefix}instance (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  pipeline VARCHAR(190) NOT NULL,
  state VARCHAR(190) NOT NULL,
  definition_version INT NOT NULL,
  attempt INT NOT NULL,
  waits INT NOT NULL,
  failures INT NOT NULL,
  since_at BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  owner VARCHAR(190),
  lease_until BIGINT,
  due_at BIGINT,
  checkpoint_doc TEXT,
  subject_doc TEXT NOT NULL,
  error_kind VARCHAR(40),
  error_text TEXT,
  hold_reason TEXT,
  needs_attention SMALLINT NOT NULL,
  request_id BIGINT,
  request_pipeline VARCHAR(190),
  request_preempts SMALLINT,
  request_payload TEXT,
  request_by TEXT,
  request_at BIGINT,
  request_seq BIGINT NOT NULL,
  last_run BIGINT NOT NULL,
  fold_key TEXT,
  last_event BIGINT NOT NULL,
  row_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT ${prefix}instance_pk PRIMARY KEY (skey)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.02);
-- Rows at rest or on hold, nearly all, are not in it. The condition is the claim's own, word by word.
CREATE INDEX IF NOT EXISTS ${prefix}instance_due ON ${prefix}instance (due_at, skey)
  WHERE due_at IS NOT NULL AND (hold_reason IS NULL OR request_preempts = 1);

CREATE TABLE IF NOT EXISTS ${prefix}run (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  run_no BIGINT NOT NULL,
  pipeline VARCHAR(190) NOT NULL,
  started_at BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  status VARCHAR(40) NOT NULL,
  error_text TEXT,
  folded INT NOT NULL,
  last_at BIGINT NOT NULL,
  CONSTRAINT ${prefix}run_pk PRIMARY KEY (skey, run_no)
);

-- details: a JSON array of strings.
CREATE TABLE IF NOT EXISTS ${prefix}step (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  run_no BIGINT NOT NULL,
  line_no INT NOT NULL,
  from_state VARCHAR(190) NOT NULL,
  label TEXT NOT NULL,
  outcome TEXT NOT NULL,
  to_state VARCHAR(190) NOT NULL,
  message TEXT NOT NULL,
  duration_ms BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  details TEXT NOT NULL,
  CONSTRAINT ${prefix}step_pk PRIMARY KEY (skey, run_no, line_no)
);

CREATE TABLE IF NOT EXISTS ${prefix}event (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  event_type VARCHAR(190) NOT NULL,
  message TEXT NOT NULL,
  CONSTRAINT ${prefix}event_pk PRIMARY KEY (skey, seq)
);

-- Delivered rows stay, so that a repeated commit finds its ids. position_no: place within the commit.
CREATE TABLE IF NOT EXISTS ${prefix}outbox (
  id VARCHAR(400) COLLATE "C" NOT NULL,
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  event_type VARCHAR(190) NOT NULL,
  message TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  position_no INT NOT NULL,
  attempts INT NOT NULL,
  delivered_at BIGINT,
  CONSTRAINT ${prefix}outbox_pk PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_waiting ON ${prefix}outbox (created_at, position_no, id)
  WHERE delivered_at IS NULL;

CREATE TABLE IF NOT EXISTS ${prefix}vm (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  cluster_name VARCHAR(190) NOT NULL,
  vmid INT,
  node_name VARCHAR(190),
  fqdn VARCHAR(255) NOT NULL,
  CONSTRAINT ${prefix}vm_pk PRIMARY KEY (skey)
);
CREATE INDEX IF NOT EXISTS ${prefix}vm_vmid ON ${prefix}vm (cluster_name, vmid);
CREATE INDEX IF NOT EXISTS ${prefix}vm_fqdn ON ${prefix}vm (fqdn);

-- Reserved while skey is set, retired otherwise.
CREATE TABLE IF NOT EXISTS ${prefix}vmid (
  cluster_name VARCHAR(190) NOT NULL,
  vmid INT NOT NULL,
  skey VARCHAR(190) COLLATE "C",
  retired_at BIGINT,
  quarantine_until BIGINT,
  CONSTRAINT ${prefix}vmid_pk PRIMARY KEY (cluster_name, vmid)
);
CREATE INDEX IF NOT EXISTS ${prefix}vmid_holder ON ${prefix}vmid (skey);

-- Whoever picks a free VMID or address changes the row of that range first, so that two hosts never look at the same time.
CREATE TABLE IF NOT EXISTS ${prefix}mutex (
  mutex_name VARCHAR(200) NOT NULL,
  uses BIGINT NOT NULL,
  CONSTRAINT ${prefix}mutex_pk PRIMARY KEY (mutex_name)
);

-- Held while skey is set, released otherwise. addr_key: 32 hexadecimal digits that sort by number; IPv4 as ::ffff:a.b.c.d.
CREATE TABLE IF NOT EXISTS ${prefix}address (
  routing_domain VARCHAR(190) NOT NULL,
  addr_key VARCHAR(32) COLLATE "C" NOT NULL,
  addr_text VARCHAR(45) NOT NULL,
  family SMALLINT NOT NULL,
  skey VARCHAR(190) COLLATE "C",
  pool_id VARCHAR(190) NOT NULL,
  prefix_length SMALLINT NOT NULL,
  gateway VARCHAR(45),
  ordinal_no INT NOT NULL,
  leaving SMALLINT NOT NULL,
  released_at BIGINT,
  quarantine_until BIGINT,
  CONSTRAINT ${prefix}address_pk PRIMARY KEY (routing_domain, addr_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}address_holder ON ${prefix}address (skey);

-- entry_hash: SHA-256 over the five fields, since their sum is too long for a key in some databases.
-- written: 0 = announced before the call, 1 = stands in DNS.
CREATE TABLE IF NOT EXISTS ${prefix}dns_ledger (
  skey VARCHAR(190) COLLATE "C" NOT NULL,
  entry_hash VARCHAR(64) NOT NULL,
  binding_id VARCHAR(190) NOT NULL,
  zone_name VARCHAR(255) NOT NULL,
  record_name VARCHAR(255) NOT NULL,
  record_type VARCHAR(20) NOT NULL,
  record_value TEXT NOT NULL,
  written SMALLINT NOT NULL,
  CONSTRAINT ${prefix}dns_ledger_pk PRIMARY KEY (skey, entry_hash)
);
