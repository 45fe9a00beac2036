"""What the corpora lack of a claimed maker's models, so that a count of none is not read as never."""

from __future__ import annotations

from witnessmark.records import Claim, Message, message

_BY_FAMILY: dict[str, Message] = {
    "xai": message(
        "The December 2023 Grok is not in the corpora; they hold Grok 2 to 4 of 2024-26, through its API."
    ),
    "openai": message(
        "The corpora hold the models of ChatGPT through the API and in shared logs, not its own pages."
    ),
    "google": message("Of Google's assistant, the corpora hold mostly Bard of 2023 and Gemini 2."),
    "meta": message("The corpora hold Llama models run from their weights, not the Meta AI assistant."),
    "anthropic": message(
        "The corpora hold mostly Claude 1 to 3.5; newer Claude models refuse in other words."
    ),
    "microsoft": message("The corpora hold Phi models of Microsoft, but no answers of Copilot or Bing."),
}
# The other families with texts of their own in the study; of all the rest nothing was measured.
_THROUGH_API = frozenset(
    (
        "mistral",
        "alibaba",
        "deepseek",
        "zhipu",
        "moonshot",
        "baidu",
        "bytedance",
        "minimax",
        "xiaomi",
        "cohere",
    )
)


def gap(claim: Claim | None) -> Message | None:
    """The sentence about the claimed maker's models that the corpora do not hold."""
    if claim is None:
        return None
    if claim.family in _BY_FAMILY:
        return _BY_FAMILY[claim.family]
    if claim.family in _THROUGH_API:
        return message(
            "The corpora hold models of {maker} through their API, not {product} itself.",
            maker=claim.maker or claim.product,
            product=claim.product,
        )
    return message("The corpora hold no answers of {product}.", product=claim.product)
