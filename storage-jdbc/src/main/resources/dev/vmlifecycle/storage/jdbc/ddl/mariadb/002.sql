-- Schema version 2 for MariaDB and MySQL. Readers of version 1 go on working.

-- The number of the subject's last commit: one that is repeated, because its answer was lost, is known by it.
ALTER TABLE ${prefix}instance ADD COLUMN last_commit BIGINT NOT NULL DEFAULT 0;

-- DNS values that could not be written (removal 0) or removed (1), and are tried again. entry_hash as in the ledger.
CREATE TABLE IF NOT EXISTS ${prefix}dns_repair (
  skey VARCHAR(190) NOT NULL,
  entry_hash VARCHAR(64) NOT NULL,
  binding_id VARCHAR(190) NOT NULL,
  zone_name VARCHAR(255) NOT NULL,
  record_name VARCHAR(255) NOT NULL,
  record_type VARCHAR(20) NOT NULL,
  record_value MEDIUMTEXT NOT NULL,
  removal SMALLINT NOT NULL,
  tries INT NOT NULL,
  due_at BIGINT NOT NULL,
  error_text MEDIUMTEXT NOT NULL,
  CONSTRAINT ${prefix}dns_repair_pk PRIMARY KEY (skey, entry_hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};

-- Locks by name that outlive a transaction, until they are given back or run out: one writer of a DNS zone among all hosts.
CREATE TABLE IF NOT EXISTS ${prefix}named_lock (
  lock_name VARCHAR(400) NOT NULL,
  holder VARCHAR(190) NOT NULL,
  held_until BIGINT NOT NULL,
  CONSTRAINT ${prefix}named_lock_pk PRIMARY KEY (lock_name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};

-- Who else holds a value is asked before it is removed.
ALTER TABLE ${prefix}dns_ledger ADD KEY ${prefix}dns_ledger_name (record_name);

-- A VM that the host marked as not to be terminated.
ALTER TABLE ${prefix}vm ADD COLUMN protected_flag SMALLINT NOT NULL DEFAULT 0;

-- Memory of nodes that is promised to VMs which are being deployed.
CREATE TABLE IF NOT EXISTS ${prefix}node_promise (
  skey VARCHAR(190) NOT NULL,
  cluster_name VARCHAR(190) NOT NULL,
  node_name VARCHAR(190) NOT NULL,
  memory_bytes BIGINT NOT NULL,
  CONSTRAINT ${prefix}node_promise_pk PRIMARY KEY (skey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};

-- Who holds a permit (granted 1) and who waits for it (0), in order of asked_at. Entries of subjects at rest are forgotten.
CREATE TABLE IF NOT EXISTS ${prefix}permit (
  permit_name VARCHAR(190) NOT NULL,
  skey VARCHAR(190) NOT NULL,
  granted SMALLINT NOT NULL,
  asked_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  CONSTRAINT ${prefix}permit_pk PRIMARY KEY (permit_name, skey),
  KEY ${prefix}permit_holder (skey)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};

-- An operator's pause: who and why, since when, and the state whose step may still run once.
ALTER TABLE ${prefix}instance ADD COLUMN pause_by MEDIUMTEXT;
ALTER TABLE ${prefix}instance ADD COLUMN pause_at BIGINT;
ALTER TABLE ${prefix}instance ADD COLUMN pause_step VARCHAR(190);
