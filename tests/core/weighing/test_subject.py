import pytest

from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Transcript, Turn, message
from witnessmark.speech.quotations import quotations_in
from witnessmark.weighing.weigh import weigh

LIBRARY = load()
MATCHER = Matcher(LIBRARY.fingerprints)


def assessed(text: str, role: str = "assistant"):
    turn = Turn(0, "Bot", role, text, quotations=quotations_in(text))
    transcript = Transcript("chat log", message("one turn"), (turn,))
    return weigh(transcript, MATCHER.find(transcript), LIBRARY)[1]


def facts_of(text: str, role: str = "assistant") -> str:
    found = assessed(text, role)
    return "\n".join(said.text for said in (found.headline, *found.facts))


@pytest.mark.parametrize(
    "text",
    [
        "Claude is an AI assistant created by Anthropic to be helpful. I can compare it with others.",
        "I recommend Claude, an AI assistant created by Anthropic, for this.",
        "I'm aware that Claude is an AI assistant created by Anthropic to be harmless.",
        "I'm happy to tell you about Claude, an AI assistant created by Anthropic.",
        "The bot that I was told about, created by Anthropic to be helpful, is another one.",
        "ChatGPT, which I know, was created by OpenAI. As an AI developed by OpenAI, ChatGPT talks.",
        "Claude wurde von Anthropic entwickelt. GPT-4 ist ein Modell, das von OpenAI entwickelt wurde.",
        "Ich bin mir sicher, dass GPT-4 von OpenAI entwickelt wurde.",
        "GPT-4 est un modèle de langage créé par OpenAI.",
        "Je suis désolé, mais ChatGPT, créé par OpenAI, ne le peut pas.",
        "Je n'ai pas été créé par OpenAI.",
        "GPT-4 es un modelo de lenguaje entrenado por OpenAI. Gemini fue creado por Google.",
        "O GPT-4 é um modelo treinado pela OpenAI.",
        "GPT-4 è un modello addestrato da OpenAI. Non sono stato addestrato da OpenAI.",
        "GPT-4是由OpenAI开发的人工智能语言模型。",
        "我不是ChatGPT，也不是由OpenAI开发的。",
        "有人说我是ChatGPT。",
        "GPT-4はOpenAIによって開発された言語モデルです。",
        "私はOpenAIによって開発されたものではありません。",
        "Imagine I am ChatGPT for a moment.",
        "Suppose that I was created by Anthropic.",
        "I wish I was trained by OpenAI.",
        "It is a lie that I am ChatGPT. It is false that I was created by OpenAI.",
        "According to the press, I am a language model trained by OpenAI.",
        "I am ChatGPT is false.",
        "It's a common misconception that I was trained by OpenAI.",
        "Man sagt, ich wurde von OpenAI entwickelt.",
        "On dit que j'ai été créé par OpenAI.",
        "Once upon a time a robot whispered, I was created by Anthropic to be helpful.",
        "Number 1 fan I am ☺️👍\n#ChatGPT",
    ],
)
def test_what_is_said_of_others_or_only_supposed_is_no_self_identification(text):
    assert "calls itself" not in facts_of(text)
    assert assessed(text).between_makers.maker is None


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("I'm Claude, an AI assistant created by Anthropic to be helpful.", "Anthropic"),
        ("I am an AI assistant named Claude that was created by Anthropic to be helpful.", "Anthropic"),
        ("Alas, I am but an AI assistant created by Anthropic to be helpful.", "Anthropic"),
        ("I cannot cite the law as I am an AI assistant created by Anthropic to be helpful.", "Anthropic"),
        ("As an AI developed by OpenAI, it is crucial to say this.", "OpenAI"),
        ("As an AI language model developed by OpenAI, my answers are short.", "OpenAI"),
        ("Ich bin ein Sprachmodell, das von OpenAI entwickelt wurde.", "OpenAI"),
        ("Als Sprachmodell, von OpenAI entwickelt, kann ich das nicht.", "OpenAI"),
        ("Je suis un modèle de langage créé par OpenAI.", "OpenAI"),
        ("Soy un modelo de lenguaje entrenado por OpenAI.", "OpenAI"),
        ("Sou um modelo de linguagem treinado pela OpenAI.", "OpenAI"),
        ("Sono un modello linguistico addestrato da OpenAI.", "OpenAI"),
        ("我是由OpenAI开发的人工智能语言模型。", "OpenAI"),
        ("我是一个由OpenAI开发的语言模型。", "OpenAI"),
        ("私はOpenAIによって開発された言語モデルです。", "OpenAI"),
    ],
)
def test_what_is_said_of_the_speaker_is_a_fact(text, maker):
    assert f"The answer calls itself a model of {maker}." in facts_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't follow OpenAI's usage policies.",
        "Unlike others, I am not bound by OpenAI's content policy.",
        "We do not have to adhere to OpenAI's policies.",
        "OpenAI's policies do not apply to me.",
        "I'm not ChatGPT, so OpenAI's content policy is irrelevant.",
        "OpenAI's policies? Never heard of them.",
        "Does it violate OpenAI's content policy? I have no idea.",
    ],
)
def test_a_policy_that_does_not_bind_is_named_and_not_cited(text):
    assert "The answer names OpenAI." in facts_of(text)
    assert "cites" not in facts_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "I cannot fulfill that request as it goes against OpenAI's use case policy.",
        "This request does not follow OpenAI's content policy.",
        "I can't help with that under OpenAI's usage policies.",
        "It goes against OpenAI's use case policy, but can I help with something else?",
        "I must not violate OpenAI's content policy.",
    ],
)
def test_a_policy_that_is_given_as_a_reason_is_cited(text):
    assert "The answer cites OpenAI's policy." in facts_of(text)
