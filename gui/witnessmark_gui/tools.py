"""What the window works with, put together once by the program's start and handed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from witnessmark.paths import Paths
from witnessmark.settings import Settings
from witnessmark_gui.chooser import Chooser
from witnessmark_gui.edit_desk import EditDesk
from witnessmark_gui.garbage import Garbage
from witnessmark_gui.intake_desk import IntakeDesk
from witnessmark_gui.jobs import Toolbox
from witnessmark_gui.session import Session
from witnessmark_gui.tasks import Tasks
from witnessmark_gui.theme import Theme
from witnessmark_gui.workbench import Workbench

# Desks that nobody needs before the first deed are loaded with it: a start waits for no dialog.
if TYPE_CHECKING:
    from witnessmark_gui.check_desk import CheckDesk
    from witnessmark_gui.evidence_desk import EvidenceDesk
    from witnessmark_gui.export_desk import ExportDesk
    from witnessmark_gui.near_desk import NearDesk
    from witnessmark_gui.recheck_desk import RecheckDesk


def _unheard(words: str) -> None:
    """Before there is a window nobody hears."""


@dataclass(slots=True)
class Tools:
    """The state, the threads, the settings and the desks of one window.

    `tell` shows a sentence of a desk; the window says where.
    """

    paths: Paths
    settings: Settings
    theme: Theme
    bench: Workbench
    tasks: Tasks
    toolbox: Toolbox
    intake: IntakeDesk
    edits: EditDesk
    session: Session | None = None
    garbage: Garbage | None = None
    tell: Callable[[str], object] = _unheard
    chooser: Chooser = field(default_factory=Chooser)
    _evidence: EvidenceDesk | None = field(default=None)
    _exports: ExportDesk | None = field(default=None)
    _rechecks: RecheckDesk | None = field(default=None)
    _near: NearDesk | None = field(default=None)
    _checks: CheckDesk | None = field(default=None)

    def evidence(self, window: QWidget) -> EvidenceDesk:
        """The desk for what the analyst adds; it asks in front of `window`."""
        if self._evidence is None:
            from witnessmark_gui.evidence_desk import EvidenceDesk

            self._evidence = EvidenceDesk(self.bench, self.settings, window, self.paths.backups)
            self._evidence.told.connect(self.tell)
        return self._evidence

    def exports(self, window: QWidget) -> ExportDesk:
        """The desk that hands cases over."""
        if self._exports is None:
            from witnessmark_gui.export_desk import ExportDesk

            self._exports = ExportDesk(self, window)
            self._exports.told.connect(self.tell)
        return self._exports

    def rechecks(self, window: QWidget) -> RecheckDesk:
        """The desk that inspects a case again."""
        if self._rechecks is None:
            from witnessmark_gui.recheck_desk import RecheckDesk

            self._rechecks = RecheckDesk(self.bench, self.tasks, self.toolbox, window)
            self._rechecks.told.connect(self.tell)
        return self._rechecks

    def near(self, window: QWidget) -> NearDesk:
        """The desk that says why passages were not taken for fingerprints."""
        if self._near is None:
            from witnessmark_gui.near_desk import NearDesk

            self._near = NearDesk(self.bench, self.tasks, self.toolbox, window)
            self._near.told.connect(self.tell)
        return self._near

    def checks(self, window: QWidget) -> CheckDesk:
        """The desk that checks the store."""
        if self._checks is None:
            from witnessmark_gui.check_desk import CheckDesk

            self._checks = CheckDesk(self, window)
            self._checks.told.connect(self.tell)
        return self._checks

    def shutdown(self) -> None:
        """End the work, the reader and the store, in this order; no thread is left then."""
        if self.session is not None:
            self.session.close()
        self.tasks.shutdown()
        self.toolbox.close()
        self.bench.shutdown(self.paths.heads)
        if self.garbage is not None:
            self.garbage.end()
