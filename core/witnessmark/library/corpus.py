"""Corpora to measure on: JSONL files, plain or gzipped, one text a line with the family that it is from.

A line is an object with `text` and `family`; `source` (what was asked, so that families can be compared on
the same prompts), `lang`, `maker` and `domain` are used where they are there. A family `human` is split by
domain into `human-text`, `human-prompt` (typed to a chatbot) and `human-about-ai`.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from witnessmark.errors import UnreadableCorpus, reason
from witnessmark.library.families import label
from witnessmark.library.rates import Group
from witnessmark.messages import message

MAX_TEXT = 20_000
MAX_LINE = 4 << 20

_HUMAN = {"prompt": "human-prompt", "about-ai": "human-about-ai"}
_HUMAN_LABELS = {
    "human-text": "people: tweets, chat, reviews, news, speeches",
    "human-prompt": "people: prompts typed to chatbots",
    "human-about-ai": "people: texts about AI",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a corpus as it stands in the file."""

    text: str
    family: str
    source: str = "corpus"
    lang: str = "en"
    maker: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive lines of one corpus file: the unit of work and of resuming.

    `file` is its name and `place` its place among the files, for two folders may hold files of one name.
    """

    file: str
    place: int
    number: int
    lines: tuple[bytes, ...]


def corpus_files(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The JSONL files that `paths` (files and folders) name, each once; raises UnreadableCorpus where there is none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(each for each in path.iterdir() if _is_corpus(each)))
        elif path.is_file():
            found.append(path)
        else:
            raise UnreadableCorpus(
                message("There is no corpus at {path}. Name a JSONL file, or a folder of them.", path=path)
            )
    if not found:
        raise UnreadableCorpus(
            message("No .jsonl or .jsonl.gz file was found there. Name a corpus, or a folder of them.")
        )
    return tuple({file.resolve(): file for file in found}.values())


def corpus_hash(files: tuple[Path, ...]) -> str:
    """One SHA-256 for the corpus: that of the files' own, in the order of their names."""
    whole = hashlib.sha256()
    for file in sorted(files, key=lambda each: each.name):
        with file.open("rb") as stream:
            whole.update(f"{file.name} {hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def corpus_lines(files: tuple[Path, ...]) -> int:
    """How many lines the corpus has, for the share that is done."""
    count = 0
    for file in files:
        with _opened(file) as stream:
            try:
                while piece := stream.read(1 << 20):
                    count += piece.count(b"\n")
            except (OSError, EOFError, zlib.error) as error:
                raise UnreadableCorpus(
                    message("{file} could not be read to its end ({why}).", file=file, why=reason(error))
                ) from error
    return count


def batches(files: tuple[Path, ...], size: int) -> Iterator[Batch]:
    """The corpus in batches of at most `size` lines, read as they are asked for."""
    for place, file in enumerate(files):
        number = 0
        lines: list[bytes] = []
        with _opened(file) as stream:
            try:
                while line := stream.readline(MAX_LINE + 1):
                    if line.strip():
                        lines.append(line)
                    if len(lines) == size:
                        yield Batch(file.name, place, number, tuple(lines))
                        number, lines = number + 1, []
            except (OSError, EOFError, zlib.error) as error:
                raise UnreadableCorpus(
                    message("{file} could not be read to its end ({why}).", file=file, why=reason(error))
                ) from error
        if lines:
            yield Batch(file.name, place, number, tuple(lines))


def texts_of(batch: Batch) -> list[Line]:
    """The lines of a batch that hold a text; raises UnreadableCorpus for a line that is none."""
    return [line for each in batch.lines if (line := parse_line(each, batch.file)).text.strip()]


def parse_line(line: bytes, file: str) -> Line:
    """One line as a record, its text cut to `MAX_TEXT`; raises UnreadableCorpus where it is none."""
    if len(line) > MAX_LINE:
        raise UnreadableCorpus(
            message(
                "{file} holds a line of more than {most} MiB. Each text stands in a line of its own.",
                file=file,
                most=MAX_LINE >> 20,
            )
        )
    try:
        found = msgspec.json.decode(line, type=Line)
        if not found.family.strip():
            raise ValueError("the family is empty")
    except (msgspec.DecodeError, ValueError) as error:
        start = line[:60].decode("utf-8", "replace")
        raise UnreadableCorpus(
            message(
                "{file} holds a line that is no object with text and family ({why}): {beginning}",
                file=file,
                why=error,
                beginning=start,
            )
        ) from error
    if len(found.text) > MAX_TEXT:
        return Line(found.text[:MAX_TEXT], found.family, found.source, found.lang, found.maker, found.domain)
    return found


def family_of(line: Line) -> str:
    """The family of a line, with people split by what they wrote."""
    if line.family == "human":
        return _HUMAN.get(line.domain, "human-text")
    return line.family


def group_of(line: Line) -> Group:
    """What kind of group the family of a line is."""
    name = family_of(line)
    if name.startswith("human"):
        return Group(name, "human", _HUMAN_LABELS.get(name, name), human=True)
    maker = line.maker or name.split("-")[0]
    community = maker in ("community", "various")
    return Group(name, "community" if community else maker, _group_label(name, maker), community=community)


def _group_label(name: str, maker: str) -> str:
    if maker in ("community", "various"):
        return f"{name.removeprefix('ft-')} (community)"
    return f"{name} ({label(maker)})"


def _is_corpus(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".jsonl", ".jsonl.gz"))


def _opened(file: Path) -> IO[bytes]:
    try:
        return gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb")  # type: ignore[return-value]
    except OSError as error:
        raise UnreadableCorpus(
            message("{file} could not be opened ({why}).", file=file, why=reason(error))
        ) from error
