"""Each command and setting has its help, and stands in the documentation."""

import re
from pathlib import Path

import pytest
import typer

from witnessmark.cli.app import app
from witnessmark.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def commands(group, prefix="witnessmark"):
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_stands_in_the_documents(name):
    command = COMMANDS[name]
    manual = (ROOT / "docs" / "cli.md").read_text()

    assert command.help
    assert all(getattr(parameter, "help", "") for parameter in command.params)
    assert f"`{name}" in manual


def test_commands_of_the_readme_exist():
    shown = re.findall(r"(?:^ {4}|\| |`)(witnessmark (?:library )?[a-z][a-z-]*)", README, flags=re.MULTILINE)

    assert len(shown) > 10
    assert set(shown) <= set(COMMANDS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_setting_stands_in_the_manual(setting):
    manual = (ROOT / "docs" / "cli.md").read_text()
    row = next(line for line in manual.splitlines() if line.startswith(f"| `{setting.name}` |"))

    assert setting.help
    assert str(setting.default) in row
