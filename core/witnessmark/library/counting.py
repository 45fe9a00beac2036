"""Which texts of a batch hold which fingerprint, and the sums over all batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from witnessmark.library.corpus import Batch, family_of, group_of, texts_of
from witnessmark.library.noise import ocr_noise
from witnessmark.library.rates import BANDS, Group, Rate, Size, band_of
from witnessmark.records import Fingerprint, Layer

_BEST: tuple[Layer, ...] = ("fuzzy", "normalised", "exact")

# A text's place in its file is its seed: as many to a batch as a batch has lines.
_SEEDS = 500

Place = tuple[str, str, str, str]
"""Family, source, language and length band of a text."""

Hit = tuple[str, str, str, Layer, str]
"""Fingerprint, family, source, layer and length band."""


class Found(Protocol):
    """A passage, as far as counting needs it."""

    @property
    def fingerprint(self) -> str:
        """The id of the fingerprint."""

    @property
    def layer(self) -> Layer:
        """How it was found."""

    @property
    def text(self) -> str:
        """The words of the text."""


class Finder(Protocol):
    """A matcher, as far as counting needs it."""

    def find_many(self, texts: Iterable[str], *, overlapping: bool) -> Iterable[Sequence[Found]]:
        """Every passage of each text, overlapping ones too."""


FinderMaker = Callable[[tuple[Fingerprint, ...]], Finder]


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of one batch: texts by place, and texts by what was found in them."""

    file: str
    place: int
    number: int
    sizes: tuple[tuple[str, str, str, str, int], ...]
    hits: tuple[tuple[str, str, str, Layer, str, int], ...]
    groups: tuple[Group, ...]


class BatchCounter:
    """Counts batches with one matcher; `noise` is the share of characters that simulated OCR changes."""

    def __init__(self, make: FinderMaker, fingerprints: tuple[Fingerprint, ...], noise: float) -> None:
        self._finder = make(fingerprints)
        self._languages = {fingerprint.id: fingerprint.language for fingerprint in fingerprints}
        self._noise = noise

    def count(self, batch: Batch) -> Counted:
        """The counts of one batch; raises LibraryError for a line that is none."""
        lines = texts_of(batch)
        texts = [line.text for line in lines]
        places = [(family_of(each), each.source, each.lang, band_of(BANDS, len(each.text))) for each in lines]
        hits: Counter[Hit] = Counter()
        hits.update(self._hits(texts, places, ("exact", "normalised")))
        if self._noise:
            # The place in the corpus is the seed, so that a second run sees the same noise.
            first = batch.number * _SEEDS
            noisy = [ocr_noise(text, self._noise, first + index) for index, text in enumerate(texts)]
            hits.update(self._hits(noisy, places, ("fuzzy",)))
        groups: dict[str, Group] = {}
        for line in lines:
            groups.setdefault(family_of(line), group_of(line))
        return Counted(
            batch.file,
            batch.place,
            batch.number,
            tuple((*place, count) for place, count in Counter(places).items()),
            tuple((*hit, count) for hit, count in hits.items()),
            tuple(groups.values()),
        )

    def _hits(self, texts: list[str], places: list[Place], layers: tuple[Layer, ...]) -> Iterator[Hit]:
        """One hit for each text and fingerprint whose best layer there is one of `layers`."""
        found = self._finder.find_many(texts, overlapping=True)
        for (family, source, language, band), passages in zip(places, found, strict=True):
            for name, layer in _best_layers(passages).items():
                if layer in layers and self._languages[name] in ("any", language):
                    yield name, family, source, layer, band


def _best_layers(passages: Sequence[Found]) -> dict[str, Layer]:
    best: dict[str, Layer] = {}
    for passage in passages:
        before = best.get(passage.fingerprint, "fuzzy")
        best[passage.fingerprint] = max(before, passage.layer, key=_BEST.index)
    return best


class Totals:
    """The counts of all batches so far."""

    def __init__(self) -> None:
        self._sizes: Counter[Place] = Counter()
        self._hits: Counter[Hit] = Counter()
        self._groups: dict[str, Group] = {}

    @property
    def texts(self) -> int:
        """How many texts were counted."""
        return self._sizes.total()

    @property
    def groups(self) -> dict[str, Group]:
        """The groups that were seen, by name."""
        return dict(sorted(self._groups.items()))

    @property
    def sizes(self) -> tuple[Size, ...]:
        """How many texts there were of each place."""
        return tuple(Size(*place, count) for place, count in sorted(self._sizes.items()))

    def add(self, counted: Counted) -> None:
        """Take one batch."""
        for family, source, language, band, count in counted.sizes:
            self._sizes[family, source, language, band] += count
        for name, family, source, layer, band, count in counted.hits:
            self._hits[name, family, source, layer, band] += count
        for group in counted.groups:
            self._groups.setdefault(group.name, group)

    def rows(self, languages: dict[str, str]) -> dict[str, tuple[Rate, ...]]:
        """The rates by fingerprint, in an order that does not depend on which batch was ready first."""
        searched: Counter[Place] = Counter()
        for (family, source, language, band), count in self._sizes.items():
            searched[family, source, language, band] += count
            searched[family, source, "any", band] += count
        rows: dict[str, list[Rate]] = {}
        for (name, family, source, layer, band), hits in sorted(self._hits.items()):
            texts = searched[family, source, languages[name], band]
            rows.setdefault(name, []).append(Rate(name, family, source, layer, band, hits, texts))
        return {name: tuple(found) for name, found in rows.items()}
