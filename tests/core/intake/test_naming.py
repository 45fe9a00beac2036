from __future__ import annotations

import pytest

from witnessmark.intake.naming import name_facts


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("shot.jpg", "image/png"),
        ("Shot.JPEG", "image/webp"),
        ("a.b.png", "image/jpeg"),
        ("log.txt", "image/png"),
        ("chat.png", "text/plain"),
    ],
)
def test_a_name_of_another_type_is_a_fact_that_blames_nobody(name, media_type):
    (fact,) = name_facts(name, media_type)
    assert fact.name == "type and name"
    assert f".{name.rpartition('.')[2].lower()} by name" in fact.value
    assert "nor that anything in the picture was altered" in fact.meaning.text


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("shot.png", "image/png"),
        ("shot.jfif", "image/jpeg"),
        ("page.htm", "text/plain"),
        ("pasted picture", "image/png"),
        ("standard input", "text/plain"),
        ("report.final", "image/png"),
        ("png", "image/jpeg"),
    ],
)
def test_a_name_that_agrees_or_says_nothing_is_no_fact(name, media_type):
    assert name_facts(name, media_type) == ()
