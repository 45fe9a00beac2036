"""The toolbar: the most used actions in large, the search, and the exports."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from witnessmark_gui.actions import Actions
from witnessmark_gui.language import say

_STANDARD = QKeySequence.StandardKey
_EDITING = (
    _STANDARD.Undo, _STANDARD.Redo, _STANDARD.Cut, _STANDARD.Copy, _STANDARD.Paste, _STANDARD.SelectAll,
)  # fmt: skip
_MOVING = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
)  # fmt: skip


class SearchField(QLineEdit):
    """A field that leaves the window its shortcuts: some systems would take Ctrl+E for the end of the line."""

    def event(self, event: QEvent) -> bool:
        """Claim the keys of editing and no others that are pressed with Ctrl."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            edits = event.key() in _MOVING or any(event.matches(key) for key in _EDITING)
            if with_control and not edits:
                event.ignore()
                return False
        return super().event(event)


class Toolbar(QToolBar):
    """Buttons from the table of actions; it adds no behaviour of its own."""

    searched = Signal(str)

    def __init__(self, actions: Actions, read_menu: QMenu) -> None:
        super().__init__(say("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.open = self._button(actions["open"], say("Open…"))
        self.open.setObjectName("primary")
        self._button(actions["paste"], say("Paste"))
        self.read = self._menu_button(say("Read again") + " ▾", read_menu)
        self._button(actions["note"], say("Note"))
        self._button(actions["redact"], say("Redact"))
        self._button(actions["copy_finding"], say("Copy finding"))
        self._button(actions["save"], say("Save"))
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.search = SearchField()
        self.search.setPlaceholderText(say("Search all cases (Ctrl+F)"))
        self.search.setAccessibleName(say("Search all cases"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(110)
        self.search.setMaximumWidth(260)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self.searched)
        self.addWidget(self.search)
        exports = QMenu(self)
        exports.addAction(actions["export_html"])
        exports.addAction(actions["export_json"])
        self.export = self._menu_button(say("Export") + " ▾", exports)

    def _button(self, action: QAction, text: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button
