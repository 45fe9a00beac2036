"""Cases in memory: they take what the store could not, so that nothing on screen is lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from witnessmark.clock import now
from witnessmark.errors import StoreError
from witnessmark.messages import message
from witnessmark.records import (
    Acquisition,
    Case,
    CaseSummary,
    Inspection,
    Item,
    Judged,
    Note,
    OneSpeaker,
    Picture,
    Redaction,
    Status,
)
from witnessmark.weighing.looked import outcome_of
from witnessmark_gui.keeper import Keeper


class Scratch:
    """A keeper without a disk. What it holds is gone with the program, and the window says so."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self._bytes: dict[str, bytes] = {}
        self._pictures: dict[str, Picture | None] = {}
        self._history: dict[str, tuple[Inspection, ...]] = {}

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._cases

    def case_ids(self) -> tuple[str, ...]:
        """The cases that are held, newest first."""
        return tuple(reversed(self._cases))

    def new_case(self, title: str, draft: bool = True) -> Case:
        """A new empty case; its number is 0, as no store has given it one."""
        made = Case(str(uuid.uuid4()), 0, title, "open", draft, now(), now())
        self._cases[made.id] = made
        return made

    def case(self, case_id: str) -> Case:
        """A case by its id; raises StoreError where it is not here."""
        try:
            return self._cases[case_id]
        except KeyError:
            raise StoreError(message("This case is not in memory; open it from the store.")) from None

    def summary(self, case_id: str) -> CaseSummary:
        """The row of a case in the list."""
        case = self.case(case_id)
        first = case.items[0] if case.items else None
        names = sorted(
            {m.names for i in case.items for m in i.inspection.matches if m.names is not None and m.counts}
        )
        return CaseSummary(
            id=case.id,
            number=case.number,
            title=case.title,
            status=case.status,
            draft=case.draft,
            items=len(case.items),
            outcome=outcome_of(first.inspection.assessment) if first else "",
            names=tuple(names),
            changed=case.changed,
            claimed_date=first.acquisition.claimed_date if first else None,
            first_item=first.id if first else None,
        )

    def rename(self, case_id: str, title: str) -> None:
        """Give a case another title."""
        self._put(replace(self.case(case_id), title=title))

    def set_status(self, case_id: str, status: Status) -> None:
        """Open, reviewing or closed."""
        self._put(replace(self.case(case_id), status=status))

    def set_conclusion(self, case_id: str, text: str) -> None:
        """The analyst's conclusion."""
        self._put(replace(self.case(case_id), conclusion=text))

    def set_tags(self, case_id: str, tags: tuple[str, ...]) -> None:
        """The analyst's tags."""
        self._put(replace(self.case(case_id), tags=tags))

    def keep(self, case_id: str) -> None:
        """A draft becomes a kept case, though in memory still."""
        self._put(replace(self.case(case_id), draft=False))

    def discard(self, case_id: str, why: str) -> None:
        """Forget a case."""
        self.case(case_id)
        del self._cases[case_id]

    def add_item(
        self,
        case_id: str,
        data: bytes,
        inspection: Inspection,
        acquisition: Acquisition,
        picture: Picture | None,
    ) -> Item:
        """Add an original with what was found in it."""
        case = self.case(case_id)
        item = Item(str(uuid.uuid4()), len(case.items), acquisition, inspection)
        self._bytes[inspection.original.sha256] = data
        self._pictures[inspection.original.sha256] = picture
        self._history[item.id] = (inspection,)
        self._put(replace(case, items=(*case.items, item)))
        return item

    def add_inspection(self, item_id: str, inspection: Inspection, transcript_changed: bool = False) -> None:
        """Add a newer inspection of an item."""
        self._history[item_id] = (*self._history[item_id], inspection)
        count = len(self._history[item_id])
        self._change_item(item_id, lambda item: replace(item, inspection=inspection, inspections=count))

    def inspections(self, item_id: str) -> tuple[Inspection, ...]:
        """All inspections of an item, oldest first."""
        return self._history[item_id]

    def remove_item(self, item_id: str, why: str) -> None:
        """Take an item out of its case, with all that hangs on it, as the store does."""
        case = self._case_of(item_id)
        said = case.one_speaker
        others = tuple(item for item in said.items if item != item_id) if said else ()
        self._put(
            replace(
                case,
                items=tuple(item for item in case.items if item.id != item_id),
                notes=tuple(note for note in case.notes if note.anchor.item != item_id),
                judgements=tuple(each for each in case.judgements if each.item != item_id),
                redactions=tuple(each for each in case.redactions if each.anchor.item != item_id),
                one_speaker=replace(said, items=others) if said and len(others) > 1 else None,
            )
        )

    def set_acquisition(self, item_id: str, acquisition: Acquisition) -> None:
        """How an item came."""
        self._change_item(item_id, lambda item: replace(item, acquisition=acquisition))

    def original(self, sha256: str) -> bytes:
        """The bytes of an original."""
        return self._bytes[sha256]

    def picture(self, sha256: str) -> Picture | None:
        """The bitmap to draw, None for text."""
        return self._pictures.get(sha256)

    def put_note(self, case_id: str, note: Note) -> None:
        """Insert a note, or replace the one of its id."""
        case = self.case(case_id)
        others = [old for old in case.notes if old.id != note.id]
        self._put(replace(case, notes=(*others, note)))

    def remove_note(self, note_id: str) -> None:
        """Take a note away, wherever it is."""
        for case in list(self._cases.values()):
            self._put(replace(case, notes=tuple(note for note in case.notes if note.id != note_id)))

    def set_one_speaker(self, case_id: str, item_ids: tuple[str, ...]) -> None:
        """Say which items are of one speaker, or with none that nobody says so."""
        said = OneSpeaker(item_ids, "", now()) if item_ids else None
        self._put(replace(self.case(case_id), one_speaker=said))

    def put_redaction(self, case_id: str, redaction: Redaction) -> None:
        """Leave a place out of what is handed over, or replace the redaction of its id."""
        case = self.case(case_id)
        others = [old for old in case.redactions if old.id != redaction.id]
        self._put(replace(case, redactions=(*others, redaction)))

    def remove_redaction(self, redaction_id: str) -> None:
        """Hand a place over again, in whatever case it is."""
        for case in list(self._cases.values()):
            left = tuple(each for each in case.redactions if each.id != redaction_id)
            if left != case.redactions:
                self._put(replace(case, redactions=left))

    def judge(self, case_id: str, judged: Judged) -> None:
        """Put the analyst's judgement beside a match."""
        case = self.case(case_id)
        others = [old for old in case.judgements if _place(old) != _place(judged)]
        self._put(replace(case, judgements=(*others, judged)))

    def unjudge(self, case_id: str, judged: Judged) -> None:
        """Take a judgement away."""
        case = self.case(case_id)
        others = tuple(old for old in case.judgements if _place(old) != _place(judged))
        self._put(replace(case, judgements=others))

    def move_into(self, store: Keeper, case_id: str) -> Case:
        """Write one case into a store; it leaves the memory only once all of it is written."""
        case = self.case(case_id)
        new = store.new_case(case.title, draft=case.draft)
        names = {item.id: self._write_item(store, new.id, item) for item in case.items}
        for note in case.notes:
            anchor = replace(note.anchor, item=names.get(note.anchor.item or ""))
            store.put_note(new.id, replace(note, anchor=anchor))
        for redaction in case.redactions:
            anchor = replace(redaction.anchor, item=names[redaction.anchor.item or ""])
            store.put_redaction(new.id, replace(redaction, anchor=anchor))
        for judged in case.judgements:
            store.judge(new.id, replace(judged, item=names[judged.item]))
        if case.one_speaker is not None:
            store.set_one_speaker(
                new.id, tuple(names[item] for item in case.one_speaker.items if item in names)
            )
        _write_rest(store, new.id, case)
        del self._cases[case_id]
        return store.case(new.id)

    @staticmethod
    def trying(case: Case, change: Callable[[Keeper], None]) -> Case:
        """What `case` would be after `change`, without touching any store; `case` itself if that fails."""
        held = Scratch()
        held._cases[case.id] = case
        held._history = {item.id: (item.inspection,) for item in case.items}
        try:
            change(held)
        except StoreError:
            return case
        return held._cases.get(case.id, case)

    def _write_item(self, store: Keeper, case_id: str, item: Item) -> str:
        first, *later = self._history[item.id]
        sha256 = first.original.sha256
        data, picture = self._bytes[sha256], self._pictures[sha256]
        written = store.add_item(case_id, data, first, item.acquisition, picture)
        for inspection in later:
            store.add_inspection(written.id, inspection)
        return written.id

    def _put(self, case: Case) -> None:
        self._cases[case.id] = replace(case, changed=now())

    def _case_of(self, item_id: str) -> Case:
        for case in self._cases.values():
            if any(item.id == item_id for item in case.items):
                return case
        raise StoreError(message("This item is in no case any more."))

    def _change_item(self, item_id: str, change: Callable[[Item], Item]) -> None:
        case = self._case_of(item_id)
        items = tuple(change(item) if item.id == item_id else item for item in case.items)
        self._put(replace(case, items=items))


def _write_rest(store: Keeper, case_id: str, case: Case) -> None:
    if case.status != "open":
        store.set_status(case_id, case.status)
    if case.conclusion:
        store.set_conclusion(case_id, case.conclusion)
    if case.tags:
        store.set_tags(case_id, case.tags)


def _place(judged: Judged) -> tuple[str, str, int | None, int | None, int]:
    return (judged.item, judged.fingerprint, judged.turn, judged.region, judged.start)
