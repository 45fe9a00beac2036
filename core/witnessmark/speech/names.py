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

# What a name may end with that says what it is: "Support Bot", "Eva, virtuelle Assistentin".
_WHAT = frozenset(
    ["bot", "chatbot", "assistant", "ai", "assistent", "assistentin", "assistante", "assistente", "asistente"]
)


def role_of_label(label: str) -> Role | None:
    """`user` or `assistant` where the label says so by itself, None for a name."""
    plain = re.sub(r"[\s:*_#>\[\]()]+", " ", label).strip().casefold()
    if plain in _USER:
        return "user"
    if plain in _ASSISTANT or product_in_label(plain) is not None:
        return "assistant"
    words = plain.split()
    if words and words[-1] in _WHAT and len(words) <= 4:
        return "assistant"
    # A program's word for the role with the model beside it: "Assistant llama3.1:8b".
    if len(words) == 2 and words[0] == "assistant" and re.search(r"\d", words[1]):
        return "assistant"
    return None
