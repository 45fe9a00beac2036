"""Whether the words around a passage turn it round: a denial, a report, a question, a possessive."""

from __future__ import annotations

import re

from witnessmark.records import Fingerprint, Match

_CLAUSE_END = re.compile(
    r"[.!?;:,\n]|\b(?:because|since|but|and|so|weil|aber|denn|parce que|porque|pero|mas)\b", re.I
)
_DENIED_OR_REPORTED = re.compile(
    r"\b(?:not|cannot|never|nobody|no one|nor|neither|nicht|kein\w*|niemand|nunca|jamais|não|"
    r"claim\w*|sa(?:y|ys|id|ying)|think\w*|believ\w*|pretend\w*|ask\w*|tell\w*|told|whether|if|den(?:y|ies|ied)|"
    r"rumou?rs?)\b|n['’]t\b|\b(?:no|non|ne)\s+(?:$|(?:soy|fui|sono|suis|fue)\b)",
    re.I,
)
_POSSESSIVE = re.compile(
    r"['’]s\s+(?!team|people|researchers|engineers|developers|scientists|language|large|models?|research|ai\b|gpt|chat)\w",
    re.I,
)
# "As a human, not as an AI language model": only right before it, since a disclaimer itself often follows a "no".
_SET_APART = re.compile(
    r"\b(?:not(?: just| merely| only)?|never|unlike|than|instead of|nicht|statt|no|non|pas|não|"
    r"plutôt que|en lugar de|em vez de)\s+$",
    re.I,
)
# A sentence ends here too: "I am ChatGPT, how can I help you?" asks something else.
_SENTENCE_END = re.compile(r"[.!?？؟。\n]|[,;:–—-]\s+(?:and |so )?(?:how|what)\b", re.I)


def turned_round(match: Match, fingerprint: Fingerprint, text: str) -> bool:
    """Whether a self-identification is denied, reported or asked for in its own clause, or a disclaimer denied.

    Errs on the side of stating nothing: "she said I am ..." is left out as well.
    """
    if fingerprint.kind == "disclaimer":
        return bool(_SET_APART.search(text[: match.start]))
    if fingerprint.kind != "self-identification":
        return False
    before = _CLAUSE_END.split(text[: match.start])[-1]
    end = _SENTENCE_END.search(text, match.end)
    asked = end is not None and end.group() in ("?", "？", "؟")
    return asked or bool(_DENIED_OR_REPORTED.search(before) or _POSSESSIVE.match(text, match.end))
