"""The text of a transcript: read-only, its turns told apart by a coloured line at their side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolTip

from witnessmark_gui.language import say
from witnessmark_gui.parts import tip
from witnessmark_gui.selection import step_of
from witnessmark_gui.theme import Theme, interface_font
from witnessmark_gui.transcript.highlighter import Highlighter, Painted
from witnessmark_gui.transcript.script import Part, Script, Units

_SIDES = {"assistant": "#009e73", "user": "#4b6bd6", "author": "#9aa5b4", "other": "#c58a00"}


class TranscriptView(QPlainTextEdit):
    """Shows a script; tells where it is clicked, and asks for the words of its tooltips."""

    clicked_at = Signal(int)
    hover_asked = Signal(int, QPoint)
    text_zoomed = Signal(int)
    double_clicked_at = Signal(int)
    menu_asked = Signal(int, QPoint)
    step_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.script = Script("", (), ())
        self._current: Units | None = None
        self.setObjectName("transcript")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(say("Transcript"))
        self.document().setDocumentMargin(10)
        self.setViewportMargins(10, 0, 4, 0)
        self.highlighter = Highlighter(self.document(), theme)
        theme.changed.connect(self.highlighter.rehighlight)

    def show_script(self, script: Script, ranges: tuple[Painted, ...]) -> None:
        """Show another text with its marks."""
        self.script = script
        self._current = None
        self.highlighter.show_ranges(())
        self.setPlainText(script.text)
        self.highlighter.show_ranges(ranges)

    def show_current(self, units: Units | None) -> None:
        """Frame the selected passage and bring it into sight."""
        self._current = units
        self.viewport().update()
        if units is None:
            return
        top = self.cursorRect(self._cursor(Units(units.start, units.start)))
        if not self.viewport().rect().contains(top):
            self.setTextCursor(self._cursor(Units(units.start, units.start)))
            self.centerCursor()

    def chosen(self) -> Units | None:
        """What the person has marked with the mouse or the keyboard."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Units(cursor.selectionStart(), cursor.selectionEnd())

    def set_zoom(self, steps: int) -> None:
        """Make the text some points larger or smaller than the window's, apart from everything else."""
        font = interface_font()
        font.setPointSizeF(min(max(font.pointSizeF() + steps, 6.0), 40.0))
        self.setFont(font)
        self.highlighter.rehighlight()

    def _cursor(self, units: Units) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(units.start, self.document().characterCount() - 1))
        end = min(units.end, self.document().characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # ---------------------------------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the line at the side of each turn that is in sight."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > self.viewport().height():
                break
            part = self.script.part_at(block.position())
            if part is not None and block.position() <= part.body.end:
                painter.fillRect(QRectF(2, area.top(), 3, area.height()), self._side(part))
            self._frame(painter, block, area.topLeft())
            block = block.next()
        painter.end()

    def _frame(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        """Frame what of the selected passage lies in a block, line by line."""
        if self._current is None:
            return
        first, last = (unit - block.position() for unit in self._current)
        painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if start < end:
                left, right = (_across(line, place) for place in (start, end))
                painter.drawRect(
                    QRectF(left, line.y(), right - left, line.height())
                    .translated(corner)
                    .adjusted(-1, 0, 1, 0)
                )

    def _side(self, part: Part) -> QColor:
        return QColor(_SIDES.get(part.role, self._theme.colours.line))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag selects what is under it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked_at.emit(self.cursorForPosition(event.position().toPoint()).position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click asks to correct the word under it."""
        super().mouseDoubleClickEvent(event)
        self.double_clicked_at.emit(self.cursorForPosition(event.position().toPoint()).position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is under the mouse, or at the cursor where a key asked for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            here = self.cursorRect().bottomLeft()
            self.menu_asked.emit(self.textCursor().position(), self.viewport().mapToGlobal(here))
            return
        self.menu_asked.emit(self.cursorForPosition(event.pos()).position(), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P go to the next passage and the one before, Enter chooses what is at the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.clicked_at.emit(self.textCursor().position())
            return
        step = step_of(event)
        if step is not None:
            self.step_asked.emit(step)
            return
        super().keyPressEvent(event)

    def place_of(self, units: Units) -> QRect:
        """Where a word stands, in pixels of the viewport."""
        start = self.cursorRect(self._cursor(Units(units.start, units.start)))
        end = self.cursorRect(self._cursor(Units(units.end, units.end)))
        right = end.right() if end.top() == start.top() else self.viewport().width()
        return QRect(start.left(), start.top(), max(right - start.left(), 20), start.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom the text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.text_zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Ask for the card of what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(event.pos())
            self.hover_asked.emit(cursor.position(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def show_card(self, text: str, where: QPoint) -> None:
        """Show a card at a point of the screen; no text hides it."""
        QToolTip.showText(where, tip(text), self)


def _across(line: QTextLine, place: int) -> float:
    """How far right a place of a line is, in pixels."""
    found = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else str(found))
