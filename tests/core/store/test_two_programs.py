"""Two programs on one store: nothing is overwritten unseen, a locked store is told, both logs are one chain."""

import subprocess
import sys

import pytest

from evidence import picture_case
from keeping import add
from witnessmark.errors import StaleEdit, StoreError
from witnessmark.store import connection, locking
from witnessmark.store.heads import LastHeads
from witnessmark.store.store import Store

HEAD = (
    "import sys; sys.path[:0] = sys.argv[2].split('|')\n"
    "from pathlib import Path\n"
    "from witnessmark.store.store import Store\n"
    "store = Store.open(Path(sys.argv[1]), examiner='Bea')\n"
)
EDIT = HEAD + "store.set_conclusion(store.case_by_number(1).id, 'hers')\n"
HOLD = HEAD + (
    "with store.batch():\n    store.new_case('being written')\n    print('held', flush=True)\n    sys.stdin.read()\n"
)
MANY = HEAD + (
    "print('ready', flush=True)\n"
    "for number in range(40):\n"
    "    case = store.new_case(f'Bea {number}')\n    store.set_tags(case.id, (f'tag{number}',))\n"
)
CLOSE = (
    "import sys; sys.path[:0] = sys.argv[2].split('|')\n"
    "from pathlib import Path\n"
    "from witnessmark.store.heads import Head, LastHeads\n"
    "heads = LastHeads(Path(sys.argv[1]))\n"
    "print('ready', flush=True)\n"
    "sys.stdin.readline()\n"
    "for number in range(50):\n"
    "    with heads.changing() as known:\n"
    "        known[f'{sys.argv[3]} {number}'] = Head('s', number, 'h', 'now')\n"
)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        yield opened


def other(program, store):
    command = [sys.executable, "-c", program, str(store.path), "|".join(sys.path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_an_edit_on_what_another_program_changed_is_told_and_overwrites_nothing(store):
    case = store.new_case("T")
    add(store, case, picture_case())
    store.case(case.id)
    with other(EDIT, store) as hers:
        assert hers.wait(60) == 0
    with pytest.raises(StaleEdit, match="changed in another window or program"):
        store.set_conclusion(case.id, "mine")
    assert store.case(case.id).conclusion == "hers"
    store.set_conclusion(case.id, "mine, having seen hers")
    assert [entry.actor for entry in store.audit(case.id)][-2:] == ["Bea", "Ada"]
    assert store.verify().findings == ()


def test_a_store_that_another_program_is_writing_is_told_in_words_and_read_meanwhile(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 50)
    with Store.open(tmp_path / "s.witnessmark") as store, other(HOLD, store) as hers:
        assert hers.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="being written by another window or program"):
            store.new_case("mine")
        assert store.count() == 0
        hers.stdin.close()
        assert hers.wait(60) == 0
        assert [row.title for row in store.cases()] == ["being written"]
        store.new_case("mine")
        assert store.verify().findings == ()


def test_two_programs_that_write_by_turns_lose_nothing_and_leave_one_chain(store):
    with other(MANY, store) as hers:
        assert hers.stdout.readline() == "ready\n"
        for number in range(40):
            case = store.new_case(f"Ada {number}")
            store.set_conclusion(case.id, f"c{number}")
        assert hers.wait(120) == 0
    titles = {row.title for row in store.cases()}
    assert titles == {f"{who} {number}" for who in ("Ada", "Bea") for number in range(40)}
    assert len(store.cases(search="tag:tag7")) == 1
    assert len(store.audit()) == 160
    assert store.verify().findings == ()


def test_heads_that_programs_keep_in_one_moment_are_all_kept(tmp_path):
    """Without a lock each would write back what it had read before the others wrote."""
    file = tmp_path / "heads.json"
    command = [sys.executable, "-c", CLOSE, str(file), "|".join(sys.path)]
    programs = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("Ada", "Bea", "Cy")
    ]
    for program in programs:
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    assert len(LastHeads(file)._heads()) == 150


def test_a_lock_that_cannot_be_had_does_not_keep_the_work_from_being_done(tmp_path, monkeypatch):
    monkeypatch.setattr(locking, "_PATIENCE", 0.05)
    done = []
    with locking.locked(tmp_path / "f"), locking.locked(tmp_path / "f"):
        done.append("while another holds it")
    (tmp_path / "file").touch()
    with locking.locked(tmp_path / "file" / "f"):
        done.append("in no folder")
    assert len(done) == 2
