"""The set-up behind `make run`, tried with a package manager and a Python of the test's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def packages(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    import system_packages

    return system_packages


@pytest.fixture
def needs(packages):
    import system_needs

    return system_needs


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A machine whose only programs are the ones that the test puts there; each call is noted."""
    programs = tmp_path / "programs"
    programs.mkdir()
    calls = tmp_path / "calls"
    calls.write_text("")
    monkeypatch.setenv("PATH", str(programs))

    def add(name, body="exit 0"):
        script = programs / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{calls}"\n{body}\n')
        script.chmod(0o755)

    add.calls = lambda: calls.read_text().splitlines()
    return add


def need(needs, name="GLib"):
    return next(each for each in (*needs.WINDOW, *needs.TEXT) if each.name == name)


def knows(*names):
    """An apt-cache that knows these packages."""
    cases = "".join(f'{name}) echo "  Candidate: 1.0";; ' for name in names)
    return f'case "$2" in {cases} *) echo "  Candidate: (none)";; esac'


@pytest.mark.parametrize("release", ["libglib2.0-0t64", "libglib2.0-0"])
def test_root_installs_what_this_release_calls_the_package(packages, needs, system, monkeypatch, release):
    system("apt-get")
    system("apt-cache", knows(release))
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert packages.provide([need(needs)]) == []

    assert any(call.endswith(f"--no-install-recommends {release}") for call in system.calls())


def test_nothing_missing_runs_nothing(packages, system):
    system("apt-get")

    assert packages.provide([]) == []
    assert system.calls() == []


def test_sudo_without_a_password_is_used(packages, needs, system, monkeypatch):
    system("apt-get")
    system("apt-cache", knows())
    system("sudo")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert packages.provide([need(needs)]) == []
    assert any(call.startswith("sudo -n DEBIAN_FRONTEND=noninteractive") for call in system.calls())


def test_sudo_with_a_password_gets_one_command_printed(packages, needs, system, monkeypatch, capsys):
    system("apt-get")
    system("apt-cache", knows())
    system("sudo", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    wanted = [need(needs), need(needs, "libGL")]
    assert packages.provide(wanted) == wanted

    command = [line for line in capsys.readouterr().out.splitlines() if "install" in line and "sudo" in line]
    assert len(command) == 1
    assert command[0].strip().endswith("libglib2.0-0 libgl1")
    assert not any(call.startswith("apt-get") for call in system.calls())


@pytest.mark.parametrize(
    ("manager", "package"), [("dnf", "mesa-libGL"), ("pacman", "libglvnd"), ("zypper", "Mesa-libGL1")]
)
def test_other_systems_get_their_command(packages, needs, system, capsys, manager, package):
    system(manager)

    assert packages.provide([need(needs, "libGL")]) != []

    out = capsys.readouterr().out
    assert manager in out
    assert package in out
    assert system.calls() == []


def test_a_font_that_cannot_be_had_does_not_cost_the_window(packages, needs, system, monkeypatch, capsys):
    system("apt-get", 'case "$*" in *fonts*) exit 100;; esac')
    system("apt-cache", knows("libgl1"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    font = need(needs, "a font for emoji")

    assert packages.provide([font, need(needs, "libGL")]) == [font]
    assert "apt-get failed" in capsys.readouterr().out


def test_missing_libraries_are_seen(needs):
    assert not needs._library("libthatdoesnotexist.so.9")()
    assert not needs._program("no-such-program-anywhere")()
    assert not needs._font("NoSuchFontAnywhere")()


def test_preparing_twice_installs_once(tmp_path):
    """A virtual environment with a stamp of this pyproject is left alone."""
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    log = tmp_path / "log"
    python = venv / "bin" / "python"
    python.write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\ncase "$*" in *--version) echo "pip 99.0 from";; esac\n'
    )
    python.chmod(0o755)
    command = [sys.executable, "-c", RUN, str(PACKAGING), str(venv)]

    first = subprocess.run(command, capture_output=True, text=True, check=True)
    installed = log.read_text().count("install -q -e")
    second = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "Installing" in first.stdout
    assert installed == 1
    assert log.read_text().count("install -q -e") == 1
    assert second.stdout == ""


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import prepare
prepare.missing = lambda goal: []
sys.argv = ["prepare", "run", "--venv", sys.argv[2]]
sys.exit(prepare.main())
"""
