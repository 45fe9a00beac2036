import json

import pytest

from witnessmark.errors import LibraryError
from witnessmark.library.corpus import corpus_files, corpus_lines
from witnessmark.library.load import read
from witnessmark.library.mine import PASSES, Mining, mine, proposed_pack
from witnessmark.library.ngrams import LONGEST, SHORTEST, Vocabulary
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint

KNOWN = Fingerprint(id="t.style.known", kind="style", tier="U", text="with kindest regards from the harbour")


@pytest.fixture
def files(tmp_path):
    """Two sources; the family says a phrase of its own in both, a known one, and what everybody says."""
    lines = []
    for source in ("first", "second"):
        for number in range(60):
            own = (
                f"Answer {number}. The lanterns are lit at dusk, item {number * 7}. What everybody says here."
            )
            if number % 2:
                own += f" {number * 11} with kindest regards from the harbour."
            lines.append({"text": own, "family": "fam-a", "maker": "alpha", "source": source})
            other = (
                f"Reply {number}. The boats are moored, said thing {number * 3}. What everybody says here."
            )
            lines.append({"text": other, "family": "fam-b", "maker": "beta", "source": source})
    lines += [{"text": f"people wrote {n} things", "family": "human", "source": "h"} for n in range(200)]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return corpus_files((tmp_path,))


def test_the_familys_own_phrase_is_proposed_and_rated_elsewhere(files):
    found = mine(Mining(files, "alpha", Matcher((KNOWN,))))
    best = found[0]
    assert "lanterns are lit at dusk" in best.text.lower()
    assert (best.mined.own, best.mined.own_texts, best.mined.other) == (60, 60, 0)
    assert [(held.own, held.other) for held in best.held] == [(60, 0)]
    assert best.held[0].source != best.mined.source
    assert best.confirmed
    assert best.human == 0
    assert best.human_texts == 200
    assert "lanterns" in best.examples[0].lower()


def test_what_everybody_says_and_what_is_covered_is_not_proposed(files):
    texts = " / ".join(each.text.lower() for each in mine(Mining(files, "alpha", Matcher((KNOWN,)))))
    assert "everybody says" not in texts
    assert "kindest regards" not in texts
    uncovered = " / ".join(each.text.lower() for each in mine(Mining(files, "alpha", Matcher(()))))
    assert "kindest regards" in uncovered


def test_nothing_is_proposed_where_both_sides_are_alike(tmp_path):
    line = {"text": "the very same words from everyone", "source": "s"}
    lines = [line | {"family": f"fam-{maker}", "maker": maker} for maker in ("alpha", "beta")] * 50
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    assert mine(Mining(corpus_files((tmp_path,)), "alpha", Matcher(()))) == ()


def test_proposals_become_a_pack_that_can_be_read(files):
    found = mine(Mining(files, "alpha", Matcher(())))
    pack = read(proposed_pack(found, "alpha", "2026.11.1").encode(), "mined.yaml")
    assert pack.faults == ()
    assert len(pack.fingerprints) == len(found)
    assert {fingerprint.tier for fingerprint in pack.fingerprints} == {"U"}
    assert "60 of 60 texts against 0 of 60" in pack.fingerprints[0].note


def test_a_family_that_is_not_there_is_told(files):
    with pytest.raises(LibraryError, match="too few texts of gamma"):
        mine(Mining(files, "gamma", Matcher(())))


def test_runs_of_words_are_the_same_whatever_stands_between_them():
    vocabulary = Vocabulary()
    one = vocabulary.distinct("It’s late, and the BOAT is gone.")
    two = vocabulary.distinct("it's late and the boat... is gone")
    assert one.tolist() == two.tolist()
    words = 7
    assert len(one) == sum(words - size + 1 for size in range(SHORTEST, LONGEST + 1))
    assert not len(vocabulary.distinct("two words"))


def test_mining_tells_how_far_it_is(files):
    read: list[int] = []
    mine(Mining(files, "alpha", Matcher(()), read=read.append))
    assert sum(read) == PASSES * corpus_lines(files)
    assert max(read) <= corpus_lines(files)
