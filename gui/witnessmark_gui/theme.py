"""Colours and sizes of the window: two palettes, one stylesheet, and one mark for each family."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication

from witnessmark_resources import ROOT

Choice = Literal["system", "light", "dark"]
_Line = QTextCharFormat.UnderlineStyle
_Pen = Qt.PenStyle


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as `#rrggbb`; every text has 4.5:1 on every ground it stands on."""

    panel: str
    header: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    hover: str
    canvas: str
    notice: str
    notice_line: str
    alarm: str
    alarm_line: str
    chip: str
    uncertain: str
    link: str


LIGHT = Colours(
    panel="#ffffff",
    header="#f7f9fb",
    line="#e0e4e9",
    field_line="#c9d0d9",
    text="#14181f",
    muted="#566170",
    accent="#1f5fbf",
    accent_hover="#184e9f",
    on_accent="#ffffff",
    selection="#e6eefd",
    hover="#f1f4f8",
    canvas="#e1e5ea",
    notice="#fff5dc",
    notice_line="#efcf86",
    alarm="#fdeaea",
    alarm_line="#d98a8a",
    chip="#e6eaef",
    uncertain="#c0392b",
    link="#1a56b0",
)

DARK = Colours(
    panel="#1b1f25",
    header="#20252c",
    line="#333a44",
    field_line="#485261",
    text="#e8ebf0",
    muted="#a3adba",
    accent="#3f7fe0",
    accent_hover="#5a93e8",
    on_accent="#0b1118",
    selection="#26395a",
    hover="#272d36",
    canvas="#101318",
    notice="#3a3018",
    notice_line="#7a6330",
    alarm="#40201f",
    alarm_line="#8f4a47",
    chip="#323a45",
    uncertain="#ff8f80",
    link="#8ab6ff",
)


@dataclass(frozen=True, slots=True)
class FamilyMark:
    """How passages of a family look: a colour that colour-blind people can tell, a line as second sign."""

    line: str
    tint_light: str
    tint_dark: str
    underline: QTextCharFormat.UnderlineStyle
    pen: Qt.PenStyle

    def tint(self, dark: bool) -> str:
        """The ground behind a passage in the text."""
        return self.tint_dark if dark else self.tint_light


# Hues after Okabe and Ito, "Color Universal Design" (2008), with tints that leave the text readable.
_MARKS: dict[str, FamilyMark] = {
    "openai": FamilyMark("#009e73", "#cfeee4", "#0f4a3a", _Line.SingleUnderline, _Pen.SolidLine),
    "assistant": FamilyMark("#e69f00", "#fdebc3", "#4e3c10", _Line.DashUnderline, _Pen.DashLine),
    "anthropic": FamilyMark("#d55e00", "#fbddc9", "#55301a", _Line.DashDotLine, _Pen.DashDotLine),
    "google": FamilyMark("#0072b2", "#d3e7f5", "#123c57", _Line.DotLine, _Pen.DotLine),
    "meta": FamilyMark("#56b4e9", "#dbf0fb", "#1c4459", _Line.DashDotDotLine, _Pen.DashDotDotLine),
    "xai": FamilyMark("#cc79a7", "#f6e0ec", "#512d41", _Line.SingleUnderline, _Pen.SolidLine),
    "mistral": FamilyMark("#b8a800", "#f6f2bd", "#454112", _Line.DashUnderline, _Pen.DashLine),
    "alibaba": FamilyMark("#7a5cc2", "#e6def7", "#3a2f5c", _Line.DotLine, _Pen.DotLine),
    "deepseek": FamilyMark("#4b6bd6", "#dde4fb", "#2a3665", _Line.DashDotLine, _Pen.DashDotLine),
    "microsoft": FamilyMark("#00848c", "#cdecee", "#0d4347", _Line.DashDotDotLine, _Pen.DashDotDotLine),
}
_OTHER = FamilyMark("#7d8794", "#e4e8ec", "#3a424c", _Line.SingleUnderline, _Pen.SolidLine)


def mark_of(family: str) -> FamilyMark:
    """The mark of a family word; a grey one where the family is unknown."""
    return _MARKS.get(family, _OTHER)


_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox { background: $panel; }
QToolTip { background: $header; color: $text; border: 1px solid $field_line; padding: 4px; }
QWidget#top { background: $panel; border-bottom: 1px solid $line; }
QMenuBar { background: transparent; padding: 2px 4px; }
QMenuBar::item { padding: 5px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolBar { background: $panel; border: 0; border-bottom: 1px solid $line; spacing: 8px; padding: 7px 10px; }
QToolBar QToolButton, QPushButton { background: $panel; border: 1px solid $field_line; border-radius: 6px;
  padding: 6px 12px; min-height: 18px; }
QToolBar QToolButton { padding: 6px 9px; }
QToolBar QToolButton:hover, QPushButton:hover { background: $hover; }
QToolBar QToolButton:pressed, QPushButton:pressed { background: $selection; }
QToolBar QToolButton:focus, QPushButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QToolBar QToolButton:focus { padding: 5px 8px; }
QToolBar QToolButton:disabled, QPushButton:disabled { color: $muted; background: $header; }
QToolBar QToolButton::menu-indicator, QPushButton::menu-indicator { width: 0; image: none; }
QToolButton#primary, QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QToolButton#primary:hover, QPushButton:default:hover { background: $accent_hover; }
QToolButton#primary:focus { border: 2px solid $text; }
QPushButton:default:disabled { background: $header; color: $muted; border-color: $field_line; }
QLineEdit, QPlainTextEdit#field, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox { background: $panel;
  border: 1px solid $field_line; border-radius: 6px; padding: 5px 8px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit#field:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $field_line;
  selection-background-color: $selection; selection-color: $text; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:focus { background: $accent; }
QFrame#header { background: $header; border: 0; border-bottom: 1px solid $line; }
QFrame#strip { background: $header; border: 0; border-bottom: 1px solid $line; }
QFrame#layers { background: $panel; border: 0; border-top: 1px solid $line; }
QFrame#header QLabel { color: $muted; font-weight: 600; }
QFrame#strip QLabel, QLabel#muted, QFrame#layers QLabel { color: $muted; }
QLabel#brand { font-weight: 700; padding: 4px 4px 4px 12px; }
QWidget#canvas { background: $canvas; }
QLabel#strong { font-weight: 600; }
QLabel#title { font-size: 15pt; font-weight: 600; }
QFrame#notice { background: $notice; border: 1px solid $notice_line; border-radius: 6px; }
QFrame#alarm { background: $alarm; border: 1px solid $alarm_line; border-radius: 6px; }
QFrame#card { background: $header; border: 1px solid $line; border-radius: 6px; }
QPushButton#link { background: transparent; border: 1px solid transparent; padding: 1px 0;
  color: $link; text-decoration: underline; min-height: 0; border-radius: 3px; text-align: left; }
QPushButton#link:hover { background: $hover; }
QPushButton#link:focus { border: 1px solid $accent; padding: 1px 0; }
QPushButton#link:disabled { color: $muted; background: transparent; }
QAbstractScrollArea { background: $panel; border: 0; }
QScrollArea > QWidget > QWidget#page { background: $panel; }
QListView, QTableView { background: $panel; border: 0; gridline-color: $line; 
  alternate-background-color: $header; selection-background-color: $selection; selection-color: $text; }
QTableView::item { padding: 3px 7px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $selection; color: $text; }
QTableView:focus, QListView:focus, QPlainTextEdit#transcript:focus, QGraphicsView:focus {
  border: 1px solid $accent; }
QTableView, QListView, QPlainTextEdit#transcript, QGraphicsView { border: 1px solid transparent; }
QHeaderView { background: $header; }
QHeaderView::section { background: $header; color: $muted; font-weight: 600; border: 0;
  border-bottom: 1px solid $line; padding: 5px 4px 5px 10px; }
QGraphicsView { background: $canvas; }
QPlainTextEdit#transcript { background: $panel; selection-background-color: $accent;
  selection-color: $on_accent; }
QStatusBar { background: $panel; border-top: 1px solid $line; }
QStatusBar QLabel { color: $muted; padding: 2px 8px; }
QStatusBar::item { border: 0; }
QCheckBox { spacing: 5px; }
QCheckBox:focus { color: $link; }
QCheckBox::indicator, QMenu::indicator { width: 14px; height: 14px; border: 1px solid $muted;
  border-radius: 3px; background: $panel; }
QMenu::indicator { margin-left: 6px; }
QCheckBox::indicator:checked, QMenu::indicator:checked { background: $accent; border-color: $accent;
  image: url($icons/check-$scheme.svg); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url($icons/up-$scheme.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($icons/down-$scheme.svg); width: 10px; height: 10px; }
QComboBox::down-arrow { image: url($icons/down-$scheme.svg); }
QProgressBar { border: 1px solid $field_line; border-radius: 4px; background: $header; height: 8px;
  text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: $field_line; border-radius: 4px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: $field_line; border-radius: 4px; min-width: 28px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: 0; }
""")


class Theme(QObject):
    """Applies the light or dark colours to the whole program, also when the system changes its mind."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        application.setStyle("Fusion")
        application.setFont(interface_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(choice)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self._choice == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    @property
    def choice(self) -> str:
        """What the person chose: system, light or dark."""
        return self._choice

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return DARK if self.dark else LIGHT

    @Slot(str)
    def choose(self, choice: str) -> None:
        """Take the system's scheme, or insist on one."""
        self._choice = choice
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._apply()

    @Slot()
    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(stylesheet(self.colours, self.dark))
        self.changed.emit()


def stylesheet(colours: Colours, dark: bool) -> str:
    """The stylesheet of the whole program in these colours."""
    icons = (Path(str(ROOT)) / "icons").as_posix()
    return _SHEET.substitute(asdict(colours), icons=icons, scheme="dark" if dark else "light")


def palette(colours: Colours) -> QPalette:
    """The palette that belongs to the stylesheet, for what the stylesheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.panel),
        (roles.Base, colours.panel),
        (roles.AlternateBase, colours.header),
        (roles.Button, colours.panel),
        (roles.WindowText, colours.text),
        (roles.Text, colours.text),
        (roles.ButtonText, colours.text),
        (roles.PlaceholderText, colours.muted),
        (roles.ToolTipBase, colours.header),
        (roles.ToolTipText, colours.text),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.link),
        (roles.Mid, colours.line),
        (roles.Midlight, colours.hover),
        (roles.Dark, colours.field_line),
        (roles.Light, colours.panel),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def interface_font() -> QFont:
    """A humanist sans at 10 points, from what the machine has."""
    font = QFont()
    font.setFamilies(["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "sans-serif"])
    font.setPointSizeF(10.0)
    return font


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
