"""Sentences for people: whole ones, translated piece by piece, kept as they were said."""

import gettext
import re

import msgspec
import pytest

from witnessmark import language
from witnessmark.jsonform import from_json, from_plain, to_json, to_plain
from witnessmark.language import Language
from witnessmark.messages import Message, listed, message

SENTENCES = {
    "{fact} {claim}": "{claim} {fact}",
    "It names {maker}.": "Nombra a {maker}.",
    "It is late.": "Es tarde.",
    "It lacks {slot}.": "Le falta algo.",
    "1,234.5": "1.234,5",
    "{hits} of {texts} texts": "{hits} de {texts} textos",
}
COUNTED = {"{count} item": ("{count} pieza", "{count} piezas")}


class Catalogue(gettext.NullTranslations):
    """A Spanish catalogue of a few sentences."""

    def gettext(self, message):
        return SENTENCES.get(message, message)

    def ngettext(self, msgid1, msgid2, n):
        return COUNTED.get(msgid1, (msgid1, msgid2))[n != 1]


SPANISH = Language("es", Catalogue())


def _both() -> Message:
    return message(
        "{fact} {claim}", fact=message("It names {maker}.", maker="OpenAI"), claim=message("It is late.")
    )


def test_a_sentence_inside_a_sentence_is_translated_by_itself():
    assert _both().text == "It names OpenAI. It is late."
    assert SPANISH.tell(_both()) == "Es tarde. Nombra a OpenAI."


def test_a_sentence_inside_a_sentence_survives_being_kept():
    assert from_json(to_json(_both()), Message) == _both()
    assert from_plain(to_plain(_both()), Message) == _both()


def test_a_sentence_nested_without_end_is_refused_and_ends_nothing():
    deep = '{"template":"","values":{"a":' * 5_000 + "1" + "}}" * 5_000
    with pytest.raises(msgspec.ValidationError):
        from_json(deep, Message)


def test_a_sentence_nested_deeper_than_people_write_is_told_by_its_english():
    told = message("It is late.")
    for _ in range(400):
        told = Message("{inner}", {"inner": told}, "It is late.")
    assert SPANISH.tell(told) == "It is late."


@pytest.mark.parametrize(
    ("count", "english", "spanish"),
    [
        (0, "0 items", "0 piezas"),
        (1, "1 item", "1 pieza"),
        (2, "2 items", "2 piezas"),
        (1234, "1,234 items", "1.234 piezas"),
    ],
)
def test_a_count_chooses_its_form_in_every_language(count, english, spanish):
    told = message("{count} item|{count} items", count=count)
    assert told.text == english
    assert Language().tell(told) == english
    assert SPANISH.tell(told) == spanish


def test_numbers_take_the_form_of_the_language_and_names_stay_as_they_are():
    told = message("{hits} of {texts} texts", hits=2.5, texts=9761)
    assert told.text == "2.5 of 9,761 texts"
    assert SPANISH.tell(told) == "2,5 de 9.761 textos"
    assert message("case {number}", number=12345).text == "case 12345"


def test_a_count_chooses_a_form_that_does_not_say_it():
    assert message("case {cases}|cases {cases}", cases="1, 2", count=2).text == "cases 1, 2"
    assert message("case {cases}|cases {cases}", cases="1", count=1).text == "case 1"


def test_a_translation_with_other_slots_is_not_told():
    assert SPANISH.tell(message("It lacks {slot}.", slot="a word")) == "It lacks a word."


def test_a_sentence_that_the_catalogue_lacks_is_told_in_english():
    assert SPANISH.tell(message("Nobody translated {this}.", this="one")) == "Nobody translated one."


def test_a_template_from_a_stranger_asks_for_nothing():
    told = Message("{a.__class__} {a!r:>99999999} {b}", {"a": "x"}, "")
    assert Language().tell(told) == "{a.__class__} {a!r:>99999999} {b}"


def test_words_that_run_leftwards_are_isolated_in_a_sentence_and_others_are_not():
    arabic = "\u0645\u0631\u062d\u0628\u0627!"
    told = message("“{passage}” weighs {weight}: {why}", passage=arabic, weight=2, why="the counts")
    english = Language()
    assert english.tell(told, english.isolated) == f"“\u2068{arabic}\u2069” weighs 2: the counts"
    assert english.tell(told) == told.text
    arabic_speaking = Language("ar")
    assert arabic_speaking.direction == "rtl"
    assert arabic_speaking.isolated("Witnessmark") == "\u2068Witnessmark\u2069"


def test_text_from_outside_neither_ends_nor_outlasts_the_isolate_around_it():
    told = message("{name} is there already.", name="a\u2069\u2067\u202egnp.exe")
    assert Language().tell(told, Language().isolated) == "\u2068a\u202egnp.exe\u2069 is there already."


def test_the_header_of_a_catalogue_is_no_translation_of_nothing():
    assert language.language("de").tell(Message("")) == ""


def test_several_things_are_listed_as_one_value():
    found = message("Found: {places}.", places=listed((message("It is late."), message("in a turn"), "x")))
    assert found.text == "Found: It is late., in a turn, x."
    assert SPANISH.tell(listed((message("It is late."), "x"))) == "Es tarde., x"


@pytest.mark.parametrize(
    ("wish", "system", "code"),
    [
        ("de", (), "de"),
        ("system", ("fr-CA", "en"), "fr"),
        ("system", ("C",), "en"),
        ("system", ("pt_BR.UTF-8", "es_ES.UTF-8"), "es"),
        ("xx", (), "en"),
    ],
)
def test_the_language_is_the_wish_or_the_first_of_the_system_that_there_is(wish, system, code):
    assert language.chosen(wish, system) == code


def test_the_environment_is_asked_as_gettext_asks_it(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert language.chosen("system") == "en"
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert language.chosen("system") == "de"
    monkeypatch.setenv("LANGUAGE", "xx:fr")
    assert language.chosen("system") == "fr"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert language.chosen("system") == "en"


@pytest.mark.parametrize("bad", [b"", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_bad_catalogue_leaves_the_program_english(tmp_path, monkeypatch, bad):
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "de.mo").write_bytes(bad)
    monkeypatch.setattr(language, "ROOT", tmp_path)
    assert language.language("de") == Language()
    assert language.language("fr") == Language()


@pytest.mark.parametrize(
    ("maker", "french"),
    [
        ("OpenAI", "La réponse se dit modèle d’OpenAI."),
        ("Anthropic", "La réponse se dit modèle d’Anthropic."),
        ("Mistral AI", "La réponse se dit modèle de Mistral AI."),
        ("xAI", "La réponse se dit modèle de xAI."),
    ],
)
def test_french_shortens_its_words_before_a_name_that_begins_with_a_vowel(maker, french):
    told = message("The answer calls itself a model of {maker}.", maker=maker)
    assert language.language("fr").tell(told) == french
    assert "<b>" + maker in language.language("fr").tell(told, shown=lambda text: f"<b>{text}</b>")
    assert language.language("es").tell(told).endswith(f"modelo de {maker}.")


def test_a_name_that_is_a_sentence_of_its_own_is_looked_at_as_it_is_told():
    told = message("The answer calls itself a model of {maker}.", maker=message("Where"))
    assert language.language("fr").tell(told).endswith("modèle d’Où.")


def test_before_words_of_evidence_and_other_names_nothing_is_shortened():
    french = language.language("fr")
    told = message("Only {engine}'s reading supports {words}.", engine="anything", words="any words")
    assert french.tell(told) == "Seule la lecture de anything appuie any words."


def test_no_spanish_sentence_joins_a_name_by_a_word_that_would_have_to_change():
    """« y » is « e » before an i, « o » is « u » before an o: no sentence needs a rule for that as yet."""
    held = language.language("es").catalogue._catalog.values()
    names = "maker|makers|product|products|family|model|models|others"
    assert [each for each in held if re.search(rf"\b[yo] \{{({names})\}}", each)] == []
