"""Whether a file's name says the same of its type as its content does."""

from __future__ import annotations

from witnessmark.records import FileFact, message

# Endings and the types that files under them have; endings that say nothing of a type are left out.
_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "jfif": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "avif": "image/avif", "heic": "image/heic", "heif": "image/heic", "pdf": "application/pdf",
    "txt": "text/plain", "md": "text/plain", "log": "text/plain", "json": "text/plain", "csv": "text/plain",
    "html": "text/plain", "htm": "text/plain",
}  # fmt: skip


def name_facts(name: str, media_type: str) -> tuple[FileFact, ...]:
    """A fact where the ending of `name` stands for another type than `media_type`, the one by content."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    named = _TYPES.get(ending)
    if named is None or named == media_type:
        return ()
    return (
        FileFact(
            "type and name",
            f"{_short(media_type)} by content, .{ending} by name",
            message(
                "The name stands for another type than the content has. Sites, messengers, programs and people "
                "rename and convert pictures by the way; it does not say which of them did, nor that anything "
                "in the picture was altered."
            ),
        ),
    )


def _short(media_type: str) -> str:
    return media_type.rpartition("/")[2].upper()
