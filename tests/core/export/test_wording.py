import re
from dataclasses import replace

import pytest

from evidence import picture_case
from witnessmark.export.wording import (
    corpus_words,
    counts_in_words,
    label_and_unit,
    new_figures,
    not_said_before,
    reason_words,
)
from witnessmark.records import Figure, message
from witnessmark.weighing.study import figures_of, study
from witnessmark_resources import ROOT


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("corpora/dev, 2026-11-24", "Witnessmark's development corpora, 2026-11-24"),
        ("corpora/dev", "Witnessmark's development corpora"),
        ("corpora/development, 2026-11-24", "corpora/development, 2026-11-24"),
        ("my newsroom, 2026-11-24", "my newsroom, 2026-11-24"),
    ],
)
def test_only_the_shipped_corpora_get_a_name(source, words):
    assert corpus_words(source) == words


def test_each_figure_of_the_study_says_its_unit_once():
    for statement in study().statements:
        for figure in figures_of(statement, "x"):
            label, unit = label_and_unit(figure)
            assert figure.label == f"{label} ({unit})"
            (told,) = counts_in_words((figure,))
            assert f"{label} {figure.hits:,} of {figure.texts:,} {unit}." in told


def test_a_label_of_the_corpora_keeps_its_maker():
    figure = Figure("x", "openai-gpt4 (OpenAI)", 1, 2, "corpora/dev, 2026-11-24")

    assert label_and_unit(figure) == ("openai-gpt4 (OpenAI)", "texts")


def test_counts_name_their_source_once():
    figures = (
        Figure("x", "models", 1, 2000, "s"),
        Figure("x", "people", 0, 5, "s"),
        Figure("y", "a", 1, 2, "s"),
    )

    assert counts_in_words(figures) == (
        "Counted in s, x: models 1 of 2,000 texts; people 0 of 5 texts.",
        "Counted in s, y: a 1 of 2 texts.",
    )
    assert new_figures(figures, figures[:2]) == figures[2:]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("counts, weighs 1.71: at least 51 times more often", "at least 51 times more often"),
        ("counts, but weighs 0: another passage stands for it", "another passage stands for it"),
        ("counts, but weighs nothing: too rare", "too rare"),
        ("Counts, but weighs nothing. It is too rare.", "It is too rare."),
        ("Does not count: it stands in a quotation.", "it stands in a quotation."),
        ("Does not count yet: confirm the speaker.", "Does not count yet: confirm the speaker."),
    ],
)
def test_a_reason_does_not_repeat_its_columns(reason, words):
    match = replace(picture_case().inspection.matches[0], reason=message(reason))

    assert reason_words(match) == words


def test_what_the_table_says_is_not_said_again():
    inspection = picture_case().inspection
    match = inspection.matches[0]
    said = message("“{passage}” · {why}", passage=match.text, why=match.reason)
    other = message("The passage rests on words that the reading is not sure of: sorry")
    assessment = replace(inspection.assessment, discounted=(said, other))

    assert not_said_before(assessment, inspection.matches) == (other.text,)
    assert not_said_before(assessment, ()) == (said.text, other.text)


def test_on_paper_no_heading_and_no_name_of_a_speaker_is_parted_from_what_follows():
    css = (ROOT / "report" / "report.css").read_text(encoding="utf-8")
    (rule,) = re.findall(
        r"^\s*(.+) \{ break-after: avoid; \}$", css.partition("@media print")[2], re.MULTILINE
    )
    assert {"h2", "h3", "h4", "caption", "thead", ".who"} <= set(rule.split(", "))
