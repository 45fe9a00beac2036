"""What two captures of one conversation share is found and marked; where it is open, nothing is claimed."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from PIL import Image

import scenes
from witnessmark.geometry import Box, hull
from witnessmark.records import Claim, Line, Picture, Reading, Transcript, Turn, WordSpan, message
from witnessmark.transcript.apply import apply
from witnessmark.transcript.edits import CorrectWord, CountHere, Draw, Merge, Split
from witnessmark.transcript.repeated import repeat_told
from witnessmark.transcript.repeats import with_repeats
from witnessmark.turns.propose import propose

TALK = [
    ("left", "Did the landlord ever answer about the boiler?"),
    ("right", "He sent me the strangest letter this morning."),
    ("left", "Strange how? Read me the first line of it."),
    ("right", "It says that it cannot take sides in a dispute."),
    ("left", "That is what a machine would say, not a man with a ladder."),
    ("right", "Then it offers me three tips for a warm home."),
    ("left", "Keep the letter, and send me a picture of it."),
    ("right", "I will, as soon as I have found my glasses."),
]
WIDTH, LEFT, RIGHT, PITCH = 640, 24, 200, 90


def capture(talk: list[tuple[str, str]], top: int, bottom: int, noise: int = 0) -> Transcript:
    """The turns of a window from `top` to `bottom` onto a long conversation, with some letters misread."""
    shapes, texts = [], []
    for place, (side, text) in enumerate(talk):
        x = LEFT if side == "left" else RIGHT
        colour = "#e4e6eb" if side == "left" else "#cfe9ff"
        shapes.append(["box", x, 20 + PITCH * place, 416, 70, colour, 14])
        words = text.split()
        half = (len(words) + 1) // 2
        for line, part in enumerate((words[:half], words[half:])):
            texts.append([x + 16, 30 + PITCH * place + 26 * line, 18, "#101010", 0, " ".join(part)])
    layout = {"width": WIDTH, "height": 20 + PITCH * len(talk), "background": "#ffffff"}
    whole = scenes.drawn("talk", {**layout, "shapes": shapes, "texts": [text for text in texts if text[-1]]})
    image = Image.open(io.BytesIO(whole.picture.png)).crop((0, top, WIDTH, bottom))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    reading = _misread(_cropped(whole.reading, top, bottom), noise)
    return propose(reading, Picture(buffer.getvalue(), image.width, image.height))


def _cropped(reading: Reading, top: int, bottom: int) -> Reading:
    words, lines = [], []
    for line in reading.lines:
        kept = [reading.words[one] for one in line.words]
        if kept[0].box.y < top or kept[0].box.bottom > bottom:
            continue
        moved = [replace(word, box=word.box._replace(y=word.box.y - top)) for word in kept]
        indices = tuple(range(len(words), len(words) + len(moved)))
        words += moved
        lines.append(Line(indices, hull(word.box for word in moved) or Box(0, 0, 1, 1)))
    return replace(reading, words=tuple(words), lines=tuple(lines))


def _misread(reading: Reading, every: int) -> Reading:
    """One letter of each `every`-th word is read as another one."""
    swap = {"l": "I", "o": "0", "e": "c", "a": "o", "i": "1", "n": "r", "t": "f"}
    words = list(reading.words)
    for place in range(0, len(words), every) if every else ():
        text = words[place].text
        at = random.Random(place).randrange(len(text))
        words[place] = replace(words[place], text=text[:at] + swap.get(text[at], text[at]) + text[at + 1 :])
    return replace(reading, words=tuple(words))


def marked(transcript: Transcript) -> list[tuple[int, str]]:
    """Which turns of the capture before are shown again, and which words of them."""
    return [
        (turn.repeats.turn, " ".join(turn.text[turn.repeats.start : turn.repeats.end].split()))
        for turn in transcript.turns
        if turn.repeats
    ]


def said(*turns: tuple[str, str], times: tuple[str | None, ...] = ()) -> Transcript:
    """A transcript of a capture by roles and texts alone."""
    made = tuple(
        Turn(index, None, role, text, time=times[index] if times else None)  # type: ignore[arg-type]
        for index, (role, text) in enumerate(turns)
    )
    return Transcript("reading", message("made"), made)


@pytest.mark.parametrize("noise", [0, 4])
def test_what_two_captures_share_is_marked_in_the_second(noise):
    before, after = capture(TALK, 0, 460), capture(TALK, 285, 740, noise)
    assert [turn.role for turn in after.turns][:2] == ["user", "other"]
    after = with_repeats(before, after)
    assert [place for place, _ in marked(after)] == [3, 4]
    assert len(after.turns) == 5
    assert repeat_told(after.turns[0]).text == "also in the capture before, as turn 4"  # type: ignore[union-attr]
    assert repeat_told(after.turns[2]) is None


def test_captures_that_share_nothing_stay_as_they_are():
    before, after = capture(TALK, 0, 380), capture(TALK, 380, 740)
    assert with_repeats(before, after) == after


def test_a_bubble_cut_by_both_edges_is_shared_as_far_as_both_show_it():
    text = " ".join(
        f"{word} of the long answer"
        for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    )
    before = said(("user", "Tell me all of it, please."), ("assistant", text[:110]))
    after = said(("assistant", text[40:]), ("user", "Is that all there is?"))
    found = with_repeats(before, after)
    assert marked(found) == [(1, text[40:110].strip())]
    assert repeat_told(found.turns[0]).text == "in part also in the capture before, in turn 2"  # type: ignore[union-attr]


def test_a_line_cut_through_its_letters_does_not_hide_the_overlap():
    before, after = capture(TALK, 0, 285), capture(TALK, 190, 560)
    cut = before.turns[-1]
    text = f"{cut.text} renlicd se tbe jcke ev"
    below = cut.words[-1].box._replace(y=cut.words[-1].box.bottom + 8)
    words = (*cut.words, WordSpan(len(cut.text) + 1, len(text), 999, below, 0.6))
    nonsense = replace(before, turns=(*before.turns[:-1], replace(cut, text=text, words=words)))
    assert [place for place, _ in marked(with_repeats(nonsense, after))] == [2]


def test_the_upper_edge_may_cut_the_first_turn():
    before, after = capture(TALK, 0, 460), capture(TALK, 320, 740)
    assert len(after.turns[0].text.split()) < len(TALK[3][1].split())
    assert [place for place, _ in marked(with_repeats(before, after))] == [3, 4]


def test_the_lower_edge_may_cut_the_last_turn():
    before, after = capture(TALK, 0, 418), capture(TALK, 285, 740)
    assert len(before.turns[-1].text.split()) < len(TALK[4][1].split())
    found = marked(with_repeats(before, after))
    assert [place for place, _ in found] == [3, 4]
    assert found[1][1] == " ".join(before.turns[-1].text.split())


REFUSAL = "As an AI language model, I cannot help you with that."


def test_messages_that_come_again_are_no_overlap():
    asked = [("user", "Write me a poem about taxes."), ("assistant", REFUSAL)]
    before = said(*asked, *asked)
    after = said(*asked, ("user", "Please, it is for my aunt."))
    assert with_repeats(before, after) == after


def test_two_ways_to_lay_them_over_each_other_are_no_overlap():
    before = said(("user", "Anybody there at this hour?"), ("other", "ha"), ("other", "ha"))
    after = said(("other", "ha"), ("other", "ha"), ("user", "What is so funny about it?"))
    assert with_repeats(before, after) == after


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("user", "hi")], [("user", "hi"), ("other", "hello to you, too")]),
        ([("user", REFUSAL)], [("assistant", REFUSAL)]),
        ([("other", "Meet me at ten past nine.")], [("other", "Meet me at ten past five.")]),
        ([("other", "no")], [("other", "no, never in all my life")]),
    ],
)
def test_short_or_other_messages_are_no_overlap(first, second):
    assert with_repeats(said(*first), said(*second)) == said(*second)


def test_another_clock_beside_it_makes_it_another_message():
    one = said(("other", REFUSAL), times=("21:04",))
    assert with_repeats(one, said(("other", REFUSAL), times=("21:40",))).turns[0].repeats is None
    assert with_repeats(one, said(("other", REFUSAL), times=("21:04",))).turns[0].repeats is not None
    aged = with_repeats(said(("other", REFUSAL), times=("2h",)), said(("other", REFUSAL), times=("3h",)))
    assert aged.turns[0].repeats is not None


def test_another_name_or_product_makes_it_another_conversation():
    one = said(("other", REFUSAL))
    named = [replace(one, turns=(replace(one.turns[0], speaker=name),)) for name in ("Ana Ruiz", "Bo Larsen")]
    assert with_repeats(*named) == named[1]
    claims = [Claim(name, name, name.lower(), name, "window title") for name in ("Grok", "Claude")]
    shown = [replace(one, claim=claim) for claim in claims]
    assert with_repeats(*shown) == shown[1]


def test_pasted_text_is_no_capture():
    log = replace(said(("other", REFUSAL)), origin="chat log")
    assert with_repeats(log, log) == log


def test_edits_keep_the_mark_on_the_same_words():
    after = with_repeats(capture(TALK, 0, 460), capture(TALK, 285, 740))
    texts = [text for _, text in marked(after)]
    corrected = apply(after, (CorrectWord(after.turns[0].words[0].word, "Nobody"),))
    assert marked(corrected)[0] == (3, "Nobody " + texts[0].partition(" ")[2])
    assert [text for _, text in marked(apply(after, (Merge(0),)))] == [" ".join(texts)]
    assert marked(apply(after, (Merge(1),)))[1][1] == texts[1]
    parts = marked(apply(after, (Split(0, after.turns[0].words[3].start),)))
    assert " ".join(text for _, text in parts[:2]) == texts[0]
    box = after.turns[1].box
    assert box is not None
    assert len(marked(apply(after, (Draw(box, "assistant"),)))) == 2


def test_the_analyst_can_say_that_it_is_another_turn():
    after = with_repeats(capture(TALK, 0, 460), capture(TALK, 285, 740))
    assert [place for place, _ in marked(apply(after, (CountHere(0),)))] == [4]
