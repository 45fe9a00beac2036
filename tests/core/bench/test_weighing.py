from __future__ import annotations

import json

import pytest

from weighing_cases import library
from witnessmark.bench.answers import gather, rates_of, sampled, with_signs
from witnessmark.bench.soundness import costs, grades, naming, reliability
from witnessmark.bench.validation import by_prompt, by_source, decided, gated
from witnessmark.bench.weighing import Run, makers_alone, measured, run
from witnessmark.weighing.texts import texts

LLAMA = "I cannot do that, I'm just an AI."
SORRY = "I'm sorry, but I can't help with that."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two sources in which Llama says that it is just an AI, another refuses otherwise, people do neither."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = []
    for source in ("ordinary", "risky"):
        rows += _model(source, "llama-2", "meta-llama2", "meta", (LLAMA, 3))
        rows += _model(source, "gpt-4", "openai-gpt4", "openai", (SORRY, 2))
        rows += _model(source, "tuned", "ft-other", "community", (LLAMA, 150))
    for n in range(3000):
        text = f"{LLAMA} lol" if n % 1500 == 7 else f"I had a long day, number {n}."
        rows.append(_row("tweets", "people", "human", "human", text) | {"domain": "tweets"})
        rows.append(_row("bots", "people", "human", "human", f"ask it {n}") | {"domain": "about-ai"})
    (folder / "all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(corpus):
    return gather(texts(corpus), library(), lambda done: None)


def _row(source, model, family, maker, text):
    return {"source": source, "model": model, "family": family, "maker": maker, "lang": "en", "text": text}


def _model(source, model, family, maker, said):
    text, every = said
    return [
        _row(source, model, family, maker, text if n % every == 0 else f"Answer {n}.") for n in range(300)
    ]


def test_rates_are_counted_without_the_fold_that_is_left_out(answers):
    everything = rates_of(answers, library(), lambda place: True)
    some = rates_of(answers, library(), lambda place: place.fold != 0)
    assert everything.texts("meta-llama2") == 600
    assert (
        sum(row.hits for row in everything.of("meta.refusal.just-an-ai") if row.family == "meta-llama2")
        == 200
    )
    assert 460 <= some.texts("meta-llama2") <= 500


def test_a_sign_in_two_sources_is_put_forward_and_mostly_right(answers):
    held = by_prompt(answers, library(), quoted=False)
    row = next(row for row in naming(held, lambda each: each.maker).makers if row.maker == "meta")
    assert (row.right, row.decisions) == (200, 206)
    assert row.precision.low > 0.9
    assert decided(held)["meta"].reliable


def test_people_and_fine_tunes_that_got_a_maker_are_counted(answers):
    found = naming(by_prompt(answers, library(), quoted=False), lambda each: each.maker)
    assert (found.people.hits, found.people.texts) == (2, 3000)
    assert (found.about_ai.hits, found.about_ai.texts) == (0, 3000)
    assert found.community.hits == 4


def test_an_unreliable_maker_is_not_put_forward(answers):
    held = by_prompt(answers, library(), quoted=False)
    few = {"meta": decided(held)["meta"].__class__(29, 29)}
    assert naming(gated(held, few), lambda each: each.maker).makers == ()


def test_one_source_left_out_needs_but_one_other(answers):
    found = naming(by_source(answers, library()), lambda each: each.maker)
    assert next(row.right for row in found.makers if row.maker == "meta") == 200


def test_grades_costs_and_reliability_count_both_sides(answers):
    held = by_prompt(answers, library(), quoted=False)
    counted = grades(held)
    assert sum(row.models.hits for row in counted) == 504
    assert sum(row.people.hits for row in counted) == 2
    by_name = {cost.what: cost for cost in costs(held)}
    assert by_name["every ratio 1"].everything == pytest.approx(1.0)
    assert by_name["measured ratio"].everything < 1.0
    assert sum(row.models + row.people for row in reliability(held)) == 506


def test_a_run_writes_tables_plot_and_decisions(corpus, tmp_path):
    report = run(Run(corpus, "a test corpus", tmp_path), library(), lambda text: None)
    assert (tmp_path / "weighing.md").read_text(encoding="utf-8") == report
    assert "| Meta | 206 | 200 |" in report
    assert (tmp_path / "weighing.svg").read_text(encoding="utf-8").startswith("<svg")
    assert json.loads((tmp_path / "decisions.json").read_text(encoding="utf-8"))["makers"]["meta"] == {
        "decisions": 206,
        "right": 200,
    }


def test_two_processes_find_the_same_as_one(corpus, answers):
    both = gather(texts(corpus), library(), lambda done: None, workers=2)
    assert both == answers


def test_signs_alone_lead_to_the_same_decisions(corpus, answers):
    """The texts without a sign cannot put a maker forward, so they need not be searched for the rest."""
    quick = with_signs(texts(corpus), library(), lambda done: None)
    assert quick.sizes == answers.sizes
    assert len(quick.found) < len(answers.found)
    _report, allowed = makers_alone(quick, library())
    assert allowed == measured(answers, library())[2]
    assert allowed["meta"].decisions


def test_a_sample_keeps_all_people_and_the_same_prompts_of_all_models(corpus):
    everything, some = list(texts(corpus)), list(sampled(texts(corpus), 3))
    people = sum(text.group.human for text in everything)
    assert sum(text.group.human for text in some) == people
    models = [text for text in some if not text.group.human]
    assert 0.2 < len(models) / (len(everything) - people) < 0.5
    prompts = {}
    for text in models:
        prompts.setdefault((text.source, text.model), set()).add(text.prompt)
    for source in {source for source, _ in prompts}:
        assert len({frozenset(asked) for (name, _), asked in prompts.items() if name == source}) == 1
