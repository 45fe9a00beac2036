"""How large a picture may be: what is refused before it is unpacked, and which setting lets it in."""

from __future__ import annotations

from witnessmark.errors import UnreadableInput
from witnessmark.messages import Message, message
from witnessmark.settings import LARGEST_PICTURE

MILLION = 1_000_000
_SIDE = 500  # pixels a side for each million; 50,000 as it is, and the tallest captures are about 40,000


def check_size(width: int, height: int, largest: int) -> None:
    """Raise UnreadableInput where a picture has more than `largest` million pixels, or too long a side."""
    needed = max(-(-width * height // MILLION), -(-max(width, height) // _SIDE))
    if needed > largest:
        raise UnreadableInput(_refusal(width, height, largest, needed))


def _refusal(width: int, height: int, largest: int, needed: int) -> Message:
    limits = message(
        "The picture is {width} x {height} pixels, {area} million in all; the limit is {largest_side} a side "
        "and {largest_area} million in all.",
        width=width,
        height=height,
        area=round(width * height / MILLION, 1),
        largest_side=largest * _SIDE,
        largest_area=largest,
    )
    if needed > LARGEST_PICTURE:
        return message("{limits} Cut it into parts and open these.", limits=limits)
    return message(
        "{limits} Cut it into parts and open these; or, if you know where it comes from, raise the setting "
        "largest_picture (“{setting}”) to {needed} or more. Reading it may then need more memory than "
        "memory_per_picture allows; its time limit grows with it.",
        limits=limits,
        setting=message("Largest picture"),
        needed=needed,
    )
