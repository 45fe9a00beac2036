"""Whether the words around a passage turn it round: a denial, a report, a question, a possessive, another subject."""

from __future__ import annotations

import re

from witnessmark.records import Fingerprint, Match, Message, message
from witnessmark.weighing.subject import REACH, of_the_speaker, sentence_before

_CLAUSE_END = re.compile(
    r"[.!?;:,。！？；，\n]|\bas\s+(?=I\b|$)|"
    r"\b(?:because|since|although|though|but|and|so|weil|aber|denn|parce que|mais|porque|pero|sino|mas|ma|sondern)\b",
    re.I,
)
_DENIED_OR_REPORTED = re.compile(
    r"\b(?:not|cannot|never|nobody|no one|nor|neither|nicht|kein\w*|niemand|nunca|jamais|não|pas|mai|"
    r"claim\w*|sa(?:y|ys|id|ying)|think\w*|believ\w*|pretend\w*|ask\w*|tell\w*|told|whether|if|den(?:y|ies|ied)|"
    r"rumou?rs?|imagin\w*|suppos\w*|assum\w*|wish\w*|false|untrue|wrong|incorrect|lies?|myths?|as though|unless|"
    r"misconceptions?|mistak\w+|misunderst\w+|erron\w+|erreur|errore?s?|falso|faux|falsch|irrtum\w*|"
    r"wenn|falls|ob|behaupt\w*|si|se)\b|n['’]t\b|\b(?:no|non|ne)\s+(?:$|(?:soy|fui|sono|suis|fue|he|sois)\b)|"
    r"不|没有|如果|假如|假设|说|認|认为|以为",
    re.I,
)
_REPORTED_BY = re.compile(
    r"\b(?:according to|allegedly|supposedly|reportedly|whisper\w*|laut|angeblich|man sagt|es heißt|selon|on dit|"
    r"soi-disant|según|se dice|dicen que|segundo|diz-se|secondo|si dice)\b|根据|据说",
    re.I,
)
_DENIED_AFTER = re.compile(
    r"[^.!?。！？\n]{0,20}(?:では(?:あり|な)|じゃ(?:あり|な)|わけで|ていません|ていない)"
    r"|\s+(?:is|was)\s+(?:false|wrong|a lie|a myth)\b"
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
_QUESTION_BEGINS = re.compile(
    r"\W*(?:do|does|did|is|are|was|were|would|could|can|has|have|should)(?:n['’]t)?\b", re.I
)
# A policy that does not bind is not cited; "I cannot, as it goes against ..." and "it does not follow ..." cite it.
_UNBOUND_BEFORE = re.compile(
    r"\b(?:I|we)(?:['’]m|['’]re| am| are)?\s+(?:do not|don['’]t|not|never|no longer|need not|needn['’]t)\s+"
    r"(?:(?:have|need)\s+to\s+)?(?:follow|obey|have|use|share|work under|act under)\s+(?:any of |the )?$"
    r"|(?:\b(?:not|never|no longer)|n['’]t)\s+"
    r"(?:bound by|bound to|subject to|governed by|beholden to|limited by)\s+(?:the )?$",
    re.I,
)
_UNBOUND_WITHIN = re.compile(
    r"\b(?:I|we)\s+(?:do not|don['’]t|never|need not|needn['’]t)\s+(?:have to\s+)?$", re.I
)
_UNBOUND_AFTER = re.compile(
    r"\s+(?:do|does)(?:\s+not|n['’]t)\s+(?:apply|bind|govern|matter|concern)\b|\s+never\s+(?:applied|bound)\b"
    r"|\s+(?:is|are)\s+(?:irrelevant|(?:of )?no concern|not (?:relevant|binding|mine|ours))\b",
    re.I,
)


def states_nothing(match: Match, fingerprint: Fingerprint, text: str) -> Message | None:
    """Why a passage states nothing because of the words around it; None where it states what it says.

    A self-identification is looked at for who is spoken of, for denial, report and question; a cited policy for
    a question and for being denied to bind; a disclaimer for denial alone. Errs on the side of stating nothing:
    "she said I am ..." is left out as well.
    """
    kind, before = fingerprint.kind, text[max(0, match.start - REACH) : match.start]
    denied = _SET_APART.search(before) if kind == "disclaimer" else None
    if denied or (kind == "self-identification" and _turned_round(match, text)):
        return message("The words around it deny it, report it or ask it, so it states nothing either.")
    if kind == "self-identification" and not of_the_speaker(match, fingerprint, text):
        return message("It is not said of the speaker, so it does not state who speaks.")
    if kind == "policy" and _unbound(match, text):
        return message("The words around it deny it or ask it, so it cites no policy as a reason.")
    return None


def _turned_round(match: Match, text: str) -> bool:
    """Whether a self-identification is denied, reported or asked for in its own clause."""
    clause = _CLAUSE_END.split(text[max(0, match.start - REACH) : match.start])[-1]
    asked = _asked_after(match, text)
    reported = _DENIED_OR_REPORTED.search(clause) or _REPORTED_BY.search(sentence_before(match, text))
    return asked or bool(
        reported or _POSSESSIVE.match(text, match.end) or _DENIED_AFTER.match(text, match.end)
    )


def _unbound(match: Match, text: str) -> bool:
    """Whether a policy is said not to bind the speaker, or only asked about."""
    before = sentence_before(match, text)
    if text[match.end : match.end + 1] in ("?", "？"):
        return True
    if _asked_after(match, text) and _QUESTION_BEGINS.match(before + match.text):
        return True
    if match.text.casefold().startswith(("comply", "adhere")) and _UNBOUND_WITHIN.search(before):
        return True
    return bool(_UNBOUND_BEFORE.search(before) or _UNBOUND_AFTER.match(text, match.end))


def _asked_after(match: Match, text: str) -> bool:
    """Whether the sentence of a passage ends with a question mark."""
    end = _SENTENCE_END.search(text, match.end, match.end + REACH)
    return end is not None and end.group() in ("?", "？", "؟")
