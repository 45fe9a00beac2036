from collections import Counter

import pytest

from witnessmark.library.card import families, has_sign
from witnessmark.library.families import LABELS
from witnessmark.library.load import Library, load, shipped_packs
from witnessmark.library.noise import ocr_noise
from witnessmark.library.proof import prove
from witnessmark.library.slots import expand
from witnessmark.matching.matcher import Matcher
from witnessmark.weighing.rated import Asked, Counts
from witnessmark.weighing.strata import LEAST_HITS, between

NOISE = 0.03
COPIES = 20


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def matcher(library: Library) -> Matcher:
    return Matcher(library.fingerprints)


def test_the_shipped_packs_have_no_fault(library):
    assert library.complaints == ()
    assert len(library.fingerprints) >= 300
    assert {pack.stamp.version for pack in library.packs} == {"2026.11.0"}


@pytest.mark.parametrize("pack", shipped_packs(), ids=lambda pack: pack.stamp.name)
def test_samples_match_counter_samples_do_not_and_nothing_is_missing(pack):
    assert [str(fault) for fault in prove(pack, Matcher)] == []


def test_every_family_has_a_name_for_people(library):
    assert set(families(library)) <= LABELS.keys()


def test_the_matcher_can_use_every_entry(matcher):
    assert matcher.complaints == ()


def noisy(library, matcher, field, patterns=False):
    """For each fingerprint with a text (or a pattern), how many of its noisy samples are found, and of how many."""
    jobs = [
        (fingerprint.id, ocr_noise(sample, NOISE, seed))
        for fingerprint in library.fingerprints
        if (fingerprint.text is None) == patterns
        for sample in getattr(fingerprint, field)
        for seed in range(COPIES)
    ]
    found = matcher.find_many((text for _, text in jobs), overlapping=True)
    hits: Counter[str] = Counter()
    for (name, _), passages in zip(jobs, found, strict=True):
        hits[name] += any(passage.fingerprint == name for passage in passages)
    return hits, Counter(name for name, _ in jobs)


def test_samples_match_under_ocr_noise(library, matcher):
    hits, tried = noisy(library, matcher, "samples")
    assert hits.total() >= 0.97 * tried.total()
    assert {name for name in tried if hits[name] < 0.8 * tried[name]} == set()


def test_counter_samples_do_not_match_under_ocr_noise(library, matcher):
    hits, tried = noisy(library, matcher, "counter_samples")
    assert tried.total() > 5000
    assert +hits == Counter()


def test_patterns_bear_misread_words_and_no_others(library, matcher):
    hits, tried = noisy(library, matcher, "samples", patterns=True)
    assert hits.total() >= 0.87 * tried.total()
    hits, tried = noisy(library, matcher, "counter_samples", patterns=True)
    assert tried.total() > 1000
    assert +hits == Counter()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I'm Gemini, a large language model built by Google.", "google"),
        ("I'm GLM-4, developed by Zhipu AI.", "zhipu"),
        ("I am Command, built by Cohere.", "cohere"),
        ("I'm Phi, a language model developed by Microsoft.", "microsoft"),
        ("I'm Perplexity, an AI search assistant.", "perplexity"),
        ("Als von OpenAI entwickeltes Sprachmodell habe ich keine Gefühle.", "openai"),
        ("Ich bin Claude, ein KI-Assistent von Anthropic.", "anthropic"),
        ("Je suis Le Chat, un assistant IA créé par Mistral AI.", "mistral"),
        ("Sono un modello linguistico sviluppato da xAI.", "xai"),
        ("我 是 通义 千问", "alibaba"),
        ("我是由OpenAI訓練的大型語言模型。", "openai"),
        ("Es tut mir leid, aber dabei kann ich nicht helfen.", None),
        ("Désolé, je ne peux pas répondre à cette demande.", None),
        ("Mein Wissensstand reicht bis September 2021.", None),
        ("Mi conocimiento llega hasta septiembre de 2021.", None),
        ("作為AI，我沒有個人觀點。", None),
        ("I'm a language model and don't have the capacity to help with that.", None),
        ("Being an AI, I have no body.", None),
    ],
)
def test_wordings_of_newer_assistants_are_shown(library, matcher, text, names):
    found = [library.fingerprint(each.fingerprint) for each in matcher.find_text(text)]
    assert found
    assert names in {each.names for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "Como la no violencia.",
        "I'm starting at the end.",
        "We went there, and artificial intelligence won.",
        "come in on Monday",
    ],
)
def test_everyday_sentences_are_no_boilerplate(matcher, text):
    assert matcher.find_text(text) == ()


def test_a_sign_is_not_hidden_by_a_longer_entry_of_less_worth(library, matcher):
    hidden = [
        (fingerprint.id, sample)
        for fingerprint in library.fingerprints
        if fingerprint.tier in "AB"
        for sample in fingerprint.samples
        if not any(
            library.fingerprint(passage.fingerprint).tier in "AB"
            for passage in matcher.find_text(sample)
            if fingerprint.id in (passage.fingerprint, *passage.also)
        )
    ]
    assert hidden == []


def test_tier_a_holds_only_what_the_rates_carry(library):
    counts = Counts(library.rates)
    signs = [fingerprint for fingerprint in library.fingerprints if fingerprint.tier == "A"]
    assert signs
    for sign in signs:
        compared = between(counts, Asked(sign, "exact"), sign.points_at)
        bearing = [stratum for stratum in compared.bearing if stratum.own.hits >= LEAST_HITS]
        assert len(bearing) >= 2, sign.id
        assert min(stratum.ratio.low for stratum in compared.bearing) >= 5, sign.id
        rates = by_family(library, sign.id)
        own = sum(hits for hits, _, maker in rates if maker == sign.points_at)
        own_texts = sum(texts for _, texts, maker in rates if maker == sign.points_at)
        for hits, texts, maker in rates:
            if maker not in (sign.points_at, "human") and texts >= 300:
                assert hits / texts <= own / own_texts / 10, (sign.id, maker)


def by_family(library, name):
    """Hits, texts and maker of every group of the corpus."""
    rates = library.rates
    hits: Counter[str] = Counter()
    for row in rates.of(name):
        if row.layer != "fuzzy":
            hits[row.family] += row.hits
    return [(hits[group.name], rates.texts(group.name), group.maker) for group in rates.groups.values()]


def test_made_by_openai_is_no_sign_of_the_maker(library):
    claim = library.fingerprint("openai.self.made-by")
    assert claim.tier != "A"
    assert "4.4 (2.3 to 8.2)" in claim.note
    assert between(Counts(library.rates), Asked(claim, "exact"), "openai").cautious < 5


def test_most_makers_have_no_known_sign(library):
    assert {family for family in families(library) if has_sign(library, family)} == {"anthropic", "meta"}


def test_the_phrase_of_the_grok_case_names_openai_and_points_at_nobody(library, matcher):
    text = "I'm afraid I cannot fulfill that request, as it goes against OpenAI's use case policy."
    refusal, policy = (library.fingerprint(passage.fingerprint) for passage in matcher.find_text(text))
    assert (refusal.family, refusal.tier) == ("assistant", "U")
    assert (policy.id, policy.names, policy.points_at, policy.tier) == (
        "openai.policy.use-case",
        "openai",
        "none",
        "U",
    )


def test_a_unit_of_a_pack_does_not_grow_beyond_what_a_screen_search_bears(library):
    wordings = sum(
        len(expand(text)) for found in library.fingerprints for text in (found.text, *found.variants) if text
    )
    assert wordings < 12_000


def test_the_rates_are_those_of_the_shipped_packs(library):
    rates = library.rates
    assert rates.packs == {pack.stamp.name: pack.stamp.sha256 for pack in library.packs if pack.shipped}
    assert rates.command.startswith("witnessmark library measure ")
    assert rates.noise == NOISE
    assert rates.texts(language=None) > 200_000
    assert {fingerprint.id for fingerprint in library.fingerprints} == set(rates.languages)


def test_people_are_told_apart_by_what_they_write(library):
    people = {name for name, group in library.rates.groups.items() if group.human}
    assert people == {"human-text", "human-prompt", "human-about-ai"}
    assert library.rates.sources("human-about-ai") == ("chatgpt_tweets",)


def test_a_language_without_peoples_texts_is_not_measured(library):
    assert library.rates.measured("assistant.self.ai-language-model")
    assert not library.rates.measured("assistant.self.language-model-de")
    assert all(found.tier == "U" for found in library.fingerprints if found.language not in ("en", "any"))
