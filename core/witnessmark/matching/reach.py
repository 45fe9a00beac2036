"""How far a passage is shown: to the end of its own words, or on to the end of the clause that they open.

"I'm sorry, but I cannot" is the same in a thousand refusals; what a reader wants to see is the refusal. What
counts, and what rates are measured on, are the fingerprint's own words alone.
"""

from __future__ import annotations

import re

from witnessmark.matching.passages import Passage

MOST = 120  # characters that are shown beyond a fingerprint's own words, at most
LEAST_LETTERS = 16  # letters and digits that an approximate passage needs to be sure where its clause goes on

# A comma or full stop between digits does not end a clause.
_CLAUSE = re.compile(r'(?:[^.,;:!?…\n"“”„«»()\[\]。，、！？；：]|(?<=\d)[.,](?=\d))*')
# Chinese and Japanese are written without spaces: from here on, a letter begins a word of its own.
_UNSPACED = "\u2e80"


def clause_end(passage: Passage, text: str, before: int) -> int:
    """Where the clause that `passage` opens ends in `text`; never beyond `before`, the next passage's start."""
    unsure = passage.layer == "fuzzy" and sum(map(str.isalnum, passage.text)) < LEAST_LETTERS
    if unsure or _inside_a_word(text, passage.end):
        return passage.end
    limit = min(len(text), before, passage.end + MOST)
    clause = _CLAUSE.match(text, passage.end)
    end = min(limit, clause.end() if clause else passage.end)
    if end < before and _inside_a_word(text, end):
        end = text.rfind(" ", passage.end, end)
    tail = text[passage.end : max(end, passage.end)].rstrip()
    return passage.end + len(tail)


def _inside_a_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isalnum() and max(around) < _UNSPACED
