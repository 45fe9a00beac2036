"""Small files of the program's own (settings, heads, packs, places): written whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write beside `file`, then give it its name, so that a kill or a full disk spoils nothing; raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Each writer has a file of its own: two programs or threads may write at once.
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
