"""Five steps around the window for the first start; it can be skipped, and seen again from the Help menu."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from witnessmark_gui.language import say
from witnessmark_gui.parts import label

_WIDTH = 380


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the tour: a pane of the window and what is said there."""

    pane: QWidget
    title: str
    words: str


class Tour(QFrame):
    """A card beside each pane in turn, and a frame around the pane."""

    ended = Signal()

    def __init__(self, window: QWidget, steps: tuple[Step, ...]) -> None:
        super().__init__(window)
        self.setObjectName("notice")
        for step in steps:
            step.pane.installEventFilter(self)
        self._steps = steps
        self._at = 0
        self._frame = _Outline(window)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        self.title = label(name="strong", wrap=True)
        self.words = label(wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.words)
        row = QHBoxLayout()
        self.skip = QPushButton(say("Skip the tour"))
        self.next = QPushButton(say("Next"))
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self.go_on)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.next)
        column.addLayout(row)

    def begin(self) -> None:
        """Show the first step."""
        self._at = 0
        self._show_step()

    def go_on(self) -> None:
        """Show the next step, or end after the last."""
        self._at += 1
        if self._at >= len(self._steps):
            self.end()
        else:
            self._show_step()

    def end(self) -> None:
        """Take the card away."""
        self._frame.hide()
        self.hide()
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the pane when it is moved or resized: strips above the panes come and go."""
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if moved and self.isVisible() and watched is self._steps[self._at].pane:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape skips the tour; Enter goes on, unless the button that skips has the focus."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and self.skip.hasFocus()):
            self.end()
            return
        if enter:
            self.go_on()
            return
        super().keyPressEvent(event)

    def _show_step(self) -> None:
        step, last = self._steps[self._at], self._at == len(self._steps) - 1
        number = say("{step} of {count}", step=self._at + 1, count=len(self._steps))
        self.title.setText(f"{step.title} ({number})")
        self.words.setText(step.words)
        self.setAccessibleName(f"{self.title.text()}. {step.words}")
        self.next.setText(say("Done") if last else say("Next"))
        self.skip.setHidden(last)
        self._place()
        self.show()
        self.next.setFocus()

    def _place(self) -> None:
        """Frame the pane of the step and lay the card into it."""
        window, pane = self.parentWidget(), self._steps[self._at].pane
        assert window is not None
        area = QRect(pane.mapTo(window, pane.rect().topLeft()), pane.size())
        self._frame.put(area)
        column = self.layout()
        assert column is not None
        self.resize(_WIDTH, column.totalHeightForWidth(_WIDTH))
        x = min(max(area.center().x() - _WIDTH // 2, 8), window.width() - _WIDTH - 8)
        y = min(max(area.bottom() - self.height() - 24, 8), window.height() - self.height() - 8)
        self.move(x, y)
        self.raise_()  # above the frame, which has come to the top


class _Outline(QWidget):
    """A frame around a pane that lets every click through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def put(self, area: QRect) -> None:
        """Frame this area of the window."""
        self.setGeometry(area)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor("#e69f00"), 3))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


def steps_of(
    cases: QWidget, picture: QWidget, transcript: QWidget, rest: tuple[QWidget, QWidget]
) -> tuple[Step, ...]:
    """The five stops."""
    findings, assessment = rest
    return (
        Step(
            cases,
            say("Your cases"),
            say(
                "Paste (Ctrl+V), drop or open a screenshot or a chat log: it becomes a draft case at "
                "once. This is a "
                "sample, a reconstruction. Nothing ever leaves this machine."
            ),
        ),
        Step(
            picture,
            say("The picture"),
            say(
                "Passages of known wording are drawn on it in the colour of the maker whom they "
                "name. Say how the "
                "picture came to you with Edit above it; what you do not know is printed as unknown."
            ),
        ),
        Step(
            transcript,
            say("The transcript"),
            say(
                "Who said what. Double-click a word to correct what was misread; a right click "
                "joins, splits or moves "
                "turns. Only what an assistant says counts, and the reason is given where something does not."
            ),
        ),
        Step(
            findings,
            say("The findings"),
            say(
                "One line a passage. Choose one and it is framed in the text and on the picture. A, "
                "R and U note your "
                "own judgement beside the program's result, never over it."
            ),
        ),
        Step(
            assessment,
            say("What it is worth"),
            say(
                "First the facts of the text and the screen, then how often such wording was "
                "measured, then what fits. "
                "Wording shows whose text it resembles. It cannot show which product wrote it, or why."
            ),
        ),
    )
