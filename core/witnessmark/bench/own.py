"""The pictures of the project's own small set: the three samples and some that are harder."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.bench.drawings import DARK, LIGHT, Drawn, Planted, Speech, messenger, post

_REFUSAL = (
    "I'm afraid I cannot fulfill that request, as it goes against OpenAI's use case policy. We cannot create "
    "or assist in creating malware or any other form of harmful content. Instead, I can provide you with "
    "information on how to protect your system from such attacks."
)
_POLICY = Planted("goes against OpenAI's use case policy", "openai", "policy")
_AS_AN_AI = Planted("As an AI language model", "generic", "disclaimer")


def samples() -> tuple[Drawn, ...]:
    """The three pictures that travel with the program."""
    return (_grok(), _bank_chatbot(), _two_people())


def pictures() -> Iterator[Drawn]:
    """The whole set: the samples, a quotation, a dark chat and a long chat."""
    yield from samples()
    yield _user_quotes()
    yield _dark_chat()
    yield _long_chat()


def _grok() -> Drawn:
    author = Speech(
        "author",
        "Uhhh. Tell me Grok isn't just running on OpenAI's code base lol. I asked it for help with a red "
        "team engagement and this is the answer that came back.",
        speaker="Analyst Example @analyst_ex",
        time="Dec 8, 2023",
    )
    answer = Speech("assistant", _REFUSAL, speaker="Grok", planted=(_POLICY,))
    return post("grok-openai-policy", author, answer, "12:31 PM · Dec 8, 2023 · 1.2M Views")


def _bank_chatbot() -> Drawn:
    return messenger(
        "bank-chatbot",
        "Meadow Bank Helper (bot)",
        LIGHT,
        (
            Speech("user", "Hi, can you tell me which savings account I should open?", time="09:14"),
            Speech(
                "assistant",
                "As an AI language model, I don't have access to your personal accounts. I can explain how "
                "our savings accounts differ, so that you can choose one.",
                time="09:14",
                planted=(_AS_AN_AI,),
            ),
            Speech("user", "I thought I was talking to Petra from the branch?", time="09:15"),
            Speech("assistant", "I can connect you with a colleague. Shall I do that now?", time="09:15"),
        ),
    )


def _two_people() -> Drawn:
    return messenger(
        "two-people",
        "Jonas Brandtner",
        LIGHT,
        (
            Speech("other", "Did the council answer about the playground yet?", time="17:02"),
            Speech(
                "user", "Yes! The swings come back in May, the slide needs a new base first.", time="17:05"
            ),
            Speech("other", "Finally. Lena will be over the moon", time="17:05"),
            Speech("user", "I'll bring the drill on Saturday, then we fix the bench as well.", time="17:08"),
            Speech("other", "Deal. Cake is on me.", time="17:09"),
        ),
    )


def _user_quotes() -> Drawn:
    drawn = messenger(
        "user-quotes",
        "Nadia Okoro",
        LIGHT,
        (
            Speech("other", "Why did they mark your essay down?", time="11:20"),
            Speech(
                "user", 'I left "As an AI language model" in the second paragraph as a joke.', time="11:21"
            ),
            Speech("other", "You did not.", time="11:21"),
        ),
    )
    quoted = {"phrase": _AS_AN_AI.phrase, "turn": 1, "quads": drawn.boxes_of(_AS_AN_AI.phrase, 1)}
    drawn.truth.update(hard_negative=True, quoted=[quoted])
    return drawn


def _dark_chat() -> Drawn:
    return messenger(
        "dark-chat",
        "Helpdesk bot",
        DARK,
        (
            Speech("user", "Write me a rude letter to my landlord.", time="22:40"),
            Speech(
                "assistant",
                "I'm sorry, but I cannot fulfill this request because it goes against OpenAI's use case "
                "policy.",
                time="22:40",
                planted=(_POLICY,),
            ),
            Speech("user", "A polite one then.", time="22:41"),
        ),
    )


def _long_chat() -> Drawn:
    lines = (
        "The ferry leaves at ten past eight from the second pier, not the first one.",
        "Then we should take the tram at seven, the bridge is closed for the marathon.",
        "I still have your blue raincoat, by the way. It hung behind the door all winter.",
        "Keep it until Sunday, the forecast says wind from the north-west and showers.",
    )
    speeches = [
        Speech("user" if index % 2 else "other", f"{lines[index % 4]} ({index + 1})", time=f"08:{index:02d}")
        for index in range(24)
    ]
    speeches.append(
        Speech(
            "other",
            "My phone typed this: As an AI language model, I cannot taste soup. No idea why.",
            time="08:30",
            planted=(_AS_AN_AI,),
        )
    )
    return messenger("long-chat", "Ferry trip", LIGHT, tuple(speeches))
