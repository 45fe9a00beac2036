from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from evidence import picture_case
from keeping import opened_case
from witnessmark import language
from witnessmark.intake.ways import PASTED
from witnessmark.records import Acquisition, Anchor, ShownDate
from witnessmark.store.store import Store
from witnessmark_gui.dialogs import frame
from witnessmark_gui.dialogs.acquisition import AcquisitionDialog
from witnessmark_gui.dialogs.case import CaseDialog
from witnessmark_gui.dialogs.notes import NoteDialog
from witnessmark_gui.picture.pane import acquisition_line
from witnessmark_gui.session import Place, Session, read_place


def stored(window, title="a case"):
    return opened_case(window, picture_case(title), title=title)


def test_the_facts_of_a_case_are_one_step_to_undo(qtbot, window):
    case_id = stored(window)

    def fill():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CaseDialog)
        dialog.title.setText("Grok and the policy")
        dialog.status.setCurrentIndex(1)
        dialog.tags.setText("grok, policy, grok,")
        dialog.template.click()
        dialog.accept()

    QTimer.singleShot(0, fill)
    window.actions_by_name["case"].trigger()
    with Store.open(window.tools.bench.place.path, read_only=True) as store:
        case = store.case(case_id)
    assert (case.title, case.status, case.tags) == ("Grok and the policy", "reviewing", ("grok", "policy"))
    assert "Which product does the picture claim to show" in case.conclusion
    window.actions_by_name["undo"].trigger()
    case = window.tools.bench.case
    assert (case.title, case.status, case.tags, case.conclusion) == ("a case", "open", (), "")
    window.actions_by_name["redo"].trigger()
    assert window.tools.bench.case.tags == ("grok", "policy")


def test_the_program_comes_back_to_where_it_was(qtbot, make_window, tmp_path):
    first = make_window()
    old = stored(first, "older")
    stored(first, "newer")
    first.tools.bench.open_case(old)
    file = tmp_path / "data" / "config" / "session.json"
    qtbot.waitUntil(lambda: read_place(file).case == old)
    assert not read_place(file).closed
    second = make_window()
    second.stores.come_back()
    assert second.tools.bench.case.id == old
    assert "not closed in order" in second.notice.words
    second.close()
    assert read_place(file).closed


def test_after_an_orderly_end_nothing_is_said(qtbot, make_window):
    first = make_window()
    case_id = stored(first)
    first.close()
    second = make_window()
    second.stores.come_back()
    assert second.tools.bench.case.id == case_id
    assert not second.notice.isVisible()


def test_nonsense_is_no_place(tmp_path):
    file = tmp_path / "session.json"
    for text in ("", "[]", '{"case": 7}', '{"else": 1}', "\x00"):
        file.write_text(text)
        assert read_place(file) == Place()


def test_an_unwritable_place_stops_nothing(qtbot, window, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    session = Session(blocked / "session.json", window.tools.bench, window.tools.tasks)
    stored(window)
    session.close()


def test_what_was_written_is_not_thrown_away_unasked(qtbot, window, monkeypatch):
    asked, agreed = [], [False]
    monkeypatch.setattr(frame, "ask", lambda parent, title, *_: bool(asked.append(title)) or agreed[0])
    dialog = NoteDialog(window, Anchor(), "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.field, "Ask Theo.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert asked == ["Throw away what you wrote?"]
    agreed[0] = True
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_where_nothing_was_written_escape_leaves_at_once(qtbot, window, monkeypatch):
    monkeypatch.setattr(frame, "ask", lambda *_: pytest.fail("asked"))
    for text in ("", "as it was"):
        dialog = NoteDialog(window, Anchor(), text)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_the_first_export_asks_once_who_works_here(window, monkeypatch):
    """What is answered stands at the items that nobody was named for, and in the log from then on."""
    evidence = picture_case()
    opened_case(window, replace(evidence, acquisition=replace(evidence.acquisition, by=None)), evidence)
    monkeypatch.setattr(frame.LineDialog, "answer", lambda self: "Lovelace")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    bench = window.tools.bench
    window.tools.exports(window).ask("html")
    assert window.tools.settings.text("examiner") == "Lovelace"
    assert [item.acquisition.by for item in bench.case.items] == ["Lovelace", "Ada"]
    assert bench.store.audit(bench.case.id)[-1].actor == "Lovelace"
    window.actions_by_name["undo"].trigger()
    assert [item.acquisition.by for item in bench.case.items] == [None, "Ada"]


def test_who_skips_the_question_for_a_name_is_not_asked_again(window, monkeypatch):
    asked = []
    opened_case(window, picture_case())
    monkeypatch.setattr(frame.LineDialog, "answer", lambda self: asked.append(self))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    for _ in range(2):
        window.tools.exports(window).ask("html")
    assert len(asked) == 1
    assert window.tools.settings.text("examiner") == ""


@pytest.fixture
def in_german():
    spoken = language.spoken().code
    language.use("de")
    yield
    language.use(spoken)


def test_the_claimed_date_is_the_one_that_was_read_until_somebody_writes_it():
    came = Acquisition(how=PASTED, at="2026-11-23T10:12:00Z")
    december, march = ShownDate("Dec 8, 2023", "2023-12-08"), ShownDate("3/2/24", "2024-03-02")
    assert acquisition_line(came).endswith("claimed date unknown")
    assert acquisition_line(came, (december, december, ShownDate("12:31", None))).endswith(
        "claimed date 8 Dec 2023 (as read, not confirmed)"
    )
    assert acquisition_line(came, (december, march)).endswith("claimed date unknown")
    written = replace(came, claimed_date="2023-12-09")
    assert acquisition_line(written, (december,)).endswith("claimed date 9 Dec 2023 (not confirmed)")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (PASTED, "aus der Zwischenablage eingefügt"),
        ("per Post gekommen", "per Post gekommen"),  # in a person's words, or as earlier versions kept it
        (None, "wie er kam, ist unbekannt"),
    ],
)
def test_how_an_item_came_is_told_in_the_language_of_the_reader(qtbot, in_german, kept, told):
    came = Acquisition(how=kept, at="2026-11-23T10:12:00Z", by="Ada")
    parts = acquisition_line(came).split(" · ")
    assert parts[1] == told
    assert parts[2].startswith("aufgenommen von Ada, ")
    assert "Ada" not in acquisition_line(replace(came, by=None))
    dialog = AcquisitionDialog(None, came)
    qtbot.addWidget(dialog)
    assert dialog.how.text() == (told if kept else "")
    assert dialog.acquisition() == came
    dialog.how.setText("fotografiert")
    assert dialog.acquisition().how == "fotografiert"
