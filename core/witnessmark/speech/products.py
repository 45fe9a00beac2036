"""The products that a picture or a log can show itself to be from, by the words that show it.

One table, easy to extend. It is asked only about interface text and speaker names, never about messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from witnessmark.speech.interface import PROMPTS

_LONGEST = 120  # characters of a label; longer text names no product by itself
_VERSION = r"(?:[\s-]?v?\d+(?:\.\d+)*[a-z]?)?"
_SUFFIX = (
    r"(?:(?:\s++(?:-\s*+)?|-\s*+)(?:mini|nano|turbo|pro|plus|max|ultra|flash|lite|fast|heavy|preview|thinking|instant|"
    r"auto|opus|sonnet|haiku|free|voice|app|bot|assistant|advanced|web|edge|expert|\(?beta\)?))*"
)


@dataclass(frozen=True, slots=True)
class Product:
    """A product by the name that people see, its maker, the program's word for the maker's models.

    `names` are regular expressions for the names it goes by; `model` says that the names are those of a
    model, so that seeing one tells the maker and the model but not the program around it. `short` are names
    too short to mean it by themselves; they count in a sentence of the interface.
    """

    name: str
    maker: str
    family: str
    names: tuple[str, ...]
    model: bool = False
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A product as a piece of interface text shows it, with the model where the text tells it."""

    product: Product
    model: str | None = None


PRODUCTS: tuple[Product, ...] = (
    Product("ChatGPT", "OpenAI", "openai", (r"chat\s?gpt", r"chat\s?gpt\s?plus")),
    Product(
        "GPT", "OpenAI", "openai", (r"gpt[\s-]?[345][\w.]*", r"gpt", r"o[134](?:[\s-](?:mini|pro))?"), True
    ),
    Product("Grok", "xAI", "xai", (r"gr[o0]k",)),
    Product("Claude", "Anthropic", "anthropic", (r"claude",)),
    Product("Claude", "Anthropic", "anthropic", (r"(?:sonnet|opus|haiku)\s\d[\d.]*",), True),
    Product("Gemini", "Google", "google", (r"(?:google\s)?gemini",)),
    Product("Gemini", "Google", "google", (r"\d(?:\.\d)?\s(?:flash|pro|ultra)",), True),
    Product("AI Overview", "Google", "google", (r"(?:google\s)?ai overviews?",)),
    Product("Bard", "Google", "google", (r"(?:google\s)?bard",)),
    Product("Copilot", "Microsoft", "microsoft", (r"(?:microsoft|bing|github|m365)?\s?copilot",)),
    Product("Bing Chat", "Microsoft", "microsoft", (r"(?:microsoft\s)?bing(?:\s(?:chat|ai))?",)),
    Product("Meta AI", "Meta", "meta", (r"meta\s?ai",)),
    Product("Llama", "Meta", "meta", (r"(?:meta\s)?llama",), True),
    Product("Le Chat", "Mistral", "mistral", (r"le\schat",)),
    Product("Mistral", "Mistral", "mistral", (r"mi[sx]tral(?:\sai)?",), True),
    Product("DeepSeek", "DeepSeek", "deepseek", (r"deep\s?seek(?:[\s-]?[rv]\d[\d.]*)?",)),
    Product("Qwen", "Alibaba", "alibaba", (r"(?:tongyi\s)?qwen(?:\schat)?",)),
    Product("Perplexity", "Perplexity", "perplexity", (r"perplexity(?:\sai)?",)),
    Product("Pi", "Inflection", "inflection", (r"pi,\syour\spersonal\sai",), short=(r"pi",)),
    Product("Character.AI", "Character.AI", "character", (r"character\.ai",)),
    Product("Poe", "Quora", "quora", (r"poe\sassistant",)),
    Product("Alexa", "Amazon", "amazon", (r"alexa\+?",)),
    Product("Kimi", "Moonshot", "moonshot", (r"kimi(?:\sai)?",)),
    Product("Doubao", "ByteDance", "bytedance", (r"doubao", r"豆包")),
    Product("Ernie Bot", "Baidu", "baidu", (r"ernie(?:\sbot)?", r"文心一言")),
)


@lru_cache(maxsize=1024)
def product_in_label(text: str) -> Shown | None:
    """The product that a short label names: a window title, a speaker's name, a model picker. None otherwise."""
    label = _bare(text) if len(text) <= _LONGEST else ""
    for product, names, _ in _expressions():
        found = names.fullmatch(label)
        if found:
            model = label if product.model or found["rest"].strip() else None
            return Shown(product, model)
    return None


@lru_cache(maxsize=1024)
def product_in_prompt(text: str) -> Shown | None:
    """The product that an interface sentence names ("Ask Gemini", "Claude can make mistakes"). None otherwise."""
    sentence = _bare(text)
    for product, _, prompts in _expressions():
        if prompts.search(sentence):
            return Shown(product)
    return None


def names_product_of(text: str, family: str) -> bool:
    """Whether the name of a product of this family stands somewhere in a text."""
    names = [name for product in PRODUCTS if product.family == family for name in product.names]
    return any(re.search(rf"(?<!\w)(?:{name})(?!\w)", text, re.IGNORECASE) for name in names)


def _bare(text: str) -> str:
    """A label without the marks that menus put around it; `Default (GPT-3.5)` is its model."""
    label = re.sub(r"^model\s*:\s*", "", text.strip(), flags=re.IGNORECASE)
    label = re.sub(r"^default\s*\((.*)\)$", r"\1", label, flags=re.IGNORECASE)
    return label.strip(" \t:>›⌄∨▾▼~^|·•#@()[]*_-–—+<‹≡☰✦✧★☆")


@cache
def _expressions() -> tuple[tuple[Product, re.Pattern[str], re.Pattern[str]], ...]:
    result = []
    for product in PRODUCTS:
        name = f"(?:{'|'.join(product.names)})"
        label = re.compile(rf"{name}(?P<rest>{_VERSION}{_SUFFIX})", re.IGNORECASE)
        named = f"(?:{'|'.join((*product.names, *product.short))})"
        prompts = re.compile("|".join(prompt.replace("NAME", named) for prompt in PROMPTS), re.IGNORECASE)
        result.append((product, label, prompts))
    return tuple(result)
