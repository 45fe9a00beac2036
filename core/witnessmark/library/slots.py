"""The closed lists that a fingerprint's text may refer to, and the spelling out of such a text.

A text may hold `{maker}` (a name from a closed list), `(trained|built)` (one of these, or none where a side
is empty) and `(very)?` (there or not). Other brackets are ordinary characters.
"""

from __future__ import annotations

import itertools
import math
import re

from witnessmark.errors import LibraryError

CAP = 512

SLOTS: dict[str, tuple[str, ...]] = {
    "maker": (
        "OpenAI",
        "Anthropic",
        "Google",
        "Google DeepMind",
        "Meta",
        "Meta AI",
        "Microsoft",
        "xAI",
        "Mistral AI",
        "DeepSeek",
        "Alibaba Cloud",
        "Zhipu AI",
        "Moonshot AI",
        "Baidu",
        "ByteDance",
        "Amazon",
        "Cohere",
        "Perplexity",
        "Inflection AI",
        "Nvidia",
    ),
    "made": ("trained", "developed", "created", "made", "built", "designed"),
    "model": (
        "AI",
        "AI model",
        "AI assistant",
        "AI language model",
        "language model",
        "large language model",
        "artificial intelligence",
        "assistant",
        "chatbot",
    ),
    "cannot": ("cannot", "can't", "can not", "am unable to", "am not able to"),
    "product": ("ChatGPT", "Claude", "Gemini", "Bard", "Grok", "Copilot", "Le Chat", "DeepSeek", "Meta AI"),
    "month": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "year": ("2021", "2022", "2023", "2024", "2025", "2026"),
}

_PART = re.compile(r"\{([a-z_]+)\}|\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]+)\)\?")


def expand(text: str) -> tuple[str, ...]:
    """Every wording that `text` stands for, in order and each once; `text` itself where it holds no slot.

    Raises LibraryError for an unknown slot or for more than `CAP` wordings.
    """
    parts = _parts(text)
    count = math.prod(len(part) for part in parts)
    if count > CAP:
        raise LibraryError(f"this text stands for {count} wordings; {CAP} are allowed. Split the entry.")
    wordings = (" ".join("".join(chosen).split()) for chosen in itertools.product(*parts))
    return tuple(dict.fromkeys(wordings))


def _parts(text: str) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = []
    done = 0
    for found in _PART.finditer(text):
        parts.append((text[done : found.start()],))
        parts.append(_choices(found))
        done = found.end()
    parts.append((text[done:],))
    return parts


def _choices(found: re.Match[str]) -> tuple[str, ...]:
    name, either, maybe, alone = found.groups()
    if name is None:
        choices = tuple((alone if either is None else either).split("|"))
        return (*choices, "") if maybe or alone is not None else choices
    if name not in SLOTS:
        known = ", ".join(sorted(SLOTS))
        raise LibraryError(f"there is no slot {{{name}}}; the slots are {known}.")
    return SLOTS[name]
