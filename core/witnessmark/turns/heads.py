"""Finds the lines that name a speaker: "Name @handle · 2h", "Name Today at 2:03 PM", "u/name · 5h ago", "By Name"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from witnessmark.speech.names import role_of_label
from witnessmark.speech.times import AGO, CLOCK, DATE, WHEN, is_time
from witnessmark.turns.hints import Hints

# Possessive, here and below: a run of signs reads in one way only, so that a hostile row takes no longer.
_SEP = r"[\s·•・.,|–—-]*+"
_TIME = rf"(?P<time>(?:{WHEN})(?:{_SEP}(?:{WHEN})){{0,3}})"
_HANDLE = r"@\s?[\w.\-]+(?:@[\w.\-]+)?[….]*+"
_NAME = r"[^\n]{1,48}?"
_TAIL = r"\W*+(?:\w\W*+)?$"  # an icon at the end is read as a sign or a letter
_LINKS = (
    r"(?:(?:\s*\|[^|]{1,24}){1,8}|\s*\[\s?[-–—+]\s?\])$"  # "| parent | next", or the sign that folds it away
)
_FOLD = re.compile(r"^[\[(]\s?[-–—+]\s?[\])]\s*")  # the sign that folds a comment away
_EDITED = re.compile(
    r"[(\[](?:edited|bearbeitet|modifié|editado|modificato|編集済み|已编辑)[)\]]", re.IGNORECASE
)
# In chats of meetings the head says to whom: "Name to Everyone".
_TO_WHOM = re.compile(
    r"\s(?:to|an|à|para|a)\s(?:everyone|all|you|me|alle|jeden|tous|vous|todos)\b(?:\s?\(.{1,20}\))?:?$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"[→➦➜➔▸»>]\s?.*$")  # "Name > whom the person answers"
_BEFORE = re.compile(r"^(?:[▲△▼^•·]+\s*|(?:by|von|par|por|di)\s(?=\S+$))")
_DEGREE = re.compile(r"[•·]\s?(?:1st|2nd|3rd\+?|you)$", re.IGNORECASE)
_POINTS = re.compile(r"\s[\d.,]+\s?k? points?$", re.IGNORECASE)

_WHEN_END = rf"{_SEP}(?:\d\s)?{_TIME}?{_TAIL}"  # a digit may be read apart from the rest of its number
_DAYS = r"today|yesterday|heute|gestern|hoje|ontem|hoy|ayer|hier|aujourd.hui"

# Tried in this order; the first that fits the whole row decides.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        (
            "address",
            rf"^(?:(?:from|von|de|da)\s?:\s*)?(?P<name>{_NAME})\s*[<(]\s?[\w.\-+]+@[\w.,\-]+\s?[>)]?{_WHEN_END}",
        ),
        ("handle", rf"^(?P<name>[^\n<(]{{1,48}}?)\s*(?P<handle>{_HANDLE}){_WHEN_END}"),
        (
            "account",
            r"^(?:posted by\s)?(?P<name>u[/f][\w\-]{3,})(?P<badge>[^\d]{0,40}?)"
            rf"(?:[\d.,km]+ points?)?{_WHEN_END}",
        ),
        ("handle-only", rf"^(?P<name>@[\w.\-]{{3,}}){_SEP}(?:\(edited\))?{_SEP}{_TIME}{_TAIL}"),
        (
            "byline",
            r"^(?:submitted|posted|eingereicht|soumis)\s.{2,30}?\s(?:by|von|par)\s(?P<name>[\w.-]{3,24})\W*$",
        ),
        (
            "byline",
            r"^(?-i:By|Von|Par|Por|Di)\s+(?P<name>(?-i:[^\W\d_a-z])[^\d·|,]{2,40}?)"
            rf"{_SEP}{_TIME}?{_SEP}$",
        ),
        (
            "numbered",
            rf"^(?P<name>{_NAME})\s*(?P<time>{DATE}\s?\(\w{{2,4}}\)\s?{CLOCK})\s*N[o0]\.?\s?\d+.{{0,12}}$",
        ),
        ("listed", rf"^(?P<name>{_NAME}){_SEP}(?P<time>{AGO}){_LINKS}"),
        ("day", rf"^(?P<name>{_NAME})\s*(?P<time>(?:{_DAYS})\s+(?:at|um|às|a las|à)\b.*)$"),
        ("timed", rf"^(?P<name>{_NAME}){_SEP}{_TIME}{_TAIL}"),
    )
)
STRONG = ("handle", "account", "handle-only", "address", "byline", "day", "numbered", "listed")
_LINKING = frozenset(
    ["by", "von", "par", "por", "di", "to", "from", "via", "cc", "about", "over", "vor", "hace", "il y a"]
)  # words before a name
_LONGEST = 6  # words of a name with its badges
_LONGEST_ROW = 200  # characters; a row with more is no head, and is not searched for one


@dataclass(frozen=True, slots=True)
class Head:
    """A speaker's name as displayed, with marks and time, and how it was recognised."""

    name: str
    form: str
    time: str | None = None
    badges: str = ""
    name_end: int = 0


def head_in(text: str, hints: Hints) -> Head | None:
    """The head that a whole row is, None where the row is none by its words. Looks are the caller's to check."""
    row = _EDITED.sub("", _FOLD.sub("", text.strip()[: _LONGEST_ROW + 1])).strip()
    for form, pattern in _FORMS if len(row) <= _LONGEST_ROW else ():
        found = pattern.match(row)
        if found:
            groups = found.groupdict()
            name, badges = without_badges(bare_name(groups["name"]), hints)
            badges += groups.get("badge") or ""
            if _is_name(name, form):
                return Head(name, form, groups.get("time"), badges.strip(" ·•-–"), found.end("name"))
    return None


def bare_name(name: str) -> str:
    """A name without what the row says about it: points, to whom it writes, how near it is."""
    for about in (_POINTS, _TO_WHOM, _DEGREE, _ANSWERS, _BEFORE):
        name = about.sub("", name.strip())
    return name.strip()


def without_badges(name: str, hints: Hints) -> tuple[str, str]:
    """A name without the marks at its end, and these."""
    words = re.sub(r"(?<![\s·•|])[\s·•|]+$", "", name.strip()).split()
    badges: list[str] = []
    while len(words) > 1 and (hints.badges.fullmatch(words[-1]) or not re.search(r"\w", words[-1])):
        badges.insert(0, words.pop())
    return " ".join(words), " ".join(badges)


def _is_name(name: str, form: str) -> bool:
    words = name.split()
    if not words or len(words) > _LONGEST or not re.search(r"[^\W\d_]", name):
        return False
    if name.casefold() in _LINKING or re.match(rf"(?:{_DAYS})\b", name, re.IGNORECASE):
        return False
    if form in ("timed", "day") and (name[-1] in ".!?:;," or is_time(name)):
        return False
    if form == "timed" and len(words) > 4:
        return False
    return len(name) > 1 or form == "handle"


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do; the point after an initial is none."""
    return text[-1:] in ".!?:;,…" and not re.search(r"\b[^\W\d_]\.$", text)


def is_label(text: str) -> bool:
    """Whether a row is nothing but "You", "ChatGPT", "Assistant" and the like."""
    bare = text.strip(" :·•")
    return len(bare) > 1 and len(bare.split()) <= 4 and role_of_label(bare) is not None
