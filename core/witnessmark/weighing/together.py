"""Several items of one case weighed as one speaker's: only because the analyst says so, never of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from witnessmark.errors import UsageError
from witnessmark.library.load import Library
from witnessmark.messages import listed
from witnessmark.records import (
    Assessment,
    Case,
    Claim,
    Inspection,
    LibraryStamp,
    Match,
    Message,
    Region,
    ShownDate,
    Together,
    Transcript,
    Turn,
    message,
)
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.weigh import weigh

Matched = tuple[Transcript, tuple[Match, ...]]


def together(case: Case, library: Library) -> Together | None:
    """What the items are worth together that the analyst says are of one speaker; None where nobody says so."""
    said = case.one_speaker
    if said is None:
        return None
    return weighed({item.id: item.inspection for item in case.items if item.id in said.items}, library)


def weighed(inspections: dict[str, Inspection], library: Library) -> Together:
    """What items, by name, are worth together, or why they cannot be weighed so."""
    names = tuple(inspections)
    why_not = _obstacle(tuple(inspections.values()), library)
    if why_not is not None:
        return Together(names, None, why_not)
    found = tuple((each.transcript, each.matches) for each in inspections.values())
    return Together(names, weigh_together(found, library))


def _obstacle(inspections: tuple[Inspection, ...], library: Library) -> Message | None:
    if len(inspections) < 2:
        return message("There is one item alone, so there is nothing to weigh it together with.")
    if any(_weighed_by(each.library) != _weighed_by(library.stamp) for each in inspections):
        return message(
            "The items are not weighed together: they were inspected with other packs or rates than the ones in "
            "use. Inspect them again."
        )
    products = _products(each.transcript for each in inspections)
    if len(products) > 1:
        return message(
            "The items are not weighed together: they show different products ({products}), so they cannot be of "
            "one speaker as shown.",
            products=listed(products),
        )
    return None


def _weighed_by(stamp: LibraryStamp) -> object:
    return stamp.packs, stamp.rates_sha256, stamp.disabled


def weigh_together(
    items: tuple[Matched, ...], library: Library, balance: Balance | None = None
) -> Assessment:
    """One assessment of several items that the analyst says are of one speaker.

    Repeats over the items add nothing, as within one. Raises UsageError for fewer than two items, and where
    the items claim different products: then they cannot be of one speaker as shown.
    """
    if len(items) < 2:
        raise UsageError(message("Only several items can be weighed together. Choose two or more."))
    merged, matches = _merged(items)
    assessment = weigh(merged, matches, library, balance)[1]
    return replace(
        assessment,
        facts=(
            message(
                "The analyst says that these items are of one speaker, so they are weighed together (items: {items}). "
                "The program cannot tell.",
                items=len(items),
            ),
            *assessment.facts,
        ),
        limits=(
            *assessment.limits,
            message(
                "More items of one speaker find more, but what they find is not more often right: errors repeat."
            ),
        ),
    )


def _merged(items: tuple[Matched, ...]) -> tuple[Transcript, tuple[Match, ...]]:
    turns: list[Turn] = []
    regions: list[Region] = []
    matches: list[Match] = []
    dates: list[ShownDate] = []
    for transcript, found in items:
        first_turn, first_region = len(turns), len(regions)
        new_turn = {turn.index: first_turn + n for n, turn in enumerate(transcript.turns)}
        new_region = {region.index: first_region + n for n, region in enumerate(transcript.interface)}
        turns += [replace(turn, index=new_turn[turn.index]) for turn in transcript.turns]
        regions += [replace(region, index=new_region[region.index]) for region in transcript.interface]
        dates += transcript.dates
        matches += [
            replace(
                match,
                turn=None if match.turn is None else new_turn[match.turn],
                region=None if match.region is None else new_region[match.region],
            )
            for match in found
        ]
    pasted = any(transcript.origin == "chat log" for transcript, _ in items)
    merged = Transcript(
        "chat log" if pasted else "reading",
        message("Several items, taken as one speaker's."),
        tuple(turns),
        tuple(regions),
        _claim(items),
        tuple(dates),
    )
    return merged, tuple(matches)


def _claim(items: tuple[Matched, ...]) -> Claim | None:
    claims = [transcript.claim for transcript, _ in items if transcript.claim]
    products = _products(transcript for transcript, _ in items)
    if len(products) > 1:
        raise UsageError(
            message(
                "The items show different products ({products}). Choose items of one product.",
                products=", ".join(products),
            )
        )
    return claims[0] if claims else None


def _products(transcripts: Iterable[Transcript]) -> tuple[str, ...]:
    return tuple(sorted({each.claim.product for each in transcripts if each.claim}))
