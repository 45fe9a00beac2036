"""Text under a redaction becomes as many blocks as it had signs; and what was said there is found again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from witnessmark.records import Span

BLOCK = "█"
_TOKEN = re.compile(r"\w(?:[\w'’.:@-]*\w)?")
_PART = re.compile(r"[^\W\d_]{2,}")  # of a token: "Bob" in "Bob's"
_SHORT = 4  # code points; a shorter word is only found where it stands by itself
# Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: words stand without spaces, or with their endings grown on.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef\U00020000-\U0003ffff]")
# Fields whose text is the program's own (names of fields, ids, hashes, versions) and never that of the evidence.
_OWN = frozenset((
    "template", "id", "item", "one_speaker", "sha256", "fingerprint", "also", "names", "points_at",
    "family", "kind", "tier", "layer", "role", "origin", "status", "judgement", "outcome", "grade", "maker",
    "media_type", "iso", "engine", "version", "language", "only_by", "library", "models", "tools", "figures",
    "checked", "at", "zone", "created", "changed", "action", "subject", "digest", "previous", "hash", "case",
))  # fmt: skip


def blocked(text: str, spans: Iterable[Span] | None = None) -> str:
    """`text` with all of it, or these spans, as blocks; white space stays, so that lines break as before."""
    signs = list(text)
    for start, end in (Span(0, len(text)),) if spans is None else spans:
        for place in range(max(start, 0), min(end, len(signs))):
            if not signs[place].isspace():
                signs[place] = BLOCK
    return "".join(signs)


class Secrets:
    """The words that stood under redactions and stand nowhere in plain sight; finds them in any other text.

    `hidden` are the redacted stretches, `shown` the texts of the transcripts as they are handed over.
    """

    def __init__(self, hidden: Iterable[str], shown: Iterable[str]) -> None:
        sight = " ".join(" ".join(_TOKEN.findall(text)) for text in shown).casefold()
        seen = {*sight.split(), *_PART.findall(sight)}
        found = set[str]()
        for stretch in hidden:
            tokens = _TOKEN.findall(stretch)
            whole = " ".join(tokens)
            if len(tokens) > 1 and f" {whole.casefold()} " not in f" {sight} ":
                found.add(r"[\W_]+".join(map(re.escape, tokens)))
            words = {*(token for token in tokens if len(token) > 1), *_PART.findall(" ".join(tokens))}
            found |= {
                _found(word)
                for word in words
                if word.casefold() not in seen and not (_UNSPACED.search(word) and word.casefold() in sight)
            }
        ordered = sorted(found, key=lambda each: (-len(each), each))
        self._pattern = re.compile("|".join(ordered), re.IGNORECASE) if ordered else None

    def out_of(self, text: str) -> str:
        """`text` with blocks in the place of what must not be told."""
        return self._pattern.sub(lambda match: blocked(match[0]), text) if self._pattern else text

    def out_of_all(self, plain: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
        """Plain JSON values with every text of the evidence and of the analyst cleared."""
        if isinstance(plain, str):
            return self.out_of(plain)
        if isinstance(plain, dict):
            if "template" in plain:
                return self._out_of_message(plain)
            return {key: value if key in _OWN else self.out_of_all(value) for key, value in plain.items()}
        if isinstance(plain, list | tuple):
            return [self.out_of_all(value) for value in plain]
        return plain

    def _out_of_message(self, plain: dict[str, Any]) -> dict[str, Any]:
        """A message keeps its template, which is the program's; its values are cleared whatever their names."""
        values = {name: self.out_of_all(value) for name, value in plain.get("values", {}).items()}
        return {**plain, "values": values, "text": self.out_of(plain.get("text", ""))}


def _found(token: str) -> str:
    word, alone = re.escape(token), len(token) < _SHORT and not _UNSPACED.search(token)
    return rf"(?<![^\W_]){word}(?![^\W_])" if alone else word  # "chat_Ann.png" holds "Ann"
