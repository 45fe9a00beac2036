from __future__ import annotations

import pytest

from witnessmark_gui import theme
from witnessmark_gui.theme import DARK, LIGHT, contrast, mark_of

GROUNDS = ("panel", "header", "hover", "selection", "chip", "notice", "alarm")
FAMILIES = (*theme._MARKS, "unheard-of")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable_on_every_ground(colours, ground):
    assert contrast(colours.text, getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["panel", "header", "hover", "selection", "canvas"])
def test_quiet_text_is_readable_too(colours, ground):
    assert contrast(colours.muted, getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_buttons_and_links_are_readable(colours):
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5
    for ground in ("panel", "header", "hover"):
        assert contrast(colours.link, getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("family", FAMILIES)
def test_passages_are_readable_in_both_themes(family):
    mark = mark_of(family)
    assert contrast(LIGHT.text, mark.tint(dark=False)) >= 4.5
    assert contrast(DARK.text, mark.tint(dark=True)) >= 4.5


def test_no_two_families_look_alike():
    looks = {(mark.line, mark.underline) for mark in theme._MARKS.values()}
    assert len(looks) == len(theme._MARKS)
    assert all(mark.pen != 0 for mark in theme._MARKS.values())


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_person_can_insist_on_a_scheme(qapp):
    chosen = theme.Theme(qapp, "dark")
    assert chosen.dark
    assert qapp.palette().window().color().name() == DARK.panel
    chosen.choose("light")
    assert not chosen.dark
    assert qapp.palette().window().color().name() == LIGHT.panel
