"""The tables of the evidence store, as migrations that are never edited once they were released.

What a person types or a machine finds stands in readable tables; whole inspections and readings stand beside
them as JSON and are the truth that `turns` and `findings` are made from. See docs/store.md.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from witnessmark.store.additions import INDICES_1_2, TABLES_1_1, VIEWS_1_1
from witnessmark.store.query import UNSPACED_GLOB

APPLICATION_ID = 0x57697431  # "Wit1", at byte 68 of the file
MAJOR = 1  # a program refuses a store of a newer major version
MINOR = 2  # a newer minor version only adds what an older program may leave alone
PER_CASE = 1_000_000  # ids of turns, findings and notes are case number * PER_CASE + a running number

migrations = Migrations("witnessmark")

_TABLES = (
    """CREATE TABLE store_facts (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE case_numbers (
        number INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TABLE audit_entries (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        zone TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        case_id TEXT,
        subject TEXT,
        why TEXT NOT NULL,
        digest TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX audit_entries_of_case ON audit_entries (case_id, number)",
    """CREATE TABLE cases (
        number INTEGER PRIMARY KEY REFERENCES case_numbers (number),
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'reviewing', 'closed')),
        draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
        conclusion TEXT NOT NULL,
        tags TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX cases_in_order ON cases (number, id)",
    "CREATE INDEX cases_by_change ON cases (changed, number)",
    "CREATE INDEX cases_by_title ON cases (title COLLATE NOCASE, number)",
    "CREATE INDEX cases_by_status ON cases (status, number)",
    """CREATE TABLE case_tags (
        tag TEXT NOT NULL,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        PRIMARY KEY (tag, case_number)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX case_tags_of_case ON case_tags (case_number)",
    """CREATE TABLE audit_values (
        entry INTEGER PRIMARY KEY REFERENCES audit_entries (number),
        case_number INTEGER REFERENCES cases (number) ON DELETE CASCADE,
        salt TEXT NOT NULL,
        value TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX audit_values_of_case ON audit_values (case_number)",
    """CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        byte_count INTEGER NOT NULL,
        media_type TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE original_parts (
        sha256 TEXT NOT NULL REFERENCES originals (sha256) ON DELETE CASCADE,
        part INTEGER NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (sha256, part)
    ) STRICT""",
    """CREATE TABLE pictures (
        sha256 TEXT PRIMARY KEY REFERENCES originals (sha256) ON DELETE CASCADE,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        steps TEXT NOT NULL,
        png_sha256 TEXT NOT NULL,
        png BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE picture_looks (
        sha256 TEXT PRIMARY KEY REFERENCES pictures (sha256) ON DELETE CASCADE,
        look BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE library_files (
        sha256 TEXT PRIMARY KEY,
        data BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE items (
        id TEXT PRIMARY KEY,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES originals (sha256),
        name TEXT NOT NULL,
        how TEXT,
        acquired_at TEXT,
        acquired_zone TEXT,
        acquired_by TEXT,
        source_url TEXT,
        obtained_from TEXT,
        claimed_date TEXT,
        claimed_date_confirmed INTEGER NOT NULL CHECK (claimed_date_confirmed IN (0, 1)),
        newest_inspection TEXT,
        UNIQUE (case_number, position)
    ) STRICT""",
    "CREATE INDEX items_by_original ON items (sha256)",
    "CREATE INDEX items_by_claimed_date ON items (claimed_date)",
    """CREATE TABLE readings (
        id TEXT PRIMARY KEY,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        engine TEXT NOT NULL,
        version TEXT NOT NULL,
        language TEXT NOT NULL,
        word_count INTEGER NOT NULL,
        record_sha256 TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX readings_of_item ON readings (item_id)",
    """CREATE TABLE inspections (
        id TEXT PRIMARY KEY,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL,
        at TEXT NOT NULL,
        reading_id TEXT REFERENCES readings (id),
        transcript_changed INTEGER NOT NULL CHECK (transcript_changed IN (0, 1)),
        outcome TEXT NOT NULL,
        headline TEXT NOT NULL,
        claim_product TEXT,
        claim_family TEXT,
        library_version TEXT NOT NULL,
        first_turn INTEGER,
        first_finding INTEGER,
        record_sha256 TEXT NOT NULL,
        record TEXT NOT NULL,
        UNIQUE (item_id, sequence)
    ) STRICT""",
    "CREATE INDEX inspections_by_claim ON inspections (claim_family)",
    "CREATE INDEX inspections_by_reading ON inspections (reading_id)",
    """CREATE TABLE turns (
        id INTEGER PRIMARY KEY,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        inspection_id TEXT NOT NULL REFERENCES inspections (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        speaker TEXT,
        role TEXT NOT NULL,
        shown_time TEXT,
        text TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX turns_of_item ON turns (item_id, position)",
    "CREATE INDEX turns_of_inspection ON turns (inspection_id)",
    "CREATE INDEX turns_of_case ON turns (case_number)",
    # Searched by part of a line, because an index of words knows no word in a script without spaces.
    f"CREATE INDEX turns_unspaced ON turns (id) WHERE text GLOB '{UNSPACED_GLOB}'",
    """CREATE TABLE findings (
        id INTEGER PRIMARY KEY,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        inspection_id TEXT NOT NULL REFERENCES inspections (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        names TEXT,
        points_at TEXT NOT NULL,
        family TEXT NOT NULL,
        kind TEXT NOT NULL,
        tier TEXT NOT NULL,
        turn INTEGER,
        region INTEGER,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        text TEXT NOT NULL,
        score REAL NOT NULL,
        layer TEXT NOT NULL,
        counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
        weight REAL,
        reason TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX findings_of_item ON findings (item_id, position)",
    "CREATE INDEX findings_of_inspection ON findings (inspection_id)",
    "CREATE INDEX findings_of_case ON findings (case_number)",
    "CREATE INDEX findings_by_family ON findings (family, case_number)",
    "CREATE INDEX findings_by_names ON findings (names, case_number)",
    "CREATE INDEX findings_by_kind ON findings (kind, case_number)",
    "CREATE INDEX findings_by_fingerprint ON findings (fingerprint, case_number)",
    """CREATE TABLE notes (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        item_id TEXT REFERENCES items (id) ON DELETE CASCADE,
        turn INTEGER,
        starts_at INTEGER,
        ends_at INTEGER,
        quotation TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_of_case ON notes (case_number)",
    "CREATE INDEX notes_of_item ON notes (item_id)",
    """CREATE TABLE judgements (
        id TEXT PRIMARY KEY,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        turn INTEGER,
        region INTEGER,
        starts_at INTEGER NOT NULL,
        judgement TEXT NOT NULL CHECK (judgement IN ('accepted', 'rejected', 'unsure')),
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX judgements_of_case ON judgements (case_number)",
    """CREATE UNIQUE INDEX judgements_of_match ON judgements
        (item_id, fingerprint, starts_at, coalesce(turn, -1), coalesce(region, -1))""",
    """CREATE TABLE foreign_chains (
        store TEXT PRIMARY KEY,
        created TEXT NOT NULL,
        entries INTEGER NOT NULL,
        head TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE foreign_entries (
        store TEXT NOT NULL REFERENCES foreign_chains (store),
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        zone TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        case_id TEXT,
        subject TEXT,
        why TEXT NOT NULL,
        digest TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (store, number)
    ) STRICT""",
    "CREATE INDEX foreign_entries_of_case ON foreign_entries (case_id)",
    """CREATE TABLE foreign_values (
        store TEXT NOT NULL,
        entry INTEGER NOT NULL,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        salt TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (store, entry),
        FOREIGN KEY (store, entry) REFERENCES foreign_entries (store, number)
    ) STRICT""",
    "CREATE INDEX foreign_values_of_case ON foreign_values (case_number)",
)

# For people and other programs; this program itself reads the tables.
_VIEWS = (
    """CREATE VIEW all_cases AS SELECT cases.number, cases.id, title, status,
        CASE draft WHEN 1 THEN 'draft' ELSE 'kept' END AS kept, conclusion, tags,
        cases.created, cases.changed,
        (SELECT count(*) FROM items WHERE case_number = cases.number) AS items,
        (SELECT count(*) FROM turns WHERE case_number = cases.number) AS turns,
        (SELECT count(*) FROM findings WHERE case_number = cases.number) AS findings,
        (SELECT group_concat(headline, ' | ')
            FROM items JOIN inspections ON inspections.id = newest_inspection
            WHERE case_number = cases.number) AS headlines
    FROM cases""",
    """CREATE VIEW all_items AS SELECT case_number, title AS case_title,
        items.position + 1 AS item, items.id AS item_id, name, items.sha256, byte_count, media_type,
        source_url, obtained_from, how, acquired_at, acquired_by, claimed_date, claim_product, outcome,
        headline
    FROM items JOIN cases ON cases.number = case_number JOIN originals ON originals.sha256 = items.sha256
    LEFT JOIN inspections ON inspections.id = newest_inspection""",
    """CREATE VIEW all_turns AS SELECT turns.case_number, title AS case_title, items.position + 1 AS item,
        name AS item_name, turns.position + 1 AS turn, speaker, role, shown_time, text
    FROM turns JOIN items ON items.id = item_id JOIN cases ON cases.number = turns.case_number""",
    """CREATE VIEW all_findings AS SELECT findings.case_number, title AS case_title,
        items.position + 1 AS item, name AS item_name, findings.turn + 1 AS turn, findings.fingerprint,
        names, family, kind, tier, findings.text AS passage, findings.starts_at, ends_at, score,
        layer, counts, weight, findings.reason, judgement, judgements.reason AS judgement_reason
    FROM findings JOIN items ON items.id = findings.item_id JOIN cases ON cases.number = findings.case_number
    LEFT JOIN judgements ON judgements.item_id = findings.item_id
        AND judgements.fingerprint = findings.fingerprint AND judgements.starts_at = findings.starts_at
        AND judgements.turn IS findings.turn AND judgements.region IS findings.region""",
    """CREATE VIEW all_words AS SELECT items.case_number, items.position + 1 AS item, engine, version,
        word.key + 1 AS word, word.value ->> 'text' AS text, word.value ->> 'confidence' AS confidence,
        word.value ->> '$.box[0]' AS x, word.value ->> '$.box[1]' AS y,
        word.value ->> '$.box[2]' AS width, word.value ->> '$.box[3]' AS height
    FROM readings JOIN items ON items.id = item_id, json_each(readings.record, '$.words') AS word""",
)

# Table, its integer key, and the columns that are searched.
SEARCHED = (
    ("cases", "number", ("title", "conclusion", "tags")),
    ("turns", "id", ("speaker", "text")),
    ("notes", "row", ("text", "quotation")),
)


@migrations()
def m001_first_tables(db: Database) -> None:
    """Everything of version 1.0."""
    for statement in (*_TABLES, *_VIEWS):
        db.conn.execute(statement)
    for table, key, columns in SEARCHED:
        for statement in _search_of(table, key, columns):
            db.conn.execute(statement)


@migrations()
def m002_places_and_timestamps(db: Database) -> None:
    """Version 1.1: notes on a place of the picture, redactions, items of one speaker, timestamps."""
    for statement in (*TABLES_1_1, *VIEWS_1_1):
        db.conn.execute(statement)


@migrations()
def m003_indices_of_outcomes(db: Database) -> None:
    """Version 1.2: what filters by outcome and claim need in a large store."""
    for statement in INDICES_1_2:
        db.conn.execute(statement)


def take_back(connection: sqlite3.Connection) -> None:
    """Undo all minor versions; what they hold is lost, so this is for stores that are tried on alone."""
    for statement in (*INDICES_1_2, *VIEWS_1_1, *TABLES_1_1):
        kind, name = statement.split()[1:3]
        connection.execute(f"DROP {kind} IF EXISTS {name}")  # an index went with its table
    connection.execute("DELETE FROM _sqlite_migrations WHERE name != 'm001_first_tables'")


def _search_of(table: str, key: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """An FTS5 index over a table's columns that holds no second copy of the text, and its triggers."""
    index = f"{table}_search"
    names = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.{key}, {new});"
    drop = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.{key}, {old});"
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='{key}', "
        "tokenize='unicode61 remove_diacritics 2', prefix='3')",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} BEGIN {drop} {add} END",
    )
