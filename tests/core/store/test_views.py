"""Other programs can read a store: the documented views are there, and the documented queries work."""

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from evidence import picture_case
from keeping import add, boxed_note, judged, redaction
from witnessmark.store.store import Store

MANUAL = (Path(__file__).parents[3] / "docs" / "store.md").read_text(encoding="utf-8")
QUERIES = re.findall(r'sqlite3 -header evidence\.witnessmark "(.*)"', MANUAL)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "evidence.witnessmark"
    with Store.open(path, examiner="Ada") as store:
        case = store.new_case("Grok cites OpenAI policy", draft=False)
        evidence = picture_case(answer="As an AI language model, it goes against OpenAI's use case policy.")
        item = add(store, case, evidence)
        store.put_note(case.id, boxed_note(item))
        store.put_redaction(case.id, redaction(item))
        store.judge(case.id, judged(item))
    return path


@pytest.fixture
def plain(filled):
    connection = sqlite3.connect(f"{filled.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_every_view_is_documented_and_every_documented_one_has_rows(plain):
    views = {row[0] for row in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert views == set(re.findall(r"^\| `(all_\w+)` \|", MANUAL, re.MULTILINE))
    for view in views:
        assert plain.execute(f"SELECT * FROM {view}").fetchall(), view


@pytest.mark.parametrize("query", QUERIES)
def test_each_documented_query_finds_something(plain, query):
    assert plain.execute(query).fetchall()


def test_there_are_documented_queries():
    assert len(QUERIES) >= 5


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_the_shell_reads_the_store_and_gives_an_original_back(filled, tmp_path):
    query = QUERIES[0]
    done = subprocess.run(
        ["sqlite3", "-readonly", "-header", str(filled), query], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("case_number|turn|passage\n1|")
    with Store.open(filled, read_only=True) as store:
        sha256 = store.case_by_number(1).items[0].inspection.original.sha256
        data = store.original(sha256)
    out = tmp_path / "original.png"
    parts = f"FROM original_parts WHERE sha256 = '{sha256}' AND part = 0"
    command = ["sqlite3", "-readonly", str(filled), f"SELECT writefile('{out}', data) {parts}"]
    subprocess.run(command, check=True, capture_output=True)
    assert out.read_bytes() == data


def test_the_documented_check_needs_no_program_but_python(filled, tmp_path):
    (script,) = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    (tmp_path / "check.py").write_text(script)

    def check(path):
        command = [sys.executable, "-I", tmp_path / "check.py", path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.split("\n")[:-1]

    with Store.open(filled, read_only=True) as store:
        assert check(filled) == (0, [f"head {store.head()}"])
    for statement, told in (
        ("UPDATE audit_entries SET actor = 'Eve' WHERE number = 2", "entry 2"),
        ("UPDATE audit_values SET value = replace(value, 'odd', 'even')", "value of entry "),
        ("UPDATE original_parts SET data = x'00'", "original "),
    ):
        copy = tmp_path / "copy.witnessmark"
        shutil.copyfile(filled, copy)
        with sqlite3.connect(copy) as changed:
            changed.execute(statement)
        changed.close()
        code, (_head, *wrong) = check(copy)
        assert code == 1
        assert all(each.startswith(told) for each in wrong)
