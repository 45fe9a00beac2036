"""What matches are weighed on: the rates, each answer kept, and what allows a maker to be put forward."""

from __future__ import annotations

from witnessmark.library.load import Library
from witnessmark.records import Fingerprint, Layer
from witnessmark.weighing.decisions import Decisions, resting_on, shipped
from witnessmark.weighing.human import Worth, worth
from witnessmark.weighing.rated import Asked, Counts, is_about_ai
from witnessmark.weighing.strata import LEAST_SOURCES, Between, between


class Balance:
    """The rates of one library, ready for many weighings.

    `decisions` are the held-out decisions that allow a maker (by default the shipped run, where it rests
    on this library's signs);
    a maker's sign has to be measured in at least `least_sources` sources.
    """

    def __init__(
        self, library: Library, decisions: Decisions | None = None, least_sources: int = LEAST_SOURCES
    ) -> None:
        self.library = library
        self.counts = Counts(library.rates)
        self.decisions = resting_on(shipped(), library) if decisions is None else decisions
        self.least_sources = least_sources
        self._worths: dict[tuple[str, Layer, str], Worth] = {}
        self._betweens: dict[tuple[str, Layer, str], Between] = {}

    def worth(self, fingerprint: Fingerprint, layer: Layer, length: int) -> Worth:
        """What a match in a turn of `length` characters is worth against human writing."""
        band = self.library.rates.band_of(length)
        key = (fingerprint.id, layer, band)
        if key not in self._worths:
            self._worths[key] = worth(self.counts, fingerprint, layer, band)
        return self._worths[key]

    def quoted(self, fingerprint: Fingerprint) -> bool:
        """Whether people who write about AI were found to write it: they quote it and joke with it."""
        return self.counts.tally(Asked(fingerprint, "exact"), is_about_ai).hits > 0

    def between(self, fingerprint: Fingerprint, layer: Layer, maker: str) -> Between:
        """How a maker's models compare with all others on a fingerprint, over the sources that have both."""
        key = (fingerprint.id, layer, maker)
        if key not in self._betweens:
            self._betweens[key] = between(self.counts, Asked(fingerprint, layer), maker)
        return self._betweens[key]

    def knows(self, fingerprint: Fingerprint, layer: Layer) -> bool:
        """Whether the fingerprint was measured at this layer."""
        return self.counts.knows(Asked(fingerprint, layer))
