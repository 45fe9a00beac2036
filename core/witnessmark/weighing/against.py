"""The first comparison: language models against people, for the transcript's strongest group of passages."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.library.rates import Rates
from witnessmark.messages import term
from witnessmark.records import Comparison, Figure, Message, Value, message
from witnessmark.weighing import scale
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.human import Worth
from witnessmark.weighing.passages import Passage, rounded
from witnessmark.weighing.rated import Asked
from witnessmark.weighing.study import Count, Statement, figures_of, study

MOST_GROUPS = 12  # model groups whose counts are listed


def against_human(found: tuple[Passage, ...], known: Facts, balance: Balance) -> Comparison:
    """The grade against human writing, what it rests on, and why there is none where there is none."""
    counting = tuple(passage for passage in found if passage.tells)
    if not counting:
        return _nothing_to_grade(found)
    best = strongest(found)
    if best is None:
        return _no_grade(counting, known)
    return _graded(best, counting, known, balance)


def strongest(found: tuple[Passage, ...]) -> Passage | None:
    """The counting passage that the grade rests on, the heaviest; None where none was measured."""
    graded = (passage for passage in found if passage.match.counts and passage.weight is not None)
    return max(graded, key=lambda passage: passage.weight or 0.0, default=None)


def _nothing_to_grade(found: tuple[Passage, ...]) -> Comparison:
    if any(passage.match.counts for passage in found):
        sentence = message("No passage weighs anything, so nothing is compared with human writing.")
    elif found:
        sentence = message("No passage counts, so nothing is compared with human writing.")
    else:
        sentence = message("No known wording was found, so there is nothing to compare with human writing.")
    return Comparison(scale.NO_GRADE, message("No grade"), (sentence,))


def _no_grade(counting: tuple[Passage, ...], known: Facts) -> Comparison:
    sentences: list[Message] = []
    figures: list[Figure] = []
    if known.statement and known.statement.human and known.about:
        sentences.append(_people_say_it_too(known.statement, known.statement.human))
        figures += figures_of(known.statement, known.about.fingerprint.id)
    rest = [passage for passage in counting if not sentences or passage is not known.about]
    sentences += _ungraded(rest)
    return Comparison(scale.NO_GRADE, message("No grade"), tuple(sentences), tuple(figures))


def _people_say_it_too(statement: Statement, human: Count) -> Message:
    model = statement.models[0]
    values: dict[str, Value] = {
        "human": human.hits,
        "texts": human.texts,
        "model": model.label,
        "hits": model.hits,
        "outputs": model.texts,
        "source": study().source,
    }
    if statement.kind == "policy" and human.hits * model.texts > model.hits * human.texts:
        return message(
            "People who write about AI cite that policy more often than {model} does: in {human} of {texts} such "
            "texts, most of them prompts made to get round a model's rules, against {hits} of {outputs} texts by "
            "{model} ({source}).",
            **values,
        )
    return message(
        "People who write about AI use such sentences too, in {human} of {texts} such texts ({source}).",
        **values,
    )


def _ungraded(rest: list[Passage]) -> list[Message]:
    said: dict[str, Message] = {}
    for passage in rest:
        refused = passage.worth.refused if passage.worth else None
        if refused:
            said.setdefault(
                passage.match.text.casefold(),
                message("“{passage}” has no grade. {why}", passage=passage.match.text, why=refused),
            )
    return list(said.values())


def _graded(strongest: Passage, counting: tuple[Passage, ...], known: Facts, balance: Balance) -> Comparison:
    measured = strongest.worth or Worth()
    word = scale.grade(measured.cautious)
    sentences = [_proportion(strongest, measured, word)]
    if word != scale.NO_SUPPORT:
        sentences.append(
            message(
                "That compares how often words stand where, in answers to benchmark prompts and in public texts by "
                "people. It does not say who wrote this text: a person can have written or quoted the words."
            )
        )
    sentences += _remarks(strongest, measured)
    others = {passage.group for passage in counting} - {strongest.group}
    if others:
        sentences.append(
            message("The other passages add nothing: how often they go together has not been measured.")
        )
    figures = _figures(strongest, measured, balance)
    if known.statement and known.about:
        figures += figures_of(known.statement, known.about.fingerprint.id)
    title = _TITLES[word]
    return Comparison(word, title, tuple(sentences), figures, scale.weight(measured.cautious))


def _remarks(strongest: Passage, measured: Worth) -> Iterator[Message]:
    """What was counted, and what to know of the passage that the counts are held against."""
    if measured.every_length:
        yield message(
            "Texts about AI of this length are few in the corpora, so those of every length were counted."
        )
    else:
        yield message("Texts of about this length alone were counted.")
    if strongest.match.layer == "fuzzy":
        yield message(
            "It matches only approximately; what was counted are such matches in copies of the texts with "
            "misread letters."
        )
    if strongest.uncertain:
        yield message("The reading is not sure of words in this passage; compare them with the picture.")
    if strongest.corrected:
        yield message("The analyst has corrected words in this passage.")


# One whole sentence a grade, so that each can be translated.
_TITLES = {
    scale.NO_SUPPORT: message("No support either way"),
    "weak support": message("Weak support for wording of language models rather than of people"),
    "moderate support": message("Moderate support for wording of language models rather than of people"),
    "moderately strong support": message(
        "Moderately strong support for wording of language models rather than of people"
    ),
    "strong support": message("Strong support for wording of language models rather than of people"),
    "very strong support": message(
        "Very strong support for wording of language models rather than of people"
    ),
    "extremely strong support": message(
        "Extremely strong support for wording of language models rather than of people"
    ),
}

_NAMES = {  # of people and of models, by whether people who write about AI and every length were counted
    (False, False): (term("people, texts of this length"), term("language models, texts of this length")),
    (False, True): (term("people"), term("language models")),
    (True, False): (
        term("people who write about AI, texts of this length"),
        term("language models, texts of this length"),
    ),
    (True, True): (term("people who write about AI"), term("language models")),
}


def _proportion(strongest: Passage, measured: Worth, word: str) -> Message:
    """The sentence that names both propositions, with the counts."""
    values: dict[str, Value] = {
        "passage": strongest.match.text,
        "hits": measured.model.hits,
        "texts": measured.model.texts,
        "human": measured.human.hits,
        "human_texts": measured.human.texts,
        "times": rounded(measured.cautious),
    }
    if word == scale.NO_SUPPORT and measured.ratio.low > 1:
        return message(
            "Wording like “{passage}” is more frequent in model output ({hits} of {texts} texts) than in what people "
            "write ({human} of {human_texts}), but it is not shown to be at least twice as frequent.",
            **values,
        )
    if word == scale.NO_SUPPORT:
        return message(
            "Wording like “{passage}” is not clearly more frequent in model output ({hits} of {texts} "
            "texts) than in what people write ({human} of {human_texts}).",
            **values,
        )
    if measured.about_ai:
        return message(
            "Wording like “{passage}” stands at least {times} times more often in model output ({hits} of {texts} "
            "texts) than in what people write about AI ({human} of {human_texts}); {times} is the cautious end of "
            "what was measured.",
            **values,
        )
    return message(
        "Wording like “{passage}” stands at least {times} times more often in model output ({hits} of {texts} texts) "
        "than in human writing ({human} of {human_texts}); {times} is the cautious end of what was measured.",
        **values,
    )


def _figures(strongest: Passage, measured: Worth, balance: Balance) -> tuple[Figure, ...]:
    source = source_of(balance.library.rates)
    people, models = _NAMES[measured.about_ai, measured.every_length]
    identity = strongest.fingerprint.id
    both = (
        Figure(identity, models, measured.model.hits, measured.model.texts, source),
        Figure(identity, people, measured.human.hits, measured.human.texts, source),
    )
    return both + _groups(strongest, balance, source)


def _groups(strongest: Passage, balance: Balance, source: str) -> tuple[Figure, ...]:
    """Hits by group over every length: all groups of people, and the models with the highest rates."""
    asked = Asked(strongest.fingerprint, strongest.match.layer)
    groups = balance.library.rates.groups
    tallies = {name: balance.counts.of_group(asked, name) for name in groups}
    people = [name for name in groups if groups[name].human and tallies[name].texts]
    models = [name for name in groups if not groups[name].human and tallies[name].hits]
    models.sort(key=lambda name: -tallies[name].hits / tallies[name].texts)
    return tuple(
        Figure(strongest.fingerprint.id, groups[name].label, tallies[name].hits, tallies[name].texts, source)
        for name in (*people, *models[:MOST_GROUPS])
    )


def source_of(rates: Rates) -> str:
    """How a count of the library's own rates is cited."""
    return f"{rates.corpus}, {rates.date}" if rates.date else rates.corpus
