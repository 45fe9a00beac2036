"""Originals, as rows of 1 MiB under the SHA-256 of their bytes, and the bitmaps derived from them."""

from __future__ import annotations

import hashlib
import sqlite3

from witnessmark.errors import StoreError
from witnessmark.jsonform import from_json, to_json
from witnessmark.messages import message
from witnessmark.records import Picture

PART = 1024 * 1024  # bytes a row


def keep_original(connection: sqlite3.Connection, data: bytes, media_type: str) -> str:
    """Keep the bytes unless they are here already; their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    if known:
        return sha256
    connection.execute(
        "INSERT INTO originals (sha256, byte_count, media_type) VALUES (?, ?, ?)",
        (sha256, len(data), media_type),
    )
    view = memoryview(data)
    connection.executemany(
        "INSERT INTO original_parts (sha256, part, data) VALUES (?, ?, ?)",
        ((sha256, part, view[start : start + PART]) for part, start in enumerate(range(0, len(data), PART))),
    )
    return sha256


def original(connection: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes of an original; raises StoreError where they are missing or not what they were."""
    parts = connection.execute("SELECT data FROM original_parts WHERE sha256 = ? ORDER BY part", (sha256,))
    data = b"".join(row[0] for row in parts)
    if hashlib.sha256(data).hexdigest() == sha256:
        return data
    if not data:
        raise StoreError(
            message(
                "The original {sha256}… is not in this store. Look in a backup for it.", sha256=sha256[:12]
            )
        )
    raise StoreError(
        message(
            "The original {sha256}… is not what it was when it was acquired: its hash differs. Run "
            "`witnessmark verify` and go back to a backup.",
            sha256=sha256[:12],
        )
    )


def keep_picture(connection: sqlite3.Connection, sha256: str, picture: Picture, look: bytes) -> None:
    """Keep the bitmap to draw for an original, and how it looks, unless there is one already."""
    if connection.execute("SELECT 1 FROM pictures WHERE sha256 = ?", (sha256,)).fetchone():
        return
    connection.execute(
        """INSERT INTO pictures (sha256, width, height, steps, png_sha256, png)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            sha256,
            picture.width,
            picture.height,
            to_json(picture.steps),
            hashlib.sha256(picture.png).hexdigest(),
            picture.png,
        ),
    )
    if look:
        connection.execute("INSERT INTO picture_looks (sha256, look) VALUES (?, ?)", (sha256, look))


def picture(connection: sqlite3.Connection, sha256: str) -> Picture | None:
    """The bitmap to draw for an original; None for text."""
    row = connection.execute(
        "SELECT png, width, height, steps FROM pictures WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        return None
    return Picture(row[0], row[1], row[2], from_json(row[3], tuple[str, ...]))


def picture_facts(connection: sqlite3.Connection, sha256: str) -> dict[str, object] | None:
    """What the audit log says about a bitmap."""
    row = connection.execute(
        """SELECT width, height, steps, png_sha256, lower(hex(look)) FROM pictures
        LEFT JOIN picture_looks USING (sha256) WHERE sha256 = ?""",
        (sha256,),
    ).fetchone()
    return dict(zip(("width", "height", "steps", "png_sha256", "look"), row, strict=True)) if row else None


def drop_unused(connection: sqlite3.Connection) -> None:
    """Remove originals that no item uses, and their bitmaps with them."""
    connection.execute("DELETE FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM items)")
