"""The families that the packs speak of: the program's own words for makers and their lines of models."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "google": "Google",
    "meta": "Meta",
    "xai": "xAI",
    "mistral": "Mistral AI",
    "alibaba": "Alibaba (Qwen)",
    "deepseek": "DeepSeek",
    "microsoft": "Microsoft",
    "zhipu": "Zhipu AI (GLM)",
    "moonshot": "Moonshot AI (Kimi)",
    "baidu": "Baidu (ERNIE)",
    "bytedance": "ByteDance (Doubao)",
    "minimax": "MiniMax",
    "xiaomi": "Xiaomi (MiMo)",
    "amazon": "Amazon",
    "cohere": "Cohere",
    "perplexity": "Perplexity",
    "inflection": "Inflection (Pi)",
    "character": "Character.AI",
    "snap": "Snap (My AI)",
    "01-ai": "01.AI (Yi)",
    "baichuan": "Baichuan",
    "databricks": "Databricks",
    "tii": "TII (Falcon)",
    "shanghai-ai-lab": "Shanghai AI Laboratory",
    "liquid": "Liquid AI",
    "nvidia": "Nvidia",
    "tencent": "Tencent",
    "lmsys": "LMSYS (Vicuna)",
    "laion": "LAION (Open Assistant)",
    "community": "community fine-tunes",
    "assistant": "any language model",
    "human": "people",
}


def label(family: str) -> str:
    """The name of a family for people; a family that is not known is shown as its own word."""
    return LABELS.get(family, family)
