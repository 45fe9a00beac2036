"""Who speaks: user, assistant, author or somebody else, from sides, names and the page around them."""

from __future__ import annotations

import re
from dataclasses import replace

from witnessmark.records import Role
from witnessmark.speech.names import role_of_label
from witnessmark.speech.products import product_in_label, product_in_prompt
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.page import Page

_ASKS = re.compile(
    r"^\W*(?:ask|frag|pregunta|demande|pergunt|chiedi|how can|prompt|enter a prompt|问|質問)", re.IGNORECASE
)


def with_roles(
    page: Page, drafts: tuple[Draft, ...], means: Means, counts: bool, *, comments: bool
) -> tuple[Draft, ...]:
    """The drafts of one page with a role each; drafts of cards in it have theirs already."""
    with_assistant = is_assistants_page(page, means)
    drafts = _bubbles(drafts, with_assistant)
    drafts = _entries(drafts, counts, comments)
    return _runs(drafts, with_assistant)


def is_assistants_page(page: Page, means: Means) -> bool:
    """Whether the page around the messages says that an assistant answers here."""
    own = [strip for strip in page.node.all_strips()]
    top = page.box.y + 0.25 * page.box.height
    for strip in own:
        text = strip.text
        if product_in_prompt(text) or (strip.box.y > top and _ASKS.match(text) and len(text) < 40):
            return True
        if strip.box.y < top and len(strip.words) <= 5 and _names_assistant(text):
            return True
    return False


def _names_assistant(text: str) -> bool:
    return product_in_label(text) is not None or bool(
        re.search(r"\b(?:bot|chatbot|assistant|AI)\b\)?$", text, re.IGNORECASE)
    )


def _bubbles(drafts: tuple[Draft, ...], with_assistant: bool) -> tuple[Draft, ...]:
    bubbles = [draft for draft in drafts if draft.shape == "bubble" and draft.role is None]
    runs = [draft for draft in drafts if draft.shape == "run"]
    sides = {draft.side for draft in bubbles}
    asks = "left" if sides == {"left"} and runs and not any(draft.speaker for draft in bubbles) else "right"
    result = []
    for draft in drafts:
        if draft.shape == "bubble" and draft.role is None:
            named = role_of_label(draft.speaker) if draft.speaker else None
            role: Role = "other"
            if named or draft.speaker:
                role = named or "other"
            elif draft.side == asks:
                role = "user"
            elif with_assistant:
                role = "assistant"
            draft = replace(draft, role=role)
        result.append(draft)
    return tuple(result)


def _entries(drafts: tuple[Draft, ...], counts: bool, comments: bool) -> tuple[Draft, ...]:
    """The first of the entries on a page with counts is the post's author, and so is who bears that name later."""
    author: str | None = None
    result = []
    posted = not comments and (counts or any(draft.form in ("handle", "byline") for draft in drafts))
    for draft in drafts:
        if draft.shape in ("entry", "line") and draft.role is None:
            role: Role = _named(draft) or "other"
            if (
                role == "other"
                and posted
                and draft.shape == "entry"
                and draft.form != "address"
                and author is None
            ):
                author, role = draft.speaker, "author"
            elif author is not None and draft.speaker == author:
                role = "author"
            draft = replace(draft, role=role)
        result.append(draft)
    return tuple(result)


def _named(draft: Draft) -> Role | None:
    role = role_of_label(draft.speaker) if draft.speaker else None
    return role


def _runs(drafts: tuple[Draft, ...], with_assistant: bool) -> tuple[Draft, ...]:
    """Bare text between bubbles is the assistant's; without bubbles user and assistant take turns."""
    bubbles = any(draft.shape == "bubble" for draft in drafts)
    result: list[Draft] = []
    turn = 0
    for draft in drafts:
        if draft.shape == "run" and draft.role is None:
            role: Role = (
                "assistant" if bubbles else ("user", "assistant")[turn % 2] if with_assistant else "other"
            )
            turn += 1
            draft = replace(draft, role=role)
        result.append(draft)
    return tuple(result)
