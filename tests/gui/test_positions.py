from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from witnessmark_gui.positions import positions, showable

TEXTS = [
    "plain",
    "a😀b",
    "😀😀😀",
    "e\u0301a\u0308",
    "line\r\nline\rline\n",
    "👩‍👩‍👧 family",
    "回答 👍🏽",
    "\u2028x\u2029y\0z",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_units_are_those_of_utf_16(text):
    found = positions(text)
    for point in range(len(text) + 1):
        assert found.unit(point) == len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert found.point(found.unit(point)) == point


@pytest.mark.parametrize("text", TEXTS)
def test_a_document_keeps_every_place(qapp, text):
    shown, document = showable(text), QTextDocument()
    document.setPlainText(shown)
    assert len(shown) == len(text)
    assert document.characterCount() - 1 == positions(shown).units


def test_the_second_half_of_a_pair_belongs_to_its_character():
    assert positions("a😀b").point(2) == 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_there_and_back(text):
    found = positions(text)
    assert [found.point(found.unit(point)) for point in range(len(text) + 1)] == list(range(len(text) + 1))


@given(st.text(alphabet=st.one_of(st.sampled_from("\r\n\0\u2028\u2029\ufdd0\ud800a😀"), st.characters())))
def test_whatever_comes_is_shown_in_its_place(text):
    shown = showable(text)
    assert len(shown) == len(text)
    document = QTextDocument()
    document.setPlainText(shown)
    assert document.characterCount() - 1 == positions(shown).units
