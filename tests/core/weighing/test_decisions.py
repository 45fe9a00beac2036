"""Held-out decisions are believed only beside the signs that they were made by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weighing_cases import Said, conversation, library
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.decisions import Decided, Decisions, resting_on, signs_digest
from witnessmark.weighing.weigh import weigh

SIGN = "meta.refusal.just-an-ai"
SAID = Said("I'm just an AI.", known=((SIGN, "I'm just an AI"),))


def _decisions() -> Decisions:
    return Decisions(signs_sha256=signs_digest(library()), makers={"meta": Decided(200, 190)})


def _with_rows(name, rows):
    return library(rows=library().rates.rows | {name: rows})


def test_decisions_beside_their_own_signs_are_believed():
    assert resting_on(_decisions(), library()).of("meta").reliable


@pytest.mark.parametrize("layer", ["exact", "normalised"])
def test_one_hit_more_makes_them_count_as_absent(layer):
    first, *rest = library().rates.rows[SIGN]
    changed = _with_rows(SIGN, (replace(first, layer=layer, hits=first.hits + 1), *rest))
    assert resting_on(_decisions(), changed) == Decisions()


def test_other_wording_or_other_texts_make_them_count_as_absent():
    sizes = library().rates.sizes
    fewer = library(sizes=(replace(sizes[0], texts=sizes[0].texts - 1), *sizes[1:]))
    signs = tuple(
        replace(f, variants=("I am but an AI",)) if f.id == SIGN else f for f in library().fingerprints
    )
    for changed in (fewer, replace(library(), fingerprints=signs)):
        assert resting_on(_decisions(), changed) == Decisions()


def test_counts_of_what_is_no_sign_do_not_matter():
    changed = _with_rows("assistant.style.delve", ())
    assert resting_on(_decisions(), changed) == _decisions()


def test_decisions_that_say_nothing_of_their_signs_are_absent():
    assert resting_on(replace(_decisions(), signs_sha256=""), library()) == Decisions()


def test_absent_decisions_put_no_maker_forward_and_say_so():
    for decisions in (Decisions(), resting_on(replace(_decisions(), signs_sha256="0" * 64), library())):
        comparison = weigh(*conversation(SAID), library(), Balance(library(), decisions))[1].between_makers
        assert comparison.maker is None
        assert "not measured for the packs and rates in use" in comparison.sentences[1].text
