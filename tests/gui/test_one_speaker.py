"""The deed on a case that says that its items are of one speaker, and what the assessment then shows."""

from PySide6.QtWidgets import QLabel

from witnessmark.intake.acquire import from_bytes
from witnessmark.pipeline import Inspected, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Acquisition

TEXTS = (
    "ChatGPT said:\nHello, what can I do for you today?",
    "ChatGPT said:\nI'm sorry, but I can't help with that.",
)


def _case(window, texts=TEXTS):
    bench, instruments = window.tools.bench, window.tools.toolbox.instruments()
    case = bench.store.new_case("answers")
    for text in texts:
        acquired = from_bytes(text.encode(), "pasted text")
        found = next(
            each for each in inspect([acquired], instruments, ReadOptions()) if isinstance(each, Inspected)
        )
        bench.store.add_item(case.id, acquired.data, found.inspection, Acquisition(), None)
    bench.open_case(case.id)


def _shown(window):
    page = window.assessment.widget()
    labels = page.findChildren(QLabel) if page else []
    return "\n".join(each.text() for each in labels)


def test_items_are_weighed_together_when_the_analyst_says_so(qtbot, window):
    _case(window)
    qtbot.waitUntil(lambda: "Checked and not found" in _shown(window))
    action = window.actions_by_name["one_speaker"]
    assert action.isEnabled()
    assert not action.isChecked()
    action.trigger()
    qtbot.waitUntil(lambda: "You say that 2 items are of one speaker." in _shown(window))
    assert "support for wording of language models" in _shown(window)
    assert "errors repeat" in _shown(window)
    assert action.isChecked()
    assert window.tools.bench.case.one_speaker is not None
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: "Checked and not found" in _shown(window))
    assert window.tools.bench.case.one_speaker is None
    assert not action.isChecked()
    window.actions_by_name["redo"].trigger()
    qtbot.waitUntil(lambda: "You say that 2 items are of one speaker." in _shown(window))


def test_the_item_alone_is_one_click_away(qtbot, window):
    _case(window)
    window.actions_by_name["one_speaker"].trigger()
    qtbot.waitUntil(lambda: "You say that 2 items" in _shown(window))
    window.assessment._switch()
    qtbot.waitUntil(lambda: "This item alone" in _shown(window))
    assert "Checked and not found" in _shown(window)


def test_one_item_alone_cannot_be_said_to_be_of_one_speaker(window):
    _case(window, TEXTS[:1])
    assert not window.actions_by_name["one_speaker"].isEnabled()
