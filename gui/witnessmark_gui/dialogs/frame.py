"""What every dialog is made of: a heading, a body, and buttons that say what they do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from witnessmark_gui.language import say
from witnessmark_gui.parts import BORDER, label


class Frame(QDialog):
    """A dialog with a heading, room for widgets, and a row of buttons of which Cancel is the safe one."""

    fits_words = True

    def __init__(self, parent: QWidget | None, title: str, explanation: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 14)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, name="title", wrap=True))
        if explanation:
            self.column.addWidget(label(explanation, name="muted", wrap=True))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need at this width; Qt would guess it from their narrowest shape."""
        super().showEvent(event)
        if self.fits_words:
            width = self.minimumWidth()
            self.resize(width, self.column.totalHeightForWidth(width))
        self.resize(self.size().boundedTo(self.screen().availableGeometry().size() - BORDER))

    def add_buttons(self, do: str, cancel: str | None = None) -> QPushButton:
        """The closing row; returns the button that does it."""
        row = QHBoxLayout()
        row.addStretch(1)
        if cancel is not None:
            keep = QPushButton(cancel)
            keep.setAutoDefault(False)
            keep.clicked.connect(self.reject)
            row.addWidget(keep)
        button = QPushButton(do)
        button.setDefault(True)
        button.clicked.connect(self.accept)
        row.addWidget(button)
        self.column.addLayout(row)
        return button


class LineDialog(Frame):
    """Asks for one line."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        question: str,
        text: str = "",
        do: str = "",
        cancel: str = "",
    ) -> None:
        super().__init__(parent, title, question)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(question)
        self.field.selectAll()
        self.column.addWidget(self.field)
        self.add_buttons(do or say("Keep"), cancel or say("Cancel"))

    def answer(self) -> str | None:
        """The line without blanks around it, None where the person thinks better of it."""
        return self.field.text().strip() if self.exec() else None


class WritingFrame(Frame):
    """A dialog in which a person writes several lines, which Escape does not throw away unasked."""

    def __init__(self, parent: QWidget | None, title: str, explanation: str = "") -> None:
        super().__init__(parent, title, explanation)
        self._begun: list[str] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        """Remember what stood in the fields before anybody wrote."""
        super().showEvent(event)
        if self._begun is None:
            self._begun = self._written()

    def reject(self) -> None:
        """Leave; asks first where something was written."""
        written = self._written()
        if (
            self._begun is None
            or written == self._begun
            or not any(written)
            or ask(
                self,
                say("Throw away what you wrote?"),
                say("It is not kept anywhere yet."),
                say("Throw it away"),
            )
        ):
            super().reject()

    def _written(self) -> list[str]:
        return [field.toPlainText().strip() for field in self.findChildren(QPlainTextEdit)]


def text_field(text: str, placeholder: str, name: str) -> QPlainTextEdit:
    """A field for several lines."""
    field = QPlainTextEdit(text)
    field.setObjectName("field")
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(90)
    return field


def tell(parent: QWidget | None, title: str, words: str) -> None:
    """Tell one thing, in plain text."""
    box = _box(parent, title, words)
    box.addButton(say("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(parent: QWidget | None, title: str, words: str, do: str) -> bool:
    """Ask before something that cannot be undone; Cancel is the default."""
    box = _box(parent, title, words)
    done = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is done


def _box(parent: QWidget | None, title: str, words: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Witnessmark")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    return box


def copier(text: Callable[[], str]) -> Callable[[], None]:
    """A slot that copies what `text` gives."""

    def copy() -> None:
        QGuiApplication.clipboard().setText(text())

    return copy
