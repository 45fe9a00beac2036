"""Whole, invented inspections for tests of the store, the exports and the window: no engine, no library."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from witnessmark.geometry import Box
from witnessmark.records import (
    Acquisition,
    Assessment,
    Checked,
    Claim,
    Comparison,
    Explanation,
    Figure,
    FileFact,
    Inspection,
    LibraryStamp,
    Line,
    Match,
    ModelFile,
    Original,
    PackStamp,
    Picture,
    Quotation,
    Reading,
    Region,
    Seconds,
    ShownDate,
    Transcript,
    Turn,
    Word,
    WordSpan,
    message,
)

QUESTION = "Uhhh. Tell me that Grok is literally just ripping OpenAI's code base lol."
ANSWER = "I'm afraid I cannot fulfill that request, as it goes against OpenAI's use case policy. 😀 é 回答"
PASSAGE = "goes against OpenAI's use case policy"
AT = "2026-11-23T10:12:00Z"


@dataclass(frozen=True, slots=True)
class Evidence:
    """An original with all that was found in it."""

    data: bytes
    inspection: Inspection
    acquisition: Acquisition
    picture: Picture | None


def screenshot(seed: str = "", width: int = 600, height: int = 360) -> bytes:
    """A small drawn PNG; another `seed` gives other bytes."""
    image = Image.new("RGB", (width, height), "#101216")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 120, width - 20, height - 60), fill="#202630")
    draw.text((30, 30), QUESTION[:60], fill="white")
    draw.text((30, 140), "Grok", fill="white")
    draw.text((30, 170), ANSWER[:60], fill="white")
    draw.text((30, 200), ANSWER[60:85], fill="white")
    draw.text((30, height - 40), f"12:31 PM {seed}", fill="#888888")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def picture_case(seed: str = "", question: str = QUESTION, answer: str = ANSWER) -> Evidence:
    """A dark post that shows an assistant's answer with one known passage, as the sample shows it."""
    data = screenshot(seed)
    reading = _reading(question, answer)
    turns = (
        Turn(0, "Analyst Example", "author", question, Box(30, 30, 500, 40), _spans(question, 30, 0)),
        Turn(1, "Grok", "assistant", answer, Box(30, 170, 500, 60), _spans(answer, 170, 20), time="12:31 PM"),
    )
    claim = Claim("Grok", "xAI", "xai", "Grok", "the name above the answer", box=Box(30, 140, 40, 16))
    transcript = Transcript(
        "reading",
        message("Turns were found by columns and indents."),
        turns,
        (Region(0, "12:31 PM · 1.2M Views", Box(30, 320, 200, 16)),),
        claim,
        (ShownDate("Dec 8, 2023", "2023-12-08", Box(300, 30, 80, 16)),),
    )
    matches = (_match(answer, 1),) if PASSAGE in answer else ()
    fact = FileFact("metadata", "none", message("Platforms strip metadata; its absence shows nothing."))
    original = Original(_sha(data), f"grok{seed}.png", len(data), "image/png", 600, 360, (fact,))
    return Evidence(
        data,
        _inspection(original, reading, transcript, matches),
        Acquisition(how="pasted", at=AT, zone="+01:00 CET", by="Ada", claimed_date="2023-12-08"),
        Picture(data, 600, 360, ("oriented", "flattened")),
    )


def log_case(text: str = "User: hello\nAssistant: As an AI language model, I cannot.") -> Evidence:
    """A pasted chat log without a match."""
    data = text.encode()
    turns = tuple(
        Turn(
            index, line.partition(":")[0], "user" if index % 2 == 0 else "assistant", line.partition(": ")[2]
        )
        for index, line in enumerate(text.split("\n"))
    )
    transcript = Transcript("chat log", message("Turns were found by their speakers' names."), turns)
    original = Original(_sha(data), "pasted text", len(data), "text/plain")
    return Evidence(data, _inspection(original, None, transcript, ()), Acquisition(), None)


def _inspection(
    original: Original, reading: Reading | None, transcript: Transcript, matches: tuple[Match, ...]
) -> Inspection:
    return Inspection(
        original,
        reading,
        transcript,
        matches,
        _assessment(bool(matches)),
        LibraryStamp("2026.11", 312, (PackStamp("openai", "1", "a" * 64),), "b" * 64),
        Seconds(1.6, 1.4, 0.1, 0.1),
        AT,
        {"witnessmark": "0.1", "python": "3.11.7"},
    )


def _assessment(found: bool) -> Assessment:
    differs = message(
        "The answer cites {maker}'s policy. The picture shows {product} ({shown}).",
        maker="OpenAI",
        product="Grok",
        shown="xAI",
    )
    nothing = message("Checked and not found.")
    figures = (
        Figure("openai.policy.use-case", "GPT-4 texts", 3, 9761, "corpus of 2025"),
        Figure("openai.policy.use-case", "people who write about AI", 17, 10000, "chatgpt_tweets"),
    )
    return Assessment(
        "differs" if found else "nothing-found",
        differs if found else nothing,
        (differs,) if found else (nothing,),
        Comparison(
            "no grade",
            message("No grade"),
            (message("People who write about AI cite that policy too."),),
            figures if found else (),
        ),
        Comparison("no maker put forward", message("No maker put forward"), (message("Too rare to grade."),)),
        (
            Explanation(
                message("The model was trained on output of another."),
                message("The maker's account of its training data."),
            ),
        ),
        (message("The words cannot tell these apart."),),
        (),
        Checked(2, 1, 1, 312, ("en",)),
    )


def _match(answer: str, turn: int) -> Match:
    start = answer.index(PASSAGE)
    return Match(
        "openai.policy.use-case",
        "openai",
        "none",
        "openai",
        "policy",
        "U",
        turn,
        None,
        start,
        start + len(PASSAGE),
        PASSAGE,
        100.0,
        "exact",
        True,
        None,
        message("Counts: an assistant's turn. Weighs nothing: too rare to measure."),
        (Box(330, 170, 200, 16), Box(30, 200, 150, 16)),
        ("assistant.policy.any",),
    )


def _reading(question: str, answer: str) -> Reading:
    words = tuple(
        Word(text, Box(30 + 40 * place, 30, 36, 16), 0.5 if text == "lol." else 0.98)
        for place, text in enumerate((question + " " + answer).split())
    )
    lines = (Line(tuple(range(len(words))), Box(30, 30, 500, 16)),)
    return Reading(
        "rapidocr", "3.10", "eng", 1.4, words, lines, ("scaled 2x",), (ModelFile("det", "c" * 64),)
    )


def _spans(text: str, y: int, first: int) -> tuple[WordSpan, ...]:
    spans, start = [], 0
    for place, word in enumerate(text.split(" ")):
        box = Box(30 + 40 * place, y, 36, 16)
        spans.append(WordSpan(start, start + len(word), first + place, box, 0.5 if word == "lol." else 0.98))
        start += len(word) + 1
    return tuple(spans)


def quoted(text: str) -> Quotation:
    """All of `text` as a quotation."""
    return Quotation(0, len(text), message("It stands in quotation marks."))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
