from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from evidence import log_case, picture_case
from keeping import opened_case
from witnessmark.geometry import Box
from witnessmark.records import Line, Reading, Span, Word
from witnessmark.store.store import Store
from witnessmark_gui.dialogs.region import RegionDialog
from witnessmark_gui.jobs import TILE, Tiles
from witnessmark_gui.picture.marks import Mark, marks_of
from witnessmark_gui.picture.view import PictureView
from witnessmark_gui.region_reading import joined, words_inside
from witnessmark_gui.selection import Selected
from witnessmark_gui.theme import Theme


def tiles(width=400, height=300):
    strips = []
    for top in range(0, height, TILE):
        image = QImage(width, min(TILE, height - top), QImage.Format.Format_RGB32)
        image.fill(0xFF8899AA)
        strips.append(image)
    return Tiles("x" * 64, width, height, tuple(strips))


@pytest.fixture
def view(qtbot, qapp):
    made = PictureView(Theme(qapp, "light"))
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_a_picture_is_fitted_and_stays_so(view):
    view.show_tiles(tiles(1000, 700))
    assert view.zoom == pytest.approx((view.viewport().width() - 36) / 1000, abs=0.05)
    before = view.zoom
    view.resize(800, 600)
    assert view.zoom > before
    view.actual_size()
    view.resize(500, 400)
    assert view.zoom == pytest.approx(1.0)


def test_small_pictures_are_not_blown_up(view):
    view.show_tiles(tiles(100, 80))
    assert view.zoom == pytest.approx(1.0)


def test_the_wheel_zooms_at_the_cursor(view):
    view.show_tiles(tiles(4000, 3000))
    view.actual_size()
    view.centerOn(2000, 1500)
    here = QPoint(300, 100)
    before = view.mapToScene(here)
    event = QWheelEvent(
        QPointF(here), QPointF(view.viewport().mapToGlobal(here)), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoom > 1.2
    assert (view.mapToScene(here) - before).manhattanLength() < 12


def test_a_tall_capture_is_fitted_by_its_width_and_cut_in_strips(view):
    tall = tiles(1080, 40_000)
    assert len(tall.strips) == 20
    view.show_tiles(tall)
    assert view.sceneRect().height() == 40_000
    assert view.zoom > 0.3
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.mapToScene(QPoint(0, view.viewport().height())).y() > 39_000


def test_turning_the_view_leaves_the_marks_in_their_place(view):
    view.show_tiles(tiles(1000, 700))
    view.show_marks((Mark("match", 0, (Box(100, 100, 50, 20),), "says", "openai"),))
    zoom = view.zoom
    view.turn()
    assert view.transform().m11() == pytest.approx(0)
    assert view.zoom < zoom
    clicked = []
    view.mark_clicked.connect(lambda kind, index: clicked.append((kind, index)))
    view._click(QPointF(view.mapFromScene(125, 110)))
    assert clicked == [("match", 0)]


def test_layers_are_switched_and_hidden_ones_cannot_be_clicked(view):
    view.show_tiles(tiles())
    view.show_marks((Mark("word", 3, (Box(10, 10, 50, 20),), "says"),))
    clicked = []
    view.mark_clicked.connect(lambda kind, index: clicked.append((kind, index)))
    where = QPointF(view.mapFromScene(20, 15))
    view._click(where)
    assert clicked == []
    view.show_layer("word", True)
    view._click(where)
    assert clicked == [("word", 3)]


def test_a_region_is_drawn_in_pixels_of_the_picture(qtbot, view):
    view.show_tiles(tiles(400, 300))
    view.draw_region(True)
    start, end = view.mapFromScene(50, 60), view.mapFromScene(150, 160)
    with qtbot.waitSignal(view.region_drawn) as drawn:
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view.viewport(), end)
        QTimer.singleShot(0, lambda: None)
        view._band.setGeometry(view._band.geometry().united(view._band.geometry().translated(end - start)))
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    box = drawn.args[0]
    assert abs(box.x - 50) <= 2
    assert abs(box.y - 60) <= 2


def test_dragging_moves_the_picture_and_selects_nothing(qtbot, view):
    view.show_tiles(tiles(4000, 3000))
    view.actual_size()
    view.show_marks((Mark("match", 0, (Box(0, 0, 4000, 3000),), "says", "openai"),))
    clicked = []
    view.mark_clicked.connect(lambda *found: clicked.append(found))
    before = view.horizontalScrollBar().value()
    view.horizontalScrollBar().setValue(before)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(view.viewport(), QPoint(200, 150))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert clicked == [] or view.horizontalScrollBar().value() == before


def test_the_magnifier_follows_and_takes_no_clicks(qtbot, view):
    view.show_tiles(tiles(4000, 3000))
    view.magnifier.switch(True)
    assert view.magnifier.isVisible()
    view.magnifier._go(QPoint(100, 100))
    assert view.magnifier.pos() == QPoint(124, 124)
    view.magnifier._go(QPoint(480, 380))
    assert view.viewport().rect().contains(view.magnifier.geometry().center())
    assert not view.magnifier.grab().isNull()
    view.magnifier.switch(False)
    assert not view.magnifier.isVisible()


def test_every_mark_says_what_it_is():
    marks = marks_of(picture_case().inspection, 0.8)
    assert all(mark.says for mark in marks)
    kinds = {mark.kind for mark in marks}
    assert kinds == {"match", "turn", "word", "uncertain", "claim"}
    assert [mark.says for mark in marks if mark.kind == "uncertain"] == [
        "“lol.” read with confidence 50 of 100"
    ]


def reading(*rows, engine="rapidocr"):
    words, lines = [], []
    for text, box in rows:
        lines.append(Line((len(words),), box))
        words.append(Word(text, box, 0.9))
    return Reading(engine, "1", "eng", 1.0, tuple(words), tuple(lines), ("scaled",))


def test_a_region_read_again_replaces_only_its_own_words():
    whole = reading(("top", Box(10, 10, 40, 20)), ("bad", Box(10, 50, 40, 20)), ("low", Box(10, 90, 40, 20)))
    part = reading(("good", Box(2, 3, 40, 20)), engine="tesseract")
    made = joined(whole, part, Box(0, 45, 100, 30))
    assert [made.words[line.words[0]].text for line in made.lines] == ["top", "good", "low"]
    assert made.words[made.lines[1].words[0]].box == Box(2, 48, 40, 20)
    assert "read again with tesseract" in made.steps[-1]
    assert whole.words[1].text == "bad"
    assert words_inside(made, Box(0, 0, 100, 75)) == "top\ngood"


def test_a_region_is_read_again_from_the_window(qtbot, window, reader):
    word = reading(("Anthropic", Box(5, 5, 90, 20)), engine="tesseract")
    other = picture_case()
    reader.evidence = replace(other, inspection=replace(other.inspection, reading=word))
    case_id = opened_case(window, picture_case())

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RegionDialog)
        assert "OpenAI's" in dialog.words.toPlainText()
        dialog.accept()

    QTimer.singleShot(0, choose)
    window.deeds.take_region(Box(0, 0, 2000, 400))
    qtbot.waitUntil(lambda: not window.tools.edits.busy and window.tools.tasks.running == 0, timeout=20_000)
    inspection = window.tools.bench.inspection
    assert [found.text for found in inspection.reading.words] == ["Anthropic"]
    with Store.open(window.tools.bench.place.path, read_only=True) as store:
        assert store.case(case_id).items[0].inspections == 2
    window.actions_by_name["undo"].trigger()
    assert len(window.tools.bench.inspection.reading.words) > 1


def test_items_stand_in_a_strip_where_there_are_several(qtbot, window):
    opened_case(window, picture_case("1"))
    assert not window.picture.items.isVisible()
    opened_case(window, picture_case("2"), log_case(), picture_case("3"))
    strip = window.picture.items
    assert strip.isVisible()
    assert strip.count() == 3
    strip.setCurrentRow(2)
    assert window.tools.bench.item.inspection.original.name == "grok3.png"
    window.actions_by_name["previous_item"].trigger()
    assert strip.currentRow() == 1
    qtbot.waitUntil(lambda: window.tools.tasks.running == 0)


def test_a_word_is_clicked_on_either_side_also_while_its_frame_is_not_drawn(qtbot, window):
    bench = window.tools.bench
    opened_case(window, picture_case())
    qtbot.waitUntil(lambda: window.tools.tasks.running == 0)
    assert not window.picture.layer("word").isChecked()
    turn = bench.inspection.transcript.turns[0]
    word = turn.words[2]
    view = window.picture.view
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton,
        pos=view.mapFromScene(word.box.x + word.box.width / 2, word.box.y + word.box.height / 2),
    )  # fmt: skip
    assert bench.selected == Selected(turn=0, span=Span(word.start, word.end))
    assert window.transcript.view._current == window.transcript.view.script.parts[0].units(
        bench.selected.span
    )
    bench.select(Selected())
    text = window.transcript.view
    unit = text.script.parts[0].units(Span(word.start, word.end)).start + 1
    cursor = text.textCursor()
    cursor.setPosition(unit)
    qtbot.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center() + QPoint(1, 0)
    )
    assert bench.selected == Selected(turn=0, span=Span(word.start, word.end))
    assert len(view._selected) == 1
    text.clicked_at.emit(text.script.parts[1].header.start)
    assert bench.selected == Selected(turn=1)


def test_the_words_of_pasted_text_choose_their_turn(window):
    bench = window.tools.bench
    opened_case(window, log_case())
    window.transcript.view.clicked_at.emit(window.transcript.view.script.parts[0].body.start)
    assert bench.selected == Selected(turn=0)


@pytest.mark.parametrize("how", ["space", "middle"])
def test_the_picture_is_moved_while_a_region_is_to_be_drawn(qtbot, view, how):
    view.show_tiles(tiles(4000, 3000))
    view.actual_size()
    view.draw_region(True)
    drawn = []
    view.region_drawn.connect(drawn.append)
    button = Qt.MouseButton.LeftButton if how == "space" else Qt.MouseButton.MiddleButton
    before = view.verticalScrollBar().value()
    view.verticalScrollBar().setValue(before + 400)
    before = view.verticalScrollBar().value()
    if how == "space":
        qtbot.keyPress(view, Qt.Key.Key_Space)
        assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(view.viewport(), button, pos=QPoint(200, 100))
    qtbot.mouseMove(view.viewport(), QPoint(200, 160))
    qtbot.mouseRelease(view.viewport(), button, pos=QPoint(200, 160))
    if how == "space":
        qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() == before - 60
    assert drawn == []
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor


def test_letters_step_through_the_passages(qtbot, window):
    bench = window.tools.bench
    opened_case(window, picture_case())
    for pane in (window.transcript.view, window.findings):
        for key in (Qt.Key.Key_N, Qt.Key.Key_P):
            bench.select(Selected())
            qtbot.keyClick(pane, key)
            assert bench.selected.match == 0
