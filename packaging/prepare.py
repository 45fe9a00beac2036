"""Makes everything ready that `make run`, `make test` and `make bench` need; a second run takes no time.

Uses nothing but Python's standard library, because it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from system_needs import VENV, missing
from system_packages import provide

ROOT = Path(__file__).resolve().parent.parent
PIP = (25, 1)  # the first pip that knows dependency groups


def main() -> int:
    """Prepare for a goal; the exit code of make's recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goal", choices=["run", "test", "bench"])
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv")
    options = parser.parse_args()
    return _system(options.goal) or _environment(options.venv) or _package(options.venv, options.goal)


def _system(goal: str) -> int:
    lacking = missing(goal)
    if provide(lacking):
        return 0
    essential = [need for need in lacking if need.essential]
    if essential:
        return 1
    print("Going on without.", flush=True)
    return 0


def _environment(venv: Path) -> int:
    """A virtual environment whose Python runs; one that does not (Python was upgraded) is made anew."""
    python = venv / "bin" / "python"
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    if python.exists() and subprocess.run([python, "-c", check], capture_output=True).returncode == 0:
        return 0
    if not VENV.present() and not provide([VENV]):
        return 1
    print(f"Making the virtual environment {venv} with {sys.executable}", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    return subprocess.run([sys.executable, "-m", "venv", venv]).returncode


def _package(venv: Path, goal: str) -> int:
    """Install the program, editable, with the window and, for tests, the developer's tools."""
    group = "dev" if goal == "test" else "none"
    stamp = venv / f".prepared-{group}"
    wanted = hashlib.sha256(
        f"{ROOT}\n{sys.version}\n".encode() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    stamps = [stamp, venv / ".prepared-dev"]
    if any(file.exists() and file.read_text() == wanted for file in stamps):
        return 0
    pip = [venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    steps = [] if _pip_is_new(pip) else [["install", "-q", f"pip>={PIP[0]}.{PIP[1]}"]]
    groups = ["--group", f"{ROOT / 'pyproject.toml'}:dev"] if group == "dev" else []
    steps.append(["install", "-q", "-e", f"{ROOT}[gui]", *groups])
    print("Installing Witnessmark and its libraries (a few minutes the first time)", flush=True)
    for step in steps:
        if code := subprocess.run([*pip, *step]).returncode:
            print("pip failed; its message above says why. Nothing else was changed.", flush=True)
            return code
    stamp.write_text(wanted)
    return 0


def _pip_is_new(pip: list[str | Path]) -> bool:
    said = subprocess.run([*pip, "--version"], capture_output=True, text=True).stdout.split()
    return len(said) > 1 and tuple(int(part) for part in said[1].split(".")[:2]) >= PIP


if __name__ == "__main__":
    sys.exit(main())
