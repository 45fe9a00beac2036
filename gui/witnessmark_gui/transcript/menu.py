"""What can be done to a turn: correct, join, split, move, say who speaks. A menu of edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from witnessmark.records import Inspection, Role, Turn
from witnessmark.transcript.edits import CountHere, Merge, Move, SetAside, SetRole, SetSpeaker, Split
from witnessmark_gui.edit_desk import EditDesk
from witnessmark_gui.language import say

_ROLES: tuple[Role, ...] = ("user", "assistant", "author", "other")


@dataclass(frozen=True, slots=True)
class Clicked:
    """Where a turn was clicked: at which code point, and whether the turn is marked as reviewed."""

    turn: Turn
    point: int
    reviewed: bool


class TurnDeeds:
    """Edits of one turn, each by one call."""

    def __init__(self, desk: EditDesk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent

    def fill(self, menu: QMenu, inspection: Inspection, clicked: Clicked) -> None:
        """Add what can be done to the clicked turn."""
        turn, last = clicked.turn, len(inspection.transcript.turns) - 1
        roles = menu.addMenu(say("Role"))
        for role in _ROLES:
            action = roles.addAction(say(role), partial(self.set_role, turn, role))
            action.setCheckable(True)
            action.setChecked(role == turn.role)
        menu.addAction(say("Speaker …"), partial(self.ask_speaker, turn))
        menu.addSeparator()
        _add(menu, say("Join with the next turn"), partial(self.merge, turn), turn.index < last)
        splittable = 0 < clicked.point < len(turn.text)
        _add(menu, say("Split here"), partial(self.split, turn, clicked.point), splittable)
        _add(menu, say("Move up"), partial(self.move, turn, -1), turn.index > 0)
        _add(menu, say("Move down"), partial(self.move, turn, 1), turn.index < last)
        box = turn.box is not None
        _add(menu, say("Not a turn: words of the interface"), partial(self.set_aside, turn), box)
        if turn.repeats is not None:
            menu.addAction(
                say("Not the turn of the capture before: count it here"), partial(self.count_here, turn)
            )
        menu.addSeparator()
        words = say("Not reviewed yet") if clicked.reviewed else say("Reviewed")
        menu.addAction(words, partial(self._desk.review, turn.index, not clicked.reviewed))

    def set_role(self, turn: Turn, role: Role) -> None:
        """Say which role the speaker has."""
        if role != turn.role or not turn.sure:
            self._desk.edit(SetRole(turn.index, role), say("role"))

    def ask_speaker(self, turn: Turn) -> None:
        """Ask who speaks."""
        from witnessmark_gui.dialogs.frame import LineDialog

        question = say("The name as the picture shows it; empty for none")
        name = LineDialog(self._parent, say("Speaker"), question, turn.speaker or "").answer()
        if name is not None and (name or None) != turn.speaker:
            self._desk.edit(SetSpeaker(turn.index, name or None), say("speaker"))

    def merge(self, turn: Turn) -> None:
        """Join a turn with the one after it."""
        self._desk.edit(Merge(turn.index), say("join turns"))

    def split(self, turn: Turn, point: int) -> None:
        """Make two turns of one, at the beginning of the word at a code point."""
        start = next((word.start for word in turn.words if word.start <= point < word.end), point)
        if 0 < start < len(turn.text):
            self._desk.edit(Split(turn.index, start), say("split turn"))

    def move(self, turn: Turn, step: int) -> None:
        """Move a turn one place up or down."""
        self._desk.edit(Move(turn.index, turn.index + step), say("move turn"))

    def count_here(self, turn: Turn) -> None:
        """Say that the turn is not the one that the capture before shows."""
        self._desk.edit(CountHere(turn.index), say("count here"))

    def set_aside(self, turn: Turn) -> None:
        """Say that the words are the interface's."""
        self._desk.edit(SetAside(turn.index), say("set aside"))


def _add(menu: QMenu, text: str, deed: Callable[[], object], enabled: bool) -> None:
    action = menu.addAction(text, deed)
    action.setEnabled(enabled)
