"""Puts the words of a second engine into a transcript, as corrections of the analyst's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from witnessmark.records import Disagreement, Transcript

if TYPE_CHECKING:
    from witnessmark.transcript.edits import CorrectWord


def words_of(transcript: Transcript) -> dict[int, str]:
    """What each word of the reading says in the transcript."""
    parts = [(turn.text, turn.words) for turn in transcript.turns]
    parts += [(region.text, region.words) for region in transcript.interface]
    return {span.word: text[span.start : span.end] for text, spans in parts for span in spans}


def takeover(place: Disagreement, transcript: Transcript) -> tuple[CorrectWord, ...]:
    """The corrections that put the other engine's words into the text; none where they cannot be paired.

    The last word takes what the other engine has more; where it has fewer words, a person must join them.
    """
    from witnessmark.transcript.edits import CorrectWord  # the window starts without it

    says, others = words_of(transcript), place.other.split()
    if not place.words or len(others) < len(place.words) or not all(w in says for w in place.words):
        return ()
    last = len(place.words) - 1
    wanted = [*others[:last], " ".join(others[last:])]
    return tuple(
        CorrectWord(word, text) for word, text in zip(place.words, wanted, strict=True) if says[word] != text
    )
