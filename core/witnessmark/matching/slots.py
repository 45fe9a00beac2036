"""Phrases with slots, written out: `{maker}` from closed lists, `(a|b)` for either, `(a)?` for maybe."""

from __future__ import annotations

import re

LARGEST = 512  # expansions of one text; 37 templates of the measured workload stay below it

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

_PIECE = re.compile(r"\{([a-z_]+)\}|\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]+)\)\?")


class TooMany(ValueError):
    """A text has more than `LARGEST` expansions; its parts belong into several fingerprints."""


def expand(text: str) -> tuple[str, ...]:
    """Every text that `text` stands for; raises KeyError for an unknown slot and TooMany for too many."""
    found = [text]
    while any(_PIECE.search(each) for each in found):
        found = [grown for each in found for grown in _step(each)]
        if len(found) > LARGEST:
            raise TooMany(f"more than {LARGEST} expansions")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in found))


def _step(text: str) -> list[str]:
    """`text` with its first slot or choice replaced in every way."""
    piece = _PIECE.search(text)
    if piece is None:
        return [text]
    slot, either, maybe, alone = piece.groups()
    if slot is not None:
        choices = list(SLOTS[slot])
    else:
        choices = either.split("|") if either is not None else [alone]
        if maybe or alone is not None:
            choices.append("")
    return [text[: piece.start()] + choice + text[piece.end() :] for choice in choices]
