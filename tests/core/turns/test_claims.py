"""What pictures with known truth claim to show, by a table that people wrote by looking at them.

The pictures are not part of the project. Set WITNESSMARK_BENCH to their folder to run this; `claims.json` names
them without their ending, with the family that each shows itself to be from.
"""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from witnessmark.reading.rapidocr import RapidOcr
from witnessmark.records import Picture
from witnessmark.turns.propose import propose

FOLDER = os.environ.get("WITNESSMARK_BENCH")
EXPECTED: dict[str, str | None] = json.loads(
    (Path(__file__).parent / "claims.json").read_text(encoding="utf-8")
)
RIGHT = 0.95  # of the pictures that show a product; of those that show none, all


def claimed(path: Path) -> str | None:
    image = Image.open(path).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    reading = RapidOcr().read(image, "eng")
    claim = propose(reading, Picture(buffer.getvalue(), image.width, image.height)).claim
    return claim.family if claim else None


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="WITNESSMARK_BENCH names no folder with the pictures")
def test_claims_of_pictures_with_known_truth():
    paths = {path.stem: path for path in Path(FOLDER or ".").iterdir() if path.suffix in (".png", ".jpg")}
    found = {name: claimed(paths[name]) for name in EXPECTED if name in paths}
    assert found, "none of the pictures is in the folder"
    shown = [name for name in found if EXPECTED[name] is not None]
    assert sum(found[name] == EXPECTED[name] for name in shown) >= RIGHT * len(shown)
    assert [name for name in found if EXPECTED[name] is None and found[name] is not None] == []
