"""The engine `rapidocr`: the networks of RapidOCR's wheel, with our own preparation and word boxes."""

from __future__ import annotations

import time

import numpy as np
from PIL import Image

from witnessmark.errors import EngineMissing
from witnessmark.reading import networks
from witnessmark.reading.detect import lines_in
from witnessmark.reading.engine import EngineStatus
from witnessmark.reading.ordering import in_reading_order
from witnessmark.reading.recognise import glyphs_of, strip_of
from witnessmark.reading.words import ReadLine, words_of
from witnessmark.records import Reading

NAME = "rapidocr"
# What the recognition network's characters cover, as Tesseract names languages.
LANGUAGES = (
    "eng", "deu", "fra", "spa", "por", "ita", "nld", "dan", "swe", "nor", "fin", "pol", "ces", "slk", "slv",
    "hun", "ron", "hrv", "est", "lav", "lit", "tur", "ind", "msa", "vie", "chi_sim", "chi_tra", "jpn",
)  # fmt: skip


def status() -> EngineStatus:
    """Whether the engine can work here; loads nothing."""
    trouble = networks.missing()
    if trouble is not None:
        return EngineStatus(NAME, networks.version(), False, advice=trouble)
    return EngineStatus(NAME, networks.version(), True, LANGUAGES)


class RapidOcr:
    """Reads Latin scripts, Chinese and Japanese alike; the language asked for changes nothing."""

    name = NAME

    @property
    def version(self) -> str:
        """The version of the wheel that the networks come from."""
        return networks.version()

    def languages(self) -> tuple[str, ...]:
        """The languages whose letters the network knows; raises EngineMissing where it cannot work."""
        trouble = networks.missing()
        if trouble is not None:
            raise EngineMissing(trouble.text)
        return LANGUAGES

    def read(self, image: Image.Image, language: str) -> Reading:
        """Find the lines, read each, cut it into words; raises EngineMissing where a model is not usable."""
        unknown = set(language.split("+")) - set(LANGUAGES)
        if unknown:
            raise EngineMissing(
                f"The engine rapidocr cannot read the language {'+'.join(sorted(unknown))}; "
                "choose tesseract and install its data for that language."
            )
        started = time.perf_counter()
        pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
        found: list[ReadLine] = []
        for line in lines_in(pixels):
            strip = strip_of(pixels, line)
            words = words_of(strip, glyphs_of(strip))
            if words:
                found.append(ReadLine(words))
        words, lines = in_reading_order(found)
        return Reading(
            engine=self.name,
            version=self.version,
            language=language,
            seconds=round(time.perf_counter() - started, 3),
            words=words,
            lines=lines,
            steps=("lines found by the detection network", "each line scaled to 48 px"),
            models=(networks.DETECTION, networks.RECOGNITION),
        )
