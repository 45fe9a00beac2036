"""The window in every language: its own words, Qt's words, the direction of writing, and nothing cut off."""

from __future__ import annotations

import gettext
import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QToolButton,
)

from evidence import picture_case
from keeping import opened_case
from witnessmark import language
from witnessmark.language import Language
from witnessmark_gui.actions import MENUS
from witnessmark_gui.banner import Banner
from witnessmark_gui.language import say, told
from witnessmark_gui.speaking import speak

CODES = ("de", "es", "fr")


class Longer(gettext.NullTranslations):
    """A language of accents, four tenths longer than English."""

    def gettext(self, message):
        plain = message.translate(str.maketrans("aeiouAEIOU", "àéîöüÀÉÎÖÜ"))
        return (
            message if message == "1,234.5" else plain + "~" * (len(re.sub(r"\{.*?\}", "", message)) * 2 // 5)
        )

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def window_in(make_window, tmp_path):
    """Makes a window whose settings ask for a language."""

    def make(code):
        config = tmp_path / "data" / "config"
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.json").write_text(json.dumps({"interface_language": code}))
        return make_window()

    yield make
    speak(QApplication.instance(), "en")


def with_a_case(window):
    store = window.tools.bench.store
    evidence = picture_case()
    case = store.new_case("Grok cites OpenAI policy", draft=False)
    store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    window.tools.bench.cases_changed.emit()
    window.tools.bench.open_case(case.id)
    return window


def menus(window):
    """The menus of the menu bar, in order."""
    made = {menu.menuAction(): menu for menu in window.findChildren(QMenu)}
    return [made[action] for action in window.findChild(QMenuBar).actions() if action in made]


def cut(window):
    """Buttons, boxes and labels of one line whose words do not fit."""
    found = []
    for widget in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
        whole = not (isinstance(widget, QLabel) and widget.wordWrap())
        words = widget.text() if isinstance(widget, (QLabel, QCheckBox, QPushButton, QToolButton)) else ""
        elides = type(widget).__name__ == "ElidedLabel" or isinstance(widget.parent(), Banner)
        least = widget.sizeHint().width() - 1
        if widget.isVisible() and whole and words and not elides and widget.width() < least:
            found.append((type(widget).__name__, words, widget.width(), least))
    return found


@pytest.mark.parametrize(("code", "file", "cancel"), [
    ("de", "Datei", "Abbrechen"), ("es", "Archivo", "Cancelar"), ("fr", "Fichier", "Annuler"),
])  # fmt: skip
def test_the_window_and_qt_speak_the_language_of_the_setting(window_in, code, file, cancel):
    window = window_in(code)
    assert menus(window)[0].title().replace("&", "") == file
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("code", CODES)
def test_no_two_entries_of_a_menu_share_a_letter_or_a_name(window_in, code):
    window = window_in(code)
    assert len(menus(window)) == len(MENUS)
    for menu in menus(window):
        texts = [action.text() for action in menu.actions() if action.text()]
        letters = [found.lower() for text in texts for found in re.findall(r"&(\w)", text)]
        assert len(set(texts)) == len(texts)
        assert len(set(letters)) == len(letters) == len(texts)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", [(1024, 700), (1600, 1000)])
def test_no_word_of_the_main_panes_is_cut_off(window_in, qtbot, code, size):
    window = with_a_case(window_in(code))
    window.resize(*size)
    qtbot.waitUntil(lambda: window.transcript.isVisible())
    QApplication.processEvents()
    assert cut(window) == []
    assert window.width() == size[0]


def test_words_four_tenths_longer_than_english_are_not_cut_off_in_a_large_window(
    window_in, qtbot, monkeypatch
):
    monkeypatch.setattr(language, "language", lambda code: Language("xx", Longer()))
    window = with_a_case(window_in("de"))
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.transcript.isVisible())
    QApplication.processEvents()
    assert say("Open…").startswith("Öpén…")
    assert cut(window) == []


def test_a_language_that_runs_leftwards_turns_the_window_round(window_in, monkeypatch):
    monkeypatch.setattr(language, "language", lambda code: Language("ar", Longer()))
    window = window_in("de")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_words_from_outside_keep_their_direction_to_themselves():
    from witnessmark.messages import message

    arabic = "\u0645\u0631\u062d\u0628\u0627"
    assert told(message("“{text}” · {fingerprint}", text=arabic, fingerprint="x")) == (
        f"“\u2068{arabic}\u2069” · x"
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("width", "hidden"), [(660, []), (519, []), (420, [2])])
def test_the_headings_of_the_findings_are_whole_and_the_table_is_not_scrolled_sideways(
    qtbot, window_in, code, width, hidden
):
    window = window_in(code)
    opened_case(window, picture_case())
    table = window.findings
    table.setParent(None)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    font = table.horizontalHeader().font()
    font.setWeight(QFont.Weight.DemiBold)
    shown = [column for column in range(6) if not table.isColumnHidden(column)]
    for column in shown:
        heading = table.model().headerData(column, Qt.Orientation.Horizontal)
        assert table.columnWidth(column) >= QFontMetrics(font).horizontalAdvance(heading) + 14, heading
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert {0, 1, 4, 5} <= set(shown)
    assert [column for column in (2, 3) if column not in shown][: len(hidden)] == hidden
