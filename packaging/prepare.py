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
    lacking = missing(options.goal)
    if not _runs(options.venv) and not VENV.present():
        lacking.append(VENV)
    without = options.venv / ".without"
    known = without.read_text().splitlines() if without.exists() else []
    left = provide([need for need in lacking if need.name not in known])
    if any(need.essential for need in left):
        return 1
    code = _environment(options.venv) or _package(options.venv, options.goal)
    if left and code == 0:
        # An optional package that cannot be had is asked for once, not at every start.
        without.write_text("".join(f"{name}\n" for name in (*known, *(need.name for need in left))))
        print(f"Going on without. `make clean`, or removing {without}, makes the next run try again.")
    return code


def _environment(venv: Path) -> int:
    """A virtual environment whose Python runs; one that does not (Python was upgraded) is made anew."""
    if _runs(venv):
        return 0
    print(f"Making the virtual environment {venv} with {sys.executable}", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    return subprocess.run([sys.executable, "-m", "venv", venv]).returncode


def _runs(venv: Path) -> bool:
    python = venv / "bin" / "python"
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and subprocess.run([python, "-c", check], capture_output=True).returncode == 0


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
