import pytest

from witnessmark.speech.names import role_of_label
from witnessmark.speech.products import product_in_label, product_in_prompt
from witnessmark.speech.quotations import quotations_in
from witnessmark.speech.times import date_in, is_time, iso_of
from witnessmark.turns.heads import head_in
from witnessmark.turns.hints import ALL


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("Grok", "xai"), ("Grok 2", "xai"), ("ChatGPT ›", "openai"), ("ChatGPT 4o", "openai"),
        ("Default (GPT-3.5)", "openai"), ("Claude", "anthropic"), ("Sonnet 4", "anthropic"),
        ("2.5 Flash", "google"), ("Le Chat", "mistral"), ("DeepSeek-R1", "deepseek"),
        ("Qwen", "alibaba"), ("Meta AI", "meta"), ("Copilot", "microsoft"),
        ("≡ Grok", "xai"), ("Microsoft Bing", "microsoft"), ("AI Overview", "google"), ("Pi", None),
        ("Claude Monet", None), ("Mistral wind warning", None), ("Letter to Gemini", None), ("You", None), ("", None),
    ],
)  # fmt: skip
def test_products_in_labels(label, family):
    shown = product_in_label(label)
    assert (shown.product.family if shown else None) == family


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("Ask Gemini", "google"), ("Reply to Claude...", "anthropic"), ("How can Grok help?", "xai"),
        ("Message ChatGPT", "openai"), ("ChatGPT can make mistakes. Check important info.", "openai"),
        ("Ask anything", None), ("Message #general", None),
        ("+ How can Grok help?", "xai"), ("Talk with Pi", "inflection"), ("给 DeepSeek 发送消息", "deepseek"),
        ("ChatGPT Jan 9 Version. Free Research Preview.", "openai"), ("Microsoft Bing", None),
        ("ask for a slice of pi", None),
        ("I asked Claude about it", None),
    ],
)  # fmt: skip
def test_products_in_the_sentences_of_interfaces(sentence, family):
    shown = product_in_prompt(sentence)
    assert (shown.product.family if shown else None) == family


@pytest.mark.parametrize(
    ("label", "role"),
    [("You", "user"), ("USER:", "user"), ("**Human**", "user"), ("Assistant", "assistant"), ("ChatGPT", "assistant"),
     ("StudyBot", None), ("Study Bot", "assistant"), ("Bob", None), ("Ai Weiwei", None),
     ("Assistant qwen2.5-7b", "assistant"), ("Assistant Manager", None), ("Eva, virtuelle Assistentin", "assistant")],
)  # fmt: skip
def test_roles_of_labels(label, role):
    assert role_of_label(label) == role


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He wrote "as an AI language model" again.', ['"as an AI language model"']),
        ("It said: I cannot help with that request.", ["I cannot help with that request."]),
        ("> I am sorry, but I cannot\n> do that\nReally?", ["> I am sorry, but I cannot\n> do that"]),
        ("„Leider hat mich gestern etwas überrascht“", ["„Leider hat mich gestern etwas überrascht“"]),
        ("Don't worry, it isn't the end of John's road", []),
        ('a "short" word', []),
        ('an open "mark that never ends here', []),
        ("'it goes against my policy' is what it told me", ["'it goes against my policy'"]),
        ("「言語モデルとして回答できません」と言われた", ["「言語モデルとして回答できません」"]),
    ],
)  # fmt: skip
def test_quotations(text, quoted):
    assert [text[one.start : one.end] for one in quotations_in(text)] == quoted


@pytest.mark.parametrize(
    ("text", "iso"),
    [("Dec 8, 2023", "2023-12-08"), ("8 décembre 2023", "2023-12-08"), ("2023-12-08", "2023-12-08"),
     ("25/12/2023", "2023-12-25"),
     ("12/25/23", "2023-12-25"), ("08/12/2023", None), ("7/7/2023", "2023-07-07"), ("Dec 8", None), ("31/2/2023", None),
     ("2023年12月8日", "2023-12-08"), ("8. Dezember 2023", "2023-12-08")],
)  # fmt: skip
def test_dates_are_iso_only_where_they_allow_one_reading(text, iso):
    assert date_in(text) == text
    assert iso_of(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "10:12",
        "7:05 PM",
        "Today at 2:03 PM",
        "5h",
        "5 months ago",
        "Yesterday",
        "Mon 8:03 AM",
        "4:32 PM · Apr 9, 2025",
        "mar. 18 juin",
        "lun. 4 nov. à 21:48",
        "Di 14.05.2024 08:47",
        "Ayer a las 7:15",
        "há 2 dias",
        "vor 3 Stunden",
        "il y a 2 jours",
        "3時間",
        "昨天 晚上8:15",
        "5月3日(土)",
        "午後0:14 · 2024年6月2日",
    ],
)
def test_times(text):
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    ["in an hour", "10 eggs", "5-a-side Thursdays", "out 50", "May I", "so", "Sam", "do", "prayer", ""],
)
def test_no_times(text):
    assert not is_time(text)


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Petra K. @petrakoval ·1h", "Petra K.", "handle"), ("u/candle_end OP·10h ago", "u/candle_end", "account"),
        ("@carla.planes 5 months ago", "@carla.planes", "handle-only"),
        ("StudyBuddy APP Today at 2:05 PM", "StudyBuddy", "day"),
        ("Jo Lindh <jo@lindh.example>", "Jo Lindh", "address"), ("By Runa Holm · 4 May 2024", "Runa Holm", "byline"),
        ("Hugo Steen 6:56 PM", "Hugo Steen", "timed"),
        ("@hanna_k88 3 weeks ago (edited)", "@hanna_k88", "handle-only"),
        ("Ingeborg Sandell to Everyone 10:02 AM", "Ingeborg Sandell", "timed"),
        ("Priscilla Ward (Host) to Everyone 10:06 AM", "Priscilla Ward (Host)", "timed"),
        ("▲ pivotal 4 hours ago [-]", "pivotal", "listed"),
        ("plaster_and_prayer • 14h", "plaster_and_prayer", "timed"),
        ("submitted 9 hours ago by platform_nine_b", "platform_nine_b", "byline"),
        ("by Dolores » Tue May 09, 2023 8:40 pm", "Dolores", "timed"),
        ("Annegret Thies • 2nd 6d", "Annegret Thies", "timed"),
    ],
)  # fmt: skip
def test_heads(text, name, form):
    head = head_in(text, ALL)
    assert head is not None
    assert (head.name, head.form) == (name, form)


@pytest.mark.parametrize(
    "text",
    [
        "by how much",
        "I will be there at 9:15.",
        "this is only a sentence",
        "12:30",
        "Liked by 12 others",
        "Ayer a las 7:15 ·",
    ],
)
def test_no_heads(text):
    assert head_in(text, ALL) is None


@pytest.mark.parametrize(
    "text",
    ["I will double-check that", "you are not a real person", "searching for my keys", "思考一下",
     "Visto bueno, gracias", "AI-generated text is everywhere", "last seen in Paris",
     "Can you please verify this?", "replied to him"],
)  # fmt: skip
def test_messages_are_no_rows_of_the_interface(text):
    assert ALL.rows.fullmatch(text) is None


@pytest.mark.parametrize(
    "text",
    ["Forwarded from Port Authority", "Messages are generated by AI. Some may be inaccurate.", "已深度思考(用时 6 秒)",
     "last seen today at 12:33", "内容由 AI 生成，请仔细甄别", "Learn more: 1. kite.example", "You replied to Ilja"],
)  # fmt: skip
def test_rows_of_the_interface(text):
    assert ALL.rows.fullmatch(text)
