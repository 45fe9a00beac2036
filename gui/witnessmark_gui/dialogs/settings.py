"""The settings, from the one table of the core: searchable, and in force as soon as they are changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from witnessmark.errors import reason
from witnessmark.language import LANGUAGES
from witnessmark.settings import SETTINGS, Setting, Settings, Value, readable
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_gui.parts import label
from witnessmark_gui.reading_languages import language_name

_INSIDE = (7, 0, 0, 0)  # pixels before the number; the stylesheet's padding does not reach it


class SettingsDialog(Frame):
    """One row a setting; `changed` carries the name of a setting whose value is now another.

    `engines` says which engines are here, `languages` what they read.
    """

    changed = Signal(str)
    fits_words = False

    def __init__(
        self, parent: QWidget | None, settings: Settings, engines: str = "", languages: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent, say("Settings"))
        self._settings = settings
        self._languages = languages
        self.resize(680, 560)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search the settings"))
        self.search.setAccessibleName(say("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.column.addWidget(self.search)
        self.problem = label(name="strong", wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.fields: dict[str, QWidget] = {}
        self._rows: dict[str, tuple[str, tuple[QWidget, ...]]] = {}
        self.column.addWidget(self._table(), 1)
        if engines:
            self.column.addWidget(label(engines, name="muted", wrap=True))
        self.add_buttons(say("Close"))

    def _table(self) -> QScrollArea:
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for row, setting in enumerate(SETTINGS):
            name = label(_named(setting), name="strong")
            field = self._field(setting)
            field.setAccessibleName(_named(setting))
            field.setAccessibleDescription(say(setting.help))
            help_text = label(say(setting.help), name="muted", wrap=True)
            grid.addWidget(name, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(help_text, 2 * row + 1, 1)
            self.fields[setting.name] = field
            words = f"{setting.name} {name.text()} {help_text.text()}".casefold()
            self._rows[setting.name] = (words, (name, field, help_text))
        grid.setRowStretch(2 * len(SETTINGS), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(say("Settings"))
        area.setWidget(page)
        return area

    def _field(self, setting: Setting) -> QWidget:
        value, keep = self._settings[setting.name], self._keeper(setting)
        if setting.choices:
            return _choice(setting, value, keep)
        if setting.name == "language" and self._languages:
            return _language(str(value), self._languages, keep)
        if isinstance(setting.default, bool):
            box = QCheckBox()
            box.setChecked(bool(value))
            box.toggled.connect(keep)
            return box
        if isinstance(setting.default, int):
            return _whole(setting, int(value), keep)
        if isinstance(setting.default, float):
            return _broken(setting, float(value), keep)
        line = QLineEdit(str(value))
        line.editingFinished.connect(lambda: keep(line.text().strip()))
        return line

    def _keeper(self, setting: Setting) -> Callable[[Value], None]:
        """What writes the setting, and says so where that fails."""

        def keep(value: Value) -> None:
            if self._settings[setting.name] == value:
                return
            try:
                self._settings.change(setting.name, value)
                self.problem.hide()
            except ValueError:
                self._tell(say("{name} cannot have this value.", name=_named(setting)))
                return
            except OSError as error:
                self._tell(
                    say(
                        "The settings could not be written ({why}); the change holds until you quit.",
                        why=reason(error),
                    )
                )
            self.changed.emit(setting.name)

        return keep

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        for words, widgets in self._rows.values():
            for widget in widgets:
                widget.setVisible(all(word in words for word in wanted))


def _named(setting: Setting) -> str:
    return say(readable(setting.name))


def _choice(setting: Setting, value: Value, keep: Callable[[Value], None]) -> QComboBox:
    box = QComboBox()
    for choice in setting.choices:
        box.addItem(LANGUAGES.get(str(choice)) or say(str(choice)), choice)
    box.setCurrentIndex(setting.choices.index(value))
    box.currentIndexChanged.connect(lambda index: keep(setting.choices[index]))
    return box


def _language(value: str, languages: tuple[str, ...], keep: Callable[[Value], None]) -> QComboBox:
    """What the engines read here; a combination such as `eng+deu`, from the command line, stays."""
    box = QComboBox()
    for code in languages if value in languages else (*languages, value):
        box.addItem(language_name(code), code)
    box.setCurrentIndex(box.findData(value))
    box.currentIndexChanged.connect(lambda index: keep(str(box.itemData(index))))
    return box


def _whole(setting: Setting, value: int, keep: Callable[[Value], None]) -> QSpinBox:
    box = QSpinBox()
    box.setRange(int(setting.low or 0), int(setting.high or 1_000_000))
    if setting.low is not None and setting.low < 0:
        box.setMinimum(int(setting.low))
    box.setValue(value)
    box.lineEdit().setTextMargins(*_INSIDE)
    box.valueChanged.connect(keep)
    return box


def _broken(setting: Setting, value: float, keep: Callable[[Value], None]) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(setting.low or 0.0, setting.high if setting.high is not None else 1e6)
    box.setSingleStep(0.05)
    box.setValue(value)
    box.lineEdit().setTextMargins(*_INSIDE)
    box.valueChanged.connect(lambda number: keep(float(number)))
    return box
