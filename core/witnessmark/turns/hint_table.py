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
        last seen (?:today|yesterday|recently|within|at|on|\d).{0,20} ; zuletzt (?:online|gesehen) .{1,20} ;
        vu à \d.{0,12} ; visto (?:por última vez|hoy|ayer|hoje|ontem)\b.{0,20} ;
        (?:https?://)?[\w.-]+\.(?:com|org|net|example|ai)(?:/\S*)? ;
        messages? (?:are|is) generated\sby\sai\b.* ; 
        ai\Wgen\w{6} (?:content|answers?) (?:may|might|can) be (?:incorrect|inaccurate).{0,20} ;
        forwarded(?: message)?(?: from .{1,40})? ;
        (?:weitergeleitet|transféré|reenviado|encaminhada|inoltrato)(?: (?:von|de|da) .{1,40})? ;
        (?:re|aw|fwd?|wg|tr|rv)\s?:\s.{1,80} ; you replied to .{1,30} ;
        learn more(?:\s?:.*)? ; helpful report ; \S+ people found this helpful ;
        searching for\s?:.* ; generating answers? for you.{0,4} ; .{0,40}\b(?:may|might) display inaccurate\b.* ;
        .{0,40}free research preview.* ; .{0,60}\bso double-check (?:it|its
        responses)\W* ; .{0,60}\büberprüfe wichtige (?:informationen|infos)\W* ; 已深度思考.{0,20} ;
        已?思考\W{0,2}用时.{0,10} ; (?:内容|本?回答)由\s?ai\s?生成.{0,20} ;
        this is a\.?i\.? and not a real person\b.*
    """),
    ),
    Hint(
        "any",
        "field",
        _each(r"""
        (?:ask|message|reply|type|send|write|say|enter|search|start|add|post|talk|chat|comment|prompt|what|how|join)\b.{0,40}
        ; (?:text\s|i)?message ; aa ;
        (?:nachricht|mensagem|mensaje|message|messaggio|escrib\w+|pregunta|frag\w*|stell\w*|schreib\w*|écri\w+|pos\w+|demand\w+|pergunt\w+|chiedi|scrivi)\b.{0,40}
        ; (?:メッセージ|输入|发消息|问|有什么|質問|何でも).{0,20} ; [给向].{1,16}(?:发送?消息|提问).{0,6} ;
        (?:gib|suchen|décri\w+|envoyer|envoie|envía|envia|manda|digite)\b.{0,40}
    """),
    ),
    Hint(
        "any",
        "badge",
        _each(r"""
        (?-i:APP|BOT|OP|MOD|ADMIN|AI|PRO|STAFF|AUTHOR|CREATOR|Admin|Author|Autor|Mod|Moderator|Owner|Staff|Verified) ;
        (?-i:Creator|Creador|Creadora|Ersteller|Erstellerin|Autora|Auteur) ;
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
        (?:all |top )?comments? ; \d+ points? by .{1,60}\d+ comments?
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
        context ; full comments ; parent
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
