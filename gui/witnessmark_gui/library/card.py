"""The card of a fingerprint: its words, what it names, where it is known from, its rates, what it does not show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from witnessmark.library.card import Card
from witnessmark.records import Fingerprint
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import family, say, told
from witnessmark_gui.library.chart import MOST, RatesChart
from witnessmark_gui.parts import label


class CardPane(QScrollArea):
    """Shows one card; empty until there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Card of the fingerprint"))
        self.clear()

    def clear(self) -> None:
        """Say that nothing is chosen."""
        self.setWidget(_page(label(say("No fingerprint is chosen."), name="muted", wrap=True)))

    def show_card(self, card: Card) -> None:
        """Show another card, from its top."""
        self.setWidget(card_page(card))


def card_page(card: Card) -> QWidget:
    """All of a card, one below the other."""
    fingerprint = card.fingerprint
    heading = label(fingerprint.id, name="strong", wrap=True)
    parts: list[QWidget] = [heading, label(told(card.tier), wrap=True)]
    if fingerprint.note:
        parts.append(label(fingerprint.note, name="muted", wrap=True))
    parts.append(_grid(_facts(card)))
    parts += [
        label(say("Rates by family"), name="strong"),
        label(told(card.measured), name="muted", wrap=True),
    ]
    if card.bars:
        parts.append(RatesChart(card.bars))
        hidden = sum(not bar.human for bar in card.bars) - (MOST - sum(bar.human for bar in card.bars))
        if hidden > 0:
            more = say("{count} more family holds it.|{count} more families hold it.", count=hidden)
            parts.append(label(more, name="muted", wrap=True))
        parts.append(label(_what_bars_are(), name="muted", wrap=True))
    return _page(*parts)


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return page


def _grid(facts: list[tuple[str, str]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(14)
    for row, (name, value) in enumerate(facts):
        grid.addWidget(label(name, name="strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), row, 1)
    return made


def _facts(card: Card) -> list[tuple[str, str]]:
    fingerprint = card.fingerprint
    facts = [
        (say("Words"), fingerprint.text or fingerprint.pattern or ""),
        (say("Also as"), "\n".join(fingerprint.variants)),
        (say("Names"), family(fingerprint.names)),
        (say("Points at"), family(fingerprint.points_at)),
        (say("Kind"), say(fingerprint.kind)),
        (say("Counts in"), ", ".join(map(say, fingerprint.counts_in)) or say("nowhere: it is shown only")),
        (say("First seen"), fingerprint.first_seen or say("unknown")),
        (say("Models"), fingerprint.models),
        (say("Pack"), card.pack if card.enabled else say("{name} (switched off)", name=card.pack)),
        (say("Sources"), _sources(fingerprint) or say("none given")),
        (say("Matches"), "\n".join(fingerprint.samples)),
        (say("Does not match"), "\n".join(fingerprint.counter_samples)),
    ]
    return [(name, value) for name, value in facts if value]


def _sources(fingerprint: Fingerprint) -> str:
    return "\n".join(" · ".join(filter(None, (s.title, s.where, s.date))) for s in fingerprint.sources)


def _what_bars_are() -> str:
    return say(
        "Bars are shares of texts, the lines their 95 % intervals. They are those of a mix of prompts and "
        "tell nothing of who wrote one text."
    )


class CardDialog(Frame):
    """Shows one fingerprint of the library by itself."""

    fits_words = False

    def __init__(self, parent: QWidget | None, card: Card) -> None:
        super().__init__(parent, card.fingerprint.id)
        self.resize(680, 620)
        self.pane = CardPane()
        self.pane.show_card(card)
        self.column.addWidget(self.pane, 1)
        self.add_buttons(say("Close"))
