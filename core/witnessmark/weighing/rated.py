"""The measured counts of a fingerprint, summed over the groups that a comparison is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from witnessmark.library.rates import Group, Rates, Size
from witnessmark.records import Fingerprint, Layer
from witnessmark.weighing.intervals import Tally

PLAIN = ("human-text", "human-prompt")
ABOUT_AI = ("human-about-ai",)

Wanted = Callable[[Group], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked up: a fingerprint as a layer found it, in texts of one length band or (None) of all."""

    fingerprint: Fingerprint
    layer: Layer
    band: str | None = None

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The rows that belong together: fuzzy ones were counted on a noisy copy and are never added."""
        return ("fuzzy",) if self.layer == "fuzzy" else ("exact", "normalised")


class Counts:
    """The rates of a library, ready to be summed many times."""

    def __init__(self, rates: Rates) -> None:
        self.rates = rates
        self._sizes: dict[str, list[Size]] = {}
        self._families: dict[str, list[Size]] = {}
        for size in rates.sizes:
            self._sizes.setdefault(size.source, []).append(size)
            self._families.setdefault(size.family, []).append(size)

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources of the corpus."""
        return tuple(sorted(self._sizes))

    def knows(self, asked: Asked) -> bool:
        """Whether the fingerprint was measured at this layer."""
        if asked.layer == "fuzzy" and not self.rates.noise:
            return False
        return self.rates.measured(asked.fingerprint.id)

    def tally(self, asked: Asked, wanted: Wanted, source: str | None = None) -> Tally:
        """Hits and texts of the wanted groups; censored sources are left out of both."""
        families = {name for name, group in self.rates.groups.items() if wanted(group)}
        return self._tally(
            asked, families, self._sizes.get(source, []) if source else self.rates.sizes, source
        )

    def of_group(self, asked: Asked, name: str) -> Tally:
        """Hits and texts of one group."""
        return self._tally(asked, {name}, self._families.get(name, []), None)

    def _tally(self, asked: Asked, families: set[str], sizes: Iterable[Size], source: str | None) -> Tally:
        language = self.rates.languages.get(asked.fingerprint.id, asked.fingerprint.language)
        hits = sum(
            row.hits
            for row in self.rates.of(asked.fingerprint.id)
            if row.layer in asked.layers
            and row.family in families
            and source in (None, row.source)
            and self._takes(asked, row.source, row.band)
        )
        texts = sum(
            size.texts
            for size in sizes
            if size.family in families
            and language in ("any", size.language)
            and self._takes(asked, size.source, size.band)
        )
        return Tally(hits, texts)

    def _takes(self, asked: Asked, source: str, band: str) -> bool:
        return asked.band in (None, band) and not self.rates.is_censored(source, asked.fingerprint.kind)


def is_model(group: Group) -> bool:
    """Any language model, of a maker or of the community."""
    return not group.human


def is_plain(group: Group) -> bool:
    """Human writing that is not about AI."""
    return group.name in PLAIN


def is_about_ai(group: Group) -> bool:
    """What people write about AI: they quote and joke about the very phrases that are looked for."""
    return group.name in ABOUT_AI
