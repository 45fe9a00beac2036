"""The assessment in words: the facts first, then the two comparisons, then what fits and what was checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from witnessmark.records import Assessment, Comparison, Message, OneSpeaker, Together
from witnessmark.weighing.looked import checked_in_words
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import label, link
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.library.load import Library


class AssessmentPanel(QScrollArea):
    """Shows the assessment of the item on show; the figures behind it are asked for by a link."""

    figures_asked = Signal(object)
    explanations_asked = Signal(object)

    def __init__(self, bench: Workbench, library: Callable[[], Library | None]) -> None:
        super().__init__()
        self._bench, self._library = bench, library
        self._whole = False
        self._judged: OneSpeaker | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Assessment"))
        # After the other panes: laying out so many labels would make their pause longer.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_item)
        bench.item_shown.connect(self._later.start)
        bench.case_changed.connect(self._show_judgement)

    @Slot()
    def show_later(self, *_: object) -> None:
        """Lay the assessment out anew as soon as there is time, since something that it rests on has come."""
        self._later.start()

    @Slot()
    def _show_item(self) -> None:
        inspection = self._bench.inspection
        page = QWidget()
        page.setObjectName("page")
        # Without it, the page is as high as its words are at their narrowest.
        page.setMinimumSize(1, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        if inspection is not None:
            joint = self._together()
            if joint is not None:
                self._choice(column, joint)
            if joint is None or not self._whole:
                self._fill(column, inspection.assessment)
            elif joint.assessment is not None:
                self._fill(column, joint.assessment)
        column.addStretch(1)
        self.setWidget(page)

    @Slot()
    def _show_judgement(self) -> None:
        """Lay out anew where another judgement says which items are of one speaker."""
        judged = self._bench.case.one_speaker if self._bench.case else None
        if judged != self._judged:
            self._judged, self._whole = judged, judged is not None
            self._later.start()

    def _together(self) -> Together | None:
        """What the items are worth as one speaker's, where the analyst says so and the item on show is one."""
        case, item, library = self._bench.case, self._bench.item, self._library()
        if case is None or item is None or library is None or case.one_speaker is None:
            return None
        if item.id not in case.one_speaker.items:
            return None
        from witnessmark.weighing.together import together

        return together(case, library)

    def _choice(self, column: QVBoxLayout, joint: Together) -> None:
        """Which of the two is on show: the item alone, or all items of one speaker."""
        if joint.why_not is not None:
            column.addWidget(label(told(joint.why_not), wrap=True))
            self._whole = False
            return
        if self._whole:
            words = say(
                "You say that {count} item is of one speaker.|You say that {count} items are of one speaker.",
                count=len(joint.items),
            )
            other = say("show this item alone")
        else:
            words = say("This item alone")
            other = say("show all items of one speaker")
        column.addWidget(label(words, name="strong", wrap=True))
        column.addWidget(link(other, self._switch), 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _switch(self) -> None:
        self._whole = not self._whole
        self._later.start()

    def _fill(self, column: QVBoxLayout, assessment: Assessment) -> None:
        column.addWidget(_headline(assessment))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 112)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._comparison(grid, say("Against human writing"), assessment.against_human)
        self._comparison(grid, say("Between makers"), assessment.between_makers)
        if assessment.explanations:
            listed = _lines(tuple(each.what for each in assessment.explanations))
            words = say("Any of these; the words alone cannot choose.") + "\n" + listed
            what = link(say("What would tell them apart"), lambda: self.explanations_asked.emit(assessment))
            _row(grid, say("What fits this"), label(words, wrap=True), what)
        if assessment.discounted:
            _row(grid, say("Left out or in doubt"), label(_lines(assessment.discounted), wrap=True))
        if assessment.limits:
            _row(grid, say("Limits"), label(_lines(assessment.limits), wrap=True))
        _row(grid, say("Checked"), label(told(checked_in_words(assessment.checked)), wrap=True))
        column.addLayout(grid)

    def _comparison(self, grid: QGridLayout, name: str, comparison: Comparison) -> None:
        title = label(told(comparison.title), name="strong", wrap=True)
        parts: list[QWidget] = [title]
        if comparison.sentences:
            parts.append(label(_joined(comparison.sentences), wrap=True))
        if comparison.figures:
            figures = link(say("figures"), lambda: self.figures_asked.emit(comparison))
            figures.setAccessibleName(say("Figures: {name}", name=name))
            parts.append(figures)
        _row(grid, name, *parts)


def _headline(assessment: Assessment) -> QFrame:
    box = QFrame()
    box.setObjectName("notice" if assessment.outcome == "differs" else "card")
    inside = QVBoxLayout(box)
    inside.setContentsMargins(11, 8, 11, 8)
    inside.setSpacing(3)
    headline = label(told(assessment.headline), name="strong", wrap=True)
    headline.setAccessibleName(headline.text())
    inside.addWidget(headline)
    facts = [told(fact) for fact in assessment.facts if fact != assessment.headline]
    if facts:
        inside.addWidget(label(" ".join(facts), wrap=True))
    return box


def _row(grid: QGridLayout, name: str, *widgets: QWidget) -> None:
    row = grid.rowCount()
    heading = label(name, name="strong", wrap=True)
    heading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    heading.setFixedWidth(112)
    grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
    cell = QVBoxLayout()
    cell.setSpacing(1)
    for widget in widgets:
        stretch = isinstance(widget, QLabel)
        if stretch:
            # A policy that forgets this makes the cell as high as the words are at their narrowest.
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        cell.addWidget(widget, 0, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft)
    grid.addLayout(cell, row, 1)


def _joined(messages: tuple[Message, ...]) -> str:
    return " ".join(told(each) for each in messages)


def _lines(messages: tuple[Message, ...]) -> str:
    return "\n".join(f"• {told(each)}" for each in messages)
