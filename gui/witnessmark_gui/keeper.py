"""What the window needs of a place that keeps cases; the evidence store is one, the memory is another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from witnessmark.records import (
    Acquisition,
    Case,
    CaseSummary,
    Inspection,
    Item,
    Judged,
    Note,
    Picture,
    Redaction,
    Status,
)


@dataclass(frozen=True, slots=True)
class StorePlace:
    """Where the store lies and who writes in it; each thread opens its own store from this."""

    path: Path
    examiner: str = ""


class Keeper(Protocol):
    """Keeps cases. Every method may raise StoreError, which says what to do."""

    def new_case(self, title: str, draft: bool = True) -> Case:
        """A new empty case."""

    def case(self, case_id: str) -> Case:
        """A whole case by its id."""

    def summary(self, case_id: str) -> CaseSummary:
        """One row of the list."""

    def rename(self, case_id: str, title: str) -> None:
        """Give a case another title."""

    def set_status(self, case_id: str, status: Status) -> None:
        """Open, reviewing or closed."""

    def set_conclusion(self, case_id: str, text: str) -> None:
        """The analyst's conclusion."""

    def set_tags(self, case_id: str, tags: tuple[str, ...]) -> None:
        """The analyst's tags."""

    def keep(self, case_id: str) -> None:
        """A draft becomes a kept case."""

    def discard(self, case_id: str, why: str) -> None:
        """Remove a case's content for good."""

    def add_item(
        self,
        case_id: str,
        data: bytes,
        inspection: Inspection,
        acquisition: Acquisition,
        picture: Picture | None,
    ) -> Item:
        """Add an original with what was found in it."""

    def add_inspection(self, item_id: str, inspection: Inspection, transcript_changed: bool = False) -> None:
        """Add a newer inspection of an item."""

    def inspections(self, item_id: str) -> tuple[Inspection, ...]:
        """All inspections of an item, oldest first."""

    def remove_item(self, item_id: str, why: str) -> None:
        """Take an item out of its case."""

    def set_acquisition(self, item_id: str, acquisition: Acquisition) -> None:
        """How an item came."""

    def original(self, sha256: str) -> bytes:
        """The bytes of an original."""

    def picture(self, sha256: str) -> Picture | None:
        """The bitmap to draw, None for text."""

    def put_note(self, case_id: str, note: Note) -> None:
        """Insert a note, or replace the one of its id."""

    def remove_note(self, note_id: str) -> None:
        """Take a note away."""

    def set_one_speaker(self, case_id: str, item_ids: tuple[str, ...]) -> None:
        """The analyst's judgement that these items are of one speaker; none takes it back."""

    def put_redaction(self, case_id: str, redaction: Redaction) -> None:
        """Leave a place out of what is handed over, or replace the redaction of its id."""

    def remove_redaction(self, redaction_id: str) -> None:
        """Hand that place over again."""

    def judge(self, case_id: str, judged: Judged) -> None:
        """Put the analyst's judgement beside a match."""

    def unjudge(self, case_id: str, judged: Judged) -> None:
        """Take a judgement away."""
