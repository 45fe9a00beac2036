"""The catalogues: every translation fits its English sentence, claims no more, and is what the program reads."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from witnessmark.language import LANGUAGES, language
from witnessmark.messages import Message, message, same_slots

ROOT = Path(__file__).parents[2]
CODES = tuple(code for code in LANGUAGES if code != "en")

# What no language may say of a picture or a text.
FORBIDDEN = {
    "de": re.compile(
        r"wahrscheinlich|\bKI[- ](generiert|erzeugt|erstellt)|von (einer )?KI (geschrieben|erzeugt)|fälsch|gefakt"
        r"|\bfakes?\b|\becht(e[rsn]?|heit)?\b|authentisch|manipulier|Betrug|\bVerdikt",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"probab|generad[oa]s? por (la |una )?IA|escrit[oa]s? por (la |una )?IA|\bfals[oaie]|falsific|auténtic"
        r"|manipulad|trucad|genuin|veredicto|\bbulo",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"probab|généré(e|s|es)? par (l’|une )?IA|écrite?s? par (l’|une )IA|\bfaux\b|\bfausse|falsifi|authentique"
        r"|manipulé|truqué|contrefa|verdict|\bintox",
        re.IGNORECASE,
    ),
}


def _maker():
    """The script that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def maker():
    pytest.importorskip("babel")
    return _maker()


def _entries(maker, code):
    """English and translated strings of a catalogue; what is not translated yet is left out."""
    for entry in maker.catalogue(code):
        if entry.id:
            english = entry.id if isinstance(entry.id, tuple) else (entry.id,)
            said = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            if all(said):
                yield english, said


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_of_the_program_is_translated(maker, code):
    assert list(maker.faults(code)) == [], "run packaging/translations.py update, translate, and compile"


@pytest.mark.parametrize("code", CODES)
def test_every_translation_has_the_slots_of_its_sentence(maker, code):
    wrong = [
        (english, said)
        for english, said in _entries(maker, code)
        for each in said
        if not same_slots(each, " ".join(english))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_no_translation_says_a_forbidden_word(maker, code):
    wrong = [each for _, said in _entries(maker, code) for each in said if FORBIDDEN[code].search(each)]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("de", "Das ist wahrscheinlich KI-generiert."),
        ("de", "Das Bild ist gefälscht."),
        ("es", "La imagen es falsa."),
        ("es", "con una probabilidad de 0,9"),
        ("fr", "Cette image est un faux."),
        ("fr", "un texte généré par une IA"),
    ],
)
def test_the_lists_catch_what_they_are_for(code, sentence):
    assert FORBIDDEN[code].search(sentence)


@pytest.mark.parametrize("code", CODES)
def test_the_program_reads_what_the_translators_wrote(maker, code):
    assert (maker.FOLDER / f"{code}.mo").read_bytes() == maker.compiled(code), (
        "run packaging/translations.py compile"
    )


@pytest.mark.parametrize("code", CODES)
def test_no_translation_breaks_lines_or_ends_otherwise_than_its_sentence(maker, code):
    wrong = []
    for english, said in _entries(maker, code):
        for each in said:
            same_breaks = each.count("\n") == english[0].count("\n")
            if (
                not same_breaks
                or each != each.strip()
                or english[0].endswith(("…", ":")) != each.endswith(("…", ":"))
            ):
                wrong.append((english[0], each))
    assert wrong == []


def test_what_is_extracted_is_what_is_said(maker):
    templates = maker.templates()
    for known in (
        "Open…",
        "The picture shows {product}.",
        "This input could not be read",
        "Interface language",
    ):
        assert known in templates
    assert "{count} original|{count} originals" in templates
    assert not any("/bench" in place for places in templates.values() for place in places)


@pytest.mark.parametrize(
    ("code", "english", "counted", "day"),
    [
        ("de", "Das Bild zeigt Grok.", "2 Belege", "8. Dez. 2023"),
        ("es", "La imagen muestra Grok.", "2 piezas", "8 dic. 2023"),
        ("fr", "L’image montre Grok.", "2 pièces", "8 déc. 2023"),
    ],
)
def test_each_language_speaks(code, english, counted, day):
    import datetime as dt

    spoken = language(code)
    assert spoken.code == code
    assert spoken.tell(message("The picture shows {product}.", product="Grok")) == english
    assert spoken.tell(message("{count} item|{count} items", count=2)) == counted
    assert spoken.day(dt.date(2023, 12, 8)) == day
    assert spoken.number(9761.5) == {"de": "9.761,5", "es": "9.761,5", "fr": "9\u202f761,5"}[code]
    assert spoken.tell(Message("Nobody says this.")) == "Nobody says this."


@pytest.mark.parametrize("code", CODES)
def test_updating_leaves_what_is_translated_as_it_is(maker, code, tmp_path, monkeypatch):
    file = maker.FOLDER / f"{code}.po"
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    monkeypatch.setattr(maker, "FOLDER", tmp_path)
    maker.update(code)
    lines = [each for each in copy.read_text().splitlines() if not each.startswith('"Generated-By')]
    assert lines == [each for each in file.read_text().splitlines() if not each.startswith('"Generated-By')]
