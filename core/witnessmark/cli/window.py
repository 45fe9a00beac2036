"""The command `gui`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Store
from witnessmark.cli.session import Session
from witnessmark.errors import UsageError
from witnessmark.messages import message

_GUI = "witnessmark-gui"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("gui")(gui)


def gui(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Pictures or text files to open at once.")
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Open the sample case.")] = False,
    store: Store = None,
) -> None:
    """Open the window."""
    session: Session = context.obj
    _need_a_display()
    start = _entry_point()
    arguments = [str(path) for path in files or []]
    if session.data_dir is not None:
        arguments += ["--data-dir", str(session.data_dir)]
    if store is not None:
        arguments += ["--store", str(store)]
    raise typer.Exit(start([*arguments, "--sample"] if sample else arguments))


def _need_a_display() -> None:
    """Qt ends the whole process where it finds no display; a sentence is better."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named):
        raise UsageError(
            message(
                "There is no display for a window here. `witnessmark inspect FILE` does the same in the "
                "terminal; `witnessmark sample` shows it on the sample."
            )
        )


def _entry_point() -> Callable[[list[str]], int]:
    """The window's main function; found by its entry point, because the library knows no window."""
    found = list(metadata.entry_points(group="gui_scripts", name=_GUI))
    missing = UsageError(
        message(
            "The window is not installed. Install it with: pip install 'witnessmark[gui]' (or: pipx "
            "install 'witnessmark[gui]')."
        )
    )
    if not found:
        raise missing
    try:
        main: Callable[[list[str]], int] = found[0].load()
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("PySide6", "shiboken6", "witnessmark_gui"):
            raise missing from error
        raise
    except ImportError as error:
        raise UsageError(
            message(
                "Qt cannot start, because a system library is missing ({why}). `make run` installs these; "
                "by hand on Debian or Ubuntu: sudo apt-get install libgl1 libegl1 libxkbcommon0 "
                "libxcb-cursor0.",
                why=error,
            )
        ) from error
    return main
