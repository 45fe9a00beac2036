"""The command `gui`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.session import Session
from witnessmark.errors import UsageError
from witnessmark.paths import DATA_VARIABLE

_GUI = "witnessmark-gui"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("gui")(gui)


def gui(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Pictures or text files to open at once.")
    ] = None,
) -> None:
    """Open the window."""
    session: Session = context.obj
    if session.data_dir is not None:
        os.environ[DATA_VARIABLE] = str(session.data_dir.expanduser().absolute())
    start = _entry_point()
    sys.argv = [_GUI, *(str(path) for path in files or [])]
    raise typer.Exit(start() or 0)


def _entry_point() -> Callable[[], int | None]:
    """The window's main function; found by its entry point, because the library knows no window."""
    found = list(metadata.entry_points(group="gui_scripts", name=_GUI))
    missing = UsageError(
        "The window is not installed. Install it with: pip install 'witnessmark[gui]' "
        "(or: pipx install 'witnessmark[gui]')."
    )
    if not found:
        raise missing
    try:
        main: Callable[[], int | None] = found[0].load()
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("PySide6", "shiboken6", "witnessmark_gui"):
            raise missing from error
        raise
    except ImportError as error:
        raise UsageError(
            f"Qt cannot start, because a system library is missing ({error}). `make run` installs these; "
            "by hand on Debian or Ubuntu: sudo apt-get install libgl1 libegl1 libxkbcommon0 libxcb-cursor0."
        ) from error
    return main
