"""Adds and edits an entry of one's own, with its faults and what it would match beside it while it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from witnessmark.library.card import families
from witnessmark.library.entries import KINDS, PLACES
from witnessmark.library.keep import fault_of
from witnessmark.library.proof import failures
from witnessmark.matching.matcher import Matcher
from witnessmark.messages import term
from witnessmark.records import Fingerprint, Source
from witnessmark_gui.dialogs.frame import Frame, text_field
from witnessmark_gui.language import family, number, say
from witnessmark_gui.library.desk import LibraryDesk
from witnessmark_gui.library.trial import Hit, Searched, try_entry
from witnessmark_gui.parts import label, link
from witnessmark_gui.tasks import Task

_PAUSE = 350  # milliseconds without a key until the entry is tried
_MOST = 200  # passages that are listed
_TIERS = {
    "U": term("U: too rare or unmeasured; shown, weighs nothing"),
    "C": term("C: a hint or style; never alone"),
}
_WORDS, _PATTERN = 0, 1


class EntryDialog(Frame):
    """Fields on the left; on the right what is wrong, and where the entry would match."""

    fits_words = False

    def __init__(self, parent: QWidget | None, desk: LibraryDesk, entry: Fingerprint, *, fresh: bool) -> None:
        title = say("New fingerprint") if fresh else say("Edit {name}", name=entry.id)
        super().__init__(parent, title)
        self.resize(1000, 660)
        self._desk, self._before = desk, entry
        self._task: Task | None = None
        self._hits = 0
        self._searched: Searched | None = None
        self._build(entry, fresh)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._form())
        split.addWidget(self._preview())
        split.setSizes([540, 440])
        split.setChildrenCollapsible(False)
        self.column.addWidget(split, 1)
        self.keep_button = self.add_buttons(say("Keep"), say("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.try_now)
        self._listen()
        self.try_now()

    def _build(self, entry: Fingerprint, fresh: bool) -> None:
        self.identity = QLineEdit(entry.id)
        self.identity.setEnabled(fresh)
        self.kind = _choice({each: say(each) for each in KINDS}, entry.kind)
        tiers = {tier: say(words) for tier, words in _TIERS.items()}
        self.tier = _choice({entry.tier: entry.tier} | tiers, entry.tier)
        known = families(self._desk.library)
        names = {"": family(None)} | {each: family(each) for each in known}
        self.names = _choice(names, entry.names or "")
        self.form = _choice({"text": say("Words, misreadings allowed"), "pattern": say("A pattern (RE2)")},
                            "text" if entry.pattern is None else "pattern")  # fmt: skip
        self.wording = QLineEdit(entry.text or entry.pattern or "")
        self.variants = _lines(entry.variants, say("One wording a line"), say("Also as"))
        self.required = QLineEdit("; ".join(entry.required))
        self.language = QLineEdit(entry.language)
        self.places = {place: QCheckBox(say(place)) for place in PLACES}
        for place, box in self.places.items():
            box.setChecked(place in entry.counts_in)
        sources = [" | ".join((each.title, each.where, each.date)).rstrip(" |") for each in entry.sources]
        self.sources = _lines(
            sources, say("One source a line: title {bar} where it is {bar} date", bar="|"), say("Sources")
        )
        self.samples = _lines(entry.samples, say("One text a line that must match"), say("Matches"))
        self.counter = _lines(
            entry.counter_samples, say("One text a line that must not match"), say("Does not match")
        )
        self.note = text_field(entry.note, say("What it shows, and what it does not"), say("Note"))

    def _form(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 12, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        places = QWidget()
        row = QHBoxLayout(places)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self.places.values():
            row.addWidget(box)
        row.addStretch(1)
        for name, widget in (
            (say("Id"), self.identity), (say("Kind"), self.kind), (say("Tier"), self.tier), (say("Names"), self.names),
            (say("Found by"), self.form), (say("Words"), self.wording), (say("Also as"), self.variants),
            (say("Must hold"), self.required), (say("Counts in"), places), (say("Language"), self.language),
            (say("Sources"), self.sources), (say("Matches"), self.samples), (say("Does not match"), self.counter),
            (say("Note"), self.note),
        ):  # fmt: skip
            widget.setAccessibleName(name)
            form.addRow(label(name), widget)
        self.required.setPlaceholderText(say("Words that every passage must hold, parted by ;"))
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _preview(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(label(say("What is wrong"), name="strong"))
        self.faults = label(wrap=True)
        column.addWidget(self.faults)
        column.addWidget(label(say("What it would match"), name="strong"))
        self.told = label(name="muted", wrap=True)
        column.addWidget(self.told)
        self.list = QListWidget()
        self.list.setAccessibleName(say("What it would match"))
        self.list.setWordWrap(True)
        column.addWidget(self.list, 1)
        self.stop_button = link(say("Stop searching the store"), self.stop)
        column.addWidget(self.stop_button)
        return side

    def _listen(self) -> None:
        for field in (self.identity, self.wording, self.required, self.language):
            field.textChanged.connect(self._pause.start)
        for text in (self.variants, self.sources, self.samples, self.counter, self.note):
            text.textChanged.connect(self._pause.start)
        for choice in (self.kind, self.tier, self.names, self.form):
            choice.currentIndexChanged.connect(self._pause.start)
        for box in self.places.values():
            box.toggled.connect(self._pause.start)

    def entry(self) -> Fingerprint:
        """The entry as the fields have it."""
        wording, pattern = self.wording.text().strip(), self.form.currentData() == "pattern"
        return replace(
            self._before,
            id=self.identity.text().strip(),
            kind=self.kind.currentData(),
            tier=self.tier.currentData(),
            names=self.names.currentData() or None,
            text=None if pattern else wording,
            pattern=wording if pattern else None,
            variants=() if pattern else _of_lines(self.variants),
            required=tuple(filter(None, (each.strip() for each in self.required.text().split(";")))),
            counts_in=tuple(place for place, box in self.places.items() if box.isChecked()),
            language=self.language.text().strip() or "en",
            sources=tuple(_source(line) for line in _of_lines(self.sources)),
            samples=_of_lines(self.samples),
            counter_samples=_of_lines(self.counter),
            note=self.note.toPlainText().strip(),
        )

    @Slot()
    def try_now(self) -> None:
        """Say what is wrong with the entry; where its form is sound, look for what it would match."""
        self.stop()
        entry = self.entry()
        fault = fault_of(entry)
        wrong = [fault] if fault else failures((entry,), Matcher).get(entry.id, [])
        self.faults.setText("\n".join(wrong) or say("Nothing."))
        self.keep_button.setEnabled(not wrong)
        self.list.clear()
        self._hits, self._searched = 0, None
        self.told.setText("")
        if fault:
            return
        bench = self._desk.tools.bench
        case, place = bench.case, bench.place if bench.store is not None else None
        task = self._desk.tools.tasks.new(lambda stop: try_entry(entry, case, place, stop))
        task.given.connect(self._take)
        task.failed.connect(self._failed)
        task.finished.connect(self._finished)
        self._task = task
        self.stop_button.setEnabled(True)
        self._desk.tools.tasks.launch(task)

    @Slot()
    def stop(self) -> None:
        """Search no further."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.stop_button.setEnabled(False)

    def done(self, result: int) -> None:
        """Search no further once the dialog closes."""
        self._pause.stop()
        self.stop()
        super().done(result)

    @Slot(object)
    def _take(self, found: object) -> None:
        if self.sender() is not self._task:
            return
        if isinstance(found, Hit):
            self._hits += 1
            if self._hits <= _MOST:
                self.list.addItem(_hit_words(found))
        elif isinstance(found, Searched):
            self._searched = found
        self._tell()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if self.sender() is self._task:
            self.told.setText(str(getattr(error, "message", error)))

    @Slot(object)
    def _finished(self, task: object) -> None:
        if task is self._task:
            self._task = None
            self.stop_button.setEnabled(False)
            self._tell()

    def _tell(self) -> None:
        passages = say("{count} passage|{count} passages", count=self._hits)
        if self._searched is None:
            self.told.setText(passages)
            return
        self.told.setText(
            say(
                "{passages} in {done} of {all} cases",
                passages=passages,
                done=number(self._searched.cases),
                all=number(self._searched.total),
            )
        )


def _hit_words(hit: Hit) -> str:
    if hit.current:
        return say("This case, {where}: “{text}”", where=hit.where, text=hit.text)
    return say("Case {number}, {where}: “{text}”", number=hit.case, where=hit.where, text=hit.text)


def _choice(words: dict[str, str], chosen: str) -> QComboBox:
    made = QComboBox()
    # A long line of a list must not push the form beyond its half of the dialog.
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    for value, shown in words.items():
        made.addItem(shown, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _lines(texts: tuple[str, ...] | list[str], placeholder: str, name: str) -> QPlainTextEdit:
    field = text_field("\n".join(texts), placeholder, name)
    field.setMinimumHeight(56)
    field.setMaximumHeight(76)
    return field


def _of_lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())


def _source(line: str) -> Source:
    title, where, date = ([part.strip() for part in line.split("|", 2)] + ["", ""])[:3]
    return Source(title, where, date)
