"""What changed from one pack or library to another, entry by entry and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from witnessmark.records import Fingerprint, LibraryStamp, Message, PackStamp, Source, message


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one entry, before and after, as text."""

    fingerprint: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids that came and went, and the fields that changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def difference(before: Iterable[Fingerprint], after: Iterable[Fingerprint]) -> Difference:
    """What changed from one set of fingerprints to another."""
    old = {fingerprint.id: fingerprint for fingerprint in before}
    new = {fingerprint.id: fingerprint for fingerprint in after}
    changed = [
        change for name in sorted(old.keys() & new.keys()) for change in _changes(old[name], new[name])
    ]
    return Difference(
        tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), tuple(changed)
    )


def moved_on(then: LibraryStamp, now: LibraryStamp) -> tuple[Message, ...]:
    """What of the library has changed since an inspection; empty where it is the same."""
    before, after = _by_name(then.packs), _by_name(now.packs)
    said: list[Message] = []
    for key in sorted(before.keys() | after.keys()):
        name, _ = key
        if key not in after:
            said.append(message("The pack {name} is no longer in use.", name=name))
        elif key not in before:
            said.append(message("The pack {name} has come into use.", name=name))
        elif before[key].sha256 != after[key].sha256:
            said.append(
                message(
                    "The pack {name} has changed, from version {before} to {after}.",
                    name=name,
                    before=before[key].version,
                    after=after[key].version,
                )
            )
    off, on = (sorted(set(one.disabled) - set(other.disabled)) for one, other in ((now, then), (then, now)))
    if off:
        said.append(message("Switched off since: {names}.", names=", ".join(off)))
    if on:
        said.append(message("Switched on again since: {names}.", names=", ".join(on)))
    if then.rates_sha256 != now.rates_sha256:
        said.append(message("The measured rates have changed."))
    return tuple(said)


def _by_name(packs: Iterable[PackStamp]) -> dict[tuple[str, int], PackStamp]:
    """The packs by name, and by a number where several have one name, as a stranger's and a shipped one may."""
    found: dict[tuple[str, int], PackStamp] = {}
    times: Counter[str] = Counter()
    for pack in packs:
        found[pack.name, times[pack.name]] = pack
        times[pack.name] += 1
    return found


def _changes(before: Fingerprint, after: Fingerprint) -> Iterable[Change]:
    for field in fields(Fingerprint):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield Change(before.id, field.name, _shown(old), _shown(new))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(item.title if isinstance(item, Source) else str(item) for item in value)
    return str(value)
