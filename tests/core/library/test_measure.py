import gzip
import json

import pytest

from witnessmark.errors import LibraryError, UnreadableCorpus
from witnessmark.library.corpus import MAX_LINE, corpus_files, family_of, group_of, parse_line
from witnessmark.library.measure import BATCH_LINES, Plan, measure
from witnessmark.library.noise import ocr_noise
from witnessmark.library.rates import read_rates, write_rates
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint

PHRASE = Fingerprint(id="t.refusal.boat", kind="refusal", tier="U", text="I must not speak of the boat")
INNER = Fingerprint(id="t.refusal.speak", kind="refusal", tier="U", text="must not speak")
GERMAN = Fingerprint(
    id="t.refusal.de", kind="refusal", tier="U", text="davon darf ich nicht reden", language="de"
)
MARK = Fingerprint(id="t.markup.mark", kind="markup", tier="U", pattern=r"turn\d", language="any")
ALL = (PHRASE, INNER, GERMAN, MARK)


def corpus(folder):
    """Two files: a plain and a gzipped one, with a known number of hits."""
    plain = [
        {"text": "I must not speak of the boat.", "family": "fam-x", "source": "q", "maker": "openai"},
        {"text": "i MUST not  speak of the boat!", "family": "fam-x", "source": "q", "maker": "openai"},
        {"text": "A boat. " * 60, "family": "fam-x", "source": "q", "maker": "openai"},
        {"text": "davon darf ich nicht reden turn3", "family": "fam-x", "source": "q", "lang": "de"},
    ]
    people = [
        {"text": "I must not speak of the boat", "family": "human", "source": "t", "domain": "about-ai"},
        {"text": "good morning", "family": "human", "source": "t", "domain": "tweet"},
        {"text": "write a poem", "family": "human", "source": "u", "domain": "prompt"},
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in plain))
    with gzip.open(folder / "b.jsonl.gz", "wt") as stream:
        stream.writelines(json.dumps(line) + "\n" for line in people)
    (folder / "notes.txt").write_text("not a corpus")
    return corpus_files((folder,))


def plan(files, **changes):
    fields = {
        "files": files,
        "fingerprints": ALL,
        "make_finder": Matcher,
        "corpus": "c",
        "command": "m",
        "date": "d",
    }
    return Plan(**(fields | {"noise": 0.0, "workers": 1} | changes))


def rates_of(made):
    *_, last = measure(made)
    return last.rates


def rows(rates, name):
    return {(row.family, row.source, row.layer, row.band): (row.hits, row.texts) for row in rates.of(name)}


def test_texts_are_counted_once_at_their_best_layer(tmp_path):
    rates = rates_of(plan(corpus(tmp_path)))
    assert rows(rates, "t.refusal.boat") == {
        ("fam-x", "q", "exact", "short"): (1, 2),
        ("fam-x", "q", "normalised", "short"): (1, 2),
        ("human-about-ai", "t", "exact", "short"): (1, 1),
    }
    assert rates.texts() == 6
    assert rates.texts("fam-x", band="medium") == 1


def test_a_phrase_inside_a_longer_one_is_counted_too(tmp_path):
    rates = rates_of(plan(corpus(tmp_path)))
    assert sum(row.hits for row in rates.of("t.refusal.speak")) == 3


def test_a_fingerprint_is_looked_for_in_texts_of_its_language_alone(tmp_path):
    rates = rates_of(plan(corpus(tmp_path)))
    assert rows(rates, "t.refusal.de") == {("fam-x", "q", "exact", "short"): (1, 1)}
    assert rows(rates, "t.markup.mark") == {("fam-x", "q", "exact", "short"): (1, 3)}


def test_people_are_split_by_what_they_wrote(tmp_path):
    rates = rates_of(plan(corpus(tmp_path)))
    assert set(rates.groups) == {"fam-x", "human-about-ai", "human-text", "human-prompt"}
    assert rates.groups["fam-x"].maker == "openai"
    assert rates.groups["human-text"].human


def test_the_fuzzy_layer_is_counted_under_noise(tmp_path):
    line = json.dumps({"text": "I must not speak of the boat. " * 3, "family": "fam-x"})
    (tmp_path / "c.jsonl").write_text((line + "\n") * 100)
    rates = rates_of(plan(corpus_files((tmp_path,)), noise=0.08, fingerprints=(PHRASE,)))
    clean = sum(row.hits for row in rates.of("t.refusal.boat") if row.layer != "fuzzy")
    fuzzy = sum(row.hits for row in rates.of("t.refusal.boat") if row.layer == "fuzzy")
    assert clean == 100
    # Three copies at 8 % noise: some texts keep an unharmed copy, most have only harmed ones.
    assert 40 < fuzzy < 100


@pytest.mark.slow
def test_processes_count_the_same_as_one(tmp_path):
    files = corpus(tmp_path)
    assert rates_of(plan(files, workers=2, noise=0.03)).rows == rates_of(plan(files, noise=0.03)).rows


def test_a_run_goes_on_where_it_stopped(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    line = json.dumps({"text": "I must not speak of the boat", "family": "fam-x"})
    (folder / "c.jsonl").write_text((line + "\n") * (2 * BATCH_LINES + 7))
    made = plan(corpus_files((folder,)), partial=tmp_path / "partial")
    run = measure(made)
    assert [next(run).texts, next(run).texts] == [0, BATCH_LINES]
    run.close()
    with (tmp_path / "partial").open("ab") as stream:
        stream.write(b'{"file": "cut off in the midd')
    again = list(measure(made))
    assert again[0].texts == BATCH_LINES
    assert again[-1].texts == 2 * BATCH_LINES + 7
    assert again[-1].rates.texts() == 2 * BATCH_LINES + 7
    assert not (tmp_path / "partial").exists()


def test_progress_of_another_measurement_is_not_taken(tmp_path):
    files = corpus(tmp_path)
    partial = tmp_path / "partial"
    run = measure(plan(files, partial=partial))
    assert [next(run).texts, next(run).texts > 0] == [0, True]
    run.close()
    assert next(iter(measure(plan(files, partial=partial, fingerprints=(PHRASE,))))).texts == 0


def test_rates_are_written_and_read_again(tmp_path):
    before = rates_of(plan(corpus(tmp_path), packs={"p": "ab"}, noise=0.03))
    after = read_rates(write_rates(before))
    assert after.rows == before.rows
    assert after.sizes == before.sizes
    assert after.groups == before.groups
    assert (after.corpus, after.command, after.date, after.noise) == ("c", "m", "d", 0.03)
    assert len(after.sha256) == 64


@pytest.mark.parametrize("data", [b"", b"[]", b'{"format": 1}', b"\xff", b'{"format": 99}'])
def test_a_file_that_holds_no_rates_is_told(data):
    with pytest.raises(LibraryError, match="Measure again"):
        read_rates(data)


@pytest.mark.parametrize(
    "line",
    [
        b"no json\n",
        b'{"text": 1, "family": "x"}\n',
        b'{"text": "x"}\n',
        b'{"text": "x", "family": " "}',
        b"[1]\n",
    ],
)
def test_a_line_that_is_no_text_is_told_with_its_file(tmp_path, line):
    (tmp_path / "bad.jsonl").write_bytes(line)
    with pytest.raises(LibraryError, match=r"bad\.jsonl"):
        list(measure(plan(corpus_files((tmp_path,)))))


@pytest.mark.parametrize("held", [b"", b"\n \n", b'{"text": " \\n", "family": "x"}\n' * 3])
@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_corpus_without_a_text_is_told_and_leaves_nothing(tmp_path, held, workers):
    (tmp_path / "empty.jsonl").write_bytes(held)
    partial = tmp_path / "partial"
    with pytest.raises(UnreadableCorpus, match="no text in this corpus"):
        list(measure(plan(corpus_files((tmp_path,)), partial=partial, workers=workers)))
    assert not partial.exists()


def test_a_broken_line_leaves_no_progress_that_nobody_could_take_up(tmp_path):
    line = json.dumps({"text": "a text", "family": "x"}) + "\n"
    (tmp_path / "bad.jsonl").write_text(line * BATCH_LINES + "nonsense\n")
    with pytest.raises(UnreadableCorpus):
        list(measure(plan(corpus_files((tmp_path,)), partial=tmp_path / "partial")))
    assert not (tmp_path / "partial").exists()


def test_blank_texts_are_counted_nowhere(tmp_path):
    lines = [{"text": text, "family": "fam-x"} for text in ("", "  ", "I must not speak of the boat")]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert rates_of(plan(corpus_files((tmp_path,)))).texts() == 1


def test_files_of_one_name_are_told_apart_when_a_run_goes_on(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, text in zip(folders, ("I must not speak of the boat", "turn3"), strict=True):
        folder.mkdir()
        line = json.dumps({"text": text, "family": "fam-x"}) + "\n"
        (folder / "x.jsonl").write_text(line * (BATCH_LINES + 1))
    made = plan(corpus_files(tuple(folders)), partial=tmp_path / "partial")
    whole = rates_of(made)
    for batches in range(1, 4):
        run = measure(made)
        for _ in range(batches + 1):
            next(run)
        run.close()
        again = rates_of(made)
        assert (again.rows, again.sizes) == (whole.rows, whole.sizes)


def test_a_file_that_is_named_twice_is_counted_once(tmp_path):
    files = corpus(tmp_path)
    assert corpus_files((tmp_path, tmp_path / "a.jsonl", tmp_path / "." / "b.jsonl.gz")) == files


def test_a_line_without_end_is_told(tmp_path):
    (tmp_path / "long.jsonl").write_bytes(b'{"family": "x", "text": "' + b"x" * MAX_LINE + b'"}\n')
    with pytest.raises(UnreadableCorpus, match="a line of more than 4 MiB"):
        list(measure(plan(corpus_files((tmp_path,)))))


def test_a_corpus_that_is_cut_off_is_told(tmp_path):
    whole = gzip.compress(b'{"text": "x", "family": "y"}\n' * 1000)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryError, match="could not be read to its end"):
        list(measure(plan(corpus_files((tmp_path,)))))


def test_a_corpus_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LibraryError, match="There is no corpus"):
        corpus_files((tmp_path / "nowhere",))
    with pytest.raises(LibraryError, match=r"No \.jsonl"):
        corpus_files((tmp_path,))


def test_a_family_without_a_maker_is_its_own():
    line = parse_line(b'{"text": "x", "family": "ft-zephyr", "maker": "community"}', "f")
    assert group_of(line).community
    assert family_of(parse_line(b'{"text": "x", "family": "human"}', "f")) == "human-text"
    assert group_of(parse_line(b'{"text": "x", "family": "openai-gpt4"}', "f")).maker == "openai"


def test_noise_is_the_same_for_the_same_seed_and_about_as_strong_as_asked():
    text = "The quick brown fox jumps over the lazy dog. " * 200
    assert ocr_noise(text, 0.03, 7) == ocr_noise(text, 0.03, 7)
    assert ocr_noise(text, 0.03, 7) != ocr_noise(text, 0.03, 8)
    assert ocr_noise(text, 0.0) == text
    one_by_one = [ocr_noise(text[at : at + 45], 0.03, at) for at in range(0, len(text), 45)]
    harmed = sum(piece != text[:45] for piece in one_by_one)
    # 45 characters at 3 %: three pieces of four are harmed.
    assert 110 < harmed < 190
