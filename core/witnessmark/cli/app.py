"""The `witnessmark` command: its global options, its commands, and the one place where errors end."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

from witnessmark import __version__
from witnessmark.cli import (
    bench,
    evidence,
    fingerprints,
    inspecting,
    keeping,
    library,
    rechecking,
    renewing,
    sample,
    stamping,
    window,
)
from witnessmark.cli.session import Session
from witnessmark.cli.terminal import complain
from witnessmark.cli.translated import translated
from witnessmark.errors import UsageError, WitnessmarkError
from witnessmark.language import LANGUAGES, SYSTEM, say, tell, use
from witnessmark.messages import message
from witnessmark.paths import Paths, paths
from witnessmark.settings import Settings

log = logging.getLogger(__name__)

app = typer.Typer(
    name="witnessmark",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads screenshots of chats and posts, finds known model wording in them, and keeps the evidence.",
)
inspecting.register(app)
evidence.register(app)
keeping.register(app)
rechecking.register(app)
renewing.register(app)
stamping.register(app)
library.register(app)
fingerprints.register(app)
sample.register(app)
window.register(app)
bench.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"witnessmark {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            "--data-dir", help="Keep store, settings, packs and log in this folder.", show_default=False
        ),
    ] = None,
    interface_language: Annotated[
        str | None,
        typer.Option(
            "--interface-language",
            metavar=f"[{'|'.join((SYSTEM, *LANGUAGES))}]",
            help="Speak this language; the setting of this name if left out.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    where = paths(data_dir)
    _log_to(where)
    settings = Settings(where.settings)
    if interface_language and interface_language not in (SYSTEM, *LANGUAGES):
        raise UsageError(
            message(
                "There is no interface language {name}. Use one of: {languages}.",
                name=interface_language,
                languages=", ".join((SYSTEM, *LANGUAGES)),
            )
        )
    use(interface_language or settings.text("interface_language"))
    for complaint in settings.complaints:
        complain(tell(complaint))
    context.obj = Session(where, settings, data_dir)


def main() -> None:
    """Run the command line; every error ends here, as one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    warnings.simplefilter("ignore")
    try:
        use(_language_asked_for(sys.argv[1:]))
        translated(typer.main.get_command(app))()
    except WitnessmarkError as error:
        complain(tell(error.said))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        complain(say("stopped."))
        sys.exit(130)
    except Exception:
        log.exception("bug")
        complain(
            say("something went wrong that should not have; the details are in {file}.", file=_log_file())
        )
        sys.exit(1)


def _language_asked_for(arguments: list[str]) -> str:
    """The language for help, which is printed before any option is looked at in order."""
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asked.add_argument("--interface-language")
    asked.add_argument("--data-dir", type=Path)
    try:
        found, _ = asked.parse_known_args(arguments)
    except argparse.ArgumentError:  # an option without its value: the command line says so itself
        return SYSTEM
    return found.interface_language or Settings(paths(found.data_dir).settings).text("interface_language")


def _log_to(where: Paths) -> None:
    """Warnings and bugs go to a file that is made with its first line; where it cannot be, nowhere."""
    handler: logging.Handler = logging.NullHandler()
    try:
        where.log.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            where.log / "witnessmark.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        complain(
            say("the log folder {folder} cannot be written; this run keeps no log.", folder=str(where.log))
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _log_file() -> str:
    files = [h.baseFilename for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)]
    return files[0] if files else "no log, because its folder cannot be written"
