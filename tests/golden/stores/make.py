"""Makes the golden store of the present schema; run once a released schema, never again for an old one.

PYTHONPATH=tests python tests/golden/stores/make.py tests/golden/stores/1.2.witnessmark
"""

import sys
from pathlib import Path

from evidence import log_case, picture_case
from keeping import add, boxed_note, judged, note, redaction
from witnessmark.store.store import Store


def make(path: Path) -> None:
    with Store.open(path, examiner="Ada") as store:
        case = store.new_case("Grok cites OpenAI policy", draft=False)
        item = add(store, case, picture_case())
        store.put_note(case.id, note(item))
        store.judge(case.id, judged(item))
        store.set_tags(case.id, ("grok", "policy"))
        store.set_conclusion(case.id, "Nobody can tell.")
        store.put_note(case.id, boxed_note(item))
        store.put_redaction(case.id, redaction(item))
        log = add(store, case, log_case())
        store.set_one_speaker(case.id, (item.id, log.id))
        add(store, store.new_case("A log"), log_case())
        gone = store.new_case("Removed", draft=False)
        store.discard(gone.id, "to leave a gap")
        store.compact()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
