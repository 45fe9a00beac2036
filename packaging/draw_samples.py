"""Draws the sample pictures that travel with the program: `draw_samples.py [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from witnessmark.bench.own import samples

HERE = Path(__file__).resolve().parent.parent / "resources" / "witnessmark_resources" / "samples"


def main() -> None:
    """Write each sample as a PNG into the folder named, or beside the catalogue of samples."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for drawn in samples():
        drawn.image.save(folder / f"{drawn.name}.png", optimize=True)
        print(folder / f"{drawn.name}.png", drawn.image.size)


if __name__ == "__main__":
    main()
