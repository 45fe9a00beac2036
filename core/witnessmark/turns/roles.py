"""Who speaks: user, assistant, author or somebody else, from sides, names and the page around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from witnessmark.records import Role
from witnessmark.speech.names import role_of_label
from witnessmark.speech.products import product_in_label, product_in_prompt
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.doubts import doubted
from witnessmark.turns.page import Page
from witnessmark.turns.runs import asks_bare
from witnessmark.turns.sight import Colour, distance

_ASKS = re.compile(
    r"^\W*(?:ask|frag|pregunta|demande|pergunt|chiedi|how can|prompt|enter a prompt|问|質問)", re.IGNORECASE
)

# What stands on pages where a model answers, whoever makes it.
_MODEL = re.compile(r"^\W*(?:model\s?:|regenerate(?: response)?\W*$|stop generating\W*$)", re.IGNORECASE)


ALIKE = 6  # levels between fills that are one, but for noise


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page showed besides its messages: counts and buttons under them, a heading over comments."""

    counts: bool = False
    buttons: bool = False
    comments: bool = False
    inside: bool = False


def with_roles(page: Page, drafts: tuple[Draft, ...], means: Means, signs: Signs) -> tuple[Draft, ...]:
    """The drafts of one page with a role each; drafts of cards in it have theirs already."""
    with_assistant = is_assistants_page(page, means)
    posted = signs.buttons and not with_assistant
    drafts = _entries(drafts, signs)
    if with_assistant:
        drafts = _asked_by_one(drafts)
    drafts = _bubbles(drafts, page, with_assistant, posted)
    drafts = _runs(drafts, with_assistant, posted)
    return doubted(drafts, page, means, with_assistant)


def _asked_by_one(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """On an assistant's page the only name beside the assistant's is that of its user."""
    named = [draft for draft in drafts if draft.shape == "entry" and draft.speaker]
    answers = any(draft.role == "assistant" for draft in named)
    people = {draft.speaker for draft in named if draft.role in ("other", "author")}
    if not answers or len(people) != 1:
        return drafts
    return tuple(
        replace(draft, role="user") if draft.speaker in people and draft in named else draft
        for draft in drafts
    )


def is_assistants_page(page: Page, means: Means) -> bool:
    """Whether the page around the messages says that an assistant answers here."""
    own = [strip for strip in page.node.all_strips()]
    top = page.box.y + 0.25 * page.box.height
    for strip in own:
        text = strip.text
        if (
            product_in_prompt(text)
            or _MODEL.search(text)
            or (strip.box.y > top and _ASKS.match(text) and len(text) < 40)
        ):
            return True
        if strip.box.y < top and len(strip.words) <= 5 and _names_assistant(text):
            return True
    return False


def _names_assistant(text: str) -> bool:
    return product_in_label(text) is not None or bool(
        re.search(r"\b(?:bot|chatbot|assistant|AI)\b\)?$", text, re.IGNORECASE)
    )


def _bubbles(drafts: tuple[Draft, ...], page: Page, with_assistant: bool, posted: bool) -> tuple[Draft, ...]:
    bubbles = [draft for draft in drafts if draft.shape == "bubble" and draft.role is None]
    runs = any(draft.shape == "run" for draft in drafts)
    sides = {draft.side for draft in bubbles}
    nameless = not any(draft.speaker for draft in bubbles)
    left_asks = sides == {"left"} and runs and nameless and not asks_bare(drafts)
    asked = _first_of_two_fills(bubbles) if with_assistant and not runs else None
    author = next((draft.speaker for draft in drafts if draft.role == "author"), None)

    channel = _is_channel(bubbles, page)

    def role_of(draft: Draft) -> Role:
        if channel:
            return "author"
        if len(sides) == 2 and draft.side == "right" and not posted:
            return "user"
        if draft.speaker:
            named = role_of_label(draft.speaker)
            return named or ("author" if same_name(draft.speaker, author) else "other")
        if posted and runs:
            return "other"
        if draft.side == ("left" if left_asks else "right"):
            return "user"
        if asked is not None and distance(draft.fill, asked) < ALIKE:
            return "user"
        return "assistant" if with_assistant else "other"

    own = {id(draft) for draft in bubbles}
    return tuple(replace(draft, role=role_of(draft)) if id(draft) in own else draft for draft in drafts)


def _is_channel(bubbles: list[Draft], page: Page) -> bool:
    """Whether all bubbles bear the name in the page's title: a channel's posts, which nobody else can write in."""
    names = {draft.speaker for draft in bubbles}
    if len(bubbles) < 2 or len(names) != 1 or None in names:
        return False
    titles = [strip.text for strip in page.strips if strip.index in page.bars]
    return any(same_name(title, name) for title in titles for name in names)


def _first_of_two_fills(bubbles: list[Draft]) -> Colour | None:
    """The fill of the first of panels on one side that take turns in two fills, as question and answer do."""
    if len(bubbles) < 2 or {draft.side for draft in bubbles} != {"left"}:
        return None
    first, second = bubbles[0].fill, bubbles[1].fill
    turns = all(
        distance(draft.fill, (first, second)[place % 2]) < ALIKE for place, draft in enumerate(bubbles)
    )
    return first if turns and distance(first, second) >= ALIKE else None


def _entries(drafts: tuple[Draft, ...], signs: Signs) -> tuple[Draft, ...]:
    """The first of the entries on a page with counts is the post's author, and so is who bears that name later."""
    author: str | None = None
    result: list[Draft] = []
    named = [draft for draft in drafts if draft.shape == "entry"]
    handles = any(draft.form == "handle" for draft in drafts) and (not signs.inside or len(named) == 1)
    handles |= signs.inside and len(named) == 1 and named[0].form == "aged"
    posted = not signs.comments and (
        signs.counts or handles or any(draft.form == "byline" for draft in drafts)
    )
    for draft in drafts:
        if draft.shape in ("entry", "line") and draft.role is None:
            role: Role = _named(draft, result) or "other"
            if (
                role == "other"
                and posted
                and author is None
                and draft.shape == "entry"
                and draft.form != "address"
            ):
                author, role = draft.speaker, "author"
            elif author is not None and same_name(draft.speaker, author):
                role = "author"
            draft = replace(draft, role=role)
        result.append(draft)
    return tuple(result)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for what an engine misread."""
    if not one or not other:
        return False
    a, b = (re.sub(r"\W", "", name.casefold()) for name in (one, other))
    return fuzz.ratio(a, b) >= 80


def _named(draft: Draft, before: list[Draft]) -> Role | None:
    """The role that a name or a mark beside it tells; a message without a name goes on with the one above it."""
    if draft.form == "continued" and before:
        return before[-1].role
    if re.search(r"\b(?:APP|BOT)\b", draft.badges):
        return "assistant"
    if draft.form in ("handle", "account", "handle-only", "address", "byline"):
        return "assistant" if product_in_label(draft.speaker or "") else None
    return role_of_label(draft.speaker) if draft.speaker else None


def _runs(drafts: tuple[Draft, ...], with_assistant: bool, posted: bool) -> tuple[Draft, ...]:
    """Bare text between bubbles is the assistant's; without bubbles user and assistant take turns."""
    bubbles = any(draft.shape == "bubble" for draft in drafts)
    named = any(draft.shape in ("entry", "line") for draft in drafts)
    pictured = sum(draft.form == "picture" for draft in drafts) > 1
    bare = asks_bare(drafts)
    result: list[Draft] = []
    turn = 0
    for draft in drafts:
        if draft.shape == "run" and draft.role is None:
            role: Role = "other"
            if not named:
                role = _of_run(turn, bubbles, with_assistant or pictured, posted)
                role = "user" if role == "assistant" and bare else role
            turn += 1
            sure = draft.sure and (bubbles or with_assistant or posted)
            draft = replace(draft, role=role, sure=sure, confidence=draft.confidence if sure else 0.4)
        result.append(draft)
    return tuple(result)


def _of_run(turn: int, bubbles: bool, with_assistant: bool, posted: bool) -> Role:
    if posted:
        return "author" if turn == 0 else "other"
    if bubbles:
        return "assistant"
    return ("user", "assistant")[turn % 2] if with_assistant else "other"
