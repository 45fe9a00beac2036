"""The words of interfaces, platform by platform. To teach the program a new interface, add its words here."""

from __future__ import annotations

from witnessmark.turns.hint import Hint


def _each(patterns: str) -> tuple[str, ...]:
    """The regular expressions of a text, one after each other with semicolons between them."""
    return tuple(pattern.strip() for pattern in " ".join(patterns.split()).split(";") if pattern.strip())


TABLE: tuple[Hint, ...] = (
    Hint(
        "any",
        "word",
        _each(r"""
        likes? ; repl(?:y|ies) ; shares? ; comments? ; follow(?:ing|ers?)? ; subscribed? ; save[ds]? ;
        copy(?: code)? ; copied ; edit(?:ed)? ; forward(?:ed)? ; delete ; report ; hide ; more ; less ;
        views? ; see more ; read more ; show more ; send ; sent ; delivered ; read ; seen ; online ;
        typing ; views? ; post(?:ed)? ; search ; back ; done ; close ; cancel ; translate(?: post)? ; see
        translation ; pinned ; top ; new ; latest ; sort(?: by)? ; history ; sign in ; log in ; sign up ;
        upgrade ; download ; retry ; regenerate(?: response)? ; stop(?: generating)? ; try again ;
        sources? ; good ; bad ; listen ; gefällt mir(?: nicht)? ; antworten ; teilen ; kommentieren ;
        kommentare? ; mehr ; folgen ; gelesen ; zugestellt ; weiterleiten ; j[’']aime ; répondre ;
        partager ; commenter ; suivre ; lu ; me gusta ; responder ; compartir ; comentar ; comentarios? ;
        seguir ; visualizaciones ; leído ; curtir ; gostar ; partilhar ; compartilhar ; visto ; mi piace ;
        rispondi ; condividi ; いいね ; 返信 ; シェア ; 既読 ; 送信 ; 赞 ; 回复 ; 分享 ; 评论 ; 已读 ; 复制
    """),
    ),
    Hint(
        "any",
        "row",
        _each(r"""
        (?:see|view|show|hide|load)\s(?:all\s|more\s|previous\s|earlier\s|\d+\s)*(?:comments?|repl(?:y|ies)|messages?|drafts?|thinking|results?)\b.{0,20}
        ; \d+\s(?:new\s)?(?:repl(?:y|ies)|comments?|messages?)\b.{0,20} ; \d+\s(?:of|/|von|de)\s\d+ ;
        (?:\w+\s)?copy(?: code)? ; (?:unread|new) messages? ;
        (?:thought|thinking|reasoned|searched|worked|analy[sz]ed)(?:\s(?:for|about|the web|\d+
        sites?)\b.{0,24}|…|\.\.\.)? ;
        (?:read|seen|delivered|sent|gelesen|lu|leído|lida|edited)\b.{0,6}\d.{0,14} ; \d+\s(?:web
        pages?|sources?|sites?|websites?) ; replying to .{1,40} ; in reply to .{1,40} ; posted by .{1,40}
        ; messages?(?: and calls)? (?:are|is) (?:now )?end-to-end encrypted.* ; .{0,40}\b(?:can make
        mistakes|may produce inaccurate|might be inaccurate|kann fehler machen|peut faire des
        erreurs|puede cometer errores)\b.* ; \d(?:\.\d)? (?:flash|pro|ultra|mini|thinking)(?: \w+)? ; \d+
        (?:online|members?|mitglieder|participants?|subscribers?).{0,20} ;
        (?:active|online|last seen|zuletzt online|aktiv|en ligne|en línea)\b(?: now| jetzt| at| today)?(?: \d.{0,14})? ;
        (?:https?://)?[\w.-]+\.(?:com|org|net|example|ai)(?:/\S*)?
    """),
    ),
    Hint(
        "any",
        "field",
        _each(r"""
        (?:ask|message|reply|type|send|write|say|enter|search|start|add|post|talk|chat|comment|prompt|what|how|join)\b.{0,40}
        ; (?:text\s|i)?message ; aa ;
        (?:nachricht|mensagem|mensaje|message|messaggio|escrib\w+|pregunta|frag\w*|stell\w*|schreib\w*|écri\w+|pos\w+|demand\w+|pergunt\w+|chiedi|scrivi)\b.{0,40}
        ; (?:メッセージ|输入|发消息|问|有什么|質問|何でも).{0,20}
    """),
    ),
    Hint(
        "any",
        "badge",
        _each(r"""
        (?-i:APP|BOT|OP|MOD|ADMIN|AI|PRO|STAFF|Admin|Author|Autor|Mod|Moderator|Owner|Staff|Verified) ;
        top fan ; top contributor ; quality contributor ; group expert ; rising contributor ; edited
    """),
    ),
    Hint(
        "any",
        "post",
        _each(r"""
        like ; reply ; comments? ; reposts? ; gefällt mir ; antworten ; kommentieren ; répondre ;
        commenter ; me gusta ; responder ; comentar ; curtir ; mi piace ; rispondi ; いいね ; 返信 ; 赞 ; 回复 ;
        评论 ; permalink
    """),
    ),
    Hint(
        "any",
        "comments",
        _each(r"""
        (?:all |top )?[\d.,]+\s?[km]?\s(?:comments?|kommentare|comentarios|comentários|commentaires)\b(?:\s.{0,20})? ;
        (?:all |top )?comments?
    """),
    ),
    Hint(
        "x",
        "word",
        _each(r"""
        posts? ; reposts? ; quotes? ; bookmarks? ; retweets? ; quote tweets? ; tweets? ; show this thread
        ; post your reply ; who to follow ; relevant people ; what[’']s happening
    """),
    ),
    Hint(
        "x",
        "row",
        _each(r"""
        (?:trending|.{1,20} · trending|.{1,20} · live|trends? for
        you|explore|notifications|bookmarks|profile|home)
    """),
    ),
    Hint(
        "reddit",
        "word",
        _each(r"""
        permalink ; embed ; points? ; award ; give award ; best ; join ; upvote ; downvote ; source ;
        context ; full comments
    """),
    ),
    Hint("reddit", "row", _each(r"r/\w+(?:\s*[·•-]?\s*\d+.{0,12})?")),
    Hint(
        "facebook",
        "word",
        _each(r"""
        most relevant ; all comments ; write a comment ; like this ; people reached ; top comments
    """),
    ),
    Hint("slack", "row", _each(r"\d+ repl(?:y|ies).{0,40} ; (?:also )?sent to the channel")),
    Hint("discord", "row", _each(r"message #\S+ ; jump to present")),
    Hint(
        "mastodon",
        "word",
        _each(r"""
        boosts? ; favou?rites? ; web ; tusky ; ivory ; mastodon for (?:android|ios) ; content warning
    """),
    ),
    Hint("mastodon", "row", _each(r".{1,30} boosted")),
    Hint("youtube", "word", _each(r"sort by ; add a comment ; share ; thanks ; clip")),
    Hint(
        "email",
        "row",
        _each(r"""
        (?:to|an|à|para|a) (?:me|mir|moi|mim)\b(?:, .{0,40})? ; (?:inbox|posteingang|boîte de
        réception|entrada)
    """),
    ),
    Hint("email", "word", _each(r"inbox ; reply all ; to me ; unsubscribe ; details")),
    Hint(
        "chatgpt",
        "row",
        _each(r"""
        default \(gpt.*\) ; free research preview.* ; (?:new chat|search chats|chats|library|gpts|explore
        gpts)
    """),
    ),
    Hint("copilot", "row", _each(r"search chat images ; \d+ of \d+")),
    Hint("whatsapp", "word", _each(r"forwarded ; you deleted this message ; missed voice call")),
    Hint("imessage", "row", _each(r"imessage ; text message(?: · .*)? ; (?:today|yesterday) at .*")),
    Hint("telegram", "row", _each(r"\d+ views? ; unread messages")),
    Hint("line", "row", _each(r"(?:read|既読)(?:\s?\d+)?(?:\s?\d\d?:\d\d)?")),
)
