"""Rules of the house that no linter knows: a pattern, where it may stand, and why."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("core", "gui") for path in sorted((ROOT / folder).rglob("*.py"))]

# Programs of their own (`python -m ...`) that measure the window and break the store from outside.
WINDOW_BENCH = "witnessmark_gui/bench.py"
KILLED, BREAKER = "witnessmark/bench/faulty.py", "witnessmark/bench/faults.py"

RULES = [
    (r"except Exception\b|except:", {"cli/app.py", "witnessmark_gui/tasks.py"}, "bugs end at two borders"),
    (r"\b(Path\.home|expanduser|platformdirs)\b", {"witnessmark/paths.py"}, "one module knows the folders"),
    (r"\bprint\(", {"witnessmark/cli/", WINDOW_BENCH, KILLED}, "the library prints nothing"),
    (r"[\"'](SELECT|INSERT|UPDATE|DELETE) ", {"witnessmark/store/", BREAKER}, "one stage knows the database"),
    (r"^\s*(import|from) (urllib.request|requests|httpx|http|socket)\b", set(), "nothing leaves"),
    (r"\bprocessEvents\(|QThread\)", {WINDOW_BENCH}, "the window waits for nothing"),
]

CLAIMS = re.compile(
    r"deepfake|is genuine|is fake|written by (an )?AI\b|AI-written|probability of|\d+ ?% (sure|likely)", re.I
)


@pytest.mark.parametrize(("pattern", "allowed", "reason"), RULES, ids=lambda value: str(value)[:24])
def test_rule(pattern, allowed, reason):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line) and not any(place in path.as_posix() for place in allowed)
    ]

    assert not found, reason


def test_nothing_claims_more_than_was_measured():
    texts = [
        *SOURCES,
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "README.md",
        *(ROOT / "resources").rglob("*.j2"),
    ]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if CLAIMS.search(line)
    ]

    assert not found
