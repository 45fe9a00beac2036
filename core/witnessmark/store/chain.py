"""The hash chain of the audit log: pure functions that a stranger can repeat with any SHA-256 tool.

`digest` of an entry is the SHA-256 of the canonical JSON `{"salt": ..., "value": ...}`; value and salt are
kept with the case and go with it. `hash` covers the entry's own fields and the hash of the entry before it.
"""

from __future__ import annotations

import hashlib
import json

from witnessmark.records import AuditEntry

NOTHING = ""  # the digest of an entry that removed its subject


def first_link(store_id: str, created: str) -> str:
    """What the first entry names as the one before it: the store itself."""
    return _sha256(first_text(store_id, created))


def first_text(store_id: str, created: str) -> str:
    """The canonical JSON that stands for the store itself."""
    return canonical_text({"created": created, "store": store_id})


def salted(salt: str, value: str) -> str:
    """The digest of a value that is already canonical JSON text."""
    return _sha256(f'{{"salt":"{salt}","value":{value}}}')


def entry_hash(entry: AuditEntry) -> str:
    """The hash of an entry from its other fields."""
    return _sha256(entry_text(entry))


def entry_text(entry: AuditEntry) -> str:
    """The canonical JSON of an entry's other fields, whose SHA-256 is its hash."""
    return canonical_text(
        {
            "action": entry.action,
            "actor": entry.actor,
            "at": entry.at,
            "case": entry.case,
            "digest": entry.digest,
            "number": entry.number,
            "previous": entry.previous,
            "subject": entry.subject,
            "why": entry.why,
            "zone": entry.zone,
        }
    )


def canonical_text(value: object) -> str:
    """RFC 8785 canonical JSON of values whose keys are ASCII and whose numbers are whole and below 2**53.

    All that the log holds is of that kind; for it the standard library gives the canonical form, ten times
    faster than a general writer.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
