"""How long a person waits from paste to findings, with a cold and with a warm worker."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from witnessmark.bench.own import pictures
from witnessmark.errors import WitnessmarkError
from witnessmark.intake.acquire import Acquired, from_bytes
from witnessmark.pipeline import Failed, Instruments, inspect
from witnessmark.reading.engine import ReadOptions

SIZE = (1200, 1500)  # pixels: a phone's screenshot, a little cut


def waits(
    workshop: Callable[[], AbstractContextManager[Instruments]], options: ReadOptions
) -> tuple[float, float]:
    """Seconds for a full 1200 x 1500 chat: the first one in a fresh worker, and the one after it."""
    pasted = _screenful()
    with workshop() as instruments:
        return _wait(pasted, instruments, options), _wait(pasted, instruments, options)


def _screenful() -> Acquired:
    longest = max(pictures(), key=lambda drawn: drawn.image.height)
    file = io.BytesIO()
    longest.image.crop((0, 0, *SIZE)).save(file, "PNG")
    return from_bytes(file.getvalue(), "a pasted picture")


def _wait(pasted: Acquired, instruments: Instruments, options: ReadOptions) -> float:
    started = time.perf_counter()
    for outcome in inspect([pasted], instruments, options):
        if isinstance(outcome, Failed):
            raise WitnessmarkError(outcome.error.message)
    return time.perf_counter() - started
