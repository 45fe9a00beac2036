"""Evidence that was seen before: the same bytes, a picture that looks the same, or the same text."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from witnessmark.records import CaseSummary, Inspection, Message, Picture, Transcript, message
from witnessmark.store.cases import summary
from witnessmark.store.likeness import BITS, NEAR, SAME, distances, look
from witnessmark.store.schema import PER_CASE

_WORD = re.compile(r"\w+")
_PHRASE = 4  # words of a phrase that is looked up
_PHRASES = 12  # phrases of a text that are looked up
_SHARED = 0.7  # share of the shorter text's phrases that two texts have in common where they are told alike
_HINTED = 0.3  # share that is enough where the pictures look alike too
_FEWEST = 9  # phrases that a text needs to be compared; shorter ones are alike by chance
_HITS = 200  # cases that a phrase may lead to; one that more hold says nothing
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """A case with evidence like the one at hand, and in what it is alike."""

    case: CaseSummary
    why: Message
    same_bytes: bool = False


def alike(
    connection: sqlite3.Connection, inspection: Inspection, picture: Picture | None, besides: str | None
) -> tuple[Alike, ...]:
    """The cases with like evidence, the same bytes first, then looks, then text; each case once."""
    found: dict[int, Alike] = {}
    reasons = {
        **_texts(connection, inspection.transcript),
        **(_looks(connection, picture, inspection.transcript) if picture is not None else {}),
        **_bytes(connection, inspection.original.sha256),
    }
    for number, why in sorted(reasons.items(), key=lambda pair: (_RANK[pair[1].template], -pair[0])):
        case = summary(connection, number)
        if case.id != besides and len(found) < _SHOWN:
            found[number] = Alike(case, why, why.template == _SAME)
    return tuple(found.values())


_SAME = "The same file, byte for byte."
_LOOKS = "A picture that looks the same ({bits} of {all} bits differ)."
_TEXT = "The same text or much of it ({percent} % of its phrases)."
_RANK = {_SAME: 0, _LOOKS: 1, _TEXT: 2}


def _bytes(connection: sqlite3.Connection, sha256: str) -> dict[int, Message]:
    rows = connection.execute("SELECT DISTINCT case_number FROM items WHERE sha256 = ?", (sha256,))
    return {number: message("The same file, byte for byte.") for (number,) in rows}


def _looks(connection: sqlite3.Connection, picture: Picture, transcript: Transcript) -> dict[int, Message]:
    mine = look(picture)
    rows = connection.execute("SELECT sha256, look FROM picture_looks").fetchall()
    rows = [(sha256, other) for sha256, other in rows if len(other) == len(mine)]
    if not mine or not rows:
        return {}
    phrases = _phrases([turn.text for turn in transcript.turns])
    found: dict[int, Message] = {}
    differ = distances(mine, [other for _sha256, other in rows])
    for place in sorted((differ <= NEAR).nonzero()[0], key=lambda place: -differ[place]):
        bits = int(differ[place])
        why = message("A picture that looks the same ({bits} of {all} bits differ).", bits=bits, all=BITS)
        holders = connection.execute(
            "SELECT DISTINCT case_number FROM items WHERE sha256 = ?", (rows[place][0],)
        ).fetchall()
        for (number,) in holders:
            # Two posts of one layout come as near as a cropped copy does; their texts tell them apart.
            shared = _shared(connection, number, phrases)
            if bits <= SAME or shared is None or shared >= _HINTED:
                found[number] = why
    return found


def _texts(connection: sqlite3.Connection, transcript: Transcript) -> dict[int, Message]:
    """Cases that hold several phrases of this text and then, compared in full, most of them."""
    mine = _phrases([turn.text for turn in transcript.turns])
    if len(mine) < _FEWEST:
        return {}
    found: dict[int, Message] = {}
    for number in _candidates(connection, mine):
        shared = _shared(connection, number, mine)
        if shared is not None and shared >= _SHARED:
            found[number] = message(
                "The same text or much of it ({percent} % of its phrases).", percent=round(shared * 100)
            )
    return found


def _shared(connection: sqlite3.Connection, number: int, mine: list[str]) -> float | None:
    """The share of phrases that a text has in common with the item of a case that is most like it.

    None where one of the two is too short to be compared.
    """
    texts: dict[str, list[str]] = {}
    for item_id, text in connection.execute(
        "SELECT item_id, text FROM turns WHERE case_number = ? ORDER BY id", (number,)
    ):
        texts.setdefault(item_id, []).append(text)
    own = set(mine)
    shares = [
        len(theirs & own) / min(len(own), len(theirs))
        for item in texts.values()
        if min(len(own), len(theirs := set(_phrases(item)))) >= _FEWEST
    ]
    return max(shares, default=None)


def _candidates(connection: sqlite3.Connection, mine: list[str]) -> list[int]:
    """The cases that hold at least two of a few phrases, spread evenly over the text."""
    step = max(1, len(mine) // _PHRASES)
    held: dict[int, int] = {}
    for phrase in mine[::step][:_PHRASES]:
        rows = connection.execute(
            f"""SELECT DISTINCT rowid / {PER_CASE} FROM turns_search WHERE turns_search MATCH ?
            ORDER BY rowid DESC LIMIT ?""",
            (f'text : "{phrase}"', _HITS),
        )
        for (number,) in rows:
            held[number] = held.get(number, 0) + 1
    return sorted((number for number, count in held.items() if count >= 2), key=lambda n: -held[n])[:_HITS]


def _phrases(texts: list[str]) -> list[str]:
    """All runs of four words within a turn, in order."""
    found = []
    for text in texts:
        words = _WORD.findall(text.casefold())
        found += [" ".join(words[place : place + _PHRASE]) for place in range(len(words) - _PHRASE + 1)]
    return found
