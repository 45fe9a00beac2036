"""What each minor version of the schema adds. Additions never change a table that was there before.

So a program of an older minor version goes on working with the store and leaves them alone. They have no
triggers, because such a program refuses to write where it meets a trigger that it does not know.
"""

from __future__ import annotations

TABLES_1_1 = (
    """CREATE TABLE note_boxes (
        note_id TEXT PRIMARY KEY REFERENCES notes (id) ON DELETE CASCADE,
        x INTEGER NOT NULL,
        y INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE redactions (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        x INTEGER,
        y INTEGER,
        width INTEGER,
        height INTEGER,
        turn INTEGER,
        starts_at INTEGER,
        ends_at INTEGER,
        quotation TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        why TEXT NOT NULL,
        author TEXT NOT NULL,
        created TEXT NOT NULL,
        CHECK ((x IS NULL) != (turn IS NULL))
    ) STRICT""",
    "CREATE INDEX redactions_of_case ON redactions (case_number)",
    "CREATE INDEX redactions_of_item ON redactions (item_id)",
    """CREATE TABLE one_speaker (
        item_id TEXT PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
        case_number INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
        author TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX one_speaker_of_case ON one_speaker (case_number)",
    """CREATE TABLE timestamps (
        id TEXT PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES audit_entries (number),
        hash TEXT NOT NULL,
        at TEXT NOT NULL,
        authority TEXT NOT NULL,
        response BLOB NOT NULL,
        roots BLOB NOT NULL
    ) STRICT""",
)

VIEWS_1_1 = (
    """CREATE VIEW all_notes AS SELECT notes.case_number, title AS case_title, items.position + 1 AS item,
        name AS item_name, notes.turn + 1 AS turn, starts_at, ends_at, x, y, width, height, quotation,
        notes.text AS note, author, notes.created
    FROM notes JOIN cases ON cases.number = notes.case_number LEFT JOIN items ON items.id = notes.item_id
    LEFT JOIN note_boxes ON note_id = notes.id""",
    """CREATE VIEW all_redactions AS SELECT redactions.case_number, title AS case_title,
        items.position + 1 AS item, name AS item_name, x, y, width, height, redactions.turn + 1 AS turn,
        starts_at, ends_at, why, author, redactions.created
    FROM redactions JOIN cases ON cases.number = redactions.case_number
    JOIN items ON items.id = redactions.item_id""",
)

# For filters by outcome and claim, which otherwise read every inspection there is.
INDICES_1_2 = (
    "CREATE INDEX inspections_by_outcome ON inspections (outcome, id)",
    "CREATE INDEX items_by_inspection ON items (newest_inspection, case_number)",
)

# By the name of the migration that makes them: what a store that is only read lacks until it is migrated.
TABLES = {"m002_places_and_timestamps": TABLES_1_1, "m003_indices_of_outcomes": ()}
