"""What one match is worth against human writing: model output over the higher of the two human rates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from witnessmark.records import Fingerprint, Layer, Message, message
from witnessmark.weighing import scale
from witnessmark.weighing.intervals import Interval, Tally, ratio_interval
from witnessmark.weighing.rated import Asked, Counts, is_about_ai, is_model, is_plain

LEAST_HUMAN = 100  # human texts of a length band below which the band gets no grade
LEAST_ABOUT_AI = 1000  # texts about AI in a band below which those of every length are taken
_NO_RATIO = Interval(1.0, 0.0, 0.0)
_NO_TEXTS = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Worth:
    """How many times more often a passage stands in model output than in human writing of the same length.

    `refused` says why there is no figure. `about_ai` says which human rate was the higher one, `every_length`
    that it had to be taken from texts of all lengths; `cautious` is the ratio that is graded.
    """

    refused: Message | None = None
    ratio: Interval = _NO_RATIO
    model: Tally = _NO_TEXTS
    human: Tally = _NO_TEXTS
    about_ai: bool = False
    every_length: bool = False
    cautious: float = 1.0

    @property
    def weight(self) -> float | None:
        """The weight in hundredths; None where nothing measured carries it."""
        return None if self.refused else scale.weight(self.cautious)


def worth(counts: Counts, fingerprint: Fingerprint, layer: Layer, band: str) -> Worth:
    """The worth of a match of `fingerprint` that `layer` found in a turn of the length band `band`."""
    asked = Asked(fingerprint, layer, band)
    refused = _refusal(counts, asked)
    if refused:
        return Worth(refused)
    model, plain = counts.tally(asked, is_model), counts.tally(asked, is_plain)
    if plain.texts < LEAST_HUMAN:
        return Worth(
            message("Too little human writing of this length and language was measured to compare it with.")
        )
    if model.hits == 0:
        return Worth(message("In model output of this length it was never found."))
    sides = [_side(model, plain), _about_ai(counts, asked, model)]
    lowest = min((side for side in sides if side), key=lambda side: side.cautious)
    if fingerprint.tier == "C" or fingerprint.kind == "style":
        return replace(lowest, cautious=min(lowest.cautious, scale.STYLE_CEILING))
    return lowest


def _refusal(counts: Counts, asked: Asked) -> Message | None:
    if not counts.rates.measured(asked.fingerprint.id):
        return message("How often models and people write it was not measured.")
    if asked.fingerprint.tier == "U":
        return message("The library holds it too rare, or from too few sources, to be graded.")
    if not counts.knows(asked):
        return message("It is an approximate match, and no rate of approximate matches was measured.")
    return None


def _side(model: Tally, human: Tally) -> Worth:
    ratio = ratio_interval(model, human)
    return Worth(None, ratio, model, human, cautious=min(ratio.low, scale.ceiling(human.texts)))


def _about_ai(counts: Counts, asked: Asked, model: Tally) -> Worth | None:
    """The comparison with texts about AI; where few are of this length, model output of every length too."""
    here = counts.tally(asked, is_about_ai)
    if here.texts >= LEAST_ABOUT_AI:
        return replace(_side(model, here), about_ai=True)
    everywhere = replace(asked, band=None)
    about_ai = counts.tally(everywhere, is_about_ai)
    if about_ai.texts < LEAST_ABOUT_AI:
        return None
    # The rates of short texts say little about long ones: the smaller of the two comparisons is kept.
    taken = min(
        (_side(model, about_ai), _side(counts.tally(everywhere, is_model), about_ai)),
        key=lambda side: side.cautious,
    )
    return replace(taken, about_ai=True, every_length=True)
