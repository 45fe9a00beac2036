"""Small widgets that every pane is made of. Text from outside is always shown as plain text."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

BORDER = QSize(8, 36)  # what a window manager lays around a window
_PLAIN = Qt.TextFormat.PlainText


def label(text: str = "", name: str = "", wrap: bool = False) -> QLabel:
    """A label that never reads its text as markup, and whose text can be copied where it wraps."""
    made = QLabel(text)
    made.setTextFormat(_PLAIN)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    if wrap:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(40)
    return made


class ElidedLabel(QLabel):
    """A label on one line that ends in an ellipsis where there is no room, and tells the whole in its tip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(_PLAIN)
        self.setObjectName(name)
        self.setMinimumWidth(30)

    def show_text(self, text: str) -> None:
        """Show a text, as much of it as fits."""
        self.setText(text)
        self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        """Next to nothing: the text gives way first."""
        return QSize(30, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)


def link(text: str, clicked: Callable[[], object] | None = None, tip_text: str = "") -> QPushButton:
    """A button that looks like a link and can be reached with the keyboard."""
    made = QPushButton()
    made.setObjectName("link")
    made.setAutoDefault(False)
    made.setText(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if tip_text:
        made.setToolTip(tip(tip_text))
        made.setAccessibleDescription(tip_text)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def bar(name: str, *widgets: QWidget | None) -> QFrame:
    """A strip with widgets side by side; None is the stretch between left and right."""
    made = QFrame()
    made.setObjectName(name)
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 6, 12, 6)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return made


def escaped(text: str) -> str:
    """Text from outside for a place that reads markup."""
    return html.escape(text)


def tip(text: str) -> str:
    """A tooltip that shows `text` as it is; tooltips would otherwise guess whether it is markup."""
    return f"<p style='white-space:pre-wrap'>{escaped(text)}</p>" if text else ""
