"""The browser of the library: filters, the card, entries of one's own, a stranger's pack."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QScrollArea

from evidence import picture_case
from witnessmark.library.choose import Choice
from witnessmark.library.packtext import pack_text
from witnessmark.records import Fingerprint
from witnessmark_gui.library import dialog as dialog_module
from witnessmark_gui.library import editor as editor_module
from witnessmark_gui.library.chart import RatesChart
from witnessmark_gui.library.desk import LibraryDesk
from witnessmark_gui.library.dialog import LibraryDialog
from witnessmark_gui.library.editor import EntryDialog
from witnessmark_gui.library.model import LibraryModel

BOAT = Fingerprint("own.refusal.boat", "refusal", "U", text="not a word about the red boat")


@pytest.fixture
def desk(window, library):
    return LibraryDesk(window.tools, library)


@pytest.fixture
def browser(qtbot, window, desk):
    made = LibraryDialog(window, desk)
    qtbot.addWidget(made)
    return made


def changed(qtbot, desk, deed):
    with qtbot.waitSignal(desk.changed, timeout=20_000):
        assert deed()


def test_the_table_is_narrowed_by_words_family_kind_and_tier(library):
    model = LibraryModel(library)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == len(library.fingerprints)
    model.choose(Choice(search="openai.policy.use-case"))
    assert [model.fingerprint(row).id for row in range(model.rowCount())] == ["openai.policy.use-case"]
    model.choose(Choice(family="meta", tier="A"))
    assert model.rowCount() == 2
    model.choose(Choice(), own=True)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_maker_without_a_sign_is_told_so(browser):
    browser.family.setCurrentIndex(browser.family.findData("xai"))
    assert "no known maker sign" in browser.said.text()
    browser.family.setCurrentIndex(browser.family.findData("anthropic"))
    assert "no known maker sign" not in browser.said.text()


def test_the_card_has_a_chart_where_rates_were_measured(browser):
    browser.search.setText("anthropic.self.made-by")
    browser.show_fingerprint("anthropic.self.made-by")
    assert browser.chosen.id == "anthropic.self.made-by"
    bars = browser.card.widget().findChild(RatesChart).bars
    assert bars[0].family == "anthropic-claude"
    assert {bar.human for bar in bars} == {True, False}


def test_an_entry_is_chosen_whatever_keys_are_held(qtbot, window, desk):
    # The shortcut that opens the library is pressed with Ctrl and Shift, which are still down when it opens.
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        browser = LibraryDialog(window, desk)
        qtbot.addWidget(browser)
        assert browser.chosen is not None
        browser.show_fingerprint("anthropic.self.made-by")
        assert browser.chosen.id == "anthropic.self.made-by"
        browser.show_fingerprint("anthropic.self.made-by")
        assert browser.edit_button.isEnabled()
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)


def test_many_faults_leave_the_list_its_room(qtbot, browser, desk):
    text = pack_text("many", "2026.10.1", "", (BOAT,)) + "  - id: BAD\n" * 200
    desk.folder.mkdir(parents=True)
    (desk.folder / "many.yaml").write_text(text, encoding="utf-8")
    changed(qtbot, desk, lambda: desk.switch(BOAT.id, on=True))
    assert len(desk.library.complaints) == 200
    lines = browser.left_out.text().splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("196 more faults")


def test_an_entry_of_ones_own_is_added_switched_off_and_removed(qtbot, window, browser, desk):
    changed(qtbot, desk, lambda: desk.add(BOAT))
    browser.origin.setCurrentIndex(browser.origin.findData("own"))
    assert browser.fingerprints.rowCount() == 1
    assert browser.chosen.id == BOAT.id
    assert browser.remove_button.isEnabled()
    changed(qtbot, desk, lambda: desk.switch(BOAT.id, on=False))
    assert browser.switch_button.text() == "Switch on"
    assert BOAT.id not in {each.id for each in window.tools.intake.library.fingerprints}
    assert BOAT.id not in {each.id for each in window.tools.toolbox.instruments().library.fingerprints}
    changed(qtbot, desk, lambda: desk.remove(BOAT.id))
    assert browser.fingerprints.rowCount() == 0


def test_a_shipped_entry_is_copied_not_changed(monkeypatch, browser):
    edited = []
    monkeypatch.setattr(browser, "_edit", lambda entry, fresh: edited.append((entry.id, fresh)))
    browser.search.setText("openai.policy.use-case")
    assert browser.edit_button.text() == "Copy and edit …"
    assert not browser.remove_button.isEnabled()
    browser.edit_entry()
    assert edited == [("own.policy.use-case", True)]


def test_the_editor_says_what_is_wrong_and_what_would_match(qtbot, window, desk):
    evidence = picture_case()
    store = window.tools.bench.store
    case = store.new_case("A post")
    store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    window.tools.bench.open_case(case.id)
    editor = EntryDialog(window, desk, BOAT, fresh=True)
    qtbot.addWidget(editor)
    editor.samples.setPlainText("no such words")
    editor.try_now()
    assert "does not match its sample" in editor.faults.text()
    assert not editor.keep_button.isEnabled()
    editor.samples.setPlainText("")
    editor.wording.setText("goes against OpenAI's use case policy")
    editor.try_now()
    assert editor.keep_button.isEnabled()
    qtbot.waitUntil(lambda: editor.list.count() == 1, timeout=10_000)
    assert editor.list.item(0).text().startswith("This case")
    qtbot.waitUntil(lambda: not editor.stop_button.isEnabled(), timeout=10_000)
    assert "1 of 1 cases" in editor.told.text()
    editor.wording.setText("(")
    editor.form.setCurrentIndex(1)
    editor.try_now()
    assert not editor.keep_button.isEnabled()
    assert editor.list.count() == 0


def test_a_long_line_of_a_list_pushes_no_field_out_of_sight(qtbot, monkeypatch, window, desk):
    monkeypatch.setitem(editor_module._TIERS, "U", "U: " + "very long words " * 8)
    editor = EntryDialog(window, desk, BOAT, fresh=True)
    qtbot.addWidget(editor)
    form = editor.findChild(QScrollArea)
    assert form.widget().minimumSizeHint().width() < 460
    editor.stop()


def test_what_the_editor_shows_is_the_entry_that_is_kept(qtbot, window, desk, library):
    entry = library.fingerprint("openai.policy.use-case")
    editor = EntryDialog(window, desk, entry, fresh=False)
    qtbot.addWidget(editor)
    assert editor.entry() == entry
    editor.stop()


def test_a_strangers_pack_takes_effect_only_once_it_is_accepted(qtbot, monkeypatch, browser, desk, tmp_path):
    file = tmp_path / "stranger.yaml"
    file.write_text(pack_text("stranger", "2026.10.1", "<b>hello</b>", (BOAT,)), encoding="utf-8")
    seen = []
    monkeypatch.setattr(dialog_module.ImportDialog, "exec", lambda self: seen.append(self) or False)
    browser.import_file(file)
    assert not desk.folder.exists()
    assert seen[0].list.count() == 1
    monkeypatch.setattr(dialog_module.ImportDialog, "exec", lambda self: True)
    with qtbot.waitSignal(desk.changed, timeout=20_000):
        browser.import_file(file)
    browser.origin.setCurrentIndex(browser.origin.findData("own"))
    assert [browser.chosen.id, browser.remove_button.isEnabled()] == [BOAT.id, False]


def test_chosen_entries_are_passed_on_as_a_pack(browser, tmp_path):
    browser.search.setText("openai.policy.use-case")
    browser.table.selectRow(0)
    browser.export_to(tmp_path / "mine.yaml")
    assert "openai.policy.use-case" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert "1 fingerprint is in" in browser.said.text()


def test_a_case_of_an_older_library_offers_to_be_matched_again(qtbot, window):
    evidence = picture_case()
    store = window.tools.bench.store
    case = store.new_case("A post")
    store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    window.tools.bench.open_case(case.id)
    assert "library has changed since" in window.renewal.strip.words
    window.renewal.match_again()
    qtbot.waitUntil(lambda: window.renewal.dialog is not None, timeout=20_000)
    assert window.renewal.dialog.table.rowCount() >= 1
    window.renewal.dialog.close()
    assert window.renewal.strip.words == ""
    (item,) = store.case(case.id).items
    assert item.inspections == 2
    assert item.inspection.library.packs == window.tools.intake.library.stamp.packs
    assert store.inspections(item.id)[0].library == evidence.inspection.library
