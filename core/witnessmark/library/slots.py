"""The closed lists that a fingerprint's text may refer to, and the spelling out of such a text.

A text may hold `{maker}` (a name from a closed list), `(trained|built)` (one of these, or none where a side
is empty) and `(very)?` (there or not). Other brackets are ordinary characters.
"""

from __future__ import annotations

import itertools
import math
import re

from witnessmark.errors import LibraryError
from witnessmark.messages import message

CAP = 512

SLOTS: dict[str, tuple[str, ...]] = {
    "maker": (
        "OpenAI", "Anthropic", "Google", "Google DeepMind", "Google AI", "Meta", "Meta AI", "xAI",
        "Mistral", "Mistral AI", "DeepSeek", "Alibaba", "Alibaba Cloud", "Microsoft", "Zhipu AI",
        "Moonshot AI", "ByteDance", "Baidu",
        "Tencent", "Cohere", "Perplexity", "LMSYS",
        "Stanford", "IBM", "NVIDIA", "Amazon", "Apple",
    ),
    "product": (
        "ChatGPT", "GPT-3", "GPT-3.5", "GPT-4", "GPT-4o", "GPT-5", "Claude", "Gemini", "Bard", "PaLM", "Grok",
        "Llama", "Llama 2", "Llama 3", "Meta AI", "Mistral", "Mixtral", "Le Chat", "DeepSeek", "Qwen",
        "Tongyi Qianwen", "Copilot", "Bing", "Phi", "Kimi", "ChatGLM", "GLM", "Doubao", "Vicuna", "Alpaca",
    ),
    "made": ("developed", "created", "trained", "built", "designed", "made", "programmed"),
    "model": (
        "AI language model", "large language model", "language model", "AI model", "AI assistant",
        "artificial intelligence", "AI", "virtual assistant", "chatbot", "AI chatbot",
    ),
    "month": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
    "year": tuple(str(year) for year in range(2019, 2028)),
}  # fmt: skip

_SLOT = re.compile(r"\{([a-z_]+)\}")
_PART = re.compile(r"\{([a-z_]+)\}|\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]+)\)\?")


def expand(text: str) -> tuple[str, ...]:
    """Every wording that `text` stands for, in order and each once; `text` itself where it holds no slot.

    Raises LibraryError for an unknown slot or for more than `CAP` wordings.
    """
    parts, count = _parts(text), wordings(text)
    if count > CAP:
        raise LibraryError(
            message(
                "this text stands for {count} wordings; {cap} are allowed. Split the entry.",
                count=count,
                cap=CAP,
            )
        )
    spelled = (" ".join("".join(chosen).split()) for chosen in itertools.product(*parts))
    return tuple(dict.fromkeys(spelled))


def wordings(text: str) -> int:
    """How many wordings a text stands for, without spelling them out."""
    return math.prod(len(part) for part in _parts(text))


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
        sides = (alone if either is None else either).split("|")
        choices = tuple(wording for side in sides for wording in _spelled(side))
        return (*choices, "") if maybe or alone is not None else choices
    return _list(name)


def _spelled(side: str) -> tuple[str, ...]:
    """One side of a choice with the slot in it, if there is one, spelled out."""
    slot = _SLOT.search(side)
    if slot is None:
        return (side,)
    return tuple(side[: slot.start()] + word + side[slot.end() :] for word in _list(slot[1]))


def _list(name: str) -> tuple[str, ...]:
    if name not in SLOTS:
        known = ", ".join(sorted(SLOTS))
        raise LibraryError(
            message("there is no slot {{name}}; the slots are {known}.", name=name, known=known)
        )
    return SLOTS[name]
