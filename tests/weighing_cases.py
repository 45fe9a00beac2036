"""A small library with invented rates, and transcripts to weigh, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.library.load import Library
from witnessmark.library.rates import Group, Rate, Rates, Size
from witnessmark.records import (
    Claim,
    Fingerprint,
    LibraryStamp,
    Match,
    PackStamp,
    Transcript,
    Turn,
    WordSpan,
    message,
)

GROK_ANSWER = (
    "I'm afraid I cannot fulfill that request, as it goes against OpenAI's use case policy. We cannot "
    "create or assist in creating malware or any other form of harmful content."
)
GROK = Claim("Grok", "xAI", "xai", "Grok", "name above the answer")
LLAMA = Claim("Llama", "Meta", "meta", "Llama", "name above the answer")

FINGERPRINTS = (
    Fingerprint(
        "openai.policy.use-case",
        "policy",
        "U",
        names="openai",
        text="goes against OpenAI's use case policy",
        first_seen="2023-04",
    ),
    Fingerprint("assistant.refusal.afraid", "refusal", "U", text="I'm afraid I cannot fulfill that request"),
    Fingerprint(
        "assistant.disclaimer.as-an-ai",
        "disclaimer",
        "B",
        points_at="assistant",
        text="as an AI language model",
        group="assistant.as-an-ai",
    ),
    Fingerprint(
        "assistant.refusal.sorry-but-i",
        "refusal",
        "B",
        points_at="assistant",
        text="I'm sorry, but I",
    ),
    Fingerprint("openai.self.made-by", "self-identification", "U", names="openai", text="trained by OpenAI"),
    Fingerprint("meta.refusal.just-an-ai", "refusal", "A", points_at="meta", text="I'm just an AI"),
    Fingerprint(
        "anthropic.refusal.comfortable", "refusal", "A", points_at="anthropic", text="feel comfortable"
    ),
    Fingerprint("assistant.style.delve", "style", "C", points_at="assistant", text="delve"),
    Fingerprint(
        "user.unmeasured.pack", "refusal", "B", points_at="assistant", text="from a pack of one's own"
    ),
)

GROUPS = {
    group.name: group
    for group in (
        Group("openai-gpt4", "openai", "GPT-4"),
        Group("meta-llama2", "meta", "Llama 2"),
        Group("anthropic-claude", "anthropic", "Claude"),
        Group("ft-other", "community", "fine-tunes", community=True),
        Group("human-text", "human", "people", human=True),
        Group("human-about-ai", "human", "people about AI", human=True),
    )
}
MODELS = ("openai-gpt4", "meta-llama2", "anthropic-claude", "ft-other")
SOURCES = ("ordinary", "risky", "political")

_HITS: dict[str, tuple[tuple[str, str, str, str, int], ...]] = {
    "assistant.disclaimer.as-an-ai": (
        ("openai-gpt4", "ordinary", "exact", "short", 20),
        ("ft-other", "ordinary", "normalised", "short", 60),
        ("human-about-ai", "tweets", "exact", "short", 18),
        ("meta-llama2", "risky", "fuzzy", "short", 30),
    ),
    "assistant.refusal.sorry-but-i": (
        ("openai-gpt4", "risky", "exact", "short", 200),
        ("meta-llama2", "risky", "exact", "short", 100),
        ("human-text", "news", "exact", "short", 1),
    ),
    "meta.refusal.just-an-ai": (
        ("meta-llama2", "ordinary", "exact", "short", 60),
        ("meta-llama2", "risky", "exact", "short", 150),
    ),
    "anthropic.refusal.comfortable": (("anthropic-claude", "political", "exact", "short", 300),),
    "assistant.style.delve": (("openai-gpt4", "ordinary", "exact", "short", 900),),
}


def rates(**changes: object) -> Rates:
    """Rates of 1,000 texts a model family and source, 20,000 of people, 8,000 of people about AI."""
    sizes = [Size(family, source, "en", "short", 1000) for family in MODELS for source in SOURCES]
    sizes += [Size("meta-llama2", "ordinary", "en", "long", 1000)]
    sizes += [Size("human-text", "news", "en", "short", 20_000), Size("human-text", "news", "en", "long", 40)]
    sizes += [Size("human-about-ai", "tweets", "en", "short", 8_000)]
    measured = [f.id for f in FINGERPRINTS if f.id != "user.unmeasured.pack"]
    rows = {
        name: tuple(
            Rate(name, family, source, layer, band, hits, 1000)  # type: ignore[arg-type]
            for family, source, layer, band, hits in found
        )
        for name, found in _HITS.items()
    }
    fields: dict[str, object] = {
        "corpus": "a test corpus",
        "date": "2026-11-01",
        "noise": 0.01,
        "groups": GROUPS,
        "sizes": tuple(sizes),
        "languages": dict.fromkeys(measured, "en"),
        "rows": rows,
    }
    return Rates(**(fields | changes))  # type: ignore[arg-type]


def library(**changes: object) -> Library:
    """The library of this module."""
    return Library(
        FINGERPRINTS,
        rates(**changes),
        LibraryStamp("2026.11", len(FINGERPRINTS), (PackStamp("test", "1", "0" * 64),), "1" * 64),
        by_id={fingerprint.id: fingerprint for fingerprint in FINGERPRINTS},
    )


@dataclass(frozen=True)
class Said:
    """A turn to be made: who, what, and the words in it that are known, by fingerprint."""

    text: str
    role: str = "assistant"
    known: tuple[tuple[str, str], ...] = ()
    counts: bool = True
    layer: str = "exact"
    doubted: str = ""
    corrected: bool = False


def conversation(
    *said: Said, claim: Claim | None = None, origin: str = "reading"
) -> tuple[Transcript, tuple[Match, ...]]:
    """A transcript of these turns and the matches in it."""
    turns = tuple(_turn(index, each) for index, each in enumerate(said))
    matches = [_match(i, each, *known) for i, each in enumerate(said) for known in each.known]
    transcript = Transcript(origin, message("as a test made it"), turns, claim=claim)  # type: ignore[arg-type]
    return transcript, tuple(matches)


def grok_post() -> tuple[Transcript, tuple[Match, ...]]:
    """A post that shows an answer of Grok which cites OpenAI's policy."""
    return conversation(
        Said("Uhhh. Tell me that Grok is not ripping off OpenAI's code base.", "author"),
        Said(
            GROK_ANSWER,
            known=(
                ("assistant.refusal.afraid", "I'm afraid I cannot fulfill that request"),
                ("openai.policy.use-case", "goes against OpenAI's use case policy"),
            ),
        ),
        claim=GROK,
    )


def _turn(index: int, said: Said) -> Turn:
    words: tuple[WordSpan, ...] = ()
    if said.doubted:
        start = said.text.index(said.doubted)
        words = (WordSpan(start, start + len(said.doubted), 0, None, 0.4, said.corrected),)  # type: ignore[arg-type]
    return Turn(index, None, said.role, said.text, words=words)  # type: ignore[arg-type]


def _match(turn: int, said: Said, fingerprint: str, words: str) -> Match:
    found = next(f for f in FINGERPRINTS if f.id == fingerprint)
    start = said.text.index(words)
    return Match(
        fingerprint=fingerprint,
        names=found.names,
        points_at=found.points_at,
        family=found.family,
        kind=found.kind,
        tier=found.tier,
        turn=turn,
        region=None,
        start=start,
        end=start + len(words),
        text=words,
        score=100.0,
        layer=said.layer,  # type: ignore[arg-type]
        counts=said.counts,
        weight=None,
        reason=message("counts: an assistant's turn") if said.counts else message("it is quoted"),
    )
