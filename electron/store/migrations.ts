import type { OutboxDatabase } from './database.ts';

/**
 * Says of each attempt that an older Fieldpost has left what is proved of it: also of one that comes out of an older
 * journal or backup (replay.ts). That Fieldpost took every 503 for "not taken".
 */
export const proveOlder = `
  UPDATE attempt SET processed = CASE
    WHEN status = 503 OR outcome IN ('unknown', 'portal') THEN 'unknown' WHEN outcome = 'delivered' THEN 'yes' ELSE 'no' END
  WHERE purpose = 'send' AND outcome IS NOT NULL AND processed IS NULL`;

/** The contacts that an older Fieldpost would have sent again after a 503 are not sent again without the user's say. */
export const unprovenOlder = `
  UPDATE contact SET state = 'unconfirmed', reason = '{"code":"trouble","status":503,"message":null}'
  WHERE state = 'waiting' AND 503 = (
    SELECT status FROM attempt WHERE contact_id = contact.id AND purpose = 'send' ORDER BY attempt.id DESC LIMIT 1
  )`;

/**
 * Lets a contact be withdrawn. What a CHECK says cannot be altered, and to copy a million contacts into another table is nothing
 * for a start: its text is edited, as SQLite's documentation describes
 * (https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes). Every row that was right before is
 * right after it. When and why a contact was withdrawn stands in its reason: one more column would make every checksum wrong.
 */
function allowWithdrawn(database: OutboxDatabase): void {
  const version = Number(database.pragma('schema_version', { simple: true }));
  database.unsafeMode(true);
  try {
    database.pragma('writable_schema = ON');
    const { changes } = database
      .prepare<[Record<'from' | 'to', string>]>(
        `UPDATE sqlite_schema SET sql = replace(sql, :from, :to) WHERE type = 'table' AND name = 'contact' AND instr(sql, :from) > 0`,
      )
      .run({ from: "'needs-attention', 'unconfirmed'))", to: "'needs-attention', 'unconfirmed', 'withdrawn'))" });
    if (changes !== 1) throw Object.assign(new Error('No states of a contact'), { code: 'SQLITE_CORRUPT' });
    // Whoever has read the schema reads it again.
    database.pragma(`schema_version = ${version + 1}`);
  } finally {
    database.pragma('writable_schema = OFF');
    database.unsafeMode(false);
  }
  database.exec("INSERT INTO state_count VALUES ('withdrawn', 0)");
}

/**
 * The database's history: migration N leads from `user_version` N to N + 1, each in one transaction (`applyMigration`).
 * Add to the end; never change one that was released, not even its comments, whose paths are those of its time: its text is
 * compared with what stands in the file.
 */
export const migrations: readonly (string | ((database: OutboxDatabase) => void))[] = [
  `
  CREATE TABLE contact (
    id           INTEGER PRIMARY KEY,       -- rises by capture
    uuid         TEXT    NOT NULL,          -- made at capture; no index, since nothing asks for it and a save would wait for it
    body         TEXT    NOT NULL,          -- the contact as typed, as JSON
    name         TEXT    NOT NULL,
    detail       TEXT    NOT NULL,
    search       TEXT    NOT NULL,          -- what contact_search indexes
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'needs-attention', 'unconfirmed')),
    reason       TEXT,                      -- why it is not delivered
    captured_at  INTEGER NOT NULL,          -- milliseconds since 1970, as every *_at
    delivered_at INTEGER,
    delivered_by TEXT CHECK (delivered_by IN ('crm', 'user')),
    crm_id       TEXT,
    remote_id    TEXT,
    CHECK ((state = 'delivered') = (delivered_at IS NOT NULL AND delivered_by IS NOT NULL)),
    CHECK (delivered_by IS NOT 'crm' OR crm_id <> '')
  ) STRICT;

  -- Its entries end with the id: it serves the oldest waiting contact and the pages of one state alike.
  CREATE INDEX contact_by_state ON contact (state);

  -- The text stays in contact. Filled between saves (search-index.ts), for a save would take twice as long with it.
  CREATE VIRTUAL TABLE contact_search USING fts5 (
    search, content = 'contact', content_rowid = 'id', detail = 'none', columnsize = 0, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
  );
  -- Contacts up to this id are in it.
  CREATE TABLE search_progress (indexed_to INTEGER NOT NULL) STRICT;
  INSERT INTO search_progress VALUES (0);
  CREATE TRIGGER contact_search_changed AFTER UPDATE OF search ON contact
  WHEN old.search <> new.search AND old.id <= (SELECT indexed_to FROM search_progress) BEGIN
    INSERT INTO contact_search (contact_search, rowid, search) VALUES ('delete', old.id, old.search);
    INSERT INTO contact_search (rowid, search) VALUES (new.id, new.search);
  END;

  -- Counting a million contacts takes longer than a screen may wait.
  CREATE TABLE state_count (state TEXT PRIMARY KEY, contacts INTEGER NOT NULL CHECK (contacts >= 0)) STRICT, WITHOUT ROWID;
  INSERT INTO state_count VALUES ('waiting', 0), ('sending', 0), ('delivered', 0), ('needs-attention', 0), ('unconfirmed', 0);
  CREATE TRIGGER state_count_added AFTER INSERT ON contact BEGIN
    UPDATE state_count SET contacts = contacts + 1 WHERE state = new.state;
  END;
  CREATE TRIGGER state_count_moved AFTER UPDATE OF state ON contact WHEN old.state <> new.state BEGIN
    UPDATE state_count SET contacts = contacts - 1 WHERE state = old.state;
    UPDATE state_count SET contacts = contacts + 1 WHERE state = new.state;
  END;
  -- Nothing that was captured is ever deleted, whatever the program's next version thinks.
  CREATE TRIGGER contact_kept BEFORE DELETE ON contact BEGIN
    SELECT RAISE (ABORT, 'a captured contact is never deleted');
  END;

  CREATE TABLE attempt (
    id            INTEGER PRIMARY KEY,
    contact_id    INTEGER NOT NULL REFERENCES contact (id),
    started_at    INTEGER NOT NULL,         -- committed before the request goes out
    ended_at      INTEGER,                  -- null while under way, and for one that a crash cut off
    base_url      TEXT    NOT NULL,
    credential_id TEXT    NOT NULL,
    outcome       TEXT,                     -- the kind of electron/crm/outcome.ts
    status        INTEGER,                  -- HTTP
    result        TEXT                      -- of a look
  ) STRICT;
  CREATE INDEX attempt_by_contact ON attempt (contact_id);

  -- What is being typed. 0: a new contact; else the id of the contact that is edited.
  CREATE TABLE draft (editing INTEGER PRIMARY KEY, body TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;

  -- JSON values; electron/outbox/settings.ts names them. Never a key.
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // The ledger: what came back and what was decided. Null in attempts that were made before there was one.
  `
  ALTER TABLE attempt ADD COLUMN code     TEXT;  -- e.g. ECONNRESET, HTTP_500
  ALTER TABLE attempt ADD COLUMN message  TEXT;  -- the API's, or the failed connection's
  ALTER TABLE attempt ADD COLUMN excerpt  TEXT;  -- the beginning of the answer's body; never with the key in it
  ALTER TABLE attempt ADD COLUMN decision TEXT;  -- in sentences
  `,
  // Which journal (journal.ts) this database goes with, and how much of it is in here already.
  `
  CREATE TABLE journal_mark (journal TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT;
  INSERT INTO journal_mark VALUES ('', 0);
  `,
  // Looking for contacts whose fate is unknown.
  `
  ALTER TABLE attempt ADD COLUMN purpose TEXT NOT NULL DEFAULT 'send' CHECK (purpose IN ('send', 'look'));
  -- The contacts that the CRM may have without our knowing: few, and asked for at each look.
  CREATE INDEX attempt_of_unknown_fate ON attempt (contact_id) WHERE outcome IN ('unknown', 'portal');
  -- Whether an id was given for another contact already.
  CREATE INDEX contact_by_crm_id ON contact (crm_id) WHERE crm_id IS NOT NULL;

  -- When the user said to leave an unconfirmed contact as it is.
  ALTER TABLE contact ADD COLUMN left_at INTEGER CHECK (left_at IS NULL OR state = 'unconfirmed');
  CREATE INDEX contact_left ON contact (left_at) WHERE left_at IS NOT NULL;

  -- Spans in which the laptop's clock ran steadily: from the attempt behind after_attempt to the next row.
  CREATE TABLE clock (
    id            INTEGER PRIMARY KEY,
    after_attempt INTEGER NOT NULL,
    ahead         INTEGER                   -- by how many milliseconds the CRM's clock was ahead; null where it did not tell
  ) STRICT;
  `,
  // What is proved of each attempt, and by what. From here on reason, result and decision are codes (contract/ledger.ts).
  `
  ALTER TABLE attempt ADD COLUMN processed TEXT CHECK (processed IN ('no', 'unknown', 'yes'));  -- null: a look, or under way
  ALTER TABLE attempt ADD COLUMN phase     TEXT;     -- how far the exchange came: connection, request, answer
  ALTER TABLE attempt ADD COLUMN head_ms   INTEGER;  -- from the request's end to the answer's head
  ${proveOlder};
  ${unprovenOlder};
  DROP INDEX attempt_of_unknown_fate;
  CREATE INDEX attempt_of_unknown_fate ON attempt (contact_id) WHERE processed = 'unknown';
  `,
  // Each row says in which commit it was changed last, and carries a checksum (changes.ts). In place of the journal.
  `
  CREATE TABLE change (
    last   INTEGER NOT NULL,  -- the number of the last commit
    closed INTEGER NOT NULL   -- 1: the outbox was closed after it
  ) STRICT;
  INSERT INTO change VALUES (1, 0);  -- 1 is what an older journal says (older-journal.ts)
  ALTER TABLE contact ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;  -- 0: not since there are numbers
  ALTER TABLE contact ADD COLUMN sum     INTEGER;                     -- null: not known, as of what a script put there
  ALTER TABLE attempt ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempt ADD COLUMN sum     INTEGER;
  ALTER TABLE setting ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE setting ADD COLUMN sum     INTEGER;
  ALTER TABLE clock   ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE clock   ADD COLUMN sum     INTEGER;
  -- A draft that was discarded has no body: that it is gone is a change, too.
  ALTER TABLE draft RENAME TO older_draft;
  CREATE TABLE draft (
    editing INTEGER PRIMARY KEY, body TEXT, changed_at INTEGER NOT NULL, changed INTEGER NOT NULL DEFAULT 0, sum INTEGER
  ) STRICT;
  INSERT INTO draft (editing, body, changed_at) SELECT editing, body, changed_at FROM older_draft;
  DROP TABLE older_draft;
  -- The contacts that need attention, by why: there may be very many, counted at each change and retried in portions.
  CREATE INDEX contact_by_reason ON contact (reason) WHERE state = 'needs-attention';
  `,
  allowWithdrawn,
  // The index holds folded words (search-words.ts) and no text: another version can fold otherwise, and no contact is changed
  // for it. What there is enters it in portions, the newest first.
  `
  DROP TRIGGER IF EXISTS contact_search_changed;  -- search-index.ts has its own
  DROP TABLE contact_search;
  CREATE VIRTUAL TABLE contact_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3 4 5 6 7 8', tokenize = 'ascii'
  );
  DROP TABLE search_progress;
  CREATE TABLE search_progress (
    folding    INTEGER NOT NULL,  -- what the words in it were folded by; 0: there are none
    first_done INTEGER NOT NULL,  -- contacts from this id to the next one are in it
    last_done  INTEGER NOT NULL
  ) STRICT;
  INSERT INTO search_progress VALUES (0, 1, 0);
  `,
];

/** Leads a database from this version to the next; to be called in a transaction. @throws what the disk throws, or damage */
export function applyMigration(database: OutboxDatabase, from: number): void {
  const migration = migrations[from];
  if (typeof migration === 'string') database.exec(migration);
  else migration?.(database);
}
