from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import witnessmark_gui
from witnessmark_gui import language

FOLDER = Path(witnessmark_gui.__file__).parent
FORBIDDEN = re.compile(
    r"probab|likelihood that|AI-generated|\bfake|genuine|verdict|proves that|\bdetect", re.I
)


def said():
    """Every literal that is given to `say`, with its keywords and its place."""
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield f"{file.name}:{node.lineno}", first.value, {word.arg for word in node.keywords}


@pytest.mark.parametrize(("place", "template", "given"), list(said()))
def test_every_slot_is_filled(place, template, given):
    assert set(re.findall(r"\{([a-z_]+)\}", template)) == given, place
    assert not re.search(r"\{[^}]*[^a-z_}][^}]*\}", template), place


def test_no_sentence_says_more_than_was_measured():
    words = [f"{place}: {template}" for place, template, _ in said() if FORBIDDEN.search(template)]
    assert words == []


def test_dates_and_times_are_for_people():
    assert language.day("2023-12-08") == "8 Dec 2023"
    assert language.day("some day") == "some day"
    assert language.day(None) == "unknown"
    assert language.when(None) == "unknown"
    assert language.when("yesterday") == "yesterday"
    assert language.number(1882) == "1,882" == language.say("{count}", count=1882)
    assert language.family("openai") == "OpenAI"
    assert language.family("cohere") == "Cohere"
    assert language.family(None) == "–"
