from __future__ import annotations

import gzip
import json

import pytest

from witnessmark.errors import LibraryError, UnreadableInput
from witnessmark.weighing.texts import FOLDS, texts


def _corpus(folder, rows):
    with gzip.open(folder / "some.jsonl.gz", "wt", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row) + "\n")
    return folder


def _row(model, text, **more):
    return {
        "source": "s",
        "model": model,
        "family": "qwen",
        "maker": "alibaba",
        "lang": "en",
        "text": text,
    } | more


def test_answers_to_one_prompt_lie_in_one_fold_where_models_come_one_after_another(tmp_path):
    rows = [_row(model, f"{model} {n}") for model in ("a", "b", "c") for n in range(100)]
    folds = {}
    for text in texts(_corpus(tmp_path, rows)):
        folds.setdefault(text.text.split()[1], set()).add(text.fold)
    assert all(len(each) == 1 for each in folds.values())
    assert {fold for each in folds.values() for fold in each} == set(range(FOLDS))


def test_neighbouring_prompts_share_a_fold_where_models_alternate(tmp_path):
    rows = [_row(model, f"{model} {n}") for n in range(100) for model in ("a", "b")]
    found = list(texts(_corpus(tmp_path, rows)))
    assert [text.fold for text in found[:8]] == [0] * 8
    assert {text.prompt for text in found} == {None}


def test_a_prompt_decides_the_fold_whatever_the_order(tmp_path):
    rows = [_row("a", str(n), prompt=f"p{n % 7}") for n in range(70)]
    folds = {}
    for text in texts(_corpus(tmp_path, rows)):
        folds.setdefault(text.prompt, set()).add(text.fold)
    assert len(folds) == 7
    assert all(len(each) == 1 for each in folds.values())


def test_people_are_split_by_what_they_wrote(tmp_path):
    person = {"family": "human", "maker": "human"}
    rows = [_row("p", "x", domain=domain, **person) for domain in ("tweets", "about-ai", "prompt")]
    names = [text.group.name for text in texts(_corpus(tmp_path, rows))]
    assert names == ["human-text", "human-about-ai", "human-prompt"]


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(LibraryError):
        list(texts(tmp_path))


def test_a_line_that_is_no_text_is_refused(tmp_path):
    with pytest.raises(UnreadableInput):
        list(texts(_corpus(tmp_path, [{"no": "text"}])))
