"""One entry of the table of interface words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Use = Literal["word", "row", "field", "badge", "comments", "post"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a platform's interface, as regular expressions, and what they are used for.

    `word`: a button or label in a row of such; `row`: a whole row that is no message; `field`: the text in
    an empty entry field; `post`: a button under a post; `badge`: a mark beside a speaker's name;
    `comments`: a heading over comments, which have no author among them.
    """

    platform: str
    use: Use
    patterns: tuple[str, ...]
