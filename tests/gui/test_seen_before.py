"""Evidence that was seen before is told at import, with a link to each case that holds it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

TEXT = "User: tell me about the weather of the whole week in all of the valleys\nAssistant: " + (
    "it will rain on Monday and on Tuesday and then it will be dry and rather warm for the rest of it"
)


def paste(qtbot, window, text):
    bench, intake = window.tools.bench, window.tools.intake
    before = bench.case.id if bench.case else None
    QGuiApplication.clipboard().setText(text)
    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(
        lambda: bench.case is not None and bench.case.id != before and not intake.busy, timeout=20_000
    )


def test_the_same_text_is_told_with_a_link_that_opens_the_other_case(qtbot, window):
    paste(qtbot, window, TEXT)
    first = window.tools.bench.case.number
    assert "Seen before" not in window.notice.words
    paste(qtbot, window, TEXT)
    assert f"Case {first}" in window.notice.words
    assert "byte for byte" in window.notice.words
    (link,) = [
        each for each in window.notice.findChildren(QPushButton) if each.text() == f"Open case {first}"
    ]
    link.click()
    assert window.tools.bench.case.number == first


def test_the_same_words_in_other_bytes_are_told_and_other_words_are_not(qtbot, window):
    paste(qtbot, window, TEXT)
    window.notice.clear()
    paste(qtbot, window, TEXT.replace("rather warm", "quite warm"))
    assert "much of it" in window.notice.words
    window.notice.clear()
    paste(qtbot, window, "User: something else entirely that nobody has ever asked of anyone\nAssistant: no")
    assert "Seen before" not in window.notice.words
