"""What the picture shows itself to be: the product in a title, a model picker, an entry field or a speaker's name."""

from __future__ import annotations

from witnessmark.geometry import Box
from witnessmark.records import Claim, Region, Turn
from witnessmark.speech.products import Shown, product_in_label, product_in_prompt

# Places by how plainly they tell what program this is.
_ORDER = ("speaker's name", "window title", "entry field or note", "model picker")


def claim_in(turns: tuple[Turn, ...], interface: tuple[Region, ...]) -> Claim | None:
    """The best claim of the interface's words; never read from a message's text."""
    found = [*_names(turns, interface), *_titles(interface)]
    if not found:
        return None
    best = min(found, key=lambda claim: (_ORDER.index(claim.where), -claim.confidence))
    same = [claim for claim in found if claim.family == best.family]
    model = next((claim.model for claim in same if claim.model), None)
    doubtful = len({claim.family for claim in found}) > 1
    return Claim(
        best.product,
        best.maker,
        best.family,
        best.words,
        best.where,
        model,
        best.box,
        0.6 if doubtful else best.confidence,
    )


def _names(turns: tuple[Turn, ...], interface: tuple[Region, ...]) -> list[Claim]:
    """Claims by speakers' names; their place is that of the name, which is no part of the turn."""
    places = {region.text: region.box for region in reversed(interface)}
    result = []
    for turn in turns:
        shown = product_in_label(turn.speaker) if turn.speaker and turn.role == "assistant" else None
        if shown is not None:
            result.append(
                _claim(shown, turn.speaker or "", "speaker's name", places.get(turn.speaker or "", turn.box))
            )
    return result


def _titles(interface: tuple[Region, ...]) -> list[Claim]:
    result = []
    for region in interface:
        shown = product_in_prompt(region.text)
        if shown is not None:
            result.append(_claim(shown, region.text, "entry field or note", region.box))
            continue
        shown = product_in_label(region.text)
        if shown is not None and not _in_menu(region, interface):
            where = "model picker" if shown.product.model else "window title"
            result.append(_claim(shown, region.text, where, region.box))
    return result


def _in_menu(region: Region, interface: tuple[Region, ...]) -> bool:
    """Whether a label stands among others above and below it, as an entry of a menu does."""
    box = region.box
    if box is None:
        return False
    column = [
        other.box
        for other in interface
        if other.box is not None
        and abs(other.box.x - box.x) < 0.6 * box.height
        and abs(other.box.y - box.y) < 4 * box.height
        and len(other.text.split()) <= 3
    ]
    return any(one.y < box.y for one in column) and any(one.y > box.y for one in column)


def _claim(shown: Shown, words: str, where: str, box: Box | None) -> Claim:
    product = shown.product
    return Claim(
        shown.model or product.name if product.model else product.name,
        product.maker,
        product.family,
        words,
        where,
        shown.model,
        box,
        0.9,
    )
