"""A search shows where its words stand, and every filter can be chosen from the menu."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractSlider, QMenu

from evidence import picture_case
from keeping import add
from witnessmark.records import Span
from witnessmark.store.query import FILTERS
from witnessmark.store.snippets import Snippet
from witnessmark_gui.cases import panel
from witnessmark_gui.cases.cutting import draw_cutting
from witnessmark_gui.cases.filters import filter_menu, with_filter
from witnessmark_gui.cases.model import SNIPPET
from witnessmark_gui.cases.words import Chip
from witnessmark_gui.dialogs.frame import LineDialog
from witnessmark_gui.theme import LIGHT


def filled(window):
    bench = window.tools.bench
    add(bench.store, bench.store.new_case("a case"), picture_case())
    bench.cases_changed.emit()
    return window.cases.cases


def test_a_row_shows_where_the_words_stand_only_while_something_is_searched(qtbot, window):
    model = filled(window)
    assert model.index(0).data(SNIPPET) is None
    plain = window.cases.view.sizeHintForRow(0)
    model.search = "fulfill"
    model.refresh()
    found = model.index(0).data(SNIPPET)
    assert found.text[found.marks[0].start : found.marks[0].end] == "fulfill"
    assert "fulfill" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert window.cases.view.sizeHintForRow(0) > plain
    window.show()
    qtbot.waitExposed(window)
    window.grab()
    model.search = "status:open"
    model.refresh()
    assert model.index(0).data(SNIPPET) is None


def test_the_open_case_is_in_sight_in_a_long_list(qtbot, window, monkeypatch):
    monkeypatch.setattr(panel, "_FEW", 50)
    bench, view = window.tools.bench, window.cases.view
    first = bench.store.new_case("the first")
    for number in range(60):
        bench.store.new_case(f"case {number}")
    window.show()
    qtbot.waitExposed(window)
    bench.cases_changed.emit()
    bench.open_case(first.id)
    assert view.currentIndex().row() == 60
    qtbot.waitUntil(lambda: view.viewport().rect().intersects(view.visualRect(view.currentIndex())))
    qtbot.waitUntil(lambda: not view._seeking.isActive())
    view.seek(view.currentIndex())
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    assert not view._seeking.isActive()


def test_no_chip_of_a_row_is_cut(window):
    font, column = QFont(), QRect(0, 0, 90, 1000)
    metrics = QFontMetrics(font)
    delegate = window.cases.view.itemDelegate()
    one = delegate._chips(None, column, 0, (Chip("found"),), font)
    long = delegate._chips(None, column, 0, (Chip("checked: nothing found at all"),), font)
    assert one == metrics.height() + 2
    for maker in ("names OpenAI", "names Google", "names Anthropic", "names xAI", "names Meta", "draft"):
        exact = QRect(0, 0, metrics.horizontalAdvance(maker) + 12, 1000)
        assert delegate._chips(None, exact, 0, (Chip(maker),), font) == one
    assert long >= 2 * metrics.height()


def test_a_cutting_with_signs_beyond_the_first_plane_is_measured_and_kept_to_three_lines(qapp):
    text = "😀 " * 200 + "word"
    snippet = Snippet("turn", None, 0, text, (Span(400, 404),))
    height = draw_cutting(None, QRect(0, 0, 200, 100), snippet, QFont(), LIGHT)
    one = draw_cutting(None, QRect(0, 0, 200, 100), Snippet("turn", None, 0, "word", ()), QFont(), LIGHT)
    assert one < height <= 3.6 * one


def actions(menu):
    for action in menu.actions():
        if action.menu() is not None:
            yield from actions(action.menu())
        elif not action.isSeparator():
            yield action


def test_each_filter_of_the_search_can_be_chosen_from_the_menu(window, monkeypatch):
    written = []
    monkeypatch.setattr(LineDialog, "answer", lambda self: "2023")
    menu = filter_menu(window, lambda name, value: written.append((name, value)))
    assert isinstance(menu, QMenu)
    for action in actions(menu):
        action.trigger()
    assert {name for name, _value in written} == {*FILTERS, ""} - {"fingerprint"}
    store = window.tools.bench.store
    store.set_tags(store.new_case("a case").id, ("2023",))
    for name, value in written:
        store.cases(with_filter("", name, value))


def test_a_value_of_several_words_is_quoted_and_replaced_as_a_whole():
    search = with_filter("grok", "tag", "two words")
    assert search == 'grok tag:"two words"'
    assert with_filter(search, "tag", "one") == "grok tag:one"
    assert with_filter(search, "tag", "") == "grok"
    assert with_filter(f"{search} http://x", "", "") == "grok http://x"
