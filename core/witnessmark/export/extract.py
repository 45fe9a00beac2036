"""The extract: the canonical JSON of a case, from which every report is made. Its format is docs/export.md.

The same state of the store gives the same bytes: nothing in it depends on when or where it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from witnessmark import __version__
from witnessmark.errors import ExportError, reason
from witnessmark.export.redaction import WITHHELD, redacted
from witnessmark.jsonform import from_plain, to_plain
from witnessmark.library.load import Library
from witnessmark.messages import message
from witnessmark.records import AuditEntry, Case, Fingerprint, Match, Together
from witnessmark.store.timestamps import Timestamp
from witnessmark.weighing.together import together

FORMAT = "witnessmark-extract"
VERSION = 1


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """Which store the case was taken from, and how far its audit log went at that moment.

    `log` holds the entries of the case alone; `timestamps` are stamps on the log by authorities outside.
    """

    store: str
    created: str
    entries: int
    head: str
    head_at: str | None = None
    log: tuple[AuditEntry, ...] = ()
    timestamps: tuple[Timestamp, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasuredCount:
    """`hits` of `texts` texts of one group from one source of the corpus hold the words unchanged."""

    group: str
    label: str
    source: str
    hits: int
    texts: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A fingerprint that a match of the case names, and its measured counts.

    `corpus` is None where the library in use now is not the one that the inspection used, so that its counts
    would not be the ones that were weighed.
    """

    fingerprint: Fingerprint
    corpus: str | None = None
    corpus_date: str = ""
    measured: bool = False
    counts: tuple[MeasuredCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """A case with the store's facts and the fingerprints that it cites."""

    format: str
    version: int
    program: str
    store: StoreFacts
    case: Case
    fingerprints: dict[str, Cited] = field(default_factory=dict)
    together: Together | None = None


def extract(case: Case, facts: StoreFacts, library: Library | None = None) -> dict[str, Any]:
    """The extract of a case as plain values, without what is redacted; `jsonform.canonical` gives its bytes.

    Raises ExportError where a redaction has lost its place.
    """
    shown, secrets = redacted(case)
    cited = _cited(shown, library) if library is not None else {}
    joint = _together(shown, library) if library is not None else None
    made: dict[str, Any] = to_plain(Extract(FORMAT, VERSION, __version__, facts, shown, cited, joint))
    if case.redactions:
        made["case"] = secrets.out_of_all(made["case"])
        made["store"]["log"] = secrets.out_of_all(made["store"]["log"])
        made["together"] = secrets.out_of_all(made["together"])
    return made


def _together(case: Case, library: Library) -> Together | None:
    """What the items of one speaker are worth together; nothing where one of them rests on what is redacted."""
    said = case.one_speaker
    if said is not None and any(
        item.id in said.items and item.inspection.assessment.outcome == WITHHELD for item in case.items
    ):
        why = message(
            "What the items are worth together rests on words that are redacted here; it is left out."
        )
        return Together(said.items, None, why)
    return together(case, library)


def read_extract(plain: object) -> Extract:
    """The values of an extract, whoever made it; raises ExportError where it is none."""
    try:
        found = from_plain(plain, Extract)
    except msgspec.ValidationError as error:
        raise ExportError(
            message("This is no extract of a case ({why}). Export the case again.", why=error)
        ) from error
    if found.format != FORMAT or found.version != VERSION:
        raise ExportError(
            message(
                "This extract is of format {format} {version}; this program reads {known} "
                "{known_version}. Use the version of the program that wrote it.",
                format=found.format,
                version=found.version,
                known=FORMAT,
                known_version=VERSION,
            )
        )
    return found


def load_extract(path: Path) -> object:
    """The plain values in the file of an extract; raises ExportError where it is not there or no JSON."""
    try:
        found: object = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise ExportError(
            message("{path} could not be read ({why}). Check the path.", path=path, why=reason(error))
        ) from error
    except msgspec.DecodeError as error:
        raise ExportError(
            message("{path} is no extract of a case. Name the JSON file of an export.", path=path)
        ) from error
    return found


def _cited(case: Case, library: Library) -> dict[str, Cited]:
    found: dict[str, Cited] = {}
    for item in case.items:
        same = item.inspection.library.rates_sha256 == library.stamp.rates_sha256
        for match in item.inspection.matches:
            for name in (match.fingerprint, *match.also):
                if name in library.by_id and name not in found:
                    found[name] = _with_counts(library, match, name, same)
    return dict(sorted(found.items()))


def _with_counts(library: Library, match: Match, name: str, same: bool) -> Cited:
    fingerprint = library.by_id[name]
    if not same:
        return Cited(fingerprint)
    rates = library.rates
    sums: dict[tuple[str, str], int] = {}
    for rate in rates.of(name):
        if rate.layer != "fuzzy":  # counted on a noisy copy of the same texts; never added to the others
            sums[rate.family, rate.source] = sums.get((rate.family, rate.source), 0) + rate.hits
    language = rates.languages.get(name)
    counts = tuple(
        MeasuredCount(
            family,
            rates.groups[family].label if family in rates.groups else family,
            source,
            hits,
            rates.texts(family, source, language=language),
        )
        for (family, source), hits in sorted(sums.items())
    )
    return Cited(fingerprint, rates.corpus, rates.date, rates.measured(name), counts)
