"""The measuring itself: small enough for every run, whole enough to notice when a part of it breaks."""

from witnessmark.bench.invented import Inventor
from witnessmark.bench.store import Plan, fill, run
from witnessmark.store.store import Store


def test_the_bench_measures_and_its_store_is_whole(tmp_path):
    told = []
    run(Plan(cases=60, turns=4, folder=tmp_path), told.append)
    text = "\n".join(told)
    assert "240 turns in 60 cases imported" in text
    assert "of plain inserts" in text
    assert ", whole" in text


def test_the_same_seed_invents_the_same_cases(tmp_path):
    assert Inventor(3).case(1) == Inventor(3).case(1)
    assert Inventor(3).search() == Inventor(3).search()
    fill(tmp_path / "s.witnessmark", Plan(cases=7, turns=2))
    with Store.open(tmp_path / "s.witnessmark") as store:
        assert store.count() == 7
        assert store.verify().findings == ()
