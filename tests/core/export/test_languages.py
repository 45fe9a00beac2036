"""Reports are written in the language that is spoken; the extract is the same in every language."""

import pytest

from evidence import picture_case
from witnessmark.export.report import report_html
from witnessmark.export.write import extract_of, pictures_of
from witnessmark.jsonform import canonical
from witnessmark.language import use
from witnessmark.store.store import Store

ARABIC = "\u0644\u0642\u0637\u0629 \u0634\u0627\u0634\u0629"


@pytest.fixture
def kept(tmp_path):
    evidence = picture_case()
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as store:
        case = store.new_case(f"Grok {ARABIC}")
        store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
        store.set_tags(case.id, (ARABIC,))
        yield store, store.case(case.id)


def report(store, case):
    return report_html(extract_of(store, case), pictures_of(store, case))


@pytest.mark.parametrize(
    ("code", "heading", "fact"),
    [
        ("en", "<h3>The original</h3>", "bytes</dd>"),
        ("de", "<h3>Das Original</h3>", "Bytes</dd>"),
        ("es", "<h3>El original</h3>", "bytes</dd>"),
        ("fr", "<h3>L’original</h3>", "octets</dd>"),
    ],
)
def test_a_report_is_written_in_the_language_that_is_spoken(kept, code, heading, fact):
    use(code)
    text = report(*kept)
    assert f'<html lang="{code}" dir="ltr">' in text
    assert heading in text
    assert fact in text


def test_the_extract_is_the_same_in_every_language(kept):
    made = set()
    for code in ("en", "de", "es", "fr"):
        use(code)
        made.add(canonical(extract_of(*kept)))
    assert len(made) == 1


def test_words_that_run_leftwards_keep_their_direction_to_themselves(kept):
    text = report(*kept)
    assert f'<p class="small">Tags: <bdi>{ARABIC}</bdi></p>' in text
    use("de")
    assert f"Schlagwörter: <bdi>{ARABIC}</bdi>" in report(*kept)


def test_a_hostile_value_in_a_sentence_stays_text(kept):
    store, case = kept
    store.set_tags(case.id, ("<script>alert(1)</script>{{ 7*7 }}",))
    use("fr")
    text = report(store, store.case(case.id))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in text
