"""A speaker that nothing on the picture tells is not sure, and one that something tells is."""

from __future__ import annotations

from typing import Any

import pytest

import scenes
from witnessmark.records import Turn
from witnessmark.turns.propose import propose
from witnessmark.turns.roles import same_name

Layout = dict[str, Any]


def turns_of(layout: Layout) -> tuple[Turn, ...]:
    scene = scenes.drawn("changed", layout)
    return propose(scene.reading, scene.picture).turns


def scene(name: str) -> Layout:
    return scenes.scene(name).expected


def without_text(layout: Layout, *gone: str) -> Layout:
    return {**layout, "texts": [text for text in layout["texts"] if text[-1] not in gone]}


def page(texts: list[list[Any]], shapes: list[list[Any]] | None = None, height: int = 320) -> Layout:
    return {
        "width": 760,
        "height": height,
        "background": "#ffffff",
        "shapes": shapes or [],
        "texts": texts,
    }


def test_who_is_at_the_other_end_is_told_by_a_time_a_name_or_an_assistant():
    bare = turns_of(scene("messenger-cropped"))
    assert [(turn.role, turn.sure) for turn in bare] == [
        ("other", False), ("other", False), ("user", True), ("other", False)
    ]  # fmt: skip
    timed = {**scene("messenger-cropped")}
    timed["texts"] = [*timed["texts"], [180, 206, 12, "#999", 0, "10:42 AM"]]
    assert all(turn.sure for turn in turns_of(timed))


def test_the_clock_of_the_phone_is_no_time_of_a_message():
    moved = scene("messenger-cropped")
    shapes = [[kind, x, y + 40, *rest] for kind, x, y, *rest in moved["shapes"]]
    texts = [[x, y + 40, *rest] for x, y, *rest in moved["texts"]]
    layout = {**moved, "height": 460, "shapes": shapes, "texts": [[20, 10, 14, "#fff", 0, "10:42"], *texts]}
    assert [turn.sure for turn in turns_of(layout)] == [False, False, True, False]


def signs(*places: tuple[int, int]) -> list[list[Any]]:
    return [["disc", x, y, 14, 14, "#9a988f"] for x, y in places]


ROW = [(64, 298), (94, 298), (124, 298), (154, 298)]


@pytest.mark.parametrize(
    ("places", "sure"),
    [
        (ROW, True),
        (ROW[:2], False),
        ([(64, 298), (94, 298), (154, 298), (260, 298)], False),
    ],
    ids=["four", "two", "not evenly"],
)
def test_the_buttons_of_an_answer_tell_who_answers(places, sure):
    nameless = without_text(scene("assistant-user-left"), "Reply to Claude...", "Opus 4")
    layout = {**nameless, "shapes": [*nameless["shapes"], *signs(*places)]}
    turns = turns_of(layout)
    assert [turn.role for turn in turns] == ["user", "assistant"] * 2
    assert {turn.sure for turn in turns} == {sure}


def test_counts_beside_signs_are_no_buttons_of_an_answer():
    nameless = without_text(scene("assistant-user-left"), "Reply to Claude...", "Opus 4")
    counts = [[x + 16, 296, 12, "#9a988f", 0, "212"] for x, _ in ROW]
    layout = {
        **nameless,
        "shapes": [*nameless["shapes"], *signs(*ROW)],
        "texts": [*nameless["texts"], *counts],
    }
    assert not any(turn.sure for turn in turns_of(layout))


def test_turns_told_by_their_order_alone_are_sure_only_where_they_come_out_even():
    even = scene("assistant-avatars-only")
    last = [["disc", 120, 350, 34, 34, "#9b59b6"]]
    asked = [[180, 356, 16, "#ececf1", 0, "So the rivers are salty after all, only less?"]]
    odd = {**even, "shapes": [*even["shapes"], *last], "texts": [*even["texts"], *asked]}
    assert [turn.sure for turn in turns_of(even)] == [True, True]
    assert [turn.sure for turn in turns_of(odd)] == [False] * 3


def test_panels_told_by_their_fill_alone_are_sure_only_where_they_come_out_even():
    even = scene("assistant-two-fills")
    shapes = [[kind, x, y + 70, *rest] for kind, x, y, *rest in even["shapes"]]
    texts = [[x, y + 70 if y > 30 else y, *rest] for x, y, *rest in even["texts"]]
    greeting = ["box", 90, 68, 680, 58, "#ffffff", 12]
    hello = [108, 88, 17, "#1a1915", 0, "Good evening! What would you like to know about fruit?"]
    odd = {**even, "height": even["height"] + 70, "shapes": [greeting, *shapes], "texts": [*texts, hello]}
    assert all(turn.sure for turn in turns_of(even))
    assert len(turns_of(odd)) == 5
    assert not any(turn.sure for turn in turns_of(odd))


SHORT, LONG = (
    ["Is berth 14 free?"],
    ["Berth 14 is free until Sunday noon,", "so shall I hold it for the Albatross?"],
)


@pytest.mark.parametrize(
    ("left", "right", "times", "sure"),
    [
        (LONG, SHORT, [], True),
        (SHORT, LONG, [], False),
        (SHORT, LONG, ["10:42", "10:43", "10:45", "10:46"], True),
    ],
    ids=["answers more", "asks more", "asks more in a messenger"],
)
def test_who_asks_more_than_is_answered_may_be_who_answers(left, right, times, sure):
    title = "Anton" if times else "Harbour Assistant"
    texts = [[200, 18, 17, "#fff", 1, title]]
    shapes = [["box", 0, 0, 480, 56, "#2f6f6f", 0]]
    for place in range(4):
        x, fill, said = (14, "#ffffff", left) if place % 2 == 0 else (166, "#d9f0ee", right)
        y = 72 + 84 * place
        width = 300 if len(said) > 1 else 150
        x += 150 if place % 2 and len(said) == 1 else 0
        shapes.append(["box", x, y, width, 20 + 22 * len(said), fill, 12])
        texts += [[x + 12, y + 9 + 22 * row, 15, "#111", 0, line] for row, line in enumerate(said)]
    texts += [[224, 60 + 84 * place, 11, "#888", 0, time] for place, time in enumerate(times, 1)]
    layout = {**page(texts, shapes, 440), "width": 480, "background": "#f4f4f4"}
    turns = turns_of(layout)
    assert [turn.role for turn in turns] == [turns[0].role, "user"] * 2
    assert {turn.sure for turn in turns} == {sure}


def test_panels_in_one_fill_that_a_lone_name_gives_two_roles_are_not_sure():
    fills = ["#ffffff", "#cfe3ff"] * 2
    shapes = [["box", 12, 48 + 78 * place, 440, 66, fill, 8] for place, fill in enumerate(fills)]
    said = [
        ("Hi there! Tell me what is wrong with your", "plant and I will have a look."),
        ("The lemon tree drops its leaves since we", "turned the heating on."),
        ("It wants light and cool air. Move it to the", "stairwell and water it once a week."),
        ("The stairwell of our house has no window", "and no light."),
    ]
    rows = [
        (28, 58 + 78 * place + 22 * line, text)
        for place, pair in enumerate(said)
        for line, text in enumerate(pair)
    ]
    texts = [[x, y, 15, "#222", 0, text] for x, y, text in rows]
    title = [20, 14, 16, "#111", 1, "Garden Assistant"]
    layout = {**page([title, *texts], shapes, 370), "width": 480, "background": "#eeeeff"}
    named = {
        **layout,
        "texts": [
            [28, 54, 15, "#111", 1, "Garden Assistant"],
            *[[x, y + 12, *rest] for x, y, *rest in texts],
        ],
    }
    assert not any(turn.sure for turn in turns_of(named) if turn.role == "user")


def test_questions_and_answers_whose_labels_name_nobody_are_not_sure():
    lines = ["Q: May I bring my bicycle on board?", "A: Yes, for two pounds, and a tandem is one bicycle."]
    more = ["Q: Does the ferry sail in fog?", "A: It sails whenever the captain can see the bow."]
    texts = [[40, 40 + 34 * place, 16, "#111", 0, line] for place, line in enumerate([*lines, *more])]
    turns = turns_of(page(texts))
    assert [turn.speaker for turn in turns] == ["Q", "A"] * 2
    assert not any(turn.sure for turn in turns)
    told = [[*text[:-1], text[-1].replace("Q:", "User:").replace("A:", "Assistant:")] for text in texts]
    assert all(turn.sure for turn in turns_of(page(told)))


def test_whom_a_line_above_names_as_the_author_is_the_author():
    def comments(above: str) -> list[tuple[str | None, str]]:
        heads = [("gritstone", "5 hours ago"), ("wickerman", "4 hours ago"), ("oatmealprince", "2 hours ago")]
        said = "How do you keep the crumbs out of the camera? Mine was blind after a week, and more."
        texts = [[40, 20, 18, "#111", 0, "I taught a toaster to read poems"], [40, 48, 13, "#888", 0, above]]
        for place, (name, ago) in enumerate(heads):
            y = 100 + 70 * place
            texts += [
                [40, y, 15, "#111", 1, name],
                [180, y, 13, "#888", 0, ago],
                [40, y + 24, 16, "#111", 0, said],
            ]
        return [(turn.speaker, turn.role) for turn in turns_of(page(texts))]

    assert ("wickerman", "author") in comments(
        "148 points by wickerman 6 hours ago | hide | past | 3 comments"
    )
    assert ("wickerman", "other") in comments(
        "148 points by somebodyelse 6 hours ago | hide | past | 3 comments"
    )


def test_names_of_nothing_but_signs_are_the_same_only_if_they_are_equal():
    assert same_name("🐸", "🐸")
    assert not same_name("🐸", "🐟")
    assert not same_name("🐸", "Otto")
    assert same_name("Otto K.", "otto k")


HEADS = [[74, 20, 15, "#111", 1, "Ada Finch"], [160, 22, 12, "#777", 0, "10:02 AM"]]
NEXT = [[74, 190, 15, "#111", 1, "Rolf Amsel"], [170, 192, 12, "#777", 0, "10:05 AM"]]
PICTURES = [["disc", 20, 20, 36, 36, "#7799cc"], ["disc", 20, 190, 36, 36, "#cc8877"]]
REPLY = [74, 216, 16, "#111", 0, "Nobody knows that song, though we asked them all."]


def entries(said: list[str], pictures: list[list[Any]] = PICTURES) -> tuple[Turn, ...]:
    rows = [[74, 44 + 24 * place, 16, "#111", 0, line] for place, line in enumerate(said)]
    return turns_of(page([*HEADS, *rows, *NEXT, REPLY], pictures))


def test_a_message_in_which_labels_take_turns_is_not_sure():
    talk = ["Gazette: Do you get bored in the night?", "Zanthe: There is no night in here."]
    more = ["Gazette: Would you tell us if you did?", "Zanthe: I would try to, at least."]
    assert [turn.sure for turn in entries([*talk, *more])] == [False, True]
    assert [turn.sure for turn in entries(talk)] == [True, True]


def test_a_message_that_a_panel_without_a_name_may_go_on_in_is_not_sure():
    said = ["The counter is raised only inside of the branch, so it stays at zero here. Move it out:"]
    panel = ["box", 74, 80, 560, 76, "#e9eef6", 8]
    code = [
        [90, 90, 15, "#111", 0, "while place < len(rows): handle(rows)"],
        [90, 120, 15, "#111", 0, "place += 1"],
    ]
    rows = [[74, 44, 16, "#111", 0, said[0]]]
    turns = turns_of(page([*HEADS, *rows, *code, *NEXT, REPLY], [*PICTURES, panel]))
    assert [turn.sure for turn in turns if turn.speaker == "Ada Finch"] == [False]
    assert [turn.sure for turn in entries(said)] == [True, True]


def test_a_name_at_the_first_bubble_alone_tells_as_little_as_none():
    cropped = scene("messenger-cropped")
    shapes = [[kind, x, y + 30, *rest] for kind, x, y, *rest in cropped["shapes"]]
    texts = [[x, y + 30, *rest] for x, y, *rest in cropped["texts"]]
    layout = {
        **cropped,
        "height": 450,
        "shapes": shapes,
        "texts": [[57, 18, 13, "#8ac", 1, "Goose watch"], *texts],
    }
    turns = turns_of(layout)
    assert turns[0].speaker == "Goose watch"
    assert [turn.sure for turn in turns if turn.role == "other"] == [False] * 3


@pytest.mark.parametrize(
    ("greeting", "role"),
    [
        ("Hi, I'm Ella, the automated assistant of the ferry.", "assistant"),
        ("Hola, soy Sol, la asistente virtual.", "assistant"),
        ("Je suis votre assistant virtuel.", "assistant"),
        ("This is Max Kern, your new AI assistant.", "assistant"),
        ("I'm so tired of that chatbot, honestly.", "other"),
        ("This is the worst chatbot I know.", "other"),
        ("I am not a chatbot, by the way.", "other"),
        ("Hi, I'm Ella, the assistant of Dr Weiss.", "other"),
    ],
)
def test_one_that_greets_as_a_virtual_assistant_is_one(greeting, role):
    shapes = [["box", 14, 20, 420, 42, "#eeeeee", 14], ["box", 300, 76, 220, 42, "#ff5a36", 14]]
    shapes += [["box", 14, 132, 300, 42, "#eeeeee", 14], ["box", 340, 188, 180, 42, "#ff5a36", 14]]
    lines = [(28, 31, "#111", greeting), (314, 87, "#fff", "is there a ferry tonight"),
             (28, 143, "#111", "There is one at nine o'clock."), (354, 199, "#fff", "one seat please")]  # fmt: skip
    texts = [[x, y, 15, ink, 0, line] for x, y, ink, line in lines]
    turns = turns_of({**page(texts, shapes, 260), "width": 540})
    assert [turn.role for turn in turns] == [role, "user"] * 2


def test_a_mark_beside_a_name_above_a_bubble_tells_an_assistant():
    texts, shapes = [], []
    said = [
        ("Solveig Aas", "Is the foghorn supposed to hum between the blasts?"),
        ("Duty Roster", "Solveig has the watch."),
    ]
    for place, (name, line) in enumerate(said):
        y = 20 + 150 * place
        shapes += [["disc", 14, y, 32, 32, "#a55"], ["box", 58, y + 24, 390, 42, "#f0f4f9", 14]]
        shapes.append(["box", 300, y + 84, 220, 42, "#d3e3fd", 14])
        texts += [[58, y, 14, "#111", 1, name], [220, y + 1, 12, "#777", 0, "8:40 AM"]]
        texts += [[72, y + 35, 15, "#111", 0, line], [314, y + 95, 15, "#111", 0, "give it until nine"]]
    texts.append([150, 171, 11, "#555", 1, "APP"])
    turns = turns_of({**page(texts, shapes, 330), "width": 540})
    assert [turn.role for turn in turns] == ["other", "user", "assistant", "user"]
