"""The case as a whole: title, status, tags, and the conclusion in the analyst's words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from witnessmark.records import Case, Status
from witnessmark_gui.dialogs.frame import WritingFrame, text_field
from witnessmark_gui.language import say
from witnessmark_gui.parts import label, link

_STATES: tuple[Status, ...] = ("open", "reviewing", "closed")


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the analyst says of a case."""

    title: str
    status: Status
    tags: tuple[str, ...]
    conclusion: str


class CaseDialog(WritingFrame):
    """Edits the facts of a case; nothing in it changes the machine's result."""

    def __init__(self, parent: QWidget | None, case: Case) -> None:
        super().__init__(parent, say("Case {number}", number=case.number))
        self.setMinimumWidth(600)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.title = QLineEdit(case.title)
        self.status = QComboBox()
        for state in _STATES:
            self.status.addItem(say(state), state)
        self.status.setCurrentIndex(_STATES.index(case.status))
        self.tags = QLineEdit(", ".join(case.tags))
        self.tags.setPlaceholderText(say("words, separated by commas"))
        fields = ((say("Title"), self.title), (say("Status"), self.status), (say("Tags"), self.tags))
        for name, field in fields:
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.column.addLayout(form)
        self.column.addWidget(label(say("Conclusion"), name="strong"))
        hint = say("Yours alone. It stands beside the program's result in every export.")
        self.conclusion = text_field(case.conclusion, hint, say("Conclusion"))
        self.conclusion.setMinimumHeight(170)
        self.column.addWidget(self.conclusion, 1)
        self.template = link(say("Put the template in"), self.insert_template)
        self.column.addWidget(self.template)
        self.button = self.add_buttons(say("Keep"), say("Cancel"))
        self.title.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))

    def insert_template(self) -> None:
        """Put the four questions below what is there."""
        text = self.conclusion.toPlainText().rstrip()
        self.conclusion.setPlainText(f"{text}\n\n{template()}" if text else template())

    def facts(self) -> CaseFacts:
        """The facts as they stand in the dialog."""
        words = [word.strip() for word in self.tags.text().split(",")]
        tags = tuple(dict.fromkeys(word for word in words if word))
        state = _STATES[self.status.currentIndex()]
        return CaseFacts(self.title.text().strip(), state, tags, self.conclusion.toPlainText().strip())


def template() -> str:
    """The four questions that a conclusion answers."""
    return "\n".join(
        [
            say("Whose wording does the text resemble, and how do I know?") + "\n",
            say("Which product does the picture claim to show, and who confirmed it?") + "\n",
            say("Was the picture altered? What was looked at:") + "\n",
            say("Did the exchange happen, and why does the wording match? What is known from elsewhere:")
            + "\n",
        ]
    )
