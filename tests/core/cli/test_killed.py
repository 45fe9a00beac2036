"""A program that is killed while it saves leaves each case whole or absent."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from witnessmark.store.store import Store

TESTS = Path(__file__).resolve().parents[2]

SAVING = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from evidence import picture_case
from witnessmark.cli.saving import Keeper
from witnessmark.intake.acquire import from_bytes
from witnessmark.pipeline import Inspected
from witnessmark.store.store import Store
evidence = [picture_case(f"{sys.argv[3]} {number}") for number in range(20)]
with Store.open(Path(sys.argv[1])) as store:
    print("saving", flush=True)
    while True:
        keeper = Keeper(store, "killed", "tester", together=bool(sys.argv[4]))
        for each in evidence[:2]:
            acquired = from_bytes(each.data, "post.png")
            keeper.keep(Inspected(0, acquired, each.inspection, each.picture))
        keeper.finish()
        evidence = evidence[1:] + evidence[:1]
"""


@pytest.mark.parametrize("together", ["", "together"])
def test_a_killed_program_leaves_whole_cases(tmp_path, together):
    path = tmp_path / "evidence.witnessmark"
    chance = random.Random(20261123)
    seen = 0
    for attempt in range(6):
        command = [sys.executable, "-c", SAVING, str(path), str(TESTS), str(attempt), together]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
            assert running.stdout.readline() == b"saving\n"
            time.sleep(chance.uniform(0.005, 0.25))
            running.kill()
        with Store.open(path) as store:
            assert store.verify().ok
            for summary in store.cases():
                case = store.case(summary.id)
                if together:
                    assert len(case.items) == 2 or (case.draft and len(case.items) == 1)
                else:
                    assert (len(case.items), case.draft) == (1, False)
                for item in case.items:
                    assert store.original(item.inspection.original.sha256)
                    assert item.inspection.matches
                seen += 1
    assert seen
