"""The dialogs that only show something; their modules are loaded when the first of them is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from witnessmark.errors import WitnessmarkError
from witnessmark.geometry import Box
from witnessmark.library.card import card
from witnessmark.records import Assessment, Comparison
from witnessmark.transcript.edits import Draw
from witnessmark_gui.dialogs import about as about_dialog
from witnessmark_gui.dialogs import facts
from witnessmark_gui.dialogs.guide import GuideDialog
from witnessmark_gui.dialogs.marks import MarksDialog
from witnessmark_gui.dialogs.region import RegionDialog
from witnessmark_gui.dialogs.settings import SettingsDialog
from witnessmark_gui.dialogs.shortcuts import ShortcutsDialog
from witnessmark_gui.language import say, told
from witnessmark_gui.library.card import CardDialog
from witnessmark_gui.library.desk import LibraryDesk
from witnessmark_gui.library.dialog import LibraryDialog
from witnessmark_gui.region_reading import RegionOrder, words_inside

if TYPE_CHECKING:
    from witnessmark.reading.engine import EngineStatus
    from witnessmark_gui.window import MainWindow


class Showing:
    """Opens dialogs in front of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._tools = window.tools

    def about(self) -> None:
        """Versions, licence and folders."""
        about_dialog.AboutDialog(self._window, self._tools.paths).exec()

    def guide(self) -> None:
        """The user guide."""
        GuideDialog(self._window).exec()

    def shortcuts(self) -> None:
        """All keys."""
        ShortcutsDialog(self._window, self._window.shortcuts).exec()

    def marks(self) -> None:
        """All marks on the picture in a list."""
        dialog = MarksDialog(self._window, self._window.picture.marks)
        dialog.chosen.connect(self._window.picture.view.mark_clicked)
        dialog.exec()

    def library(self) -> None:
        """All fingerprints in use."""
        library = self._tools.intake.library
        if library is None:
            self._window.status.tell(say("The library is still being loaded; try again in a moment."))
            return
        LibraryDialog(self._window, LibraryDesk(self._tools, library, self._window)).exec()

    def figures(self) -> None:
        """The counts behind both comparisons."""
        inspection = self._tools.bench.inspection
        if inspection is not None:
            both = (inspection.assessment.against_human, inspection.assessment.between_makers)
            facts.figures_dialog(self._window, both).exec()

    def figures_of(self, comparison: Comparison) -> None:
        """The counts behind one comparison."""
        facts.figures_dialog(self._window, (comparison,)).exec()

    def explanations(self, assessment: Assessment) -> None:
        """What would tell the explanations apart."""
        facts.explanations_dialog(self._window, assessment).exec()

    def region(self, box: Box) -> None:
        """Offer the words of a region, to make a turn of them, and to read it again."""
        from witnessmark.reading.engines import NAMES
        from witnessmark.reading.engines import languages as languages_of

        bench, tools = self._tools.bench, self._tools
        if bench.case is None or bench.inspection is None or bench.inspection.reading is None:
            return
        engines = tools.intake.engines
        languages = {name: found for name in NAMES if (found := languages_of(engines, name))}
        language = tools.settings.text("language")
        words = words_inside(bench.inspection.reading, box)
        dialog = RegionDialog(self._window, words, languages, language)
        dialog.note_asked.connect(lambda: self._window.deeds.note_region(box))
        dialog.redaction_asked.connect(lambda: self._window.deeds.redact_region(box))
        picture = bench.keeper(bench.case.id).picture(bench.inspection.original.sha256)
        if not dialog.exec():
            return
        if dialog.as_turn:
            speaker = dialog.speaker.text().strip() or None
            tools.edits.edit(Draw(box, dialog.role.currentData(), speaker), say("make a turn"))
        elif picture is not None:
            engine, chosen = str(dialog.engine.currentData()), str(dialog.language.currentData())
            options = replace(tools.intake.options(), engine=engine, language=chosen)
            tools.edits.inspect_region(RegionOrder(picture, bench.inspection, box, options))

    def file_facts(self) -> None:
        """What the original itself tells."""
        inspection = self._tools.bench.inspection
        if inspection is not None:
            facts.file_facts_dialog(self._window, inspection).exec()

    def card(self) -> None:
        """The card of the selected match's fingerprint."""
        inspection, at = self._tools.bench.inspection, self._tools.bench.selected.match
        library = self._tools.intake.library
        if inspection is None or at is None or library is None:
            return
        try:
            found = card(library, inspection.matches[at].fingerprint)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        CardDialog(self._window, found).exec()

    def settings(self) -> None:
        """All settings; each is in force at once."""
        from witnessmark.reading.engines import languages as languages_of
        from witnessmark.reading.tesseract import more_languages

        lines = [_state_of(status) for status in self._tools.intake.engines]
        lines.append(told(more_languages()))
        engines = self._tools.intake.engines
        known = languages_of(engines, "auto")
        dialog = SettingsDialog(self._window, self._tools.settings, "\n".join(lines), known)
        dialog.changed.connect(self._window.deeds.apply_setting)
        dialog.exec()


def _state_of(status: EngineStatus) -> str:
    """An engine in a line: what it reads, or how to get it."""
    if status.advice:
        return f"{status.name}: {told(status.advice)}"
    return say(
        "{engine} {version}: {state} ({count} language)|{engine} {version}: {state} ({count} languages)",
        engine=status.name,
        version=status.version,
        state=say("ready"),
        count=len(status.languages),
    )
