"""What a case is called where nobody gave it a title."""

from __future__ import annotations

from witnessmark.records import Transcript

LONGEST = 60  # characters: what a list of cases shows of a title on one line


def title_of(transcript: Transcript, name: str) -> str:
    """The first words of a chat log's first turn, on one line; for a picture or an empty log, `name`."""
    if transcript.origin != "chat log":
        return name
    words = next((text for turn in transcript.turns if (text := " ".join(turn.text.split()))), "")
    return cut(words) or name


def cut(words: str) -> str:
    """`words` up to the last whole word that fits; the cut is marked."""
    if len(words) <= LONGEST:
        return words
    kept, space, _ = words[:LONGEST].rpartition(" ")
    return (kept if space else words[: LONGEST - 1]) + "…"
