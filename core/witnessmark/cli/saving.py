"""Keeps the findings of one call as one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from witnessmark.clock import now, zone
from witnessmark.records import Acquisition

if TYPE_CHECKING:
    from witnessmark.pipeline import Inspected
    from witnessmark.records import Case
    from witnessmark.store.store import Store


@dataclass(slots=True)
class Keeper:
    """Makes a case of the first finding and adds the others to it; a draft until `finish`."""

    store: Store
    title: str | None
    examiner: str
    case: Case | None = None

    def keep(self, found: Inspected) -> None:
        """Write one finding at once, so that nothing read is lost; raises StoreError."""
        acquisition = Acquisition(
            how="read from a file by the command line", at=now(), zone=zone(), by=self.examiner
        )
        with self.store.batch():
            case = self.case or self.store.new_case(self.title or found.acquired.name)
            self.store.add_item(case.id, found.acquired.data, found.inspection, acquisition, found.picture)
        self.case = case

    def finish(self) -> int | None:
        """Turn the draft into a case; its number, None where there was nothing to keep."""
        if self.case is None:
            return None
        self.store.keep(self.case.id)
        return self.case.number
