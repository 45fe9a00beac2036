"""What a person types into the search field, taken apart: words, quoted phrases and filters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from witnessmark.errors import UsageError
from witnessmark.messages import message
from witnessmark.store.values import check_fixed

_TERM = re.compile(r'(?:([a-z]+):)?(?:"([^"]*)"|(\S+))')
_PREFIX = 3  # letters from which on the last word may go on; shorter ones begin too many words
# Scripts that are written without spaces, so that a search index of words does not find a part of a line.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
UNSPACED_GLOB = "*[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]*"

FILTERS = (
    "status",
    "tag",
    "family",
    "names",
    "kind",
    "fingerprint",
    "outcome",
    "claim",
    "platform",
    "conclusion",
    "draft",
    "since",
    "until",
)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must occur: an FTS5 query for spaced scripts, or a `part` to look for in the text."""

    fts: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """All `terms` must occur and all `filters` hold; `empty` where something was typed that is no word."""

    terms: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    empty: bool = False

    @property
    def fts(self) -> str:
        """The terms as one FTS5 query in which any may occur, for snippets; "" where there is none."""
        return " OR ".join(term.fts for term in self.terms if term.fts)


def parse(text: str) -> Query:
    """Take a search apart. `status:open` is a filter, everything else words, and nothing an operator.

    Raises UsageError where a filter is given a value that can never be one.
    """
    terms: list[Term] = []
    filters: list[tuple[str, str]] = []
    found = list(_TERM.finditer(text))
    for place, each in enumerate(found):
        name, phrase, word = each.groups()
        value = phrase if phrase is not None else word
        if name in FILTERS and value:
            filters.append((name, _checked(name, value)))
            continue
        whole = f"{name}:{value}" if name else value
        may_go_on = phrase is None and place == len(found) - 1
        term = _term(whole, may_go_on)
        if term is not None:
            terms.append(term)
    filters = list(dict.fromkeys(filters))
    return Query(tuple(terms), tuple(filters), bool(text.strip()) and not terms and not filters)


def _term(text: str, may_go_on: bool) -> Term | None:
    plain = " ".join(text.replace('"', " ").replace("\x00", " ").split())
    if not any(unicodedata.category(character)[0] in "LN" for character in plain):
        return None
    if _UNSPACED.search(plain):
        return Term(part=plain)
    letters = sum(character.isalnum() for character in plain)
    return Term(fts=f'"{plain}"' + ("*" if may_go_on and letters >= _PREFIX else ""))


def _checked(name: str, value: str) -> str:
    if name in ("since", "until") and not _DATE.fullmatch(value):
        raise UsageError(
            message(
                "{name}:{value} is no date. Write {name}:2023-12-08, {name}:2023-12 or {name}:2023.",
                name=name,
                value=value,
            )
        )
    check_fixed(name, value)
    return value
