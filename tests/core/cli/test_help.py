"""Help names each value by what it is, and the program starts as a module."""

import os
import re
import subprocess
import sys

import pytest
import typer

from witnessmark.cli.app import app


def commands(group, *names):
    for name, command in sorted(getattr(group, "commands", {}).items()):
        yield from commands(command, *names, name)
        yield (*names, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_says_what_each_value_is_and_no_type_of_python(run, names):
    shown = run(*names, "--help").out
    assert not re.search(r"<(str|int|float|path|list|bool)", shown)
    valued = [each for each in COMMANDS[names].params if getattr(each, "is_flag", False) is False]
    for parameter in valued:
        if parameter.param_type_name == "option":
            assert re.search(rf"{parameter.opts[0]} [A-Z]", shown), parameter.name


def test_the_program_starts_as_a_module():
    called = [sys.executable, "-m", "witnessmark", "--version"]
    done = subprocess.run(
        called, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert (done.returncode, done.stdout[:11]) == (0, "witnessmark")
