"""Which deed stands behind which action of the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from witnessmark_gui.deeds import Deeds
    from witnessmark_gui.window import MainWindow

Doers = dict[str, Callable[[], object]]


def table_of(deeds: Deeds, window: MainWindow) -> Doers:
    """One doer for each action."""
    parts = (_of_files, _of_views, _of_panes, _of_evidence, _of_dialogs)
    return {name: doer for part in parts for name, doer in part(deeds, window).items()}


def _of_files(deeds: Deeds, window: MainWindow) -> Doers:
    evidence, exports = window.tools.evidence(window), window.tools.exports(window)
    return {
        "quit": window.close,
        "open": deeds.open_files,
        "open_folder": deeds.open_folder,
        "add": partial(deeds.open_files, True),
        "capture": deeds.capture_screen,
        "save": evidence.save,
        "discard": deeds.discard_shown,
        "discard_chosen": deeds.discard_chosen,
        "other_store": window.stores.open_other,
        "copy_store": window.stores.ask_copy,
        "verify": lambda: window.tools.checks(window).verify(),
        "verify_export": lambda: window.tools.checks(window).ask_export(),
        "export_html": partial(exports.ask, "html"),
        "export_json": partial(exports.ask, "json"),
        "print": exports.print_report,
        "print_picture": exports.print_picture,
        "new": deeds.paste,
        "paste": deeds.paste,
        "paste_into_case": deeds.paste_into_case,
        "copy_finding": exports.copy_finding,
        "sample": deeds.open_sample,
        "log_folder": partial(deeds.show_folder, window.tools.paths.log),
        "data_folder": partial(deeds.show_folder, window.tools.paths.data),
    }


def _of_views(deeds: Deeds, window: MainWindow) -> Doers:
    view, text = window.picture.view, window.transcript
    return {
        "copy_transcript": text.copy_text,
        "find": deeds.find,
        "next_match": partial(deeds.step_match, 1),
        "previous_match": partial(deeds.step_match, -1),
        "next_uncertain": partial(text.step_uncertain, 1),
        "previous_uncertain": partial(text.step_uncertain, -1),
        "next_unreviewed": text.step_unreviewed,
        "zoom_in": view.zoom_in,
        "zoom_out": view.zoom_out,
        "actual_size": view.actual_size,
        "fit": view.fit,
        "fit_width": view.fit_width,
        "turn_view": view.turn,
        "magnifier": deeds.switch_magnifier,
        "region": partial(deeds.draw_region, deeds.offer_region),
        "note_region": partial(deeds.draw_region, deeds.note_region),
        "redact": deeds.redact,
        "text_larger": partial(text.zoom_text, 1),
        "text_smaller": partial(text.zoom_text, -1),
        "theme_system": partial(deeds.choose_theme, "system"),
        "theme_light": partial(deeds.choose_theme, "light"),
        "theme_dark": partial(deeds.choose_theme, "dark"),
        "findings_all": partial(deeds.filter_findings, "all"),
        "findings_counting": partial(deeds.filter_findings, "counting"),
        "findings_open": partial(deeds.filter_findings, "open"),
        "tour": window.show_tour,
    }


def _of_panes(deeds: Deeds, window: MainWindow) -> Doers:
    panes: dict[str, QWidget] = {
        "go_cases": window.cases.view,
        "go_picture": window.picture.view,
        "go_transcript": window.transcript.view,
        "go_findings": window.findings,
        "go_assessment": window.assessment,
    }
    return {name: pane.setFocus for name, pane in panes.items()}


def _of_evidence(deeds: Deeds, window: MainWindow) -> Doers:
    bench, text = window.tools.bench, window.transcript
    tools, evidence = window.tools, window.tools.evidence(window)
    return {
        "undo": tools.edits.undo,
        "redo": tools.edits.redo,
        "note": text.ask_note,
        "notes": evidence.show_notes,
        "redactions": evidence.show_redactions,
        "acquisition": evidence.edit_acquisition,
        "case": evidence.edit_case,
        "one_speaker": evidence.say_one_speaker,
        "correct": text.correct_selected,
        "reviewed": text.mark_reviewed,
        "turn_menu": text.show_turn_menu,
        "accept": partial(evidence.judge, "accepted"),
        "reject": partial(evidence.judge, "rejected"),
        "unsure": partial(evidence.judge, "unsure"),
        "unjudge": partial(evidence.judge, ""),
        "why_not": lambda: tools.near(window).show(),
        "recheck": lambda: tools.rechecks(window).recheck(tools.intake.options),
        "compare": deeds.compare_engines,
        "next_item": partial(bench.step_item, 1),
        "previous_item": partial(bench.step_item, -1),
    }


def _of_dialogs(deeds: Deeds, window: MainWindow) -> Doers:
    return {
        "about": lambda: deeds.showing.about(),
        "file_facts": lambda: deeds.showing.file_facts(),
        "figures": lambda: deeds.showing.figures(),
        "marks": lambda: deeds.showing.marks(),
        "library": lambda: deeds.showing.library(),
        "fingerprint_card": lambda: deeds.showing.card(),
        "shortcuts": lambda: deeds.showing.shortcuts(),
        "settings": lambda: deeds.showing.settings(),
        "guide": lambda: deeds.showing.guide(),
    }
