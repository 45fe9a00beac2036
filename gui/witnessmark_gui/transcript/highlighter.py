"""Colours and underlines the passages of a transcript, block by block, without touching the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from witnessmark.records import Inspection, Span
from witnessmark_gui.theme import Theme, mark_of
from witnessmark_gui.transcript.script import Script, Units


@dataclass(frozen=True, slots=True)
class Painted:
    """A range of the text and how it looks."""

    units: Units
    look: str
    counts: bool = True


HEADER, UNCERTAIN, NOTED, REDACTED = "header", "uncertain", "noted", "redacted"
_LAID_OVER = (UNCERTAIN, NOTED, REDACTED)


def painted(
    script: Script, inspection: Inspection, below: float, noted: tuple[Painted, ...]
) -> tuple[Painted, ...]:
    """All that is to be marked in a transcript, sorted by place."""
    found: list[Painted] = [Painted(part.header, HEADER) for part in script.parts]
    for match in inspection.matches:
        part = script.part_of(match.turn, match.region)
        if part is not None:
            units = part.units(Span(match.start, match.end))
            found.append(Painted(units, match.family, match.counts))
    found.extend(noted)
    found.extend(_uncertain(script, inspection, below))
    return tuple(sorted(found, key=lambda each: each.units))


def _uncertain(script: Script, inspection: Inspection, below: float) -> list[Painted]:
    pieces = [(("turn", turn.index), turn.words) for turn in inspection.transcript.turns]
    pieces += [(("region", region.index), region.words) for region in inspection.transcript.interface]
    parts = {(part.kind, part.index): part for part in script.parts}
    return [
        Painted(parts[place].units(Span(word.start, word.end)), UNCERTAIN)
        for place, words in pieces
        for word in words
        if word.confidence < below and place in parts
    ]


class Highlighter(QSyntaxHighlighter):
    """Draws `Painted` ranges; the ranges come from outside, it decides nothing."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._ranges: tuple[Painted, ...] = ()
        self._starts: list[int] = []
        self._longest = 0

    def show_ranges(self, ranges: tuple[Painted, ...]) -> None:
        """Mark these ranges and no others."""
        self._ranges = ranges
        self._starts = [each.units.start for each in ranges]
        self._longest = max((each.units.end - each.units.start for each in ranges), default=0)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Mark the ranges that cross the current block; later ones add to earlier ones."""
        top = self.currentBlock().position()
        bottom = top + self.currentBlock().length()
        first = bisect_left(self._starts, top - self._longest)
        for each in self._ranges[first:]:
            if each.units.start >= bottom:
                break
            start, end = max(each.units.start, top), min(each.units.end, bottom)
            for place in range(start, end) if each.look in _LAID_OVER else ():
                self._add(place - top, each)
            if end > start and each.look not in _LAID_OVER:
                self.setFormat(start - top, end - start, self._look(each))

    def _add(self, place: int, each: Painted) -> None:
        """Lay a wave, a note's weight or a redaction's ink over what is there."""
        look = self.format(place)
        look.merge(self._look(each))
        self.setFormat(place, 1, look)

    def _look(self, each: Painted) -> QTextCharFormat:
        look, colours = QTextCharFormat(), self._theme.colours
        if each.look == HEADER:
            look.setForeground(QColor(colours.muted))
            look.setFontPointSize(max(self.document().defaultFont().pointSizeF() - 1.0, 6.0))
        elif each.look == UNCERTAIN:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(colours.uncertain))
        elif each.look == NOTED:
            look.setFontWeight(QFont.Weight.DemiBold)
        elif each.look == REDACTED:
            look.setBackground(QColor(colours.text))
            look.setForeground(QColor(colours.panel))
        else:
            mark = mark_of(each.look)
            look.setUnderlineStyle(mark.underline)
            look.setUnderlineColor(QColor(mark.line))
            if each.counts:
                look.setBackground(QColor(mark.tint(self._theme.dark)))
        return look
