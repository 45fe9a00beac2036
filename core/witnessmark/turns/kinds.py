"""Tells what a panel inside a page is for: a bubble, a button, a field, a card with a conversation in it."""

from __future__ import annotations

import re
import statistics
from typing import Literal

from witnessmark.speech.times import is_time
from witnessmark.turns.bubble import is_avatar
from witnessmark.turns.draft import Means
from witnessmark.turns.heads import STRONG, head_in
from witnessmark.turns.sight import distance, same_fill
from witnessmark.turns.strips import Strip, rows_of, text_of
from witnessmark.turns.tree import Node

# "Copy code" in English and in other languages, as blocks of code offer it.
COPY = re.compile(r"\b(?:copy|kopieren|copier|copiar|copia)\b|コピー|复制", re.IGNORECASE)

# What the header of a block of code says besides "copy".
_LANGUAGES = frozenset(
    {"python", "text", "bash", "shell", "json", "javascript", "java", "html", "css", "sql", "c", "cpp"}
    | {"rust", "go", "typescript", "yaml", "xml", "plaintext", "markdown", "diff"}
)

Kind = Literal["bubble", "button", "pill", "field", "avatar", "code", "frame", "card", "bar"]


def kind_of(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> Kind:
    """What `node` is in `frame`, beside its `peers`."""
    if is_avatar(node) and not _among_bubbles(node, frame, peers, means):
        return "avatar"
    if is_field(node, frame, means):
        return "field"
    return "card" if _is_cell(node, peers, means) else _kind_by_text(node, frame, peers, means)


def _kind_by_text(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> Kind:
    small = _small(node, frame, peers, means)
    if small is None and _is_notice(node, frame, peers, means):
        small = "pill"
    if small is not None:
        return small
    if any(
        _beside(node, peer) and abs(peer.box.width - node.box.width) < 0.2 * node.box.width for peer in peers
    ):
        return "card"
    if _is_frame(node, frame, peers, means):
        return "frame"
    if is_code(node, peers, means):
        return "code"
    return "bubble"


def is_field(node: Node, frame: Node, means: Means) -> bool:
    """Whether a panel is the entry field: wide, low, near the bottom, with a placeholder or nothing in it."""
    strips = node.all_strips()
    wide = node.box.width > 0.45 * frame.box.width
    low = node.box.height < 6.5 * means.height
    words = [strip for strip in strips if len(strip.text) > 1]
    asking = any(means.hints.fields.fullmatch(strip.text) for strip in words)
    low = low or (asking and node.box.height < 9 * means.height)
    near_bottom = node.box.bottom > frame.box.y + 0.6 * frame.box.height
    if not (wide and low and (near_bottom or asking)) or len(strips) > 5:
        return False
    if _is_followed(node, frame, means):
        return asking and _is_empty(node, frame, words)
    if not words:
        return True
    text = words[0]
    if not asking:
        return _is_placeholder(node, frame, text)
    centred = abs((node.box.x + node.box.right) - (frame.box.x + frame.box.right)) < 0.12 * frame.box.width
    pale = text.contrast < 130 or text.contrast < 0.75 * _usual_contrast(frame, text)
    fills = centred or node.box.width > 0.75 * frame.box.width
    return (centred or pale) if near_bottom else (fills and pale)


def _is_empty(node: Node, frame: Node, words: list[Strip]) -> bool:
    """Whether a field above comments holds but the pale line that asks for one."""
    text = words[0]
    messages = [strip.contrast for strip in frame.all_strips() if len(strip.words) > 4]
    pale = text.contrast < 0.75 * max(messages, default=0.0)
    return pale and len(words) == 1 and len(text.words) <= 5 and node.box.width > 0.7 * frame.box.width


def _is_followed(node: Node, frame: Node, means: Means) -> bool:
    """Whether a message follows below a panel; below an entry field stand but notes, smaller or paler."""
    below = [strip for strip in frame.all_strips() if strip.box.y > node.box.bottom and len(strip.words) > 3]
    if not below:
        return False
    usual = _usual_contrast(frame, below[0])
    return any(
        strip.contrast > 0.75 * usual
        and strip.box.height > 0.9 * means.height
        and not means.hints.rows.fullmatch(strip.text)
        for strip in below
    )


def _is_placeholder(node: Node, frame: Node, text: Strip) -> bool:
    """Whether the only line of a low panel at the very end of its page is paler than the messages."""
    last = node.box.bottom > frame.box.bottom - 1.5 * node.box.height
    one = len(node.all_strips()) == 1 and len(text.words) <= 6
    return one and last and text.contrast < 0.75 * _usual_contrast(frame, text)


def _usual_contrast(frame: Node, text: Strip) -> float:
    """The usual contrast of the lines in a frame other than `text`; 0 where there are none."""
    others = [strip.contrast for strip in frame.all_strips() if strip != text and len(strip.words) > 2]
    return statistics.median(others) if others else 0.0


def _is_tag(node: Node, frame: Node, text: str, means: Means) -> bool:
    """Whether a low panel of a word or two stands in line with a name or a title, as marks and buttons do."""
    top = node.box.y < frame.box.y + 4 * means.height
    reach = frame.box.width if top else 2.5 * means.height
    return len(text.split()) < (5 if top else 3) and any(
        0 <= node.box.x - strip.box.right < reach
        and abs(strip.box.middle - node.box.middle) < 0.5 * means.height
        and not is_time(strip.text)
        and bool(means.hints.left_over(strip.text))
        for strip in frame.strips
    )


def _small(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> Kind | None:
    """`button` or `pill` for a panel with one short line that is no message."""
    strips = [strip for strip in node.all_strips() if len(strip.text) > 1]
    if not strips:
        return "button"
    rows = rows_of(strips)
    text = text_of(rows[0])
    if len(rows) > 1 or len(text.split()) > 6 or node.box.height > 3.2 * means.height:
        return None
    if any(_beside(node, peer) for peer in peers) or _is_tag(node, frame, text, means):
        return "button"
    if is_time(text):
        return "pill"
    if _among_bubbles(node, frame, peers, means):
        return None
    if not means.hints.left_over(text) and not re.fullmatch(r"[\d\s.,]+", text):
        return "button" if re.search(r"\w", text) and node.box.width < 14 * node.box.height else None
    middle, centre = node.box.x + node.box.right, frame.box.x + frame.box.right
    if abs(middle - centre) < 0.06 * frame.box.width and node.box.width < 0.5 * frame.box.width:
        return "pill"
    return None


def _is_cell(node: Node, peers: tuple[Node, ...], means: Means) -> bool:
    """Whether a panel touches one beside it and one above or below it, as the cells of a table do."""
    close = 0.35 * means.height
    beside = below = False
    for peer in peers:
        box = peer.box
        level = abs(box.y - node.box.y) < close and abs(box.bottom - node.box.bottom) < close
        column = abs(box.x - node.box.x) < close and abs(box.right - node.box.right) < close
        beside |= level and min(abs(box.x - node.box.right), abs(node.box.x - box.right)) < close
        below |= column and min(abs(box.y - node.box.bottom), abs(node.box.y - box.bottom)) < close
    return beside and below


def _is_notice(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> bool:
    """Whether a few lines stand in the middle between bubbles at both edges, in a fill of their own."""
    centre = frame.box.x + frame.box.right
    middle = abs(node.box.x + node.box.right - centre) < 0.02 * frame.box.width
    others = [peer for peer in peers if peer is not node and _holds_text(peer)]
    aside = [peer for peer in others if abs(peer.box.x + peer.box.right - centre) > 0.1 * frame.box.width]
    if not middle or len(aside) < 2 or len(rows_of(node.all_strips())) > 4:
        return False
    near = 0.5 * means.height
    return not any(
        (same_fill(peer.colour, node.colour) and peer in aside)
        or abs(peer.box.x - node.box.x) < near
        or abs(peer.box.right - node.box.right) < near
        for peer in others
    )


def _holds_text(node: Node) -> bool:
    return not is_avatar(node) and len(node.all_strips()) > 0


def _beside(node: Node, peer: Node) -> bool:
    """Whether two panels of one height stand side by side, as buttons do and bubbles do not."""
    apart = peer.box.x >= node.box.right or peer.box.right <= node.box.x
    level = abs(peer.box.middle - node.box.middle) < 0.3 * node.box.height
    return apart and level and 0.67 < peer.box.height / node.box.height < 1.5 and not is_avatar(peer)


def _among_bubbles(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> bool:
    """Whether a panel shares an edge and a fill with a panel that holds a sentence."""
    return any(
        peer is not node
        and not is_field(peer, frame, means)
        and distance(peer.colour, node.colour) < 20
        and min(abs(peer.box.x - node.box.x), abs(peer.box.right - node.box.right)) < 0.3 * means.height
        and len(means.hints.left_over(" ".join(strip.text for strip in peer.all_strips())).split()) > 2
        for peer in peers
    )


def _is_frame(node: Node, frame: Node, peers: tuple[Node, ...], means: Means) -> bool:
    """Whether a panel holds more than one message, or a message with a head of its own."""
    inner = [child for child in node.children if not is_avatar(child) and _messagelike(child, node, means)]
    fields = [child for child in node.children if is_field(child, node, means)]
    rows = rows_of(node.strips)
    heads = [head for row in rows if (head := head_in(text_of(row), means.hints)) and head.form in STRONG]
    alike = [
        peer for peer in peers if peer is not node and not is_avatar(peer) and len(peer.all_strips()) > 0
    ]
    timed = [
        head
        for row in rows
        if (head := head_in(row[0].text, means.hints)) or (head := head_in(text_of(row), means.hints))
    ]
    if fields or heads:
        return True
    if is_code(node, peers, means):
        return False
    if len(inner) > 1 or len(timed) > 1:
        return True
    return bool(inner) and len(alike) < 2 and len(node.strips) > 0


def _messagelike(child: Node, node: Node, means: Means) -> bool:
    text = " ".join(strip.text for strip in child.all_strips())
    return bool(means.hints.left_over(text)) and not is_code(child, node.children, means)


def is_code(node: Node, peers: tuple[Node, ...], means: Means) -> bool:
    """Whether a panel holds type of one width for all letters, or a header that offers to copy code, or is one."""
    strips = node.all_strips()
    text = " ".join(strip.text for strip in strips)
    if len(strips) > 2 and COPY.search(text_of(rows_of(strips)[0])):
        return True
    if any(_heads_code(node, peer, means) or _heads_code(peer, node, means) for peer in peers):
        return True
    long_ones = [strip for strip in strips if len(strip.text) >= 8]
    if len(long_ones) < 3:
        return False
    pitches = [strip.box.width / len(strip.text) for strip in long_ones]
    even = statistics.pstdev(pitches) / statistics.mean(pitches)
    return even < 0.045 and len(re.findall(r"[={}\[\]<>|_]|\w\(|;$", text)) >= 3


def _heads_code(bar: Node, code: Node, means: Means) -> bool:
    """Whether a panel is the bar above a block of code: a language and a button, as wide as what it touches."""
    text = " ".join(strip.text for strip in bar.all_strips())
    edges = abs(code.box.x - bar.box.x) + abs(code.box.right - bar.box.right)
    touching = edges < means.height and abs(code.box.y - bar.box.bottom) < 0.4 * means.height
    return touching and len(text.split()) <= 4 and COPY.search(text) is not None


def is_code_header(row: tuple[Strip, ...], block: Node, means: Means) -> bool:
    """Whether a row in a block of code is not code but the language or the button above it."""
    text = text_of(row).casefold()
    if COPY.search(text) is not None and len(text.split()) <= 4:
        return True
    first = row[0].box.y - block.box.y < 2.2 * means.height
    return first and len(row) == 1 and len(text.split()) <= 2 and text in _LANGUAGES
