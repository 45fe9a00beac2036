"""Measured rates: how many texts of which family and source hold a fingerprint.

Counted with our own matcher. A text is counted once for a fingerprint, at its best layer. The rows of the
layers `exact` and `normalised` are counted on the texts as they are and may be added up; the rows of layer
`fuzzy` are counted on a copy of the same texts with simulated OCR noise, where the best passage was fuzzy,
and are never added to the others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import msgspec

from witnessmark.errors import LibraryError
from witnessmark.messages import message
from witnessmark.records import Layer

FORMAT = 1
# With fewer of people's texts in a language, nothing is known about false alarms in it.
LEAST_HUMAN = 1000
# Whoever made the circulating ShareGPT file took out the answers with "OpenAI", "ChatGPT" and boilerplate, so
# a rate of such wording in it says nothing.
CENSORED: dict[str, tuple[str, ...]] = {
    "sharegpt": ("self-identification", "policy", "refusal", "disclaimer", "cutoff")
}


@dataclass(frozen=True, slots=True)
class Group:
    """A family of the corpus: its maker in our words, its name for people, and what kind of group it is."""

    name: str
    maker: str
    label: str
    human: bool = False
    community: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A length band: texts of at most `upto` characters that are in no shorter band."""

    name: str
    upto: int


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `texts` texts of one family, source and length band hold the fingerprint at this layer."""

    fingerprint: str
    family: str
    source: str
    layer: Layer
    band: str
    hits: int
    texts: int


@dataclass(frozen=True, slots=True)
class Size:
    """How many texts of one family, source, language and length band were looked at."""

    family: str
    source: str
    language: str
    band: str
    texts: int


BANDS: tuple[Band, ...] = (Band("short", 280), Band("medium", 1000), Band("long", 8000))


@dataclass(frozen=True, slots=True)
class _File:
    """The file rates.json. A row of `hits` is family, source, layer, band, hits."""

    format: int
    corpus: str
    date: str
    command: str
    corpus_sha256: str
    noise: float
    packs: dict[str, str]
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    texts: tuple[Size, ...]
    languages: dict[str, str]
    hits: dict[str, tuple[tuple[str, str, Layer, str, int], ...]]


@dataclass(frozen=True, slots=True)
class Rates:
    """The measured rates of a library on one corpus, with what made them.

    `sha256` is that of the file; `noise` the share of characters that the simulated OCR noise changed;
    `languages` the language of each fingerprint that was measured; `data` the file's bytes, where it was read.
    """

    corpus: str = ""
    date: str = ""
    command: str = ""
    sha256: str = ""
    corpus_sha256: str = ""
    noise: float = 0.0
    packs: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    bands: tuple[Band, ...] = BANDS
    sizes: tuple[Size, ...] = ()
    languages: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[Rate, ...]] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False, compare=False)

    def of(self, fingerprint: str) -> tuple[Rate, ...]:
        """The rows of a fingerprint, only those with hits; none where it was not measured or never found."""
        return self.rows.get(fingerprint, ())

    def measured(self, fingerprint: str) -> bool:
        """Whether the corpus was searched for this fingerprint, and holds people's texts of its language."""
        language = self.languages.get(fingerprint)
        if language is None:
            return False
        people = (
            s.texts for s in self.sizes if s.family.startswith("human") and language in ("any", s.language)
        )
        return sum(people) >= LEAST_HUMAN

    def texts(
        self,
        family: str | None = None,
        source: str | None = None,
        band: str | None = None,
        language: str | None = "en",
    ) -> int:
        """How many texts there are; None stands for all families, sources, bands or languages."""
        return sum(
            size.texts
            for size in self.sizes
            if family in (None, size.family)
            and source in (None, size.source)
            and band in (None, size.band)
            and language in (None, size.language)
        )

    def sources(self, family: str, language: str | None = "en") -> tuple[str, ...]:
        """The sources that hold texts of a family."""
        found = (s.source for s in self.sizes if s.family == family and language in (None, s.language))
        return tuple(sorted(set(found)))

    def band_of(self, length: int) -> str:
        """The length band of a text of `length` characters; longer than all is in the longest."""
        return band_of(self.bands, length)

    def is_censored(self, source: str, kind: str) -> bool:
        """Whether somebody removed this kind of wording from a source, so that it gives no rate of it."""
        return kind in CENSORED.get(source, ())


def band_of(bands: tuple[Band, ...], length: int) -> str:
    """The name of the band that a text of `length` characters belongs to."""
    return next((band.name for band in bands if length <= band.upto), bands[-1].name)


def read_rates(data: bytes) -> Rates:
    """The rates in the bytes of a rates.json; raises LibraryError where they are none."""
    try:
        found = msgspec.json.decode(data, type=_File)
    except msgspec.DecodeError as error:
        raise LibraryError(
            message("The measured rates could not be read ({why}). Measure again.", why=error)
        ) from error
    if found.format != FORMAT:
        raise LibraryError(
            message(
                "The measured rates are of format {format}, not {known}. Measure again.",
                format=found.format,
                known=FORMAT,
            )
        )
    sizes = {(size.family, size.source, size.language, size.band): size.texts for size in found.texts}
    return Rates(
        corpus=found.corpus,
        date=found.date,
        command=found.command,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        corpus_sha256=found.corpus_sha256,
        noise=found.noise,
        packs=found.packs,
        groups={group.name: group for group in found.groups},
        bands=found.bands,
        sizes=found.texts,
        languages=found.languages,
        rows={
            name: tuple(_rate(sizes, found, name, row) for row in rows) for name, rows in found.hits.items()
        },
    )


def write_rates(rates: Rates) -> bytes:
    """The bytes of a rates.json, one fingerprint a line so that two of them can be compared."""
    plain = msgspec.to_builtins(
        _File(
            format=FORMAT,
            corpus=rates.corpus,
            date=rates.date,
            command=rates.command,
            corpus_sha256=rates.corpus_sha256,
            noise=rates.noise,
            packs=rates.packs,
            bands=rates.bands,
            groups=tuple(rates.groups.values()),
            texts=rates.sizes,
            languages=rates.languages,
            hits={
                name: tuple((row.family, row.source, row.layer, row.band, row.hits) for row in rows)
                for name, rows in sorted(rates.rows.items())
            },
        )
    )
    lines = [f"{_json(name)}:{_listed(value)}" for name, value in plain.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _listed(value: object) -> str:
    if isinstance(value, dict) and value and isinstance(next(iter(value.values())), list):
        return "{\n" + ",\n".join(f" {_json(name)}:{_json(item)}" for name, item in value.items()) + "\n}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(f" {_json(item)}" for item in value) + "\n]"
    return _json(value)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _rate(
    sizes: dict[tuple[str, str, str, str], int],
    found: _File,
    name: str,
    row: tuple[str, str, Layer, str, int],
) -> Rate:
    family, source, layer, band, hits = row
    language = found.languages.get(name, "en")
    if language == "any":
        searched = sum(
            texts for (fam, src, _, bnd), texts in sizes.items() if (fam, src, bnd) == (family, source, band)
        )
    else:
        searched = sizes.get((family, source, language, band), 0)
    return Rate(name, family, source, layer, band, hits, searched)
