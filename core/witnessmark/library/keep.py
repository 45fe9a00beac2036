"""The user's own packs: adding entries, taking over a stranger's pack after a look at it, switching off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from witnessmark.clock import now
from witnessmark.errors import LibraryError, reason
from witnessmark.files import write_whole
from witnessmark.library.load import DISABLED_FILE, Library, Pack, read, switched_off
from witnessmark.library.packfile import Fault
from witnessmark.library.packtext import pack_text
from witnessmark.records import Fingerprint, Message, message

OWN_PACK = "own.yaml"

_ABOUT = "Entries of this library's user."
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_HEAD = "# Entries that were switched off; one id a line.\n"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a stranger's pack would bring, before it takes effect.

    `fresh` are entries that would be used, `taken` ids that the library has already and that stay as they
    are, `faults` the entries that cannot be used; `file` is where it would be kept.
    """

    pack: Pack
    data: bytes
    file: str
    fresh: tuple[Fingerprint, ...]
    taken: tuple[str, ...]
    faults: tuple[Fault, ...]
    replaces: bool

    @property
    def summary(self) -> tuple[Message, ...]:
        """The sentences to show before the person decides."""
        return tuple(_summary(self))


def preview(library: Library, data: bytes, name: str, folder: Path) -> Preview:
    """Look at a pack without using it; raises LibraryError where it holds nothing that can be used."""
    pack = read(data, name)
    if not pack.fingerprints:
        why = str(pack.faults[0]) if pack.faults else "it has no entries"
        raise LibraryError(message("Nothing in this pack can be used: {why}", why=why))
    file = _file_name(pack.stamp.name)
    own = {
        fp.id for kept in library.packs if not kept.shipped and kept.file == file for fp in kept.fingerprints
    }
    known = library.by_id.keys() - own
    return Preview(
        pack=pack,
        data=data,
        file=file,
        fresh=tuple(fp for fp in pack.fingerprints if fp.id not in known),
        taken=tuple(fp.id for fp in pack.fingerprints if fp.id in known),
        faults=pack.faults,
        replaces=(folder / file).exists(),
    )


def accept(seen: Preview, folder: Path) -> Path:
    """Keep a pack that was looked at among the user's own; the bytes are kept as they came."""
    return _write(folder / seen.file, seen.data)


def add(folder: Path, fingerprint: Fingerprint, library: Library, version: str) -> Path:
    """Put an entry into the user's own pack, or change it there; `version` is the day's, `2026.11.23`.

    Raises LibraryError where a shipped pack or another pack has the id, or where the entry is not sound.
    """
    return add_all(folder, (fingerprint,), library, version)


def add_all(folder: Path, fingerprints: tuple[Fingerprint, ...], library: Library, version: str) -> Path:
    """Put entries into the user's own pack, all or none; raises LibraryError as `add` does."""
    file = folder / OWN_PACK
    before = _own(file)
    own, fresh = {fp.id for fp in before}, {fp.id for fp in fingerprints}
    for name in sorted(fresh - own):
        if name in library.by_id:
            raise LibraryError(message("The id {id} is taken by another pack. Choose another one.", id=name))
    others = [fp for fp in before if fp.id not in fresh]
    data = pack_text("own", version, _ABOUT, [*others, *fingerprints]).encode()
    faults = read(data, OWN_PACK).faults
    if faults:
        raise LibraryError(message("The entry cannot be used: {message}.", message=faults[0].message))
    return _write(file, data)


def remove(folder: Path, fingerprint: str, version: str) -> Path:
    """Take an entry out of the user's own pack; raises LibraryError where it is not in it."""
    file = folder / OWN_PACK
    before = _own(file)
    left = [fp for fp in before if fp.id != fingerprint]
    if len(left) == len(before):
        raise LibraryError(
            message(
                "{fingerprint} is not in your own pack; only such entries can be removed.",
                fingerprint=fingerprint,
            )
        )
    return _write(file, pack_text("own", version, _ABOUT, left).encode())


def export(library: Library, ids: Iterable[str], name: str, version: str, about: str = "") -> bytes:
    """Entries of any packs as one pack to pass on; raises LibraryError for an id that is not there."""
    if not _NAME.fullmatch(name):
        raise LibraryError(message("A pack's name is of small letters, digits and hyphens: newsroom-2026."))
    return pack_text(name, version, about, [library.fingerprint(each) for each in ids]).encode()


def fault_of(fingerprint: Fingerprint) -> str:
    """What is wrong with an entry's form; an empty text where nothing is."""
    faults = read(pack_text("own", today(), _ABOUT, (fingerprint,)).encode(), OWN_PACK).faults
    return faults[0].message if faults else ""


def today() -> str:
    """The day as packs are dated: `2026.11.05`; the order of dates is that of their text."""
    return now()[:10].replace("-", ".")


def switch(folder: Path, fingerprint: str, on: bool) -> Path:
    """Switch one entry on or off; a shipped one stays in its pack either way."""
    off = set(switched_off(folder))
    off = off - {fingerprint} if on else off | {fingerprint}
    return _write(folder / DISABLED_FILE, (_HEAD + "".join(f"{each}\n" for each in sorted(off))).encode())


def _own(file: Path) -> tuple[Fingerprint, ...]:
    """The entries of the user's own pack; raises LibraryError rather than lose one that is broken."""
    if not file.exists():
        return ()
    try:
        pack = read(file.read_bytes(), file.name)
    except OSError as error:
        raise LibraryError(
            message("{file} could not be read ({why}).", file=file, why=reason(error))
        ) from error
    if pack.faults:
        raise LibraryError(
            message("{faults}. Mend or remove it first, so that it is not lost.", faults=str(pack.faults[0]))
        )
    return pack.fingerprints


def _write(file: Path, data: bytes) -> Path:
    try:
        write_whole(file, data)
    except OSError as error:
        raise LibraryError(
            message(
                "{file} could not be written ({why}). Nothing was changed.",
                file=file,
                why=reason(error),
            )
        ) from error
    return file


def _file_name(name: str) -> str:
    """A file name for a pack of any name: a stranger's pack chooses no path."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "imported"
    return f"{plain}-pack.yaml" if f"{plain}.yaml" == OWN_PACK else f"{plain}.yaml"


def _summary(seen: Preview) -> Iterable[Message]:
    yield message(
        "The pack {name}, version {version}, brings {count} new fingerprint.|The pack {name}, version "
        "{version}, brings {count} new fingerprints.",
        name=seen.pack.stamp.name,
        version=seen.pack.stamp.version,
        count=len(seen.fresh),
    )
    yield message(
        "None of them has a measured rate: they are shown and weigh nothing until you measure them."
    )
    if seen.taken:
        yield message(
            "{count} id is taken already and is left out.|{count} ids are taken already and are left out.",
            count=len(seen.taken),
        )
    if seen.faults:
        yield message(
            "{count} fault was found; what it concerns is left out.|{count} faults were found; what they "
            "concern is left out.",
            count=len(seen.faults),
        )
    if seen.replaces:
        yield message("It takes the place of a pack of the same name that you have.")
