"""Tells that the library has changed since the item on show was inspected, and matches it again on demand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from witnessmark.library.compare import moved_on
from witnessmark.records import Item, Match, Message
from witnessmark_gui.banner import Banner
from witnessmark_gui.language import say, told

if TYPE_CHECKING:
    from witnessmark.recheck.renew import Renewed
    from witnessmark_gui.dialogs.facts import TableDialog
    from witnessmark_gui.jobs import Toolbox
    from witnessmark_gui.window import MainWindow


class Renewal(QObject):
    """Speaks in a strip of its own; the earlier result stays in the store beside the new one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._tools = window, window.tools
        self.strip = Banner("notice")
        self.dialog: TableDialog | None = None

    @Slot()
    def look(self) -> None:
        """Tell of a changed library; take the sentence away where it is none of the item on show."""
        item, library = self._tools.bench.item, self._tools.intake.library
        changed: tuple[Message, ...] = ()
        if item is not None and library is not None:
            changed = moved_on(item.inspection.library, library.stamp)
        if not changed:
            self.strip.clear()
            return
        words = say("The library has changed since this was inspected. What is shown is the result of then.")
        detail = "\n".join(told(each) for each in changed)
        self.strip.tell(
            words,
            (say("Match again"), self.match_again),
            (say("What has changed"), partial(self._show_changes, detail)),
        )

    def match_again(self) -> None:
        """Match and weigh the item on show with the library in use, off the window's thread."""
        item = self._tools.bench.item
        if item is None:
            return
        task = self._tools.tasks.new(lambda _: _renewed(item, self._tools.toolbox))
        task.given.connect(self._take)
        task.failed.connect(self._tools.bench.trouble)
        self._tools.tasks.launch(task)

    @Slot(object)
    def _take(self, renewed: Renewed) -> None:
        bench = self._tools.bench
        if bench.case is None or bench.item is None or bench.item.id != renewed.item.id:
            return
        item, after = renewed.item, renewed.after
        bench.apply(bench.case.id, lambda keeper: keeper.add_inspection(item.id, after))
        self.dialog = renewal_dialog(self._window, renewed)
        self.dialog.open()

    def _show_changes(self, detail: str) -> None:
        from witnessmark_gui.dialogs.facts import TableDialog

        rows = [(line,) for line in detail.splitlines()]
        self.dialog = TableDialog(
            self._window, say("What has changed"), "", (say("Since this was inspected"),), rows
        )
        self.dialog.open()


def renewal_dialog(window: MainWindow, renewed: Renewed) -> TableDialog:
    """The passages of then and of today side by side, the different ones first."""
    from witnessmark_gui.dialogs.facts import TableDialog

    before, after = renewed.item.inspection, renewed.after
    kept = [match for match in after.matches if match not in renewed.come]
    rows = [
        *(_row(say("new"), each) for each in renewed.come),
        *(_row(say("gone"), each) for each in renewed.gone),
        *(_row(say("in both"), each) for each in kept),
    ]
    explanation = " ".join(
        [
            *(told(each) for each in renewed.said),
            say(
                "Library {before} found {count} passage, library {after} {now}. Both results are kept.|"
                "Library {before} found {count} passages, library {after} {now}. Both results are kept.",
                before=before.library.version,
                count=len(before.matches),
                after=after.library.version,
                now=len(after.matches),
            ),
        ]
    )
    head = (say("Result"), say("Fingerprint"), say("Passage"))
    return TableDialog(window, say("Matched again"), explanation, head, rows)


def _row(result: str, match: Match) -> tuple[str, str, str]:
    return result, match.fingerprint, match.text


def _renewed(item: Item, toolbox: Toolbox) -> Iterator[object]:
    from witnessmark.recheck.renew import renew

    yield renew(item, toolbox.instruments())
