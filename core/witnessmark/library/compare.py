"""What changed from one pack or library to another, entry by entry and field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from witnessmark.records import Fingerprint, LibraryStamp, Message, Source, message


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
    before = {pack.name: pack for pack in then.packs}
    after = {pack.name: pack for pack in now.packs}
    said: list[Message] = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            said.append(message("The pack {name} is no longer in use.", name=name))
        elif name not in before:
            said.append(message("The pack {name} has come into use.", name=name))
        elif before[name].sha256 != after[name].sha256:
            said.append(
                message(
                    "The pack {name} has changed, from version {before} to {after}.",
                    name=name,
                    before=before[name].version,
                    after=after[name].version,
                )
            )
    if then.rates_sha256 != now.rates_sha256:
        said.append(message("The measured rates have changed."))
    return tuple(said)


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
