"""Installs missing system packages where it may, and otherwise prints the one command to run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from system_needs import Need

UNATTENDED = {"DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none"}


def provide(needs: Sequence[Need]) -> list[Need]:
    """Meet `needs`; those that are left. Only apt-get is run, other systems' command is printed."""
    if not needs:
        return []
    print("Missing on this system: " + "; ".join(need.name for need in needs) + ".", flush=True)
    right = _right_to_install()
    if shutil.which("apt-get") is None or right is None:
        print(advice(needs), flush=True)
        return list(needs)
    if _apt(right, "update") != 0:
        print("apt-get could not refresh its lists of packages; trying with the ones that are there.")
    left: list[Need] = []
    # Apart, so that a font that this release does not know cannot keep the window from starting.
    for group in ([n for n in needs if n.essential], [n for n in needs if not n.essential]):
        if group and _apt(right, "install", "-y", "--no-install-recommends", *_apt_names(group)) != 0:
            left += group
    if left:
        print(f"apt-get failed. {advice(left)}", flush=True)
    return left


def advice(needs: Sequence[Need]) -> str:
    """The one command that installs the packages of `needs` with this system's package manager."""
    for manager, command in (
        ("apt-get", "apt-get update && sudo apt-get install -y --no-install-recommends"),
        ("dnf", "dnf install -y"),
        ("pacman", "pacman -S --needed"),
        ("zypper", "zypper install -y"),
        ("brew", "brew install"),
    ):
        if shutil.which(manager):
            names = " ".join(_names(needs, manager))
            sudo = "" if manager == "brew" else "sudo "
            return f"Run this one command, then try again:\n    {sudo}{command} {names}"
    return "Install these with your system's package manager, then try again: " + ", ".join(
        need.name for need in needs
    )


def _names(needs: Sequence[Need], manager: str) -> list[str]:
    if manager == "apt-get":
        return _apt_names(needs)
    if manager == "brew":
        return ["tesseract"]
    names: dict[str, None] = {}
    for need in needs:
        names.update(dict.fromkeys(getattr(need, manager).split()))
    return list(names)


def _apt_names(needs: Sequence[Need]) -> list[str]:
    """The first of each need's names that this release knows: Ubuntu 24.04 renamed some to `...t64`."""
    return [next((name for name in need.apt if _known(name)), need.apt[-1]) for need in needs]


def _known(name: str) -> bool:
    if shutil.which("apt-cache") is None:
        return False
    shown = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, env=_env())
    return "Candidate:" in shown.stdout and "Candidate: (none)" not in shown.stdout


def _right_to_install() -> list[str] | None:
    """What to put before apt-get: nothing for root, `sudo -n` where it asks no password, None otherwise."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        # sudo drops the environment, so the variable travels on its command line.
        return ["sudo", "-n", *(f"{name}={value}" for name, value in UNATTENDED.items())]
    return None


def _apt(right: list[str], *arguments: str) -> int:
    print("+ apt-get " + " ".join(arguments), flush=True)
    command = [*right, "apt-get", "-q", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300", *arguments]
    return subprocess.run(command, env=_env(), stdout=subprocess.DEVNULL).returncode


def _env() -> dict[str, str]:
    return {**os.environ, **UNATTENDED, "LC_ALL": "C"}
