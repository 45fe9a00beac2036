"""The card of a fingerprint: its words, what it names, where it is known from, and what it does not show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from witnessmark.messages import term
from witnessmark.records import Fingerprint
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import family, say
from witnessmark_gui.parts import label

_TIERS = {
    "A": term("A: a maker's sign, measured"),
    "B": term("B: wording of language models in general, measured"),
    "C": term("C: a hint or style; never alone"),
    "U": term("U: too rare or unmeasured; shown, carries no weight"),
}


class CardDialog(Frame):
    """Shows one fingerprint of the library."""

    def __init__(self, parent: QWidget | None, fingerprint: Fingerprint) -> None:
        super().__init__(parent, fingerprint.id, fingerprint.note)
        self.setMinimumWidth(640)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(_facts(fingerprint)):
            grid.addWidget(label(name, name="strong"), row, 0, top)
            grid.addWidget(label(value, wrap=True), row, 1)
        self.column.addLayout(grid)
        self.add_buttons(say("Close"))


def _facts(fingerprint: Fingerprint) -> list[tuple[str, str]]:
    sources = "\n".join(" · ".join(filter(None, (s.title, s.where, s.date))) for s in fingerprint.sources)
    facts = [
        (say("Words"), fingerprint.text or fingerprint.pattern or ""),
        (say("Also as"), " · ".join(fingerprint.variants)),
        (say("Names"), family(fingerprint.names)),
        (say("Points at"), family(fingerprint.points_at)),
        (say("Kind"), fingerprint.kind),
        (say("Tier"), say(_TIERS[fingerprint.tier])),
        (say("Counts in"), ", ".join(fingerprint.counts_in)),
        (say("First seen"), fingerprint.first_seen or say("unknown")),
        (say("Models"), fingerprint.models),
        (say("Sources"), sources or say("none given")),
        (say("Matches"), "\n".join(fingerprint.samples)),
        (say("Does not match"), "\n".join(fingerprint.counter_samples)),
    ]
    return [(name, value) for name, value in facts if value]
