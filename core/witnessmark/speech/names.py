"""What a speaker's label tells about the role: "You", "Human", "Assistant", "ChatGPT", a name."""

from __future__ import annotations

import re

from witnessmark.records import Role
from witnessmark.speech.products import product_in_label

_USER = frozenset(
    [
        "user",
        "you",
        "human",
        "me",
        "prompt",
        "prompter",
        "question",
        "q",
        "customer",
        "client",
        "usuario",
        "usted",
        "tú",
        "tu",
        "utilisateur",
        "vous",
        "moi",
        "du",
        "sie",
        "ich",
        "benutzer",
        "nutzer",
        "mensch",
        "usuário",
        "você",
        "eu",
        "utente",
        "ユーザー",
        "あなた",
        "用户",
        "你",
        "我",
    ]
)
_ASSISTANT = frozenset(
    [
        "assistant",
        "ai",
        "bot",
        "chatbot",
        "model",
        "response",
        "answer",
        "a",
        "llm",
        "gpt",
        "dan",
        "assistent",
        "assistante",
        "assistente",
        "asistente",
        "ki",
        "ia",
        "virtual-assistant",
        "agent",
        "system-assistant",
        "アシスタント",
        "助手",
    ]
)


def role_of_label(label: str) -> Role | None:
    """`user` or `assistant` where the label says so by itself, None for a name."""
    plain = re.sub(r"[\s:*_#>\[\]()]+", " ", label).strip().casefold()
    if plain in _USER:
        return "user"
    if plain in _ASSISTANT or product_in_label(plain) is not None:
        return "assistant"
    words = plain.split()
    if words and (words[-1] in ("bot", "chatbot", "assistant", "ai") and len(words) <= 4):
        return "assistant"
    return None
