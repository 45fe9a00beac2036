from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from evidence import picture_case
from keeping import opened_case
from witnessmark.messages import message
from witnessmark.reading.engine import EngineStatus
from witnessmark.settings import SETTINGS, Settings
from witnessmark_gui.actions import ACTIONS
from witnessmark_gui.dialogs.region import RegionDialog
from witnessmark_gui.dialogs.settings import SettingsDialog
from witnessmark_gui.dialogs.shortcuts import ShortcutsDialog


@pytest.fixture
def dialog(qtbot, tmp_path):
    made = SettingsDialog(None, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_of_the_table_has_a_field_with_name_and_help(dialog):
    assert set(dialog.fields) == {setting.name for setting in SETTINGS}
    assert all(field.accessibleName() and field.accessibleDescription() for field in dialog.fields.values())


def test_a_change_is_kept_and_told_at_once(qtbot, dialog, tmp_path):
    with qtbot.waitSignal(dialog.changed) as changed:
        dialog.fields["theme"].setCurrentIndex(2)
    assert changed.args == ["theme"]
    assert Settings(tmp_path / "settings.json").text("theme") == "dark"
    dialog.fields["score"].setValue(90)
    dialog.fields["uncertain_below"].setValue(0.55)
    dialog.fields["examiner"].setText("Ada")
    dialog.fields["examiner"].editingFinished.emit()
    found = Settings(tmp_path / "settings.json")
    assert (found["score"], found["uncertain_below"], found["examiner"]) == (90, 0.55, "Ada")


def test_the_search_leaves_what_it_finds(dialog):
    dialog.search.setText("lowest score")
    assert dialog.fields["score"].isVisible()
    assert not dialog.fields["theme"].isVisible()
    dialog.search.clear()
    assert dialog.fields["theme"].isVisible()


def test_settings_that_cannot_be_written_still_hold(qtbot, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    settings = Settings()
    settings._file = blocked / "settings.json"
    made = SettingsDialog(None, settings)
    qtbot.addWidget(made)
    made.show()
    made.fields["theme"].setCurrentIndex(2)
    assert settings.text("theme") == "dark"
    assert "could not be written" in made.problem.text()


def test_changes_work_at_once(qtbot, window):
    bench = window.tools.bench
    case_id = opened_case(window, picture_case())
    size = window.transcript.view.font().pointSizeF()
    window.tools.settings.change("text_zoom", 4)
    window.deeds.apply_setting("text_zoom")
    assert window.transcript.view.font().pointSizeF() == size + 4
    window.tools.settings.change("uncertain_below", 1.0)
    window.deeds.apply_setting("uncertain_below")
    assert "Uncertain words (1)" not in window.picture._boxes["uncertain"].text()
    window.tools.settings.change("examiner", "Grace")
    window.deeds.apply_setting("examiner")
    bench.change("rename", lambda k: k.rename(case_id, "other"), None)
    assert bench.store.audit(limit=1)[-1].actor == "Grace"
    window.tools.settings.change("score", 99)
    window.deeds.apply_setting("score")
    before = window.tools.toolbox._made.matcher
    assert window.tools.toolbox.instruments().matcher is not before
    window.tools.settings.change("theme", "dark")
    window.deeds.apply_setting("theme")
    assert window.tools.theme.dark


def test_no_key_belongs_to_two_actions():
    keys = [QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.keys]
    assert len(keys) == len(set(keys))


def test_every_action_can_be_done(window):
    missing = [spec.name for spec in ACTIONS if spec.name not in window.actions_by_name]
    assert missing == []


def test_keys_are_changed_kept_and_given_back(qtbot, make_window):
    window = make_window()
    dialog = ShortcutsDialog(window, window.shortcuts)
    qtbot.addWidget(dialog)
    row = dialog._names.index("note")
    dialog.table.setCurrentCell(row, 0)
    dialog.field.setKeySequence(QKeySequence("Ctrl+S"))
    dialog.set_keys()
    assert "“Save” has these keys" in dialog.problem.text()
    dialog.field.setKeySequence(QKeySequence("Ctrl+J"))
    dialog.set_keys()
    assert dialog.table.item(row, 1).text() == "Ctrl+J"
    assert window.actions_by_name["note"].shortcut().toString() == "Ctrl+J"
    second = make_window()
    assert second.actions_by_name["note"].shortcut().toString() == "Ctrl+J"
    dialog.reset_keys()
    assert window.actions_by_name["note"].shortcut().toString() == "Ctrl+M"


def test_nonsense_in_the_file_of_keys_changes_nothing(qtbot, make_window, tmp_path):
    file = tmp_path / "data" / "config" / "shortcuts.json"
    file.parent.mkdir(parents=True)
    for text in ("[1]", '{"note": 7}', '{"nothing": "Ctrl+J"}', "\x00"):
        file.write_text(text)
        assert make_window().actions_by_name["note"].shortcut().toString() == "Ctrl+M"


def test_keys_work_in_the_window(qtbot, window):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.toolbar.search.hasFocus)


def test_only_languages_that_are_here_are_offered_and_a_combination_stays(qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.change("language", "eng+deu")
    made = SettingsDialog(None, settings, languages=("deu", "eng"))
    qtbot.addWidget(made)
    field = made.fields["language"]
    assert [field.itemData(row) for row in range(field.count())] == ["deu", "eng", "eng+deu"]
    assert field.itemText(0) == "Deutsch (deu)"
    assert field.currentData() == "eng+deu"
    field.setCurrentIndex(0)
    assert settings.text("language") == "deu"


def test_a_region_is_offered_the_languages_of_the_chosen_engine(qtbot):
    known = {"auto": ("deu", "eng", "jpn"), "rapidocr": ("deu", "jpn"), "tesseract": ("eng",)}
    made = RegionDialog(None, "", known, "jpn")
    qtbot.addWidget(made)

    def choose(engine: str) -> list[str]:
        made.engine.setCurrentIndex(made.engine.findData(engine))
        return [made.language.itemData(row) for row in range(made.language.count())]

    assert choose("rapidocr") == ["deu", "jpn"]
    assert made.language.currentData() == "jpn"
    assert choose("tesseract") == ["eng"]
    assert choose("auto") == ["deu", "eng", "jpn"]


def test_an_engine_that_is_not_here_is_not_offered(qtbot):
    made = RegionDialog(None, "", {"auto": ("deu",), "rapidocr": ("deu",)}, "deu")
    qtbot.addWidget(made)
    assert [made.engine.itemData(row) for row in range(made.engine.count())] == ["rapidocr", "auto"]


def test_the_list_of_keys_is_searched(qtbot, window):
    dialog = ShortcutsDialog(window, window.shortcuts)
    qtbot.addWidget(dialog)
    dialog.search.setText("picture zoom")
    shown = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
    assert [dialog.table.item(row, 1).text() for row in shown] == ["Ctrl and wheel"]
    dialog.search.setText("ctrl+8")
    shown = [row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row)]
    assert [dialog.table.item(row, 0).text() for row in shown] == ["Fit width"]
    dialog.search.clear()
    assert not any(dialog.table.isRowHidden(row) for row in range(dialog.table.rowCount()))


def test_a_missing_engine_is_listed_with_how_to_get_it_and_nothing_else(window, monkeypatch):
    listed = []
    monkeypatch.setattr(
        SettingsDialog, "exec", lambda self: listed.append(self.findChildren(QLabel)[-1].text())
    )
    advice = message("Tesseract is not on this machine; install it with: brew install tesseract")
    window.tools.intake.engines = (
        EngineStatus("rapidocr", "3.10.0", True, ("eng", "deu")),
        EngineStatus("tesseract", "", False, advice=advice),
    )
    window.actions_by_name["settings"].trigger()
    first, second, *_ = listed[0].splitlines()
    assert first == "rapidocr 3.10.0: ready (2 languages)"
    assert second == f"tesseract: {advice.text}"
