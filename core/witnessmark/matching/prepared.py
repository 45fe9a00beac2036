"""A library made ready for searching, and kept in a file, because a large one takes seconds to make."""

from __future__ import annotations

import hashlib
import io
import itertools
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.forms import Forms, forms_of
from witnessmark.matching.index import Index, Seeds, Table, build
from witnessmark.matching.phrases import Complaint
from witnessmark.records import Fingerprint

log = logging.getLogger(__name__)

VERSION = "3"  # of folding, slots, seeds and file together: a file of another version is not used
PREFIX = "index-"
KEPT = 4  # files; a newsroom has a few libraries and scores at a time
_DIGEST = 32  # bytes of SHA-256 before the arrays: a damaged file is told from a whole one
WORTH_KEEPING = 2_000  # strings; below it building is as quick as reading a file


@dataclass(frozen=True, slots=True)
class Prepared:
    """The written forms of a library and the index of their skeletons."""

    forms: Forms
    index: Index


def prepared(fingerprints: Sequence[Fingerprint], score: float, folder: Path | None = None) -> Prepared:
    """The library made ready; taken from `folder` where it was made before, and put there where it is large."""
    if folder is None:
        return _made(fingerprints, score)
    file = folder / f"{PREFIX}{_key(fingerprints, score)}.npz"
    found = _read(file)
    if found is None:
        found = _made(fingerprints, score)
        if len(found.forms.strings) >= WORTH_KEEPING:
            _write(file, found)
    return found


def _made(fingerprints: Sequence[Fingerprint], score: float) -> Prepared:
    forms = forms_of(fingerprints)
    return Prepared(forms, build(forms.strings, score))


def _key(fingerprints: Sequence[Fingerprint], score: float) -> str:
    """What the file depends on: every text in order, the score, this module's version."""
    hashed = hashlib.sha256(f"{VERSION}\n{score}\n".encode())
    for fingerprint in fingerprints:
        texts = "\x1f".join((fingerprint.id, fingerprint.text or "", *fingerprint.variants))
        hashed.update(texts.encode("utf-8", "surrogatepass") + b"\n")
    return hashed.hexdigest()


def _write(file: Path, made: Prepared) -> None:
    """Keep the arrays; a full disk or a folder that cannot be written costs time later and nothing else.

    Each process writes a file of its own and renames it, so that several can do so at once.
    """
    content = io.BytesIO()
    np.savez(content, **_arrays(made))  # type: ignore[arg-type]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=file.parent, prefix=PREFIX, suffix=".new", delete=False
        ) as fresh:
            fresh.write(hashlib.sha256(content.getbuffer()).digest())
            fresh.write(content.getbuffer())
        Path(fresh.name).replace(file)
        _forget_old(file.parent)
    except OSError as error:
        log.warning("the index was not kept in %s: %s", file, error)


def _forget_old(folder: Path) -> None:
    """Remove all but the newest indexes: of libraries that have changed since, and what a crash left half written."""
    files = sorted(folder.glob(f"{PREFIX}*"), key=lambda each: each.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        file.unlink(missing_ok=True)


def _read(file: Path) -> Prepared | None:
    """What `_write` kept; None where there is nothing that can be used."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("the index in %s cannot be read and is made anew: %s", file, error)
        return None
    digest, arrays = content[:_DIGEST], memoryview(content)[_DIGEST:]
    if hashlib.sha256(arrays).digest() != digest:
        log.warning("the index in %s is damaged and made anew", file)
        return None
    with np.load(io.BytesIO(arrays), allow_pickle=False) as read:
        return _from_arrays(dict(read))


def _arrays(made: Prepared) -> dict[str, NDArray[np.generic]]:
    forms, index = made.forms, made.index
    counts = np.array([len(each) for each in forms.rules], np.int32)
    arrays: dict[str, NDArray[np.generic]] = {
        "strings": _bytes("\n".join(forms.strings)),
        "written": _bytes("\x1f".join(itertools.chain.from_iterable(forms.written))),
        "rule_counts": counts,
        "rules": np.array([rule for each in forms.rules for rule in each], np.int32),
        "complaints": np.frombuffer(msgspec.json.encode(forms.complaints), np.uint8),
        "sizes": np.array([table.size for table in index.tables], np.int32),
    }
    for field in fields(Index):
        if field.name not in ("tables", "seeds"):
            arrays[f"index.{field.name}"] = getattr(index, field.name)
    for field in fields(Seeds):
        arrays[f"seeds.{field.name}"] = getattr(index.seeds, field.name)
    for number, table in enumerate(index.tables):
        for field in fields(Table):
            if field.name != "size":
                arrays[f"table{number}.{field.name}"] = getattr(table, field.name)
    return arrays


def _from_arrays(arrays: dict[str, NDArray[np.generic]]) -> Prepared:
    rules, written = arrays["rules"].tolist(), _string(arrays["written"]).split("\x1f")
    cuts = list(itertools.pairwise([0, *np.cumsum(arrays["rule_counts"]).tolist()]))
    forms = Forms(
        tuple(_string(arrays["strings"]).split("\n")),
        tuple(tuple(rules[low:high]) for low, high in cuts),
        tuple(tuple(written[low:high]) for low, high in cuts),
        msgspec.json.decode(arrays["complaints"].tobytes(), type=tuple[Complaint, ...]),
    )
    tables = tuple(
        Table(int(size), *(arrays[f"table{number}.{field.name}"] for field in fields(Table)[1:]))  # type: ignore[arg-type]
        for number, size in enumerate(arrays["sizes"].tolist())
    )
    seeds = Seeds(*(arrays[f"seeds.{field.name}"] for field in fields(Seeds)))  # type: ignore[arg-type]
    plain = (
        arrays[f"index.{field.name}"] for field in fields(Index) if field.name not in ("tables", "seeds")
    )
    return Prepared(forms, Index(*plain, seeds, tables))  # type: ignore[call-arg, arg-type]


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _string(array: NDArray[np.generic]) -> str:
    return array.tobytes().decode("utf-8", "surrogatepass")
