"""The engine `rapidocr`: the networks of RapidOCR's wheel, with our own preparation and word boxes."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PIL import Image

from witnessmark.errors import EngineMissing
from witnessmark.messages import message
from witnessmark.reading import networks
from witnessmark.reading.covered import bridged, read_line, views_of
from witnessmark.reading.detect import lines_in
from witnessmark.reading.engine import EngineStatus
from witnessmark.reading.icons import is_east_asian, left_out, without_icons
from witnessmark.reading.ink import ink_of
from witnessmark.reading.lookalikes import settled
from witnessmark.reading.ordering import in_reading_order
from witnessmark.reading.pixels import pixels_of
from witnessmark.reading.recognise import Recognised
from witnessmark.reading.spacing import with_spaces
from witnessmark.reading.strip import Strip
from witnessmark.reading.strokes import without_strokes
from witnessmark.reading.words import ReadLine, words_of
from witnessmark.records import Reading, Word

NAME = "rapidocr"
_AT_ONCE = 2  # lines that are read side by side
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
            raise EngineMissing(trouble)
        return LANGUAGES

    def read(self, image: Image.Image, language: str) -> Reading:
        """Find the lines, read each, cut it into words; raises EngineMissing where a model is not usable."""
        unknown = set(language.split("+")) - set(LANGUAGES)
        if unknown:
            raise EngineMissing(
                message(
                    "The engine rapidocr cannot read the language {language}; choose tesseract and install "
                    "its data for that language.",
                    language="+".join(sorted(unknown)),
                )
            )
        started = time.perf_counter()
        pixels = pixels_of(image)
        plain, strokes = without_strokes(pixels)
        views = views_of(pixels, plain)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            recognised = pool.map(partial(read_line, views=views), bridged(lines_in(plain), views))
            found, marks, unread = read_lines([one for one in recognised if one is not None])
        words, lines = in_reading_order(found)
        return Reading(
            engine=self.name,
            version=self.version,
            language=language,
            seconds=round(time.perf_counter() - started, 3),
            words=words,
            lines=lines,
            steps=(
                *(
                    (f"{strokes} coloured strokes faded out; lines under them read in three ways",)
                    if strokes
                    else ()
                ),
                "lines found by the detection network, each read at 48 px, doubtful ones once more at full width",
                "lost spaces put in at gaps; l and I settled by the word",
                *((f"{unread} lines taken for icons and left out",) if unread else ()),
            ),
            models=(networks.DETECTION, networks.RECOGNITION),
            marks=tuple(marks),
        )


def read_lines(recognised: list[tuple[Strip, Recognised]]) -> tuple[list[ReadLine], list[Word], int]:
    """The lines of a page as words with boxes, the signs that are no writing, and how many lines held only such."""
    inked = [(strip, ink_of(strip.pixels), line) for strip, line in recognised]
    spaced = [(strip, ink, settled(with_spaces(line, ink))) for strip, ink, line in inked]
    east_asian = is_east_asian(glyphs for _, _, glyphs in spaced)
    lines: list[ReadLine] = []
    marks: list[Word] = []
    unread = 0
    for strip, ink, glyphs in spaced:
        kept = without_icons(glyphs, ink, east_asian)
        marks += [mark for run in left_out(glyphs, kept) for mark in words_of(strip, run, ink)]
        if kept:
            lines.append(ReadLine(words_of(strip, kept, ink)))
        elif glyphs:
            unread += 1
    return lines, marks, unread
