"""A pack file as plain strings, lists and mappings with their line numbers; nothing in it is believed.

Every scalar stays a string (`2023-04` is no date, `no` no truth value). Anchors, aliases and tags are
refused, sizes and depth are limited, and a file that is broken in one entry still gives the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

MAX_BYTES = 2 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_FAULTS = 1000
MAX_SCALAR = 4000
MAX_ITEMS = 200
MAX_DEPTH = 5
# How many characters the fields of a pack's head may have.
_HEAD_FIELDS = {"pack": 80, "version": 40, "about": 2000}
# Characters that hide or reorder text; a pack has no use for them and a reader could be misled.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
# The parser's time grows with the square of the depth: from here on the file is not read any further.
_DEPTH_OF_NO_PACK = 50

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY = re.compile(r"^( *)- +id *:", re.MULTILINE)
_HEAD = re.compile(r"^fingerprints *:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a pack, and where: `file`, `line` (from 1), the entry's id if it is known."""

    file: str
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        """One line for people: `mine.yaml:12: openai.policy.x: the tier is not one of A, B, C, U`."""
        who = f"{self.entry}: " if self.entry else ""
        return f"{self.file}:{self.line}: {who}{self.message}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file with its line: a string, a list of nodes or a mapping of nodes."""

    value: str | list[Node] | dict[str, Node]
    line: int


@dataclass(slots=True)
class RawPack:
    """A pack as it stands in the file: its head, its entries, and what could not be read."""

    name: str = ""
    version: str = ""
    about: str = ""
    entries: list[Node] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Broken(Exception):
    """A part of the file that cannot be used; the reader goes on behind it. It never leaves this module."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_pack(data: bytes, file: str) -> RawPack:
    """The pack in `data`; `file` names it in faults. Never raises: what is wrong stands in `faults`."""
    pack = RawPack()
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 1024
        pack.faults.append(Fault(file, 1, "", f"the pack is refused: it has more than {most} KiB"))
        return pack
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        pack.faults.append(Fault(file, line, "", "the pack is refused: this line is not UTF-8 text"))
        return pack
    try:
        _read_whole(text, file, pack)
    except yaml.YAMLError as error:
        _read_in_pieces(text, file, pack, error)
    return pack


def _read_whole(text: str, file: str, pack: RawPack) -> None:
    events = _Events(text)
    events.skip_to(yaml.MappingStartEvent)
    while not isinstance(event := events.take(), yaml.MappingEndEvent):
        line = _line(event)
        key = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if key == "fingerprints" and isinstance(events.peek(), yaml.SequenceStartEvent):
            events.take()
            if not _read_entries(events, file, 0, pack):
                return
            continue
        if not room(pack.faults, file, line):
            return
        value = _guarded(events, file, line, pack)
        if value is not None:
            _read_field(key, value, Fault(file, line, "", ""), pack)
    _refuse_more(events, file, pack)


def _read_field(key: str, value: Node, at: Fault, pack: RawPack) -> None:
    """Take a field of the head; what cannot be used is told with the place `at` and ignored."""
    if key == "fingerprints":
        # Nothing behind the name is an empty list.
        if value.value != "":
            pack.faults.append(replace(at, message="fingerprints is a list of entries; this is ignored"))
    elif key not in _HEAD_FIELDS:
        pack.faults.append(replace(at, message=f"a pack has no field {key[:40]!r}; it is ignored"))
    elif not isinstance(value.value, str):
        pack.faults.append(replace(at, message=f"{key} must be a text; it is ignored"))
    elif len(value.value) > _HEAD_FIELDS[key] or HIDDEN.search(value.value):
        what = f"{key} has more than {_HEAD_FIELDS[key]} characters, or hidden ones; it is ignored"
        pack.faults.append(replace(at, message=what))
    else:
        text = value.value.strip() if key == "about" else " ".join(value.value.split())
        setattr(pack, "name" if key == "pack" else key, text)


def _refuse_more(events: _Events, file: str, pack: RawPack) -> None:
    """Tell of a second document behind the pack, which is not read."""
    events.take()
    event = events.peek()
    if isinstance(event, yaml.DocumentStartEvent):
        pack.faults.append(
            Fault(file, _line(event), "", "a pack ends where a second one begins; it is left out")
        )


def room(faults: list[Fault], file: str, line: int) -> bool:
    """Whether there may be another fault; the one that says that there may not is added here."""
    if len(faults) < MAX_FAULTS:
        return True
    faults.append(Fault(file, line, "", f"a pack of {MAX_FAULTS} faults or more; the rest is left out"))
    return False


def _read_entries(events: _Events, file: str, offset: int, pack: RawPack) -> bool:
    """Entries up to the end of the list; False where there are too many and the rest is left unread."""
    while not isinstance(events.peek(), yaml.SequenceEndEvent):
        line = _line(events.peek()) + offset
        if len(pack.entries) >= MAX_ENTRIES:
            pack.faults.append(
                Fault(file, line, "", f"only the first {MAX_ENTRIES} entries are used; the rest is left out")
            )
            return False
        if not room(pack.faults, file, line):
            return False
        node = _guarded(events, file, line, pack, offset)
        if node is not None:
            pack.entries.append(node)
    events.take()
    return True


def _guarded(events: _Events, file: str, line: int, pack: RawPack, offset: int = 0) -> Node | None:
    """The next value, or None and a fault where it cannot be used; the reader stands behind it either way."""
    depth = events.depth
    try:
        return events.node(offset)
    except _Broken as broken:
        while events.depth > depth:
            events.take()
        pack.faults.append(Fault(file, broken.line, "", f"entry of line {line} left out: {broken.message}"))
        return None


def _read_in_pieces(text: str, file: str, pack: RawPack, error: yaml.YAMLError) -> None:
    """Read a file that is not YAML as a whole entry by entry, so that one broken entry costs only itself."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    if not starts:
        what = "this is not YAML" if mark else " ".join(str(error).split())
        pack.faults.append(Fault(file, line, "", f"the pack is refused: {what}"))
        return
    pack.entries.clear()
    pack.faults.clear()
    head = _HEAD.search(text)
    if head is not None and head.start() < starts[0]:
        _read_piece(text[: head.start()], file, 0, pack)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        offset = text.count("\n", 0, start)
        if len(pack.entries) >= MAX_ENTRIES or not room(pack.faults, file, offset + 1):
            return
        _read_piece(text[start:end], file, offset, pack)
    if not pack.faults:
        pack.faults.append(Fault(file, line, "", "not YAML here; what is no entry with an id is left out"))


def _read_piece(piece: str, file: str, offset: int, pack: RawPack) -> None:
    try:
        if _ENTRY.match(piece):
            events = _Events(piece)
            events.skip_to(yaml.SequenceStartEvent)
            _read_entries(events, file, offset, pack)
        elif piece.strip():
            _read_whole(piece, file, pack)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = offset + (mark.line + 1 if mark else 1)
        what = getattr(error, "problem", None) or "not YAML"
        pack.faults.append(
            Fault(file, line, "", f"entry of line {offset + 1} left out: not YAML here ({what})")
        )


class _Events:
    """The parser's events one by one, with the nesting depth, and values built from them."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._next: yaml.Event | None = None
        self.depth = 0

    def peek(self) -> yaml.Event:
        """The next event, left where it is."""
        if self._next is None:
            self._next = next(self._events, None)
            if self._next is None:
                raise yaml.YAMLError("the file ends too early")
        return self._next

    def take(self) -> yaml.Event:
        """The next event."""
        event = self.peek()
        self._next = None
        if isinstance(event, yaml.CollectionStartEvent):
            self.depth += 1
            if self.depth > _DEPTH_OF_NO_PACK:
                raise yaml.YAMLError("lists and mappings are nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.depth -= 1
        return event

    def skip_to(self, kind: type[yaml.Event]) -> None:
        """Go on behind the next event of `kind`; before it may stand the head of a document alone."""
        while isinstance(self.peek(), yaml.StreamStartEvent | yaml.DocumentStartEvent):
            self.take()
        if not isinstance(self.take(), kind):
            raise yaml.YAMLError("this is not a pack")

    def node(self, offset: int, level: int = 0) -> Node:
        """The next value with all that is in it; raises `_Broken` at the first thing that is not allowed."""
        event = self.take()
        line = _line(event) + offset
        _refuse_specials(event, line)
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_SCALAR:
                raise _Broken(line, f"a text of {len(event.value)} characters; {MAX_SCALAR} are allowed")
            return Node(event.value, line)
        if level >= MAX_DEPTH:
            raise _Broken(line, "lists and mappings are nested too deeply")
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._items(offset, level, line), line)
        return Node(self._fields(offset, level, line), line)

    def _items(self, offset: int, level: int, line: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(self.peek(), yaml.SequenceEndEvent):
            if len(items) >= MAX_ITEMS:
                raise _Broken(line, f"a list of more than {MAX_ITEMS} items")
            items.append(self.node(offset, level + 1))
        self.take()
        return items

    def _fields(self, offset: int, level: int, line: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while not isinstance(self.peek(), yaml.MappingEndEvent):
            key = self.node(offset, level + 1)
            if not isinstance(key.value, str) or len(fields) >= MAX_ITEMS:
                raise _Broken(key.line, "a field's name is a word")
            if key.value in fields:
                raise _Broken(key.line, f"the field {key.value[:40]!r} is given twice")
            fields[key.value] = self.node(offset, level + 1)
        self.take()
        return fields


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _refuse_specials(event: yaml.Event, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Broken(line, "anchors and aliases (& and *) are not allowed; quote a text that begins so")
    tag = getattr(event, "tag", None)
    if tag is not None and tag != "!":
        raise _Broken(line, "tags (!) are not allowed; quote a text that begins so")
