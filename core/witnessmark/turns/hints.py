"""Words that interfaces show around messages, as one table that is easy to extend and can be switched off in parts.

Layout decides; these only help to tell a row of buttons from a line of text. `platform` is "any" for words
that are common to most interfaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Use = Literal["word", "row", "field", "badge", "comments", "post"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a platform's interface, as regular expressions, and what they are used for.

    `word`: a button or label in a row of such; `row`: a whole row that is no message; `field`: the text in an
    empty entry field; `post`: a button under a post; `badge`: a mark beside a speaker's name; `comments`: a heading over comments, which
    have no author among them.
    """

    platform: str
    use: Use
    patterns: tuple[str, ...]


TABLE: tuple[Hint, ...] = (
    Hint("any", "word", (
        "likes?", "repl(?:y|ies)", "shares?", "comments?", "follow(?:ing|ers?)?", "subscribed?", "save[ds]?", "copy(?: code)?", "copied",
        "edit(?:ed)?", "forward(?:ed)?", "delete", "report", "hide", "more", "less", "views?", "see more", "read more", "show more",
        "send", "sent", "delivered", "read", "seen", "online", "typing", "views?", "post(?:ed)?", "search", "back", "done", "close", "cancel",
        "translate(?: post)?", "see translation", "pinned", "top", "new", "latest", "sort(?: by)?", "history", "sign in", "log in", "sign up",
        "upgrade", "download", "retry", "regenerate(?: response)?", "stop(?: generating)?", "try again", "sources?", "good", "bad", "listen",
        "gefällt mir(?: nicht)?", "antworten", "teilen", "kommentieren", "kommentare?", "mehr", "folgen", "gelesen", "zugestellt", "weiterleiten",
        "j[’']aime", "répondre", "partager", "commenter", "suivre", "lu", "me gusta", "responder", "compartir", "comentar", "comentarios?",
        "seguir", "visualizaciones", "leído", "curtir", "gostar", "partilhar", "compartilhar", "visto", "mi piace", "rispondi", "condividi",
        "いいね", "返信", "シェア", "既読", "送信", "赞", "回复", "分享", "评论", "已读", "复制",
    )),  # fmt: skip
    Hint("any", "row", (
        r"(?:see|view|show|hide|load)\s(?:all\s|more\s|previous\s|earlier\s|\d+\s)*(?:comments?|repl(?:y|ies)|messages?|drafts?|thinking|results?)\b.{0,20}",
        r"\d+\s(?:new\s)?(?:repl(?:y|ies)|comments?|messages?)\b.{0,20}", r"\d+\s(?:of|/|von|de)\s\d+", r"(?:\w+\s)?copy(?: code)?", r"(?:unread|new) messages?",
        r"(?:thought|thinking|reasoned|searched|worked|analy[sz]ed)(?:\s(?:for|about|the web|\d+ sites?)\b.{0,24}|…|\.\.\.)?",
        r"(?:read|seen|delivered|sent|gelesen|lu|leído|lida|edited)\b.{0,6}\d.{0,14}", r"\d+\s(?:web pages?|sources?|sites?|websites?)",
        r"replying to .{1,40}", r"in reply to .{1,40}", r"posted by .{1,40}",
        r"messages?(?: and calls)? (?:are|is) (?:now )?end-to-end encrypted.*",
        r".{0,40}\b(?:can make mistakes|may produce inaccurate|might be inaccurate|kann fehler machen|peut faire des erreurs|puede cometer errores)\b.*",
        r"\d(?:\.\d)? (?:flash|pro|ultra|mini|thinking)(?: \w+)?",
        r"\d+ (?:online|members?|mitglieder|participants?|subscribers?).{0,20}", r"(?:https?://)?[\w.-]+\.(?:com|org|net|example|ai)(?:/\S*)?",
    )),  # fmt: skip
    Hint("any", "field", (
        r"(?:ask|message|reply|type|send|write|say|enter|search|start|add|post|talk|chat|comment|prompt|what|how|join)\b.{0,40}",
        r"(?:text|i)?message", r"aa", r"(?:nachricht|mensagem|mensaje|message|messaggio|escrib\w+|pregunta|frag\w*|stell\w*|schreib\w*|écri\w+|pos\w+|demand\w+|pergunt\w+|chiedi|scrivi)\b.{0,40}",
        r"(?:メッセージ|输入|发消息|问|有什么|質問|何でも).{0,20}",
    )),  # fmt: skip
    Hint("any", "badge", (
        "(?-i:APP|BOT|OP|MOD|ADMIN|AI|PRO|STAFF|Admin|Author|Autor|Mod|Moderator|Owner|Staff|Verified)", "top fan", "top contributor",
        "quality contributor", "group expert", "rising contributor", "edited",
    )),  # fmt: skip
    Hint("any", "post", (
        "like", "reply", "comments?", "reposts?", "gefällt mir", "antworten", "kommentieren", "répondre", "commenter", "me gusta",
        "responder", "comentar", "curtir", "mi piace", "rispondi", "いいね", "返信", "赞", "回复", "评论", "permalink",
    )),  # fmt: skip
    Hint("any", "comments", (r"[\d.,]+\s?[km]?\s(?:comments?|kommentare|comentarios|comentários|commentaires)\b(?:\s.{0,20})?", r"(?:all |top )?comments?")),
    Hint("x", "word", ("posts?", "reposts?", "quotes?", "bookmarks?", "retweets?", "quote tweets?", "tweets?", "show this thread", "post your reply", "who to follow", "relevant people", "what[’']s happening")),
    Hint("x", "row", (r"(?:trending|.{1,20} · trending|.{1,20} · live|trends? for you|explore|notifications|bookmarks|profile|home)",)),
    Hint("reddit", "word", ("permalink", "embed", "points?", "award", "give award", "best", "join", "upvote", "downvote", "source", "context", "full comments")),
    Hint("reddit", "row", (r"r/\w+(?:\s*[·•-]?\s*\d+.{0,12})?",)),
    Hint("facebook", "word", ("most relevant", "all comments", "write a comment", "like this", "people reached", "top comments")),
    Hint("slack", "row", (r"\d+ repl(?:y|ies).{0,40}", r"(?:also )?sent to the channel")),
    Hint("discord", "row", (r"message #\S+", r"jump to present")),
    Hint("mastodon", "word", ("boosts?", "favou?rites?", "web", "tusky", "ivory", "mastodon for (?:android|ios)", "content warning")),
    Hint("mastodon", "row", (r".{1,30} boosted",)),
    Hint("youtube", "word", ("sort by", "add a comment", "share", "thanks", "clip")),
    Hint("email", "row", (r"(?:to|an|à|para|a) (?:me|mir|moi|mim)\b(?:, .{0,40})?", r"(?:inbox|posteingang|boîte de réception|entrada)")),
    Hint("email", "word", ("inbox", "reply all", "to me", "unsubscribe", "details")),
    Hint("chatgpt", "row", (r"default \(gpt.*\)", r"free research preview.*", r"(?:new chat|search chats|chats|library|gpts|explore gpts)")),
    Hint("copilot", "row", (r"search chat images", r"\d+ of \d+")),
    Hint("whatsapp", "word", ("forwarded", "you deleted this message", "missed voice call")),
    Hint("imessage", "row", (r"imessage", r"text message(?: · .*)?", r"(?:today|yesterday) at .*")),
    Hint("telegram", "row", (r"\d+ views?", r"unread messages")),
    Hint("line", "row", (r"(?:read|既読)(?:\s?\d+)?(?:\s?\d\d?:\d\d)?",)),
)  # fmt: skip

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CJK_GAP = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s(?=[\u3040-\u30ff\u3400-\u9fff])")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s?(?:[kmb]|mio|mn|tsd|万|億|亿)?\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Hints:
    """The table, compiled. Cached properties need a `__dict__`, so it has no slots."""

    table: tuple[Hint, ...] = field(default=TABLE)

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Buttons and labels."""
        return self._of("word", r"(?<![^\W\d_])(?:{})(?![^\W\d_])")

    @cached_property
    def posts(self) -> re.Pattern[str]:
        """Buttons that stand under posts and comments."""
        return self._of("post", r"(?<![^\W\d_])(?:{})(?![^\W\d_])")

    @cached_property
    def rows(self) -> re.Pattern[str]:
        """Whole rows that are no message."""
        return self._of("row", r"(?:\W|\b\w\b\s)*(?:{})(?:\s\w\b|\W)*")

    @cached_property
    def fields(self) -> re.Pattern[str]:
        """What stands in an empty entry field."""
        return self._of("field", r"\W*(?:{})\W*")

    @cached_property
    def badges(self) -> re.Pattern[str]:
        """Marks beside a name."""
        return self._of("badge", r"\W*(?:{})\W*")

    @cached_property
    def comments(self) -> re.Pattern[str]:
        """Headings over comments."""
        return self._of("comments", r"\W*(?:{})\W*")

    def _of(self, use: Use, frame: str) -> re.Pattern[str]:
        patterns = sorted((one for hint in self.table if hint.use == use for one in hint.patterns), key=len)
        return re.compile(frame.format("|".join(reversed(patterns)) or "(?!)"), re.IGNORECASE)

    def left_over(self, text: str) -> str:
        """What is left of a row after numbers, interface words and stray marks are taken out."""
        if len(_CJK.findall(text)) >= 6:
            text = _CJK_GAP.sub("", text)
        rest = _NUMBER.sub(" ", self.words.sub(" ", text))
        return " ".join(piece for piece in re.split(r"[\W_]+", rest) if len(piece) > 1 or piece.isdecimal())


ALL = Hints()


def without(platforms: Iterable[str]) -> Hints:
    """The table without the entries of the named platforms, to see what layout alone can do."""
    left_out = set(platforms)
    return Hints(tuple(hint for hint in TABLE if hint.platform not in left_out))
