"""The library in use: the shipped packs, the user's own, and the rates measured for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from witnessmark.errors import LibraryError, reason
from witnessmark.library.entries import make_fingerprint, program_size
from witnessmark.library.packfile import MAX_BYTES, Fault, RawPack, read_pack, room
from witnessmark.library.rates import Rates, read_rates
from witnessmark.library.slots import wordings
from witnessmark.messages import message
from witnessmark.records import Fingerprint, LibraryStamp, PackStamp
from witnessmark_resources import ROOT

RATES_FILE = "rates.json"
DISABLED_FILE = "disabled.txt"
MAX_WORDINGS = (
    100_000  # of one pack; each is a string of the matcher's index, and all shipped packs have 12,000
)
# Of one pack's patterns together, in RE2's instructions; all shipped ones have 15,000. Each takes 2 microseconds
# until the pack can be matched with.
MAX_PROGRAM = 500_000


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: its stamp, what it is about, its sound fingerprints, and the faults of the others.

    `lines` is the line that each entry begins on, by id; `file` the name of the pack's file, `data` its bytes.
    """

    stamp: PackStamp
    about: str
    fingerprints: tuple[Fingerprint, ...]
    faults: tuple[Fault, ...] = ()
    shipped: bool = True
    lines: dict[str, int] = field(default_factory=dict)
    file: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Library:
    """The fingerprints in use with their rates; `complaints` names what was left out of the packs and why.

    `packs` are the packs as loaded, with the entries that the user switched off (`disabled`) still in them.
    """

    fingerprints: tuple[Fingerprint, ...]
    rates: Rates
    stamp: LibraryStamp
    complaints: tuple[str, ...] = ()
    packs: tuple[Pack, ...] = ()
    disabled: frozenset[str] = frozenset()
    by_id: dict[str, Fingerprint] = field(default_factory=dict, repr=False)

    def files(self) -> dict[str, bytes]:
        """The bytes of the packs and of the rates, by the SHA-256 that the stamp names them with."""
        return {pack.stamp.sha256: pack.data for pack in self.packs} | {self.rates.sha256: self.rates.data}

    def fingerprint(self, fingerprint: str) -> Fingerprint:
        """The fingerprint of this id, switched off or not; raises LibraryError where there is none."""
        try:
            return self.by_id[fingerprint]
        except KeyError:
            raise LibraryError(
                message(
                    "There is no fingerprint “{fingerprint}” in the packs in use. `witnessmark library "
                    "list` names them all.",
                    fingerprint=fingerprint,
                )
            ) from None


def load(user_packs: Path | None = None) -> Library:
    """The shipped packs and those in the folder `user_packs`; bad entries are named in `complaints`.

    Raises LibraryError where the shipped packs are missing or a folder cannot be read.
    """
    shipped = shipped_packs()
    if not shipped:
        raise LibraryError(message("The shipped fingerprint packs are missing. Install Witnessmark again."))
    rates, faults = _shipped_rates()
    return assembled(shipped + packs_in(user_packs), rates, switched_off(user_packs), faults)


def assembled(
    loaded: tuple[Pack, ...], rates: Rates, disabled: frozenset[str], faults: tuple[str, ...] = ()
) -> Library:
    """The library of these packs, in their order, and rates; `faults` are complaints that come first."""
    packs, doubles = without_doubles(loaded)
    everything = tuple(fingerprint for pack in packs for fingerprint in pack.fingerprints)
    used = tuple(fingerprint for fingerprint in everything if fingerprint.id not in disabled)
    complaints = [str(fault) for pack in packs for fault in pack.faults]
    return Library(
        fingerprints=used,
        rates=rates,
        stamp=LibraryStamp(
            version=max((pack.stamp.version for pack in packs if pack.shipped), default=""),
            fingerprints=len(used),
            packs=tuple(pack.stamp for pack in packs),
            rates_sha256=rates.sha256,
            disabled=tuple(sorted(disabled)),
        ),
        complaints=(*faults, *complaints, *(str(fault) for fault in doubles)),
        packs=packs,
        disabled=disabled,
        by_id={fingerprint.id: fingerprint for fingerprint in everything},
    )


def shipped_packs() -> tuple[Pack, ...]:
    """The packs that come with the program."""
    folder = ROOT / "fingerprints"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name
    )
    return tuple(_pack_file(file, shipped=True) for file in files)


def packs_in(folder: Path | None) -> tuple[Pack, ...]:
    """The user's own packs in a folder; none where it does not exist."""
    if folder is None or not folder.is_dir():
        return ()
    try:
        files = sorted(
            file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file()
        )
        return tuple(_user_pack(file) for file in files)
    except OSError as error:
        raise LibraryError(
            message("The packs in {folder} could not be read ({why}).", folder=folder, why=reason(error))
        ) from error


def read(data: bytes, file: str, shipped: bool = False) -> Pack:
    """The pack in `data`, with its faults; `file` names it in them and where it has no name of its own."""
    raw = read_pack(data, file)
    fingerprints: dict[str, Fingerprint] = {}
    lines: dict[str, int] = {}
    faults = list(raw.faults)
    spelled = compiled = 0
    for node in raw.entries:
        if spelled > MAX_WORDINGS or compiled > MAX_PROGRAM:
            faults.append(Fault(file, node.line, "", _too_much(spelled)))
            break
        if not room(faults, file, node.line):
            break
        made = make_fingerprint(node, file)
        if isinstance(made, Fault):
            faults.append(made)
        elif made.id in fingerprints:
            faults.append(_twice(file, node.line, made.id, f"line {lines[made.id]}"))
        else:
            fingerprints[made.id] = made
            lines[made.id] = node.line
            spelled += sum(wordings(text) for text in (made.text or "", *made.variants))
            compiled += program_size(made.pattern) if made.pattern else 0
    faults.sort(key=lambda fault: fault.line)
    stamp = PackStamp(_name(raw, file), raw.version or "undated", hashlib.sha256(data).hexdigest())
    return Pack(stamp, raw.about, tuple(fingerprints.values()), tuple(faults), shipped, lines, file, data)


def without_doubles(packs: tuple[Pack, ...]) -> tuple[tuple[Pack, ...], tuple[Fault, ...]]:
    """The packs with each id only where it comes first, and a fault for each that came again."""
    seen: dict[str, str] = {}
    kept: list[Pack] = []
    faults: list[Fault] = []
    for pack in packs:
        fresh = []
        for fingerprint in pack.fingerprints:
            if fingerprint.id in seen:
                line = pack.lines[fingerprint.id]
                faults.append(
                    _twice(pack.stamp.name, line, fingerprint.id, f"the pack {seen[fingerprint.id]}")
                )
            else:
                seen[fingerprint.id] = pack.stamp.name
                fresh.append(fingerprint)
        kept.append(replace(pack, fingerprints=tuple(fresh)))
    return tuple(kept), tuple(faults)


def switched_off(folder: Path | None) -> frozenset[str]:
    """The ids that the user switched off, from the folder's list."""
    if folder is None or not (folder / DISABLED_FILE).is_file():
        return frozenset()
    try:
        lines = (folder / DISABLED_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise LibraryError(
            message(
                "{folder} could not be read ({why}).",
                folder=folder / DISABLED_FILE,
                why=reason(error),
            )
        ) from error
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _pack_file(file: Path | Traversable, shipped: bool) -> Pack:
    with file.open("rb") as stream:
        # One byte more than is allowed is enough to see that a pack is too large.
        data = stream.read(MAX_BYTES + 1)
    return read(data, file.name, shipped)


def _user_pack(file: Path) -> Pack:
    """A pack of the user's; a file that cannot be read costs itself alone."""
    try:
        return _pack_file(file, shipped=False)
    except OSError as error:
        why = reason(error)
        said = f"the pack could not be read ({why if isinstance(why, str) else why.text})"
        fault = Fault(file.name, 1, "", said)
        stamp = PackStamp(file.stem, "undated", hashlib.sha256().hexdigest())
        return Pack(stamp, "", (), (fault,), shipped=False, file=file.name)


def _name(raw: RawPack, file: str) -> str:
    return raw.name or Path(file).stem


def _too_much(spelled: int) -> str:
    """What is said where the entries of a pack stand for too many wordings, or else its patterns are too large."""
    if spelled > MAX_WORDINGS:
        return f"the entries before this one stand for {MAX_WORDINGS} wordings or more; the rest is left out"
    return "the patterns before this one are too large together; the rest is left out"


def _twice(file: str, line: int, entry: str, first: str) -> Fault:
    return Fault(file, line, entry, f"this id is taken already by {first}; the entry is left out")


def _shipped_rates() -> tuple[Rates, tuple[str, ...]]:
    file = ROOT / "fingerprints" / RATES_FILE
    if not file.is_file():
        return Rates(), ("The measured rates are missing; nothing carries a weight without them.",)
    return read_rates(file.read_bytes()), ()
