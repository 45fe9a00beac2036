"""Which fingerprints a person wants to see: by words, family, kind and tier, for the terminal and the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from witnessmark.records import Fingerprint


@dataclass(frozen=True, slots=True)
class Choice:
    """All words of `search` must stand in an entry, in any order; None in a field means any."""

    search: str = ""
    family: str | None = None
    kind: str | None = None
    tier: str | None = None

    def holds(self, fingerprint: Fingerprint) -> bool:
        """Whether a fingerprint is wanted."""
        families = (fingerprint.names, fingerprint.points_at, fingerprint.family)
        return (
            (self.family is None or self.family in families)
            and self.kind in (None, fingerprint.kind)
            and self.tier in (None, fingerprint.tier)
            and all(word in words(fingerprint) for word in self.search.casefold().split())
        )


def chosen(fingerprints: Iterable[Fingerprint], choice: Choice) -> tuple[Fingerprint, ...]:
    """The fingerprints that are wanted, in their order."""
    return tuple(each for each in fingerprints if choice.holds(each))


def words(fingerprint: Fingerprint) -> str:
    """What a search looks into, in small letters: id, families, kind, tier, wording and note."""
    wording = (fingerprint.text or "", fingerprint.pattern or "", *fingerprint.variants)
    facts = (fingerprint.id, fingerprint.names or "", fingerprint.points_at, fingerprint.kind)
    return " ".join((*facts, f"tier:{fingerprint.tier}", *wording, fingerprint.note)).casefold()
