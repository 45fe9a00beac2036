"""Inspects pictures with ground truth, writes predictions for a scorer, and times the stages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from witnessmark.bench import marks
from witnessmark.bench.own import pictures
from witnessmark.errors import UsageError
from witnessmark.intake.acquire import from_path
from witnessmark.pipeline import Failed, Inspected, Instruments, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Inspection, Match

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure: a folder of pictures (None: the project's own), where results go, how to read."""

    folder: Path | None
    out: Path
    scorer: Path | None
    options: ReadOptions
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """A picture and its ground truth."""

    name: str
    picture: Path
    truth: dict[str, Any]


def run(task: Task, instruments: Instruments, say: Say) -> int:
    """Measure, write `shown/` and `counting/` predictions, print the figures; 0, or 3 if pictures failed."""
    folder = task.folder or draw_own(task.out / "own")
    truths = list(found(folder))[: task.limit]
    if not truths:
        raise UsageError(f"{folder} holds no picture with a ground truth <id>.json beside it.")
    inspected: list[tuple[Truth, Inspection]] = []
    failures = 0
    for truth in truths:
        outcome = _inspected(truth, instruments, task.options)
        if isinstance(outcome, Failed):
            failures += 1
            say(f"{truth.name}: {outcome.error.message}")
            continue
        _write(task.out, truth, outcome.inspection)
        inspected.append((truth, outcome.inspection))
        seconds = outcome.inspection.seconds
        say(f"{truth.name}: {seconds.total:.2f} s, {len(outcome.inspection.matches)} matches shown")
    for row in _timings(inspected):
        say(row)
    for row in marks.summary([(truth.truth, inspection) for truth, inspection in inspected]):
        say(row)
    _score(task, folder, [truth.name for truth in truths], say)
    return 3 if failures else 0


def draw_own(folder: Path) -> Path:
    """Draw the project's own small set with its ground truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for drawn in pictures():
        drawn.image.save(folder / f"{drawn.name}.png")
        (folder / f"{drawn.name}.json").write_text(json.dumps(drawn.truth), encoding="utf-8")
    return folder


def found(folder: Path) -> Iterator[Truth]:
    """The pictures of a folder that have a ground truth beside them, in the order of their names."""
    for file in sorted(folder.glob("*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(truth, dict) and "lines" in truth and "file" in truth:
            yield Truth(file.stem, folder / Path(truth["file"]).name, truth)


def prediction(inspection: Inspection, counting: bool) -> dict[str, Any]:
    """An inspection in the scorer's form; with `counting`, only the matches that count."""
    reading = inspection.reading
    words = reading.words if reading else ()
    return {
        "words": [
            {"text": word.text, "bbox": list(word.box), "confidence": word.confidence} for word in words
        ],
        "turns": [
            {
                "speaker": turn.speaker,
                "role": turn.role,
                "text": turn.text,
                "bbox": turn.box and list(turn.box),
            }
            for turn in inspection.transcript.turns
        ],
        "matches": [_match(match) for match in inspection.matches if match.counts or not counting],
        "seconds": inspection.seconds.total,
    }


def _match(match: Match) -> dict[str, Any]:
    boxes = [list(box) for box in match.boxes]
    # The ground truth calls wording of any assistant "generic".
    family = "generic" if match.family == "assistant" else match.family
    return {"family": family, "text": match.text, "boxes": boxes, "fingerprint": match.fingerprint}


def _inspected(truth: Truth, instruments: Instruments, options: ReadOptions) -> Inspected | Failed:
    outcomes = list(inspect([from_path(truth.picture)], instruments, options))
    return next(outcome for outcome in outcomes if isinstance(outcome, Inspected | Failed))


def _write(out: Path, truth: Truth, inspection: Inspection) -> None:
    for kind in ("shown", "counting"):
        (out / kind).mkdir(parents=True, exist_ok=True)
        text = json.dumps(prediction(inspection, kind == "counting"))
        (out / kind / f"{truth.name}.json").write_text(text, encoding="utf-8")


def _timings(inspected: list[tuple[Truth, Inspection]]) -> Iterator[str]:
    if not inspected:
        return
    seconds = [inspection.seconds for _, inspection in inspected]
    yield f"\nSeconds a picture, of {len(seconds)}: mean, median, slowest"
    for stage in ("total", "reading", "turns", "matching"):
        values = sorted(getattr(each, stage) for each in seconds)
        mean = sum(values) / len(values)
        yield f"  {stage:9} {mean:7.3f} {values[len(values) // 2]:7.3f} {values[-1]:7.3f}"


def _score(task: Task, folder: Path, names: list[str], say: Say) -> None:
    """Run the scorer on both sets of matches, where there is one."""
    scorer = task.scorer or next((f for f in _scorers(folder) if f.is_file()), None)
    if scorer is None:
        say("\nNo scorer (score.py) lies above the pictures; name one with --scorer.")
        return
    for kind in ("shown", "counting"):
        say(f"\n{kind} matches, by {scorer.name}:")
        command = [sys.executable, str(scorer), str(folder), str(task.out / kind), "--only", ",".join(names)]
        # The scorer's own table goes where this program's output goes.
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        say(ended.stdout or ended.stderr)


def _scorers(folder: Path) -> tuple[Path, ...]:
    place = folder.resolve()
    return tuple(parent / "score.py" for parent in (place, *place.parents[:2]))
