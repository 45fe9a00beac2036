"""Times the engines beside plain Tesseract and RapidOCR as it comes, and joins a tall capture to read."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from witnessmark.intake.acquire import from_path
from witnessmark.intake.picture import decode
from witnessmark.reading import networks
from witnessmark.reading.detect import lines_in
from witnessmark.reading.doubtful import read_carefully
from witnessmark.reading.engines import make
from witnessmark.reading.pixels import pixels_of
from witnessmark.reading.strip import strip_of
from witnessmark.reading.strokes import without_strokes

PLAIN_TESSERACT, PLAIN_RAPIDOCR = "the tesseract command", "RapidOCR as it comes"


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a picture that one way of reading takes: of all processors together, and on the clock."""

    name: str
    pictures: int
    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Stages:
    """Processor seconds a picture that the steps of the engine rapidocr take."""

    decoding: float
    strokes: float
    detection: float
    recognition: float


def paces(folder: Path, every: int = 8) -> tuple[Pace, ...]:
    """Each way of reading on every `every`-th picture, turn by turn, so that all meet the same machine.

    RapidOCR is given one thread, as the other engines have; its angle classifier stays on, as it comes.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["OMP_THREAD_LIMIT"] = "1"
    chosen = list(pictures_in(folder))[::every]
    ways = _ways()
    spent = {name: [0.0, 0.0] for name in ways}
    for number, picture in enumerate(chosen):
        for name, read in ways.items():
            if number == 0:
                read(picture)  # loads the models; not counted
            cpu, wall = _cpu(), time.perf_counter()
            read(picture)
            spent[name][0] += _cpu() - cpu
            spent[name][1] += time.perf_counter() - wall
    count = max(1, len(chosen))
    return tuple(Pace(name, len(chosen), cpu / count, wall / count) for name, (cpu, wall) in spent.items())


def stages(folder: Path, every: int = 8) -> Stages:
    """Where the engine rapidocr spends its time, on every `every`-th picture."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    chosen = list(pictures_in(folder))[::every]
    spent = np.zeros(4)
    for picture in chosen:
        spent += _stages_of(picture)
    decoding, strokes, detection, recognition = (float(value) for value in spent / max(1, len(chosen)))
    return Stages(decoding, strokes, detection, recognition)


def pictures_in(folder: Path) -> Iterator[Path]:
    """The pictures of a folder that have a ground truth beside them."""
    for truth in sorted(folder.glob("*.json")):
        yield from (path for path in sorted(folder.glob(f"{truth.stem}.*")) if path.suffix != ".json")


def tall_capture(folder: Path, out: Path, width: int = 1080, height: int = 40_000) -> Path:
    """Join pictures of at most `width` one below the other to one of `height`; `tall.png` with its truth.

    Pictures are used again from the first on where there are not enough; raises ValueError where none fits.
    """
    parts: list[Image.Image] = []
    truth = _empty_truth(width, height)
    top = 0
    fitting = [path for path in pictures_in(folder) if _fits(path, width)]
    if not fitting:
        raise ValueError(f"{folder} holds no picture of {width} pixels or less and at least 3 / 4 of that")
    while top < height:
        path = fitting[len(parts) % len(fitting)]
        image = Image.open(path).convert("RGB")
        _add(truth, json.loads(path.with_suffix(".json").read_text("utf-8")), top, height)
        parts.append(image)
        top += image.height
    whole = Image.new("RGB", (width, height))
    top = 0
    for part in parts:
        whole.paste(_first_colour(part), (0, top, width, min(height, top + part.height)))
        whole.paste(part, (0, top))
        top += part.height
    out.mkdir(parents=True, exist_ok=True)
    whole.save(out / "tall.png", compress_level=1)
    (out / "tall.json").write_text(json.dumps(truth), "utf-8")
    return out / "tall.png"


def _ways() -> dict[str, Callable[[Path], object]]:
    from rapidocr import RapidOCR

    plain = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": networks.THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    ours, tesseract = make("rapidocr"), make("tesseract")
    return {
        PLAIN_TESSERACT: lambda path: subprocess.run(
            ["tesseract", str(path), "-", "--psm", "3", "tsv"], capture_output=True, check=True
        ),
        PLAIN_RAPIDOCR: lambda path: plain(str(path)),
        "rapidocr (auto)": lambda path: ours.read(decode(path.read_bytes()).image, "eng"),
        "tesseract": lambda path: tesseract.read(decode(path.read_bytes()).image, "eng"),
    }


def _stages_of(picture: Path) -> list[float]:
    marks = [time.process_time()]
    image = decode(from_path(picture).data).image
    marks.append(time.process_time())
    pixels, _ = without_strokes(pixels_of(image))
    marks.append(time.process_time())
    lines = lines_in(pixels)
    marks.append(time.process_time())
    for line in lines:
        strip = strip_of(pixels, line)
        if strip is not None:
            read_carefully(strip)
    marks.append(time.process_time())
    return [float(value) for value in np.diff(marks)]


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _first_colour(image: Image.Image) -> tuple[int, ...]:
    return tuple(int(value) for value in np.asarray(image)[0, 0])


def _fits(path: Path, width: int) -> bool:
    with Image.open(path) as image:
        return 0.75 * width <= image.width <= width


def _empty_truth(width: int, height: int) -> dict[str, Any]:
    group = {"template": "joined", "platform": "joined", "theme": "mixed", "language": "mixed"}
    sizes = {"id": "tall", "file": "tall.png", "width": width, "height": height, "scale": 1.0}
    marks: dict[str, Any] = {"degradation": [], "hard_negative": False, "quoted": [], "planted": []}
    return sizes | group | marks | {"turns": [], "words": [], "lines": []}


def _add(truth: dict[str, Any], part: dict[str, Any], top: int, height: int) -> None:
    """Add a part's words and lines, moved down; what the lower edge cuts is marked as cut."""
    first = len(truth["words"])
    for word in part["words"]:
        moved = _moved(word, top)
        if moved["bbox"][1] + moved["bbox"][3] > height:
            moved["cut"] = True
        truth["words"].append(moved)
    for line in part["lines"]:
        start, end = line["words"]
        plain = {name: value for name, value in _moved(line, top).items() if name != "turn"}
        truth["lines"].append(plain | {"words": [start + first, end + first]})


def _moved(entry: dict[str, Any], down: int) -> dict[str, Any]:
    moved = dict(entry)
    for name in ("bbox", "ink"):
        if name in entry:
            moved[name] = [entry[name][0], entry[name][1] + down, *entry[name][2:]]
    return moved
