"""The first comparison: language models against people, for the transcript's strongest group of passages."""

from __future__ import annotations

from witnessmark.library.rates import Rates
from witnessmark.records import Comparison, Figure, Message, message
from witnessmark.weighing import scale
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.human import Worth
from witnessmark.weighing.passages import Passage, in_words
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
    if found:
        sentence = message("No passage counts, so nothing is compared with human writing.")
    else:
        sentence = message(
            "There is nothing to compare. {silent} of 100 texts by language models carry no such wording "
            "either, so this says nothing about who wrote the text.",
            silent=study().silent_per_100,
        )
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
    if statement.kind == "policy":
        return message(
            "People who write about AI cite that policy too ({human} of {texts} such texts; "
            "{models} itself {hits} of {outputs}).",
            human=f"{human.hits:,}",
            texts=f"{human.texts:,}",
            models=statement.models[0].label,
            hits=f"{statement.models[0].hits:,}",
            outputs=f"{statement.models[0].texts:,}",
        )
    return message(
        "People who write about AI use such sentences too ({human} of {texts} such texts).",
        human=f"{human.hits:,}",
        texts=f"{human.texts:,}",
    )


def _ungraded(rest: list[Passage]) -> list[Message]:
    said: dict[str, Message] = {}
    for passage in rest:
        refused = passage.worth.refused if passage.worth else None
        if refused:
            said.setdefault(
                passage.match.text.casefold(),
                message("“{passage}” {why}.", passage=passage.match.text, why=refused.text),
            )
    return list(said.values())


def _graded(strongest: Passage, counting: tuple[Passage, ...], known: Facts, balance: Balance) -> Comparison:
    measured = strongest.worth or Worth()
    word = scale.grade(measured.cautious)
    sentences = [_proportion(strongest, measured, word)]
    if measured.every_length:
        sentences.append(
            message(
                "Texts about AI of this length are few in the corpora, so those of every length were taken."
            )
        )
    if strongest.uncertain:
        sentences.append(message("The passage rests on words that the reading is not sure of."))
    if strongest.corrected:
        sentences.append(message("The passage rests on words that the analyst has corrected."))
    others = {passage.group for passage in counting} - {strongest.group}
    if others:
        sentences.append(
            message("The other passages add nothing: how often they go together has not been measured.")
        )
    figures = _figures(strongest, measured, balance)
    if known.statement and known.about:
        figures += figures_of(known.statement, known.about.fingerprint.id)
    title = _title(word)
    return Comparison(word, title, tuple(sentences), figures, scale.weight(measured.cautious))


def _title(word: str) -> Message:
    if word == scale.NO_SUPPORT:
        return message("No support either way")
    return message("{grade} for a language model's wording", grade=word.capitalize())


def _proportion(strongest: Passage, measured: Worth, word: str) -> Message:
    """The sentence that names both propositions, with the counts."""
    values = {
        "passage": strongest.match.text,
        "hits": f"{measured.model.hits:,}",
        "texts": f"{measured.model.texts:,}",
        "human": f"{measured.human.hits:,}",
        "human_texts": f"{measured.human.texts:,}",
        "times": in_words(measured.cautious),
    }
    if word == scale.NO_SUPPORT:
        return message(
            "“{passage}” is not clearly more frequent in model output ({hits} of {texts} texts) than in "
            "what people write ({human} of {human_texts}).",
            **values,
        )
    if measured.about_ai:
        return message(
            "“{passage}” stands at least {times} times more often in model output ({hits} of {texts} texts) "
            "than in what people write about AI ({human} of {human_texts}); a person can still have written "
            "or quoted it.",
            **values,
        )
    return message(
        "“{passage}” stands at least {times} times more often in model output ({hits} of {texts} texts) "
        "than in human writing ({human} of {human_texts}); a person can still have written or quoted it.",
        **values,
    )


def _figures(strongest: Passage, measured: Worth, balance: Balance) -> tuple[Figure, ...]:
    source = source_of(balance.library.rates)
    people = "people who write about AI" if measured.about_ai else "people"
    identity = strongest.fingerprint.id
    both = (
        Figure(identity, "language models", measured.model.hits, measured.model.texts, source),
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
