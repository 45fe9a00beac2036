"""How tests put evidence, notes and judgements into a store."""

from __future__ import annotations

from evidence import PASSAGE
from witnessmark.geometry import Box
from witnessmark.records import Anchor, Judged, Note, Redaction


def add(store, case, evidence):
    return store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)


def opened_case(window, *evidences, title="a case"):
    """The id of a case with these items that the window has in its store and shows."""
    bench = window.tools.bench
    case = bench.store.new_case(title)
    for each in evidences:
        add(bench.store, case, each)
    bench.cases_changed.emit()
    bench.open_case(case.id)
    return case.id


def note(item, key="n1", text="Is this the policy's wording?"):
    anchor = Anchor(item.id, 1, 49, 86, PASSAGE, "as it ", ".")
    return Note(key, text, anchor, "Ada", "2026-11-23T10:12:00Z")


def judged(item, judgement="accepted"):
    return Judged(
        item.id, "openai.policy.use-case", 1, None, 48, judgement, "read it", "Ada", "2026-11-23T10:12:00Z"
    )


def boxed_note(item, key="n2", text="The clock is odd."):
    return Note(key, text, Anchor(item.id, box=Box(30, 320, 200, 16)), "Ada", "2026-11-23T10:12:00Z")


def redaction(item, key="r1"):
    return Redaction(key, Anchor(item.id, box=Box(30, 30, 500, 40)), "a name", "Ada", "2026-11-23T10:12:00Z")


def redacted_words(item, key="r2"):
    anchor = Anchor(item.id, 1, 49, 86, PASSAGE, "as it ", ".")
    return Redaction(key, anchor, "", "Ada", "2026-11-23T10:12:00Z")
