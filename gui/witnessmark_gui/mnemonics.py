"""The letters that open menus and their entries together with Alt, chosen in whatever language is spoken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu


def underline(menu: QMenu) -> None:
    """Give each entry of a menu a letter of its own."""
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, text in zip(actions, underlined([action.text() for action in actions]), strict=True):
        action.setText(text)


def underlined(texts: Sequence[str]) -> list[str]:
    """The texts, each with an ampersand before a letter that none of the others has; without where none is left."""
    plain = [text.replace("&", "") for text in texts]
    owners: dict[str, int] = {}
    for number in range(len(plain)):
        _give(number, plain, owners, set())
    letters = {owner: letter for letter, owner in owners.items()}
    return [_marked(text, letters.get(number)) for number, text in enumerate(plain)]


def _give(number: int, texts: Sequence[str], owners: dict[str, int], asked: set[str]) -> bool:
    """Find a letter for a text: a free one, else one whose owner finds another (a matching's augmenting path)."""
    wanted = [letter for letter in _wanted(texts[number]) if letter not in asked]
    free = next((letter for letter in wanted if letter not in owners), None)
    if free is not None:
        owners[free] = number
        return True
    for letter in wanted:
        asked.add(letter)
        if _give(owners[letter], texts, owners, asked):
            owners[letter] = number
            return True
    return False


def _wanted(text: str) -> list[str]:
    """The letters of a text, first those that begin its words: these are what people look for."""
    starts = [place for place in range(len(text)) if place == 0 or not text[place - 1].isalnum()]
    letters = [text[place].casefold() for place in (*starts, *range(len(text)))]
    return [letter for letter in dict.fromkeys(letters) if letter.isalnum() and len(letter) == 1]


def _marked(text: str, letter: str | None) -> str:
    """The text with an ampersand before a letter, at the start of a word where it stands at one."""
    places = [place for place in range(len(text)) if letter and text[place].casefold() == letter]
    place = next((each for each in places if each == 0 or not text[each - 1].isalnum()), None)
    place = place if place is not None else next(iter(places), None)
    return text if place is None else f"{text[:place]}&{text[place:]}"
