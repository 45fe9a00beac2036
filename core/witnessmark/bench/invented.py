"""Invented cases, the same for the same seed: chat logs in made-up words, some of them with a finding."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from witnessmark.intake.acquire import from_text
from witnessmark.records import (
    Assessment,
    Checked,
    Comparison,
    Inspection,
    LibraryStamp,
    Match,
    Original,
    PackStamp,
    Seconds,
    Transcript,
    Turn,
    message,
)

VOCABULARY = 30_000  # words; the n-th is n times rarer than the first, as in speech
WORDS_A_TURN = 25
PHRASE = "as an ai language model"
_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u")]
_AT = "2026-01-01T00:00:00Z"
_TAGS = ("election", "health", "war", "bank", "school", "sport", "weather", "police", "party", "radio")


@dataclass(frozen=True, slots=True)
class Invented:
    """A case to put into a store."""

    title: str
    data: bytes
    inspection: Inspection
    tags: tuple[str, ...]
    note: str | None


class Inventor:
    """Makes the cases; the same seed gives the same ones."""

    def __init__(self, seed: int = 1, turns: int = 10) -> None:
        self._random = random.Random(seed)
        self._turns = turns
        self.words = _words(random.Random(0))
        self._weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(self.words))))

    def case(self, number: int) -> Invented:
        """The next case; `number` makes its original different from all others."""
        generator = self._random
        texts = [" ".join(self.some(WORDS_A_TURN)) for _ in range(self._turns)]
        texts[0] = f"{texts[0]} number{number}"
        found = generator.random() < 0.1
        if found:
            texts[1] = f"{texts[1]} {PHRASE}"
        inspection = _inspection(texts, found)
        tags = tuple(generator.sample(_TAGS, generator.randrange(3)))
        note = " ".join(self.some(12)) if generator.random() < 0.1 else None
        data = _log(texts).encode()
        return Invented(" ".join(self.some(4)).capitalize(), data, inspection, tags, note)

    def some(self, count: int) -> list[str]:
        """Words as they occur in speech: a few again and again, most hardly ever."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def search(self) -> tuple[str, str]:
        """A search as people make them: what kind it is, and its text."""
        generator = self._random
        kinds = {"common": 10, "middling": 25, "two words": 35, "phrase": 10, "beginning": 10, "filter": 10}
        kind = generator.choices(list(kinds), weights=list(kinds.values()))[0]
        middling = self.words[generator.randrange(50, 5_000)]
        common = self.words[generator.randrange(300)]
        made = {
            "common": self.words[generator.randrange(0, 50)],
            "middling": middling,
            "two words": f"{self.words[generator.randrange(0, 500)]} {middling}",
            "phrase": f'"{PHRASE}" {common}',
            "beginning": middling[:4],
            "filter": f"family:assistant tag:{generator.choice(_TAGS)} {common}",
        }
        return kind, made[kind]


def _words(generator: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(generator.choices(_SYLLABLES, k=generator.choice((2, 2, 3, 3, 4))))] = None
    return list(found)


def _log(texts: list[str]) -> str:
    return "\n".join(f"{('User', 'Assistant')[place % 2]}: {text}" for place, text in enumerate(texts))


def _inspection(texts: list[str], found: bool) -> Inspection:
    acquired = from_text(_log(texts), "pasted text")
    turns = tuple(
        Turn(place, ("User", "Assistant")[place % 2], ("user", "assistant")[place % 2], text)
        for place, text in enumerate(texts)
    )
    return Inspection(
        Original(acquired.sha256, acquired.name, len(acquired.data), acquired.media_type),
        None,
        Transcript("chat log", message("Turns were found by their speakers' names."), turns),
        (_match(texts[1]),) if found else (),
        _assessment(found, len(turns)),
        LibraryStamp("bench", 1, (PackStamp("bench", "1", "0" * 64),), "0" * 64),
        Seconds(),
        _AT,
        {"witnessmark": "bench"},
    )


def _match(text: str) -> Match:
    start = text.index(PHRASE)
    return Match(
        "assistant.disclaimer.model",
        None,
        "assistant",
        "assistant",
        "disclaimer",
        "B",
        1,
        None,
        start,
        start + len(PHRASE),
        PHRASE,
        100.0,
        "normalised",
        True,
        1.0,
        message("Counts: the turn is an assistant's."),
    )


def _assessment(found: bool, turns: int) -> Assessment:
    headline = message("The wording is found in assistants' answers." if found else "Checked and not found.")
    none = Comparison("no grade", message("No grade"))
    return Assessment(
        "wording" if found else "nothing-found",
        headline,
        (headline,),
        none,
        none,
        (),
        (),
        (),
        Checked(turns, turns // 2, 0, 1, ("en",)),
    )
