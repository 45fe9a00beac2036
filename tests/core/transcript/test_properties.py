"""Random transcripts, random edits: no word is lost or doubled, and no note moves to other words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.errors import UsageError
from witnessmark.geometry import Box
from witnessmark.records import Region, Repeat, Span, Transcript, Turn, WordSpan, message
from witnessmark.speech.quotations import quotations_in
from witnessmark.transcript.anchors import anchor_at, reanchored
from witnessmark.transcript.apply import apply
from witnessmark.transcript.edits import (
    CorrectWord,
    CountHere,
    Draw,
    Edit,
    Merge,
    Move,
    SetAside,
    SetRole,
    SetSpeaker,
    Split,
)

WORD = st.sampled_from(
    ["a", "fine", "OpenAI's", '"quoted', "to", 'end"', "said:", "é", "回", "答", "😀", ">", "e\u0301"]
)
SPACE = st.sampled_from([" ", "\n", " ", ""])
SMALL = st.integers(0, 12)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    numbers = iter(range(10_000))
    turns = tuple(_turn(draw, index, numbers) for index in range(draw(st.integers(1, 5))))
    regions = []
    for index in range(draw(st.integers(0, 3))):
        text, words = _text(draw, numbers)
        regions.append(Region(index, text, Box(0, 0, 10, 10), words))
    return Transcript("reading", message("made"), turns, tuple(regions))


def _turn(draw, index, numbers) -> Turn:
    text, words = _text(draw, numbers)
    end = draw(st.sampled_from([0, *(word.end for word in words)]))
    repeats = Repeat(index, 0, end) if end else None
    box = Box(0, 0, 10, 10)
    return Turn(index, None, "other", text, box, words, quotations_in(text), repeats=repeats)


def _text(draw, numbers):
    text, words = "", []
    for word in draw(st.lists(WORD, min_size=1, max_size=8)):
        text += draw(SPACE) if text else ""
        number = next(numbers)
        box = Box(30 * (number % 7), 20 * (number // 7), 25, 12)
        words.append(WordSpan(len(text), len(text) + len(word), number, box, 1.0))
        text += word
    return text, tuple(words)


EDIT = st.one_of(
    st.builds(CorrectWord, SMALL, st.sampled_from(["x", "use case", "longer-word", "é", " padded "])),
    st.builds(Merge, SMALL),
    st.builds(Split, SMALL, st.integers(0, 40)),
    st.builds(Move, SMALL, SMALL),
    st.builds(SetSpeaker, SMALL, st.sampled_from([None, "Ann", " "])),
    st.builds(SetRole, SMALL, st.sampled_from(["user", "assistant"])),
    st.builds(SetAside, SMALL),
    st.builds(CountHere, SMALL),
    st.builds(
        Draw, st.builds(Box, st.integers(0, 150), st.integers(0, 80), st.integers(1, 120), st.integers(1, 60))
    ),
)


def _fitting(transcript: Transcript, edits: list[Edit]) -> tuple[Transcript, tuple[Edit, ...]]:
    """The edits that are not refused, applied one by one."""
    kept: list[Edit] = []
    for edit in edits:
        try:
            transcript = apply(transcript, (edit,))
        except UsageError:
            continue
        kept.append(edit)
    return transcript, tuple(kept)


def _texts(transcript: Transcript) -> dict[int, str]:
    parts = (*transcript.turns, *transcript.interface)
    pairs = [(span.word, part.text[span.start : span.end]) for part in parts for span in part.words]
    assert len(pairs) == len(dict(pairs)), "a word stands in two places"
    return dict(pairs)


@settings(max_examples=150, deadline=None)
@given(transcripts(), st.lists(EDIT, max_size=8))
def test_no_word_is_lost_doubled_or_changed_but_by_a_correction(before, edits):
    after, kept = _fitting(before, edits)
    expected = _texts(before)
    for edit in kept:
        if isinstance(edit, CorrectWord):
            expected[edit.word] = edit.text.strip()
    assert _texts(after) == expected
    assert apply(before, kept) == after


@settings(max_examples=150, deadline=None)
@given(transcripts(), st.lists(EDIT, max_size=8))
def test_every_code_point_is_mapped_or_is_space(before, edits):
    after, _ = _fitting(before, edits)
    for part in (*after.turns, *after.interface):
        covered = [place for span in part.words for place in range(span.start, span.end)]
        assert len(covered) == len(set(covered))
        rest = set(range(len(part.text))) - set(covered)
        assert all(part.text[place].isspace() for place in rest)
        assert part.text == part.text.strip()
    assert [turn.index for turn in after.turns] == list(range(len(after.turns)))
    assert [region.index for region in after.interface] == list(range(len(after.interface)))


@settings(max_examples=150, deadline=None)
@given(transcripts(), st.lists(EDIT, max_size=8))
def test_quotations_stay_inside_their_turn(before, edits):
    after, _ = _fitting(before, edits)
    for turn in after.turns:
        assert all(0 <= one.start < one.end <= len(turn.text) for one in turn.quotations)


@settings(max_examples=150, deadline=None)
@given(transcripts(), st.lists(EDIT, max_size=8))
def test_only_words_of_the_capture_before_stay_marked_as_such(before, edits):
    after, kept = _fitting(before, edits)
    assert _repeated(after) <= _repeated(before)
    tame = all(isinstance(edit, CorrectWord | Merge | Split | Move | SetRole | SetSpeaker) for edit in kept)
    if tame and not any(isinstance(edit, Merge) for edit in kept):
        assert _repeated(after) == _repeated(before)
    assert all(turn.repeats.end <= len(turn.text) for turn in after.turns if turn.repeats)


def _repeated(transcript: Transcript) -> set[int]:
    return {
        span.word
        for turn in transcript.turns
        if turn.repeats
        for span in turn.words
        if turn.repeats.start <= span.start < turn.repeats.end
    }


@settings(max_examples=200, deadline=None)
@given(transcripts(), st.lists(EDIT, max_size=8), st.data())
def test_a_note_stays_on_its_words_or_is_lost(before, edits, data):
    turn = data.draw(st.sampled_from(before.turns))
    first = data.draw(st.sampled_from(turn.words))
    last = data.draw(st.sampled_from([span for span in turn.words if span.start >= first.start]))
    span = Span(first.start, last.end)
    after, _ = _fitting(before, edits)
    anchor = reanchored(anchor_at(before, turn.index, span, "item"), before, after)
    own = [one.word for one in turn.words if span.start <= one.start < span.end]
    together = [one for one in after.turns if _holds(one, own)]
    assert (anchor is None) == (not together)
    if anchor is not None:
        target = after.turns[anchor.turn]
        under = [one.word for one in target.words if anchor.start <= one.start < anchor.end]
        assert under == own
        assert anchor.quotation == target.text[anchor.start : anchor.end]
        assert anchor.item == "item"


def _holds(turn: Turn, own: list[int]) -> bool:
    order = [span.word for span in turn.words]
    return any(order[at : at + len(own)] == own for at in range(len(order)))
