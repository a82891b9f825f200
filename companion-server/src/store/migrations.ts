/**
 * The schema as a history: entry n brings version n to n + 1, each in one transaction. Append only.
 * Times are milliseconds since 1970. JSON columns hold protocol values.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE blobs (
      sha256 TEXT PRIMARY KEY,
      bytes INTEGER NOT NULL,
      used_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE jobs (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      idempotency_key TEXT NOT NULL UNIQUE,
      request_sha256 TEXT NOT NULL,
      request TEXT NOT NULL,
      asset TEXT NOT NULL REFERENCES blobs (sha256),
      icc_asset TEXT REFERENCES blobs (sha256),
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      attempts INTEGER NOT NULL DEFAULT 0,
      last_seq INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      finished_at INTEGER
    ) STRICT`,
    'CREATE INDEX jobs_by_state ON jobs (state, number)',
    `CREATE TABLE events (
      job INTEGER NOT NULL REFERENCES jobs (number) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (job, seq)
    ) STRICT, WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE clients (
      kid TEXT PRIMARY KEY,
      client TEXT NOT NULL,
      origin TEXT,
      plugin_id TEXT NOT NULL,
      name TEXT NOT NULL,
      secret_sha256 TEXT NOT NULL,
      previous_sha256 TEXT,
      previous_until INTEGER,
      created_at INTEGER NOT NULL,
      rotated_at INTEGER NOT NULL,
      used_at INTEGER NOT NULL
    ) STRICT`,
    "ALTER TABLE jobs ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
  ],
];
