"""Asks once by whom a case is handed over, where nobody has said it yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from witnessmark.records import Acquisition
from witnessmark_gui.changes import Change
from witnessmark_gui.jottings import jot, jotted
from witnessmark_gui.keeper import Keeper
from witnessmark_gui.language import say
from witnessmark_gui.preferences import prefer

if TYPE_CHECKING:
    from witnessmark_gui.tools import Tools


def ask_name(tools: Tools, window: QWidget) -> None:
    """Before the first export, offer to say who the examiner is; whoever skips that is not asked again."""
    file = tools.paths.config / "asked.json"
    if tools.settings.text("examiner") or jotted(file) is not None:
        return
    from witnessmark_gui.dialogs.frame import LineDialog

    dialog = LineDialog(
        window,
        say("Your name"),
        say(
            "Nobody has said who works here, so exports say “unknown” where they tell by whom. Your name will stand "
            "in the log and in exports from now on, and as who took in the items of this case; what the log holds "
            "already stays as it is. The settings can change it."
        ),
        do=say("Use this name"),
        cancel=say("Skip"),
    )
    name = dialog.answer()
    jot(file, ["examiner"])
    if name:
        prefer(tools.settings, "examiner", name)
        tools.bench.sign(name)
        _sign_items(tools, name)


def _sign_items(tools: Tools, name: str) -> None:
    """Put the name to the items of the open case that nobody is named for."""
    case, store = tools.bench.case, tools.bench.store
    items = case.items if case is not None else ()
    before = {item.id: item.acquisition for item in items if not item.acquisition.by}
    after = {item_id: replace(acquisition, by=name) for item_id, acquisition in before.items()}
    if before and not (store is not None and store.read_only):
        tools.bench.change(say("how it came"), _acquired(after), _acquired(before))


def _acquired(came: dict[str, Acquisition]) -> Change:
    """The change that says how some items came, by their ids."""

    def change(keeper: Keeper) -> None:
        for item_id, acquisition in came.items():
            keeper.set_acquisition(item_id, acquisition)

    return change
