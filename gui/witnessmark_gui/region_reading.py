"""Reads one region of a picture again and puts what it says in the place of what was read there before."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer

from witnessmark.errors import UnreadableInput
from witnessmark.geometry import Box, hull
from witnessmark.intake.acquire import Acquired
from witnessmark.records import Inspection, Line, Picture, Reading, Transcript, Word, WordSpan
from witnessmark_gui.bitmaps import image_of
from witnessmark_gui.jobs import Toolbox
from witnessmark_gui.language import say

if TYPE_CHECKING:
    from witnessmark.reading.engine import ReadOptions
    from witnessmark.transcript.edits import CorrectWord


@dataclass(frozen=True, slots=True)
class RegionOrder:
    """Which region of which picture is to be read again."""

    picture: Picture
    before: Inspection
    box: Box
    options: ReadOptions


def read_region(order: RegionOrder, toolbox: Toolbox, stop: threading.Event) -> Iterator[object]:
    """Yield the new inspection; raises UnreadableInput where the region holds nothing to read."""
    from witnessmark.pipeline import reconsider
    from witnessmark.turns.propose import propose

    if order.before.reading is None:
        raise UnreadableInput(say("Pasted text has no picture to read again."))
    instruments = toolbox.instruments()
    examined = instruments.reader.examine(_cut(order.picture, order.box), order.options, stop)
    reading = joined(order.before.reading, examined.reading, order.box)
    transcript = with_corrections(propose(reading, order.picture), order)
    yield reconsider(transcript, instruments, replace(order.before, reading=reading, second=None))


def with_corrections(transcript: Transcript, order: RegionOrder) -> Transcript:
    """The new transcript with the analyst's corrections of words that lie outside the region.

    What was said of turns is kept where a turn is still made of the same words.
    """
    from witnessmark.transcript.apply import apply
    from witnessmark.transcript.edits import Edit, SetRole, SetSpeaker

    before, moved = order.before.transcript, moved_words(order)
    edits: list[Edit] = list(_corrections(before, transcript, moved))
    turns = {tuple(moved.get(span.word) for span in turn.words): turn for turn in before.turns if turn.words}
    for turn in transcript.turns:
        known = turns.get(tuple(span.word for span in turn.words))
        if known is not None and known.role != turn.role:
            edits.append(SetRole(turn.index, known.role))
        if known is not None and known.speaker != turn.speaker:
            edits.append(SetSpeaker(turn.index, known.speaker))
    return apply(transcript, tuple(edits))


def moved_words(order: RegionOrder) -> dict[int, int]:
    """Where the words outside the region are in the reading that `joined` makes: old index to new."""
    lines = order.before.reading.lines if order.before.reading is not None else ()
    kept = [index for line in lines if not _inside(line.box, order.box) for index in line.words]
    return {index: place for place, index in enumerate(kept)}


def _corrections(before: Transcript, after: Transcript, moved: dict[int, int]) -> Iterator[CorrectWord]:
    from witnessmark.transcript.edits import CorrectWord

    sources: list[tuple[str, tuple[WordSpan, ...]]] = [(turn.text, turn.words) for turn in before.turns]
    sources += [(region.text, region.words) for region in before.interface]
    there = {span.word for turn in after.turns for span in turn.words}
    there |= {span.word for region in after.interface for span in region.words}
    for text, words in sources:
        for span in words:
            word = moved.get(span.word)
            if span.corrected and word is not None and word in there:
                yield CorrectWord(word, text[span.start : span.end])


def joined(reading: Reading, part: Reading, box: Box) -> Reading:
    """A reading with the words inside `box` replaced by those of `part`, whose origin is the box's corner."""
    kept = [line for line in reading.lines if not _inside(line.box, box)]
    words: list[Word] = []
    lines = [_copied(line, reading, words, Box(0, 0, 0, 0)) for line in kept]
    lines += [_copied(line, part, words, box) for line in part.lines]
    lines.sort(key=lambda line: (line.box.y, line.box.x))
    step = say(
        "region {x}, {y}, {width} x {height} read again with {engine} {version}, language {language}",
        x=box.x, y=box.y, width=box.width, height=box.height, engine=part.engine, version=part.version,
        language=part.language,
    )  # fmt: skip
    models = tuple(dict.fromkeys((*reading.models, *part.models)))
    return replace(
        reading, words=tuple(words), lines=tuple(lines), steps=(*reading.steps, step), models=models
    )


def words_inside(reading: Reading, box: Box) -> str:
    """The words whose middles lie in a box, line by line."""
    rows = []
    for line in reading.lines:
        row = [reading.words[index].text for index in line.words if _inside(reading.words[index].box, box)]
        if row:
            rows.append(" ".join(row))
    return "\n".join(rows)


def _copied(line: Line, reading: Reading, words: list[Word], corner: Box) -> Line:
    """A line with its words put at the end of `words`, moved by the corner of their region."""
    indices = []
    for index in line.words:
        word = reading.words[index]
        moved = Box(word.box.x + corner.x, word.box.y + corner.y, word.box.width, word.box.height)
        indices.append(len(words))
        words.append(replace(word, box=moved))
    around = hull(words[index].box for index in indices)
    return Line(tuple(indices), around or line.box)


def _inside(inner: Box, outer: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x < outer.right and outer.y <= y < outer.bottom


def _cut(picture: Picture, box: Box) -> Acquired:
    """The region as a picture of its own; it is derived, and is never kept as an original."""
    image = image_of(picture)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.copy(box.x, box.y, box.width, box.height).save(buffer, "PNG")  # type: ignore[call-overload]
    data = bytes(buffer.data().data())
    return Acquired(say("region"), data, hashlib.sha256(data).hexdigest(), "image/png", "picture")
