"""How an item came: facts that only the analyst knows. What stays empty is printed as unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from witnessmark.intake.ways import way_told
from witnessmark.records import Acquisition
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say, when
from witnessmark_gui.parts import label


class AcquisitionDialog(Frame):
    """Edits an `Acquisition`; the time at which the item was taken in cannot be changed."""

    def __init__(
        self, parent: QWidget | None, acquisition: Acquisition, shown_dates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(
            parent,
            say("How this item came"),
            say(
                "What is left empty is printed as “unknown”. An address is kept as it is; nothing is "
                "ever fetched."
            ),
        )
        self._before = acquisition
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.source = self._field(form, say("Source address"), acquisition.source_url, "https://…")
        self.obtained = self._field(
            form, say("Obtained from"), way_told(acquisition.obtained_from), say("a person, an agency")
        )
        self.how = self._field(
            form, say("How"), way_told(acquisition.how), say("downloaded, sent by mail, photographed …")
        )
        self.by = self._field(form, say("By whom"), acquisition.by, say("your name"))
        self.date = self._field(form, say("Claimed date"), acquisition.claimed_date, "2023-12-08")
        if shown_dates:
            form.addRow("", label(say("The picture shows: {dates}", dates=", ".join(shown_dates)), "muted"))
        self.confirmed = QCheckBox(say("I have confirmed this date"))
        self.confirmed.setChecked(acquisition.claimed_date_confirmed)
        form.addRow("", self.confirmed)
        form.addRow(say("Taken in"), label(f"{when(acquisition.at)} {acquisition.zone or ''}".strip()))
        self.column.addLayout(form)
        self.problem = label(name="strong", wrap=True)
        self.column.addWidget(self.problem)
        self.add_buttons(say("Keep these facts"), say("Cancel"))

    def _field(self, form: QFormLayout, name: str, value: str | None, placeholder: str) -> QLineEdit:
        field = QLineEdit(value or "")
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        form.addRow(name, field)
        return field

    def acquisition(self) -> Acquisition:
        """The facts as they stand in the dialog."""
        return replace(
            self._before,
            source_url=self.source.text().strip() or None,
            obtained_from=_changed(self.obtained, self._before.obtained_from),
            how=_changed(self.how, self._before.how),
            by=self.by.text().strip() or None,
            claimed_date=self.date.text().strip() or None,
            claimed_date_confirmed=self.confirmed.isChecked() and bool(self.date.text().strip()),
        )

    def accept(self) -> None:
        """Close, unless the date is none."""
        text = self.date.text().strip()
        try:
            if text:
                dt.date.fromisoformat(text)
        except ValueError:
            self.problem.setText(
                say("Write the claimed date as year-month-day, like 2023-12-08, or leave it empty.")
            )
            self.date.setFocus()
            return
        super().accept()


def _changed(field: QLineEdit, before: str | None) -> str | None:
    """What stands in a field; as it was kept where the person left alone how it is told."""
    text = field.text().strip() or None
    return before if text == way_told(before) else text
