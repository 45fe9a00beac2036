"""The bottom line: what is saved, how it was read, which library, and that all stays here."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStatusBar

from witnessmark.errors import WitnessmarkError
from witnessmark.records import AuditEntry, Inspection
from witnessmark_gui.language import number, say, told
from witnessmark_gui.parts import ElidedLabel, label, tip
from witnessmark_gui.workbench import Workbench

_SHOWN_FOR = 6000  # milliseconds that a passing message stays


class StatusLine(QStatusBar):
    """Four facts that always stand there; passing messages take the place of the first for a moment."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._saved, self._read = ElidedLabel(), ElidedLabel()  # a long sentence must not widen the window
        self._library, self._local = label(), label(say("Local only"))
        self._local.setToolTip(say("The program opens no network connection."))
        self.setSizeGripEnabled(False)
        self.addWidget(self._saved)
        self.addWidget(self._read)
        self.addPermanentWidget(self._library)
        self.addPermanentWidget(self._local)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._hinting = QTimer(self)
        self._hinting.setSingleShot(True)
        self._hinting.timeout.connect(self.refresh)
        bench.case_changed.connect(self.refresh)
        bench.item_shown.connect(self.refresh)
        self.refresh()

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say something for a moment."""
        self._saved.setText(words)
        self._timer.start(_SHOWN_FOR)

    def hint(self, words: str) -> None:
        """Say what a button or a menu entry is for, in the place of the reading: what is saved stays in sight."""
        if words:
            self._read.setText(words)
            self._hinting.start(_SHOWN_FOR)
        else:
            self._hinting.stop()
            self._show_reading()

    @Slot()
    def refresh(self) -> None:
        """Say how things stand."""
        self._saved.setText(self._saved_words())
        self._saved.setToolTip(tip(self.head_words()))
        self._show_reading()

    def _show_reading(self) -> None:
        inspection = self._bench.inspection
        self._read.setText(read_words(inspection) if inspection else "")
        if inspection is not None:
            self.show_library(inspection.library.version, inspection.library.fingerprints)

    def show_library(self, version: str, fingerprints: int) -> None:
        """Which library was used, or is in use."""
        self._library.setText(
            say(
                "Library {version} · {count} fingerprint|Library {version} · {count} fingerprints",
                version=version,
                count=fingerprints,
            )
        )

    def _saved_words(self) -> str:
        bench, case = self._bench, self._bench.case
        if case is None:
            return say("No case open")
        if case.id in bench.scratch or bench.pending:
            return say("NOT SAVED · in memory only")
        newest = self._newest()
        state = say("Draft, saved") if case.draft else say("Saved")
        if bench.store is not None and bench.store.read_only:
            state = say("Read only")
        return say(
            "{state} · case {case} · audit entry {entry} ({head})",
            state=state,
            case=case.number,
            entry=number(newest.number) if newest else "?",
            head=newest.hash[:8] if newest else "?",
        )

    def head_words(self) -> str:
        """The whole hash of the newest entry, and what it cannot show."""
        from witnessmark.store.verify import limit

        newest = self._newest()
        if newest is None:
            return ""
        head = say("Hash of the newest audit entry: {hash}", hash=newest.hash)
        return f"{head}\n{told(limit())}"

    def _newest(self) -> AuditEntry | None:
        try:
            newest = self._bench.store.audit(limit=1) if self._bench.store is not None else ()
        except WitnessmarkError:
            return None
        return newest[-1] if newest else None


def read_words(inspection: Inspection) -> str:
    """Engine, seconds, and whether the file told anything about itself."""
    reading = inspection.reading
    if reading is None:
        return say("text, nothing to read · anyone can type text")
    facts = len(inspection.original.facts)
    told = say("file facts: no metadata") if not facts else say("file facts: {count}", count=facts)
    return f"{reading.engine} {reading.version} · {reading.seconds:.1f} s · {told}"
