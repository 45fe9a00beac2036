"""Every drawn layout comes out as the turns that it shows, with every word kept exactly once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

import scenes
from witnessmark.geometry import Box
from witnessmark.records import Line, Reading, Transcript
from witnessmark.turns.hints import TABLE, without
from witnessmark.turns.propose import propose

PLATFORMS = sorted({hint.platform for hint in TABLE} - {"any"})


@cache
def proposed(name: str) -> Transcript:
    scene = scenes.scene(name)
    return propose(scene.reading, scene.picture)


def shown(transcript: Transcript) -> list[list[str | None]]:
    return [[turn.speaker, turn.role, " ".join(turn.text.split())] for turn in transcript.turns]


def expected(scene: scenes.Scene) -> list[list[str | None]]:
    return [[speaker, role, " ".join(text.split())] for speaker, role, text in scene.expected["turns"]]


def test_there_are_enough_layouts():
    assert len(scenes.names()) >= 12


@pytest.mark.parametrize("name", scenes.names())
def test_turns_speakers_and_roles(name):
    scene = scenes.scene(name)
    transcript = proposed(name)
    assert shown(transcript) == expected(scene)
    claim = transcript.claim.family if transcript.claim else None
    assert claim == scene.expected["claim"]


@pytest.mark.parametrize("name", scenes.names())
def test_every_word_is_in_one_turn_or_in_the_interface(name):
    scene = scenes.scene(name)
    transcript = proposed(name)
    parts = [*transcript.turns, *transcript.interface]
    words = [span.word for part in parts for span in part.words]
    assert sorted(words) == list(range(len(scene.reading.words)))
    for part in parts:
        for span in part.words:
            assert part.text[span.start : span.end] == scene.reading.words[span.word].text
        covered = {place for span in part.words for place in range(span.start, span.end)}
        assert all(part.text[place].isspace() for place in range(len(part.text)) if place not in covered)


def test_the_hints_of_no_platform_carry_the_layouts():
    kept = [
        name
        for name in scenes.names()
        if shown(propose((scene := scenes.scene(name)).reading, scene.picture, without(PLATFORMS)))
        == expected(scene)
    ]
    assert len(kept) >= len(scenes.names()) - 1


def test_prompts_that_the_engine_took_for_icons_still_tell_who_types():
    scene = scenes.scene("terminal-prompts")
    words = scene.reading.words
    signs = {line.words[0] for line in scene.reading.lines if words[line.words[0]].text in ("❯", ">", "$")}
    assert len(signs) >= 2
    kept = [place for place in range(len(words)) if place not in signs]
    lines = tuple(
        Line(tuple(kept.index(word) for word in line.words if word in kept), line.box)
        for line in scene.reading.lines
        if set(line.words) - signs
    )
    reading = replace(scene.reading, words=tuple(words[place] for place in kept), lines=lines)
    unsigned = propose(reading, scene.picture)
    marks = tuple(words[place] for place in sorted(signs))
    assert shown(propose(replace(reading, marks=marks), scene.picture)) == expected(scene)
    assert shown(unsigned) != expected(scene)


def test_without_names_bubbles_or_an_assistant_nothing_is_sure():
    scene = scenes.scene("assistant-avatars-only")
    shapes = [shape for shape in scene.expected["shapes"]]
    texts = [text for text in scene.expected["texts"] if "odel" not in text[-1]]
    bare = scenes.drawn("bare", {**scene.expected, "shapes": shapes, "texts": texts})
    turns = propose(bare.reading, bare.picture).turns
    assert [turn.role for turn in turns] == ["user", "assistant"]
    assert not any(turn.sure for turn in turns)


def test_an_empty_reading_gives_an_empty_transcript():
    scene = scenes.scene("messenger-two-sides")
    transcript = propose(replace(scene.reading, words=(), lines=()), scene.picture)
    assert transcript.turns == ()
    assert transcript.interface == ()
    assert "No messages" in transcript.layout.text


def test_boxes_outside_the_picture_do_no_harm():
    scene = scenes.scene("messenger-two-sides")
    words = tuple(
        replace(word, box=Box(word.box.x - 5000, word.box.y + 9000, 0, 0)) for word in scene.reading.words
    )
    lines = tuple(Line(line.words, Box(-5000, 9000, 0, 0)) for line in scene.reading.lines)
    odd: Reading = replace(scene.reading, words=words, lines=lines)
    transcript = propose(odd, scene.picture)
    kept = [span.word for part in (*transcript.turns, *transcript.interface) for span in part.words]
    assert sorted(kept) == list(range(len(words)))


def test_dates_beside_the_messages_are_proposed():
    scene = scenes.scene("post-with-replies")
    dates = propose(scene.reading, scene.picture).dates
    assert [(date.text, date.iso) for date in dates] == [("Mar 3, 2024", "2024-03-03")]


def test_the_claim_names_the_words_that_it_was_read_from():
    scene = scenes.scene("assistant-user-left")
    claim = propose(scene.reading, scene.picture).claim
    assert claim is not None
    assert (claim.product, claim.maker, claim.model) == ("Claude", "Anthropic", "Opus 4")
    assert claim.words == "Reply to Claude..."


def test_a_product_named_in_a_message_is_no_claim():
    scene = scenes.scene("messenger-two-sides")
    texts = [[*text[:-1], text[-1].replace("Not yet", "ChatGPT")] for text in scene.expected["texts"]]
    named = scenes.drawn("named", {**scene.expected, "texts": texts})
    assert propose(named.reading, named.picture).claim is None
