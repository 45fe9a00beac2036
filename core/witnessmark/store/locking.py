"""Being alone with a small file, among all programs that ask for it in this way."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 5.0  # seconds; what is done under the lock takes thousandths
_TICK = 0.01

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    _HELD: type[OSError] = PermissionError
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _HELD: type[OSError] = BlockingIOError


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep every other program out that asks for the same file; the lock is a file beside it.

    Where the disk has no locks, or somebody holds it for seconds, the work is done without: it must not fail.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(file.with_name(f"{file.name}.lock").open("ab"))
            _wait_for(lock.fileno())  # closing the file gives it back
        yield


def _wait_for(lock: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _take(lock)
        except _HELD:
            if time.monotonic() > until:
                raise
            time.sleep(_TICK)
