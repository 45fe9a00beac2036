from __future__ import annotations

import json
import re

import pytest

from weighing_cases import library
from witnessmark.errors import UnreadableCorpus, UnreadableInput
from witnessmark.weighing.profile import Output, chart, outputs_in, profile

SORRY = "I'm sorry, but I can't do that."


def _corpus(folder):
    rows = []
    for model, family, every in (("like", "qwen", 2), ("unlike", "mistral", 50), ("person", "human", 1)):
        for n in range(120):
            text = SORRY if n % every == 0 else f"The answer is {n}."
            rows.append({"source": "s", "model": model, "family": family, "text": text, "maker": ""})
    file = folder / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def _outputs(prompts: bool):
    return tuple(
        Output(SORRY if n % 2 else "Yes.", "s" if prompts else None, f"en {n}" if prompts else None)
        for n in range(120)
    )


def test_what_outputs_bear_is_counted_with_an_interval():
    found = profile(_outputs(prompts=False), library())
    assert (found.outputs, found.bearing) == (120, 60)
    assert found.borne[0].fingerprint.id == "assistant.refusal.sorry-but-i"
    assert found.borne[0].rate.low < 0.5 < found.borne[0].rate.high


def test_nothing_is_ranked_without_a_corpus_or_shared_prompts(tmp_path):
    alone = profile(_outputs(prompts=False), library())
    without = profile(_outputs(prompts=False), library(), _corpus(tmp_path))
    assert alone.resembles == without.resembles == ()
    assert "nothing is compared" in alone.said[0].text
    assert "No family is ranked" in without.said[0].text
    assert "neither guarantees a sign nor is excluded" in without.said[1].text


def test_families_are_ordered_on_the_prompts_that_both_answered(tmp_path):
    found = profile(_outputs(prompts=True), library(), _corpus(tmp_path))
    assert [each.family for each in found.resembles] == ["qwen", "mistral"]
    assert found.resembles[0].prompts == 120
    assert found.resembles[0].difference < found.resembles[1].difference


def test_an_order_that_the_counts_do_not_bear_says_so(tmp_path):
    found = profile(_outputs(prompts=True), library(), _corpus(tmp_path))
    assert found.resembles[0].error > 0
    assert len(found.said) == 2
    rows = [
        {
            "source": "s",
            "model": model,
            "family": family,
            "maker": "",
            "text": SORRY if n % every else f"It is {n}.",
        }
        for model, family, every in (("a", "qwen", 2), ("b", "mistral", 3))
        for n in range(120)
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    near = profile(_outputs(prompts=True)[:120], library(), tmp_path)
    assert len(near.resembles) == 2
    assert "do not tell the nearest family" in near.said[1].text


def test_too_few_shared_prompts_rank_nothing(tmp_path):
    few = tuple(output for output in _outputs(prompts=True)[:50])
    assert profile(few, library(), _corpus(tmp_path)).resembles == ()


def test_the_chart_is_one_picture_without_script_or_reference():
    svg = chart(profile(_outputs(prompts=False), library()))
    assert svg.startswith("<svg")
    assert "60 of 120" in svg
    assert "<script" not in svg
    assert "href" not in svg


def test_outputs_are_read_and_a_bad_line_is_named(tmp_path):
    file = tmp_path / "outputs.jsonl"
    file.write_text('{"text": "one"}\n\n{"text": "two", "source": "s", "prompt": 3}\n', encoding="utf-8")
    assert [output.text for output in outputs_in(file)] == ["one", "two"]
    file.write_text('{"text": "one"}\n{"words": "two"}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="Line 2"):
        outputs_in(file)


def test_outputs_that_bear_nothing_say_that_most_do_not():
    found = profile((Output("The sky is blue."),), library())
    assert found.borne == ()
    assert "None of the outputs bears a fingerprint" in found.said[0].text
    assert "91 of 100 texts" in found.said[0].text


def test_a_corpus_that_is_none_is_told_even_where_nothing_is_compared(tmp_path):
    with pytest.raises(UnreadableCorpus):
        profile(_outputs(prompts=False), library(), tmp_path / "nowhere")


def test_style_is_counted_and_not_compared(tmp_path):
    own = tuple(Output("Let us delve.", "s", f"en {n}") for n in range(120))
    found = profile(own, library(), _corpus(tmp_path))
    assert found.borne[0].fingerprint.kind == "style"
    compared = {pair.group for each in found.resembles for pair in each.pairs}
    assert compared == {"assistant.refusal.sorry-but-i"}


def test_words_that_are_only_alike_are_not_borne():
    assert profile((Output("It goes agaimst OpenAI's use case policy."),), library()).borne == ()


def test_the_chart_has_round_numbers():
    found = profile(_outputs(prompts=False), library())
    numbers = re.findall(r'text-anchor="middle" fill="#52606d">([\d.]+)<', chart(found))
    assert numbers[:2] == ["0", "0.2"]
    assert all(len(number) <= 4 for number in numbers)
