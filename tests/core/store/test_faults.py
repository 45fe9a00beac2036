"""A seeded sample of the harm that `witnessmark bench faults` does in full."""

import os
import random
import shutil
import subprocess
import sys

import pytest

from evidence import picture_case
from keeping import add
from witnessmark.bench.faults import Plan, run
from witnessmark.errors import StoreError
from witnessmark.store.store import Store


def test_nothing_is_lost_or_goes_unnoticed():
    told = []
    outcome = run(Plan(kills=8, flips=12, full=4, seed=7), told.append)
    assert outcome.wrong == []
    assert outcome.noticed["a full disk"] >= 1
    assert sum(outcome.done.values()) == 24


def test_a_flipped_bit_in_any_original_or_reading_is_noticed(tmp_path):
    sound = tmp_path / "sound"
    evidence = picture_case()
    with Store.open(sound) as store:
        add(store, store.new_case("T"), evidence)
        store.compact()
    data = sound.read_bytes()
    place = data.index(evidence.data[100:400])
    generator = random.Random(3)
    for _ in range(10):
        at = place + generator.randrange(300)
        path = tmp_path / "flipped"
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        with Store.open(path, read_only=True) as store:
            assert not store.verify().ok
        for left in tmp_path.glob("flipped*"):
            left.unlink()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
@pytest.mark.parametrize("what", ["removed", "replaced"])
def test_a_file_that_is_removed_or_replaced_under_the_program_is_told(tmp_path, what):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        case = store.new_case("T")
        path.rename(tmp_path / "moved")
        if what == "replaced":
            Store.open(path).close()
        with pytest.raises(StoreError, match="removed or replaced"):
            store.rename(case.id, "U")
        with pytest.raises(StoreError, match="removed or replaced"):
            store.new_case("V")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")
def test_a_really_full_disk_is_told_and_keeps_what_was_there(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine mounts nothing")
    try:
        path = folder / "s.witnessmark"
        with Store.open(path) as store:
            kept = []

            def fill_up():
                for number in range(500):
                    with store.batch():
                        case = store.new_case(f"case {number}")
                        add(store, case, picture_case(str(number)))
                    kept.append(case.id)

            with pytest.raises(StoreError, match="disk is full"):
                fill_up()
            assert kept
            assert {row.id for row in store.cases()} == set(kept)
        # Without space the write-ahead log cannot be merged into the file; it stays beside it and counts.
        for ending in ("", "-wal"):
            if path.with_name(path.name + ending).exists():
                shutil.copyfile(path.with_name(path.name + ending), tmp_path / f"rescued{ending}")
        with Store.open(tmp_path / "rescued") as store:
            assert {row.id for row in store.cases()} == set(kept)
            assert store.verify().ok
    finally:
        subprocess.run(["umount", str(folder)], check=True)


READER = "import sys; sys.path[:0] = sys.argv[2].split('|')\n" + (
    "from pathlib import Path\nfrom witnessmark.store.store import Store\n"
    "with Store.open(Path(sys.argv[1]), read_only=True) as s: print(s.count(), s.verify().ok)"
)


def test_a_reviewer_reads_while_another_writes(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store, store.batch():
        store.new_case("not yet there")
        found = subprocess.run(
            [sys.executable, "-c", READER, str(path), "|".join(sys.path)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout.split() == ["0", "True"]


def test_a_store_in_a_folder_that_cannot_be_written_opens_for_reading(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        case = store.new_case("T")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as store:
            assert store.case(case.id) == case
            assert store.verify().ok
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("read_only", [False, True])
def test_damage_that_sqlite_cannot_even_quote_is_told(tmp_path, read_only):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        store.new_case("T")
    data = path.read_bytes()
    place = data.index(b"CREATE TABLE cases (") + 8
    path.write_bytes(data[:place] + b"\xa0" + data[place + 1 :])
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path, read_only=read_only)
