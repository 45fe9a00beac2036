"""Turns that do not fit the explanation of their page are not sure, and those that do are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

import scenes
from witnessmark.geometry import Box
from witnessmark.records import Reading, Turn
from witnessmark.turns import fit
from witnessmark.turns.areas import Panels
from witnessmark.turns.draft import Draft, Means, Shape
from witnessmark.turns.hints import ALL
from witnessmark.turns.page import Page
from witnessmark.turns.propose import propose
from witnessmark.turns.sight import Ink, Sight
from witnessmark.turns.strips import Strip, box_of
from witnessmark.turns.whole import Whole, whole_of

UNFIT = Path(__file__).parents[2] / "golden" / "unfit"


def turns_of(layout: dict[str, object]) -> tuple[Turn, ...]:
    scene = scenes.drawn("changed", layout)
    return propose(scene.reading, scene.picture).turns


def changed(name: str, old: str, new: str) -> dict[str, object]:
    layout = scenes.scene(name).expected
    texts = [[*text[:-1], text[-1].replace(old, new)] for text in layout["texts"]]
    assert texts != layout["texts"]
    return {**layout, "texts": texts}


def plain(turn: Turn) -> tuple[str, str]:
    return turn.role, " ".join(turn.text.split())


@pytest.mark.parametrize("name", sorted(path.stem for path in UNFIT.glob("*.json")))
def test_what_is_read_wrongly_is_not_sure(name):
    layout = json.loads((UNFIT / f"{name}.json").read_text(encoding="utf-8"))
    shown = {(role, " ".join(text.split())) for _, role, text in layout["turns"]}
    wrong = [turn for turn in turns_of(layout) if plain(turn) not in shown]
    assert wrong
    assert not any(turn.sure for turn in wrong)


def test_most_of_what_is_read_rightly_is_sure():
    turns = [turn for name in scenes.names() for turn in turns_of(scenes.scene(name).expected)]
    unsure = [turn.text for turn in turns if not turn.sure]
    assert len(turns) > 150
    assert len(unsure) <= 0.08 * len(turns)


def test_a_message_that_the_edge_of_the_picture_cuts_is_not_sure():
    layout = scenes.scene("messenger-two-sides").expected
    last = next(text[1] for text in layout["texts"] if text[-1].startswith("He said Thursday"))
    *others, cut = turns_of({**layout, "height": last + 13})
    assert not cut.sure
    assert all(turn.sure for turn in others)


def test_a_bubble_without_a_name_among_those_with_names_is_not_sure():
    named = turns_of(scenes.scene("messenger-names-above").expected)
    layout = scenes.scene("messenger-names-above").expected
    texts = [text for place, text in enumerate(layout["texts"]) if place != 7]
    assert layout["texts"][7][-1] == "Ines"
    nameless = turns_of({**layout, "texts": texts})
    assert [turn.sure for turn in named] == [True] * 4
    assert [turn.sure for turn in nameless] == [True, True, True, False]


def test_a_name_with_whom_it_writes_to_is_the_name_alone():
    turns = turns_of(changed("messenger-names-above", "Otto", "Otto to Everyone"))
    assert [turn.speaker for turn in turns] == ["Ines", "Otto", None, "Ines"]


def test_what_an_assistant_thought_in_a_paler_ink_stays_with_the_interface():
    layout = scenes.scene("assistant-avatars-only").expected
    answer = next(text for text in layout["turns"] if text[1] == "assistant")[2]
    first = next(text for text in layout["texts"] if answer.startswith(text[-1]))
    x, y, size, _, weight, _ = first
    thought = [x, y - 24, size, "#9a9a9a", weight, "The user wants to know this, so a short answer will do."]
    room = 40
    moved = [[*text[:1], text[1] + room, *text[2:]] if text[1] >= y else text for text in layout["texts"]]
    shapes = [[s[0], s[1], s[2] + room, *s[3:]] if s[2] > y + 10 else s for s in layout["shapes"]]
    thought[1] += room
    turns = turns_of(
        {**layout, "height": layout["height"] + room, "shapes": shapes, "texts": [*moved, thought]}
    )
    assert not any("The user wants" in turn.text for turn in turns)


@pytest.mark.parametrize(
    "odd",
    [
        [74, 150, 12, "#8a8a8a", 0, "Local expert, forty reviews"],
        [74, 150, 11, "#111", 0, "Terms apply to this one"],
        [74, 150, 16, "#c2185b", 1, "Bertram Quill"],
        [74, 150, 16, "#111", 0, "Ada Finch"],
        [420, 150, 16, "#111", 0, "far to the right of it all"],
    ],
    ids=["paler", "smaller", "coloured", "another's name", "aside"],
)
def test_a_row_that_is_no_part_of_a_message_makes_it_unsure(odd):
    said = "The kettle has begun to hum in the evening, and the neighbours ask for more."
    head = [[74, 20, 15, "#111", 1, "Ada Finch"], [160, 22, 12, "#777", 0, "10:02 AM"]]
    next_ = [[74, 90, 15, "#111", 1, "Rolf Amsel"], [170, 92, 12, "#777", 0, "10:05 AM"]]
    texts = [*head, [74, 44, 16, "#111", 0, said], *next_, [74, 116, 16, "#111", 0, said]]
    rest = [[74, 178, 16, "#111", 0, "Nobody knows the song, though."]]
    shapes = [["disc", 20, 20, 36, 36, "#7799cc"], ["disc", 20, 90, 36, 36, "#cc8877"]]
    page = {"width": 760, "height": 230, "background": "#ffffff", "shapes": shapes}
    assert all(turn.sure for turn in turns_of({**page, "texts": texts}))
    mixed = [turn for turn in turns_of({**page, "texts": [*texts, odd, *rest]}) if odd[-1] in turn.text]
    assert not any(turn.sure for turn in mixed)
    assert mixed or odd[3] == "#8a8a8a"


def page(texts: list[list[object]], shapes: list[list[object]], height: int) -> dict[str, object]:
    return {"width": 720, "height": height, "background": "#ffffff", "shapes": shapes, "texts": texts}


def test_on_the_right_no_name_is_needed_above_an_assistants_answers():
    def shown(name: str) -> list[bool]:
        asked = ["is a hot dog a taco", "and a pie from the station?"]
        texts, shapes = [], []
        for place, question in enumerate(asked):
            y = 20 + 150 * place
            shapes.append(["box", 460, y, 240, 40, "#3969ef", 14])
            texts += [[474, y + 10, 16, "#fff", 0, question], [40, y + 56, 13, "#555", 1, name]]
            texts += [[200, y + 57, 12, "#888", 0, "10:42 AM"]]
            texts += [
                [40, y + 80, 16, "#111", 0, "By the rule of the cube it is one, with bread on three sides."]
            ]
        return [turn.sure for turn in turns_of(page(texts, shapes, 330)) if turn.role == "user"]

    assert shown("ChatGPT") == [True, True]
    assert shown("Bertram Quill") == [False, False]


def test_cards_of_one_width_with_labels_that_tell_the_role_are_sure():
    said = [
        ("USER", "Write a poem about a broken umbrella."),
        ("ASSISTANT", "It opened once against the autumn rain."),
    ]
    texts, shapes = [], []
    for place, (label, text) in enumerate([*said, ("USER", "Make it happier."), *said[1:]]):
        y = 20 + 86 * place
        shapes.append(["box", 30, y, 600, 72, "#eef1f6", 8])
        texts += [[46, y + 10, 12, "#777", 1, label], [46, y + 36, 16, "#111", 0, text]]
    turns = turns_of(page(texts, shapes, 370))
    assert [turn.role for turn in turns] == ["user", "assistant"] * 2
    assert all(turn.sure for turn in turns)


def test_an_ink_that_bubbles_of_one_fill_share_is_not_pale():
    layout = scenes.scene("messenger-two-sides").expected
    white, soft = "#ffffff", "#a499e4"
    shapes = [[soft if part == white else part for part in shape] for shape in layout["shapes"]]
    left = ("Did the", "today", "ok")
    texts = [[*t[:3], "#fff" if t[-1].startswith(left) else t[3], *t[4:]] for t in layout["texts"]]
    turns = turns_of({**layout, "shapes": shapes, "texts": texts})
    assert [turn.role for turn in turns] == ["other", "user"] * 2
    assert all(turn.sure for turn in turns)


WHITE = (255.0, 255.0, 255.0)


def strip(text: str, y: int, height: int = 20, grey: float = 0.0, x: int = 40) -> Strip:
    box = Box(x, y, 10 * len(text), height)
    return Strip(
        y, tuple(range(100 * y, 100 * y + len(text.split()))), text, box, Ink(WHITE, (grey,) * 3, 2.0, box)
    )


def draft(*strips: Strip, shape: Shape = "bubble", **more: Any) -> Draft:
    return Draft(strips, box_of(strips), shape, **more)


def shown(*drafts: Draft) -> Whole:
    pixels = np.full((900, 900, 3), 255, np.uint8)
    sight = Sight(pixels, pixels, 1.0)
    reading = Reading("drawn", "1", "eng", 0.0)
    means = Means(reading, sight, Panels((), np.zeros((900, 900), np.int32), 1.0), ALL, 20.0)
    return whole_of(cast(Page, None), drafts, means, with_assistant=False)


SAID = strip("It has hummed all evening, and nobody knows the song.", 40)
OTHER = draft(strip("The neighbours came to listen to it again.", 200), side="left", role="other")


@pytest.mark.parametrize(
    ("sign", "odd", "even"),
    [
        (
            fit.is_named_user,
            draft(SAID, role="user", speaker="Ines"),
            draft(SAID, role="user", speaker="You"),
        ),
        (fit.is_named_by_time, draft(SAID, speaker="pm"), draft(SAID, speaker="Pam")),
        (fit.has_own_fill, draft(SAID, side="left", fill=WHITE), draft(SAID, side="left")),
        (
            fit.has_two_roles,
            draft(SAID, role="user", speaker="Otto"),
            draft(SAID, role="other", speaker="Otto"),
        ),
        (
            fit.is_pale,
            draft(strip("Write to Otto here", 40, grey=150.0)),
            draft(strip("Write to Otto here", 40)),
        ),
        (
            fit.is_other,
            draft(strip("The kettle", 40, 30), shape="run"),
            draft(strip("The kettle", 40), shape="run"),
        ),
        (fit.begins_with_name, draft(strip("Ines Amsel", 10), SAID, side="left"), draft(SAID, side="left")),
        (
            fit.holds_labels,
            draft(strip("Ok", 10), strip("No", 40), strip("Rather bad", 70)),
            draft(strip("Ok.", 10), strip("No.", 40), strip("Rather bad.", 70)),
        ),
        (fit.holds_interface, draft(SAID, strip("10:42", 70)), draft(SAID, strip("So it is.", 70))),
    ],
)
def test_each_sign_tells_what_fits_from_what_does_not(sign, odd, even):
    peers = (OTHER, replace(OTHER, speaker="Otto"))
    assert sign(odd, shown(odd, *peers))
    assert not sign(even, shown(even, *peers))
