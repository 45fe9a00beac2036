"""Keeps what `inspect` found: a case for each file, or all files in one case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from witnessmark.clock import now, zone
from witnessmark.intake.ways import FROM_FILE
from witnessmark.records import Acquisition
from witnessmark.transcript.title import title_of

if TYPE_CHECKING:
    from witnessmark.pipeline import Inspected
    from witnessmark.records import Case
    from witnessmark.store.store import Alike, Store


@dataclass(slots=True)
class Keeper:
    """Makes a case of each finding; with `together`, one of all, which is a draft until `finish`.

    `numbers` are those of the cases that were made, `seen` the other cases with evidence like the last finding.
    """

    store: Store
    title: str | None
    examiner: str
    together: bool = False
    numbers: list[int] = field(default_factory=list)
    case: Case | None = None
    seen: tuple[Alike, ...] = ()

    def keep(self, found: Inspected, how: str = FROM_FILE) -> None:
        """Write one finding at once, so that nothing read is lost; raises StoreError."""
        acquisition = Acquisition(how=how, at=now(), zone=zone(), by=self.examiner)
        with self.store.batch():
            case = self.case or self.store.new_case(self._title(found, how), draft=self.together)
            self.store.add_item(case.id, found.acquired.data, found.inspection, acquisition, found.picture)
        self.seen = self.store.alike(found.inspection, found.picture, besides=case.id)
        if case.number not in self.numbers:
            self.numbers.append(case.number)
        self.case = case if self.together else None

    def finish(self) -> tuple[int, ...]:
        """Turn the draft into a case; the numbers of all cases that were made."""
        if self.case is not None:
            self.store.keep(self.case.id)
        return tuple(self.numbers)

    def _title(self, found: Inspected, how: str) -> str:
        """What the person said; else a file's own name, or the first words of what came without one."""
        if self.title or how == FROM_FILE:
            return self.title or found.acquired.name
        return title_of(found.inspection.transcript, found.acquired.name)
