"""Whether a self-identification speaks of the one who says it: "I am ..." does, "GPT-4 was trained by ..." does not.

Many fingerprints hold the maker and the verb alone ("created by Anthropic to be helpful"), so who is spoken of
stands before them. Where a language leaves that out, nothing is stated.
"""

from __future__ import annotations

import re

from witnessmark.records import Fingerprint, Match

REACH = 300  # characters to either side of a passage that are looked at
_SENTENCE_ENDS = re.compile(r"[.!?。！？\n](?=\s|$)|[。！？\n]")
_NAME = r"(?-i:[A-Z])"
_ADVERB = "but|actually|really|originally|just|only|simply|also|currently|in fact"
_ARTICLE = "an?|the|eine?|une?|una?|uma?|uno"


def _said(being: str, made: str, called: str, role: str, never: str) -> re.Pattern[str]:
    """What stands before a passage that speaks of the speaker.

    That is `being` ("I am") with an article or a name and up to ten words that no word of `never` is among,
    `made` ("I was") right before it, `called` ("my name is"), or `role` ("as") at the start of the sentence.
    """
    word = rf"(?!(?:{never})\b)[\w'’.-]++[,:]?\s++(?:[-–—]\s++)?"
    between = rf"(?:{word}|(?:that|which|who)\s++(?:was|is|has been)\s++){{0,10}}$"
    return re.compile(
        rf"(?<!\w)(?:{being})\s++(?:(?:{_ADVERB})\s++)?(?={_NAME}|(?:{_ARTICLE})\s){between}"
        rf"|(?<!\w)(?:{made})\s++(?:(?:{_ADVERB})\s++)?$"
        rf"|(?<!\w)(?:{called})\s++{between}|^\W*(?:{role})\s++{between}",
        re.IGNORECASE,
    )


_BEFORE: dict[str, re.Pattern[str]] = {
    "en": _said(
        "[Il1|] am|[Il1|]['’]?m",
        "[Il1|] was|[Il1|] am|[Il1|]['’]?m|[Il1|] have been|[Il1|]['’]?ve been",
        "my name is|call me|this is",
        "as",
        "is|are|was|were|that|which|who|about|of|with|than|like|by|for|to|at|from|but|not",
    ),
    "de": _said(
        "ich bin|bin ich", "ich wurde|ich bin|wurde ich", "mein name ist|ich heiße", "als",
        "ist|sind|war|wurde|dass|über|mit|wie|für|aber|nicht|kein|keine",
    ),
    "fr": _said(
        "je suis", "j['’]ai été|je suis", "je m['’]appelle|mon nom est", "en tant que|en tant qu['’]",
        "est|sont|était|que|qui|sur|avec|comme|mais|pas|pour",
    ),
    "es": _said(
        "soy", "fui|he sido|soy", "me llamo|mi nombre es", "como",
        "es|son|era|fue|sobre|con|para|pero|no|que",
    ),
    "pt": _said(
        "sou", "fui|sou", "me chamo|chamo-me|meu nome é", "como",
        "é|são|era|foi|sobre|com|para|mas|não|que",
    ),
    "it": _said(
        "sono", "sono stato|sono stata|sono", "mi chiamo|il mio nome è", "come",
        "è|era|fu|su|con|per|ma|non|che",
    ),
    "zh": re.compile(r"我(?:是|叫)[^。！？\n不]{0,24}$|^\W*作为[^。！？\n]{0,24}$"),
    "ja": re.compile(r"(?:私|わたし|僕|ぼく)は[^。！？\nは]{0,24}$"),
}  # fmt: skip

_INSIDE: dict[str, re.Pattern[str]] = {
    "en": re.compile(r"(?<!\w)(?:[Il1|](?:['’´`]?(?:m|ve))?|my|me|we|our)(?!\w)", re.IGNORECASE),
    "de": re.compile(r"\bich\b", re.IGNORECASE),
    "fr": re.compile(r"\bj['’]", re.IGNORECASE),
    "es": re.compile(r"\b(?:fui|he sido|soy)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:fui|sou)\b", re.IGNORECASE),
    "it": re.compile(r"\bsono stat[oa]\b", re.IGNORECASE),
    "zh": re.compile("我"),
}
_ROLE = re.compile(r"as an?\b", re.IGNORECASE)
_HANDLE = re.compile("[#@]")
_IMPERSONAL = re.compile(r",?\s+(?:it|there)(?:['’]s|\s+is)\b", re.IGNORECASE)


def sentence_before(match: Match, text: str) -> str:
    """What stands before a passage in its sentence."""
    return _SENTENCE_ENDS.split(text[max(0, match.start - REACH) : match.start])[-1]


def of_the_speaker(match: Match, fingerprint: Fingerprint, text: str) -> bool:
    """Whether the words are about the one who says them; True too for languages that are not looked at."""
    if _HANDLE.search(match.text):  # "the number 1 fan I am #ChatGPT"
        return False
    before = sentence_before(match, text)
    if fingerprint.language == "en" and _ROLE.match(match.text):
        return _in_a_role(match, before, text)
    inside = _INSIDE.get(fingerprint.language)
    if inside is not None and inside.search(match.text):
        return True
    said = _BEFORE.get(fingerprint.language)
    return said is None or bool(said.search(before))


def _in_a_role(match: Match, before: str, text: str) -> bool:
    """Whether "as an AI ..." stands in a sentence of the first person, or one that is about nobody."""
    if _IMPERSONAL.match(text, match.end):
        return True
    end = _SENTENCE_ENDS.search(text, match.end, match.end + REACH)
    sentence = before + text[match.start : end.start() if end else match.end + REACH]
    return bool(_INSIDE["en"].search(sentence))
