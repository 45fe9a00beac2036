"""Every drawn layout comes out as the turns that it shows, with every word kept exactly once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

import scenes
from witnessmark.geometry import Box
from witnessmark.records import Line, Reading, Region, Transcript
from witnessmark.turns.claims import claim_in
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


def test_an_entry_of_a_menu_is_no_claim():
    def regions(*labels: str) -> tuple[Region, ...]:
        return tuple(
            Region(place, label, Box(20, 30 + 44 * place, 60, 18), ()) for place, label in enumerate(labels)
        )

    assert claim_in((), regions("Messages", "Grok", "Bookmarks")) is None
    title = claim_in((), regions("Grok", "New chat"))
    assert title is not None
    assert title.family == "xai"


def test_a_day_at_the_end_of_a_bubble_is_part_of_the_message():
    scene = scenes.scene("messenger-replies")
    last = next(text[-1] for text in scene.expected["texts"] if text[-1].endswith("chapel."))
    texts = [[*text[:-1], "Friday." if text[-1] == last else text[-1]] for text in scene.expected["texts"]]
    changed = scenes.drawn("friday", {**scene.expected, "texts": texts})
    assert any(turn.text.endswith("Friday.") for turn in propose(changed.reading, changed.picture).turns)


def test_what_is_answered_stays_with_the_interface():
    scene = scenes.scene("messenger-replies")
    transcript = propose(scene.reading, scene.picture)
    assert any("Who has the sheet music" in region.text for region in transcript.interface)


def test_bare_text_and_panels_on_a_page_without_an_assistant_are_not_sure():
    scene = scenes.scene("assistant-user-left")
    texts = [text for text in scene.expected["texts"] if text[-1] not in ("Reply to Claude...", "Opus 4")]
    nameless = scenes.drawn("nameless", {**scene.expected, "texts": texts})
    turns = propose(nameless.reading, nameless.picture).turns
    assert len(turns) >= 4
    assert not any(turn.sure for turn in turns)


def test_text_with_empty_room_in_it_is_not_sure():
    scene = scenes.scene("assistant-table")
    texts = [
        [text[0], text[1] + (160 if text[1] > 480 else 0), *text[2:]] for text in scene.expected["texts"]
    ]
    shapes = [[kind, x, y + (160 if y > 480 else 0), *rest] for kind, x, y, *rest in scene.expected["shapes"]]
    last = [80, 700, 16, "#111", 0, "Something else stands far below, which is no part of the answer."]
    wide = scenes.drawn("wide", {**scene.expected, "height": 900, "shapes": shapes, "texts": [*texts, last]})
    turns = propose(wide.reading, wide.picture).turns
    mixed = [turn.sure for turn in turns if "Something else" in turn.text]
    assert mixed == [False]
