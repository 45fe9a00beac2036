"""Texts to measure on, dealt to five folds so that all answers to one prompt lie in one fold.

A line may carry a `prompt`. Where it does not, its place stands for it: each source lists the answers of a
model in the order of its prompts (or, where the models alternate, all answers in that order). So the place
among its model's texts of that source and language, or in the source, is cut into 25 runs of neighbouring
prompts, and the runs are dealt to the folds in turn. Only at the borders of a run, where a model skipped a
prompt, can answers to one prompt come into two folds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from witnessmark.errors import UnreadableInput
from witnessmark.library.corpus import MAX_TEXT, Line, batches, corpus_files, family_of, group_of
from witnessmark.library.rates import Group
from witnessmark.messages import message

FOLDS = 5
RUNS = 25
_BATCH = 2000
# Where the model changes more often than this for each model of a source, the models alternate prompt by
# prompt.
_ALTERNATING = 4


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus: where it is from, which prompt it answers, and which fold it is in.

    Texts of one `source` with one `prompt` answer the same question; None where that is not known.
    """

    source: str
    group: Group
    model: str
    language: str
    prompt: str | None
    fold: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    family: str
    source: str = "corpus"
    lang: str = "en"
    maker: str = ""
    domain: str = ""
    model: str = ""
    prompt: str | int | None = None

    @property
    def line(self) -> Line:
        return Line(self.text, self.family, self.source, self.lang, self.maker, self.domain)


@dataclass(slots=True)
class _Order:
    """How a source lists its texts: how many of each model and language, and how often the model changes."""

    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    changes: int = 0
    last: str = ""

    @property
    def alternates(self) -> bool:
        return self.changes > _ALTERNATING * len(self.places)


def texts(folder: Path) -> Iterator[Text]:
    """Every text of a corpus with its fold; raises LibraryError or UnreadableInput where it is none."""
    for file in corpus_files((folder,)):
        yield from _dealt(file)


def _dealt(file: Path) -> Iterator[Text]:
    orders = _orders(file)
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in _rows(file):
        order = orders[row.source]
        key = ("", "") if order.alternates else (row.model, row.lang)
        total = order.places.total() if order.alternates else order.places[key]
        place = seen[(row.source, *key)]
        seen[(row.source, *key)] += 1
        yield Text(
            row.source,
            _group(row),
            row.model,
            row.lang,
            _prompt(row, place, order),
            _fold(row, place, total),
            row.text[:MAX_TEXT],
        )


def _prompt(row: _Row, place: int, order: _Order) -> str | None:
    if row.prompt is not None:
        return str(row.prompt)
    return None if order.alternates else f"{row.lang} {place}"


def _group(row: _Row) -> Group:
    group = group_of(row.line)
    return Group(family_of(row.line), group.maker, group.label, group.human, group.community)


def _fold(row: _Row, place: int, total: int) -> int:
    if row.prompt is not None:
        return hashlib.sha256(f"{row.source}\0{row.prompt}".encode()).digest()[0] % FOLDS
    return place * RUNS // total % FOLDS


def _orders(file: Path) -> dict[str, _Order]:
    orders: dict[str, _Order] = {}
    for row in _rows(file):
        order = orders.setdefault(row.source, _Order())
        order.places[(row.model, row.lang)] += 1
        order.changes += order.last != row.model
        order.last = row.model
    return orders


def _rows(file: Path) -> Iterator[_Row]:
    for batch in batches((file,), _BATCH):
        for line in batch.lines:
            try:
                yield msgspec.json.decode(line, type=_Row)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UnreadableInput(
                    message(
                        "{file} holds a line that is no text with a family ({why}).", file=file, why=error
                    )
                ) from error
