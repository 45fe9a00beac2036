"""The evidence store: the only door to the file. A store belongs to the thread that opened it."""

from __future__ import annotations

from witnessmark.errors import StoreError, UsageError
from witnessmark.jsonform import to_json
from witnessmark.messages import message
from witnessmark.records import (
    Acquisition,
    Case,
    CaseSummary,
    Inspection,
    Item,
    Picture,
    Status,
)
from witnessmark.store import cases, items, originals, removal
from witnessmark.store.alike import Alike, alike
from witnessmark.store.likeness import look
from witnessmark.store.remarks import Remarks
from witnessmark.store.search import numbers
from witnessmark.store.snippets import Snippet, snippets
from witnessmark.store.state import present
from witnessmark.store.verify import Verification

__all__ = ["Alike", "Snippet", "Store", "Verification"]


class Store(Remarks):
    """Cases and evidence in one SQLite file; every change is logged in the transaction that makes it."""

    # ------------------------------------------------------------------------------------------- cases

    def new_case(self, title: str, draft: bool = True) -> Case:
        """Start a case under the next number; numbers are never used twice."""
        with self._writing() as db:
            case = cases.insert_case(db, title, draft)
            self._log("case created", case.number, "case", case.number)
            return case

    def case(self, case_id: str) -> Case:
        """A case by its UUID, with everything in it; raises UsageError where there is none."""
        with self._reading() as db:
            return self._read(db, cases.number_of(db, case_id))

    def case_by_number(self, number: int) -> Case:
        """A case by the number that people use; raises UsageError where there is none."""
        with self._reading() as db:
            return self._read(db, number)

    def cases(
        self, search: str = "", sort: str = "newest", limit: int | None = None, offset: int = 0
    ) -> tuple[CaseSummary, ...]:
        """Rows of the list: the cases that `search` finds (docs/store.md), sorted by a word of `SORTS`."""
        with self._reading() as db:
            found = numbers(db, search, sort, limit, offset)
            return tuple(cases.summary(db, number) for number in found)

    def case_ids(self, search: str = "", sort: str = "newest") -> tuple[str, ...]:
        """The UUIDs of all cases found, in order; the rows are for `summary` to fetch when they are seen."""
        with self._reading() as db:
            return tuple(cases.ids_of(db, numbers(db, search, sort, None, 0)))

    def snippets(self, case_id: str, search: str, limit: int = 3) -> tuple[Snippet, ...]:
        """The first places of a case where words of a search stand, with the words marked."""
        with self._reading() as db:
            return snippets(db, cases.number_of(db, case_id), search, limit)

    def summary(self, case_id: str) -> CaseSummary:
        """The row of one case in the list."""
        with self._reading() as db:
            return cases.summary(db, cases.number_of(db, case_id))

    def count(self) -> int:
        """How many cases there are, drafts included."""
        with self._reading() as db:
            return int(db.execute("SELECT count(*) FROM cases").fetchone()[0])

    def rename(self, case_id: str, title: str) -> None:
        """Give a case another title."""
        self._change_case(case_id, "case renamed", "title", title)

    def set_status(self, case_id: str, status: Status) -> None:
        """Say how far the work on a case is; raises UsageError for a word that is no status."""
        if status not in ("open", "reviewing", "closed"):
            raise UsageError(
                message("“{status}” is no status of a case. Use open, reviewing or closed.", status=status)
            )
        self._change_case(case_id, "status changed", "status", status)

    def set_conclusion(self, case_id: str, text: str) -> None:
        """Write the analyst's conclusion."""
        self._change_case(case_id, "conclusion changed", "conclusion", text)

    def set_tags(self, case_id: str, tags: tuple[str, ...]) -> None:
        """Replace a case's tags; blank and repeated ones are left out, the order is kept."""
        kept = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            self._refuse_stale(number, "case", number)
            db.execute("UPDATE cases SET tags = ? WHERE number = ?", (to_json(kept), number))
            db.execute("DELETE FROM case_tags WHERE case_number = ?", (number,))
            db.executemany("INSERT INTO case_tags VALUES (?, ?)", ((tag, number) for tag in kept))
            self._log("tags changed", number, "case", number)

    def keep(self, case_id: str) -> None:
        """Make a draft a kept case."""
        self._change_case(case_id, "draft kept", "draft", 0)

    def discard(self, case_id: str, why: str = "") -> None:
        """Remove a case's content for good; a kept case only with a reason. Its audit entries stay."""
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            if not present(db, "case", number)["draft"] and not why.strip():
                raise UsageError(
                    message("Say why this case is to be removed; the reason stays in the audit log.")
                )
            self._refuse_stale(number)
            removal.remove_case(db, self.examiner, number, why.strip())
            self._tip = None
        self._checkpoint()

    # ------------------------------------------------------------------------------------------- items

    def add_item(
        self,
        case_id: str,
        data: bytes,
        inspection: Inspection,
        acquisition: Acquisition,
        picture: Picture | None,
    ) -> Item:
        """Add evidence to a case: the original's bytes, how they came, what was found, the bitmap to draw."""
        seen = look(picture) if picture is not None else b""
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            sha256 = originals.keep_original(db, data, inspection.original.media_type)
            if sha256 != inspection.original.sha256:
                raise StoreError(
                    message(
                        "The original's bytes are not the ones that were inspected. Nothing was kept; open "
                        "it again."
                    )
                )
            if picture is not None:
                originals.keep_picture(db, sha256, picture, seen)
            item_id, position = items.insert_item(db, number, inspection.original, acquisition)
            self._keep_library(inspection.library)
            inspection_id = items.insert_inspection(db, item_id, inspection, False)
            self._log("item added", number, "item", item_id)
            self._log("inspection added", number, "inspection", inspection_id)
            return Item(item_id, position, acquisition, inspection)

    def add_inspection(self, item_id: str, inspection: Inspection, transcript_changed: bool = False) -> None:
        """Add a newer inspection of an item; the older ones stay."""
        with self._writing() as db:
            found = present(db, "item", item_id)
            if found["sha256"] != inspection.original.sha256:
                raise StoreError(message("This inspection is of another original. Nothing was kept."))
            self._refuse_stale(found["case_number"], "inspection", items.newest(db, item_id))
            items.hide_inspection(db, item_id)
            self._keep_library(inspection.library)
            inspection_id = items.insert_inspection(db, item_id, inspection, transcript_changed)
            action = "transcript changed" if transcript_changed else "inspection added"
            self._log(action, found["case_number"], "inspection", inspection_id)

    def inspections(self, item_id: str) -> tuple[Inspection, ...]:
        """All inspections of an item, oldest first."""
        with self._reading() as db:
            return items.inspections(db, item_id)

    def changed_by_hand(self, item_id: str) -> tuple[bool, ...]:
        """Whether the analyst changed the transcript of each of these inspections, in the same order."""
        with self._reading() as db:
            return items.changed_by_hand(db, item_id)

    def remove_item(self, item_id: str, why: str) -> None:
        """Remove an item and what hangs on it for good; the reason stays in the audit log."""
        with self._writing() as db:
            present(db, "item", item_id)
            removal.remove_item(db, self.examiner, item_id, why.strip())
            self._tip = None
        self._checkpoint()

    def set_acquisition(self, item_id: str, acquisition: Acquisition) -> None:
        """Say how an item came to the analyst."""
        with self._writing() as db:
            number = present(db, "item", item_id)["case_number"]
            self._refuse_stale(number, "item", item_id)
            items.write_acquisition(db, item_id, acquisition)
            self._log("acquisition changed", number, "item", item_id)

    def original(self, sha256: str) -> bytes:
        """An original's bytes, checked against their hash; raises StoreError where they are not whole."""
        with self._reading() as db:
            return originals.original(db, sha256)

    def picture(self, sha256: str) -> Picture | None:
        """The bitmap to draw for an original; None for text."""
        with self._reading() as db:
            return originals.picture(db, sha256)

    def seen_before(self, sha256: str) -> tuple[CaseSummary, ...]:
        """The cases that hold the same bytes, newest first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT DISTINCT case_number FROM items WHERE sha256 = ? ORDER BY 1 DESC", (sha256,)
            ).fetchall()
            return tuple(cases.summary(db, row[0]) for row in rows)

    def alike(
        self, inspection: Inspection, picture: Picture | None, besides: str | None = None
    ) -> tuple[Alike, ...]:
        """Cases that hold the same bytes, a picture that looks the same, or the same text, nearest first.

        `besides` is the id of a case that is not told of: the one that the evidence was just put into.
        """
        with self._reading() as db:
            return alike(db, inspection, picture, besides)

    # ------------------------------------------------------------------------------------------- inside

    def _change_case(self, case_id: str, action: str, column: str, value: str | int) -> None:
        """Change one column of a case; `column` is a word of this program, never of a person."""
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            self._refuse_stale(number, "case", number)
            db.execute(f"UPDATE cases SET {column} = ? WHERE number = ?", (value, number))
            self._log(action, number, "case", number)
