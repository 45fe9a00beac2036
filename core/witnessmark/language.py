"""The language in which the program speaks: one catalogue serves the command line, reports and the window.

Which language it is, is the one thing that the whole process shares: `use` sets it, `tell` and `say` speak it.
A sentence that a catalogue lacks, or has with other slots than the English one, is told in English.
"""

from __future__ import annotations

import datetime as dt
import gettext
import logging
import os
import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from witnessmark.messages import (
    COUNT,
    Message,
    Value,
    english_form,
    fill,
    forms,
    message,
    numeral,
    same_slots,
    term,
)
from witnessmark_resources import ROOT

log = logging.getLogger(__name__)

SYSTEM = "system"
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
_WRITTEN_LEFTWARDS = frozenset(("ar", "fa", "he", "ur", "yi"))
_MONTHS = (
    term("Jan"), term("Feb"), term("Mar"), term("Apr"), term("May"), term("Jun"),
    term("Jul"), term("Aug"), term("Sep"), term("Oct"), term("Nov"), term("Dec"),
)  # fmt: skip
_LEFTWARD_LETTERS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_ISOLATES = dict.fromkeys(
    range(0x2066, 0x206A)
)  # in text from outside they would end or outlast the ones around it
# Before which slots a language shortens which words, where the name in the slot begins with a vowel: « d’OpenAI ».
# Slots for names of our own tables alone: before words of evidence nothing is ever changed.
_SHORTENED = {
    "fr": re.compile(r"\b(d|qu|jusqu|lorsqu|puisqu)e \{(maker|product|family|model|others)\}", re.IGNORECASE)
}
_VOWELS = frozenset("aàâæeéèêëiîïoôœuùûü")
_DEEPEST = 8  # a sentence in a sentence in ...: a stranger's file may hold thousands
# What gettext raises on a file that is no catalogue, or is a damaged one.
_BAD = (OSError, ValueError, KeyError, IndexError, AttributeError, struct.error)


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, with its catalogue; English has none and needs none."""

    code: str = "en"
    catalogue: gettext.NullTranslations | None = None
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML writes it."""
        return "rtl" if self.code in _WRITTEN_LEFTWARDS else "ltr"

    def tell(
        self,
        told: Message,
        shown: Callable[[str], str] = str,
        framed: Callable[[str], str] = str,
        depth: int = 0,
    ) -> str:
        """The sentence in this language; `shown` is done to each value that is text, `framed` to the rest."""

        def value_of(name: str, value: Value) -> str:
            if isinstance(value, Message):
                deeper = depth < _DEEPEST
                return self.tell(value, shown, framed, depth + 1) if deeper else shown(value.text)
            group, decimal = self._marks()
            plain = numeral(name, value, group, decimal)
            return shown(plain) if isinstance(value, str) else framed(plain)

        sentence = self._shortened(self._sentence(told.template, told.values), told.values, depth)
        return fill(sentence, told.values, value_of, framed)

    def number(self, value: float) -> str:
        """A number in the form of this language."""
        return numeral("", value, *self._marks())

    def day(self, date: dt.date) -> str:
        """A date in words, as `8 Dec 2023`."""
        month = self.tell(Message(_MONTHS[date.month - 1]))
        return self.tell(message("{day} {month} {year}", day=date.day, month=month, year=date.year))

    def isolated(self, text: str, before: str = _FIRST_STRONG_ISOLATE, after: str = _POP_ISOLATE) -> str:
        """Text from outside between marks that keep its writing direction to itself, where that is needed."""
        needed = self.direction == "rtl" or _LEFTWARD_LETTERS.search(text)
        return f"{before}{text.translate(_ISOLATES)}{after}" if needed else text

    def _sentence(self, template: str, values: dict[str, Value]) -> str:
        """The template in this language, in the form that goes with its count."""
        english = english_form(template, values)
        if (
            self.catalogue is None or not template
        ):  # the empty template is the name of a catalogue's own header
            return english
        one, many = forms(template)
        count = values.get(COUNT)
        if one == many:
            found = self.catalogue.gettext(template)
        else:
            found = self.catalogue.ngettext(one, many, count if isinstance(count, int) else 2)
        return found if self._agrees(found, one + many) else english

    def _shortened(self, sentence: str, values: dict[str, Value], depth: int) -> str:
        """The sentence with the words before its names as the language writes them before a vowel."""
        pattern = _SHORTENED.get(self.code)
        if pattern is None or depth >= _DEEPEST:
            return sentence

        def joined(found: re.Match[str]) -> str:
            word, slot = found.groups()
            value = values.get(slot, "")
            name = self.tell(value, depth=depth + 1) if isinstance(value, Message) else str(value)
            return f"{word}’{{{slot}}}" if name[:1].lower() in _VOWELS else found[0]

        return pattern.sub(joined, sentence)

    def _agrees(self, found: str, template: str) -> bool:
        """Whether a translation has the slots of its template; a bad one is named in the log once."""
        agrees = self._known.get(found)
        if agrees is None:
            agrees = self._known[found] = same_slots(found, template)
            if not agrees:
                log.warning("the %s translation of %r has other slots", self.code, template)
        return agrees

    def _marks(self) -> tuple[str, str]:
        """What parts thousands, and decimals: a catalogue says it by an example."""
        example = self.catalogue.gettext(term("1,234.5")) if self.catalogue else "1,234.5"
        return (example[1], example[-2]) if len(example) == len("1,234.5") else (",", ".")


_ENGLISH = Language()
_spoken = [_ENGLISH]


def use(wish: str, system: Iterable[str] = ()) -> Language:
    """Speak the language with this code from now on; `system`: the first that there is of the system's.

    The system's are the ones given, else those of the environment.
    """
    _spoken[0] = language(chosen(wish, system))
    return _spoken[0]


def spoken() -> Language:
    """The language that is spoken now."""
    return _spoken[0]


def tell(told: Message) -> str:
    """A sentence of the core's in the language that is spoken now."""
    return _spoken[0].tell(told)


def say(template: str, /, **values: Value) -> str:
    """A sentence or label in the language that is spoken now, from its English template."""
    return _spoken[0].tell(Message(template, values))


def language(code: str) -> Language:
    """A language by its code; English where there is none of it, or its catalogue cannot be read."""
    if code == "en" or code not in LANGUAGES:
        return _ENGLISH
    try:
        with (ROOT / "translations" / f"{code}.mo").open("rb") as file:
            return Language(code, gettext.GNUTranslations(file))
    except _BAD as error:
        log.warning("the catalogue of %s cannot be read: %s", code, error)
        return _ENGLISH


def chosen(wish: str, system: Iterable[str] = ()) -> str:
    """The code of the language that is wished for; English where the program does not speak it."""
    wishes = (tuple(system) or _of_environment()) if wish == SYSTEM else (wish,)
    for each in wishes:
        code = re.split(r"[-_.@]", each, maxsplit=1)[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def _of_environment() -> tuple[str, ...]:
    """The languages that the environment asks for, as gettext reads them."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if asked.split(".")[0] in ("", "C", "POSIX"):
        return ()
    return (*os.environ.get("LANGUAGE", "").split(":"), asked)
