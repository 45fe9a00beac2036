"""The card of a fingerprint: what it is, where it is known from, its rates by family, what it cannot show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from witnessmark.library.families import label
from witnessmark.library.load import Library
from witnessmark.library.signs import is_maker_sign
from witnessmark.records import Fingerprint, Message, message

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Bar:
    """The rate of one family: hits of texts, and its 95 % interval (Wilson), each a share from 0 to 1."""

    family: str
    label: str
    human: bool
    hits: int
    texts: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Card:
    """All that there is to show about a fingerprint.

    `bars` are the families with hits, the highest rate first, and all groups of people whether hit or not;
    censored sources are left out. `origin` says which corpus and when.
    """

    fingerprint: Fingerprint
    bars: tuple[Bar, ...]
    tier: Message
    measured: Message
    pack: str
    enabled: bool


_TIERS: dict[str, Message] = {
    "A": message("Tier A: a maker's sign, borne out by the measured rates of two sources or more."),
    "B": message("Tier B: boilerplate of language models; it says nothing about the maker."),
    "C": message("Tier C: a hint or a habit of style; never enough alone."),
    "U": message("Tier U: too rare or not measured; it is shown and weighs nothing."),
}
_CLAIMED = message(
    "Tier A is claimed by the pack, and no measured rate bears it out: it weighs nothing until it is measured."
)


def card(library: Library, fingerprint: str) -> Card:
    """The card of one fingerprint; raises LibraryError where there is none."""
    found = library.fingerprint(fingerprint)
    pack = next((each.stamp.name for each in library.packs if found in each.fingerprints), "")
    return Card(found, bars(library, found), _worth(library, found), _measured(library, found), pack,
                found.id not in library.disabled)  # fmt: skip


def _worth(library: Library, fingerprint: Fingerprint) -> Message:
    """What an entry is worth by its tier; a pack may claim tier A, only measured rates make it a sign."""
    if fingerprint.tier == "A" and not is_maker_sign(fingerprint, library.rates):
        return _CLAIMED
    return _TIERS[fingerprint.tier]


def bars(library: Library, fingerprint: Fingerprint) -> tuple[Bar, ...]:
    """The rates of a fingerprint by family, its texts as they are (not the noisy copies)."""
    rates = library.rates
    if not rates.measured(fingerprint.id):
        return ()
    language = rates.languages[fingerprint.id]
    hits: dict[str, int] = {}
    for row in rates.of(fingerprint.id):
        if row.layer != "fuzzy" and not rates.is_censored(row.source, fingerprint.kind):
            hits[row.family] = hits.get(row.family, 0) + row.hits
    texts: dict[str, int] = {}
    for size in rates.sizes:
        if language in ("any", size.language) and not rates.is_censored(size.source, fingerprint.kind):
            texts[size.family] = texts.get(size.family, 0) + size.texts
    shown = [
        _bar(group.name, group.label, group.human, hits.get(group.name, 0), texts[group.name])
        for group in rates.groups.values()
        if texts.get(group.name) and (group.human or hits.get(group.name))
    ]
    return tuple(sorted(shown, key=lambda bar: (bar.human, -bar.rate, bar.family)))


def has_sign(library: Library, family: str) -> bool:
    """Whether the library knows a measured sign of this maker (an entry of tier A with measured rates)."""
    return _signs(library, family) > 0


def families(library: Library) -> tuple[str, ...]:
    """The makers that any entry names or points at, in alphabetical order."""
    found = {fp.names for fp in library.by_id.values() if fp.names}
    found |= {fp.points_at for fp in library.by_id.values()}
    return tuple(sorted(found - {"none", "assistant"}))


def sign_of(library: Library, family: str) -> Message:
    """What can be said about signs of one maker; "no known maker sign" for most."""
    count = _signs(library, family)
    if not count:
        return message(
            "{maker}: no known maker sign. Entries may name it; nothing measured tells its texts apart.",
            maker=label(family),
        )
    return message(
        "{maker}: {count} sign that the measured rates bear out, of wording, not of a product.|{maker}: "
        "{count} signs that the measured rates bear out, all of wording, none of a product.",
        maker=label(family),
        count=count,
    )


def _signs(library: Library, family: str) -> int:
    return sum(fp.points_at == family and is_maker_sign(fp, library.rates) for fp in library.by_id.values())


def _measured(library: Library, fingerprint: Fingerprint) -> Message:
    rates = library.rates
    if not rates.measured(fingerprint.id):
        return message("Not measured: no rate stands behind it.")
    if not rates.of(fingerprint.id):
        return message("Measured on {corpus} on {date}: never found.", corpus=rates.corpus, date=rates.date)
    return message("Measured on {corpus} on {date}.", corpus=rates.corpus, date=rates.date)


def _bar(family: str, name: str, human: bool, hits: int, texts: int) -> Bar:
    rate = hits / texts
    middle = (rate + _Z * _Z / (2 * texts)) / (1 + _Z * _Z / texts)
    half = _Z * math.sqrt(rate * (1 - rate) / texts + _Z * _Z / (4 * texts * texts)) / (1 + _Z * _Z / texts)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Bar(family, name, human, hits, texts, rate, low if hits else 0.0, high)
