"""The measured counts of a fingerprint, summed over the groups that a comparison is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from witnessmark.library.rates import Group, Rates
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
        self._sizes: dict[tuple[str, str, str, str], int] = {}
        for size in rates.sizes:
            key = (size.family, size.source, size.language, size.band)
            self._sizes[key] = self._sizes.get(key, 0) + size.texts

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """All sources of the corpus."""
        return tuple(sorted({source for _, source, _, _ in self._sizes}))

    def knows(self, asked: Asked) -> bool:
        """Whether the fingerprint was measured at this layer."""
        if asked.layer == "fuzzy" and not self.rates.noise:
            return False
        return self.rates.measured(asked.fingerprint.id)

    def tally(self, asked: Asked, wanted: Wanted, source: str | None = None) -> Tally:
        """Hits and texts of the wanted groups; censored sources are left out of both."""
        hits = sum(
            row.hits
            for row in self.rates.of(asked.fingerprint.id)
            if row.layer in asked.layers
            and asked.band in (None, row.band)
            and self._takes(asked, wanted, row.family, row.source, source)
        )
        return Tally(hits, self._texts(asked, wanted, source))

    def of_group(self, asked: Asked, name: str) -> Tally:
        """Hits and texts of one group."""

        def wanted(group: Group) -> bool:
            return group.name == name

        return self.tally(asked, wanted)

    def _texts(self, asked: Asked, wanted: Wanted, source: str | None) -> int:
        language = self.rates.languages.get(asked.fingerprint.id, asked.fingerprint.language)
        return sum(
            texts
            for (family, origin, spoken, band), texts in self._sizes.items()
            if language in ("any", spoken)
            and asked.band in (None, band)
            and self._takes(asked, wanted, family, origin, source)
        )

    def _takes(self, asked: Asked, wanted: Wanted, family: str, origin: str, source: str | None) -> bool:
        group = self.rates.groups.get(family)
        return (
            group is not None
            and source in (None, origin)
            and wanted(group)
            and not self.rates.is_censored(origin, asked.fingerprint.kind)
        )


def is_model(group: Group) -> bool:
    """Any language model, of a maker or of the community."""
    return not group.human


def is_plain(group: Group) -> bool:
    """Human writing that is not about AI."""
    return group.name in PLAIN


def is_about_ai(group: Group) -> bool:
    """What people write about AI: they quote and joke about the very phrases that are looked for."""
    return group.name in ABOUT_AI
