from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from witnessmark.errors import EngineMissing, UsageError
from witnessmark.reading import engines, networks, tesseract, tesslibrary
from witnessmark.reading.engine import EngineStatus
from witnessmark.records import ModelFile, Reading

WORDS = "The swings come back in May"
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no Tesseract here")


def written(ink: str = "black", ground: str = "white", size: int = 40) -> Image.Image:
    image = Image.new("RGB", (900, 160), ground)
    ImageDraw.Draw(image).text((40, 50), WORDS, ink, ImageFont.load_default(size))
    return image


class Missing:
    name, version = "missing", "0"

    def languages(self) -> tuple[str, ...]:
        raise EngineMissing("It is not here; get it.")

    def read(self, image: Image.Image, language: str) -> Reading:
        raise EngineMissing("It is not here; get it.")


class Present:
    version = "1"

    def __init__(self, name: str, *languages: str) -> None:
        self.name = name
        self._languages = languages

    def languages(self) -> tuple[str, ...]:
        return self._languages

    def read(self, image: Image.Image, language: str) -> Reading:
        if language not in self._languages:
            raise EngineMissing(f"I do not know {language}.")
        return Reading(self.name, self.version, language, 0.0, steps=("read",))


def test_auto_falls_back_to_the_other_engine_and_says_so():
    reading = engines.Auto((Missing(), Present("second", "eng"))).read(written(), "eng")
    assert reading.engine == "second"
    assert reading.steps == ("missing could not be used: It is not here; get it.", "read")


def test_auto_takes_the_first_engine_that_knows_the_language():
    auto = engines.Auto((Present("first", "eng"), Present("second", "eng", "rus")))
    assert auto.read(written(), "eng").engine == "first"
    assert auto.read(written(), "rus").engine == "second"
    assert auto.read(written(), "rus").steps == ("first could not be used: I do not know rus.", "read")
    assert auto.languages() == ("eng", "rus")


def test_auto_without_any_engine_names_each_trouble():
    with pytest.raises(EngineMissing, match=r"No OCR engine .* missing could not be used"):
        engines.Auto((Missing(), Missing())).read(written(), "eng")


def test_an_unknown_engine_is_refused_with_the_names_of_the_known():
    with pytest.raises(UsageError, match="auto, rapidocr, tesseract"):
        engines.make("best")


def test_a_missing_tesseract_is_explained_and_stops_nothing_else(monkeypatch):
    monkeypatch.setattr(tesseract, "which", lambda name: None)
    with pytest.raises(EngineMissing, match="install"):
        engines.make("tesseract").read(written(), "eng")
    statuses = {status.name: status for status in engines.available()}
    assert not statuses["tesseract"].ok
    assert "install" in statuses["tesseract"].advice.text
    assert statuses["rapidocr"].ok


@needs_tesseract
def test_a_missing_language_is_explained():
    with pytest.raises(EngineMissing, match="no data for the language xyz"):
        engines.make("tesseract").read(written(), "eng+xyz")


def test_rapidocr_refuses_a_script_that_it_does_not_know():
    with pytest.raises(EngineMissing, match="cannot read the language rus"):
        engines.make("rapidocr").read(written(), "rus")


def test_an_altered_model_is_refused(monkeypatch):
    altered = ModelFile(networks.DETECTION.name, "0" * 64)
    monkeypatch.setattr(networks, "DETECTION", altered)
    networks.detection.cache_clear()
    try:
        with pytest.raises(EngineMissing, match=r"det_small\.onnx is not the one that was measured"):
            engines.make("rapidocr").read(written(), "eng")
    finally:
        networks.detection.cache_clear()


def test_a_missing_model_is_explained(monkeypatch):
    monkeypatch.setattr(networks, "RECOGNITION", ModelFile("gone.onnx", "0" * 64))
    (status,) = [status for status in engines.available() if status.name == "rapidocr"]
    assert not status.ok
    assert "gone.onnx is missing" in status.advice.text


@pytest.mark.ocr
@pytest.mark.parametrize("name", ["rapidocr", pytest.param("tesseract", marks=needs_tesseract)])
@pytest.mark.parametrize("colours", [("black", "white"), ("white", "black"), ("white", "#0a7cff")])
def test_both_engines_read_words_with_their_boxes(name, colours):
    reading = engines.make(name).read(written(*colours), "eng")
    assert " ".join(word.text for word in reading.words) == WORDS
    assert [line.words for line in reading.lines] == [tuple(range(6))]
    rights = [0, *(word.box.right for word in reading.words)]
    font = ImageFont.load_default(40)
    for index, word in enumerate(reading.words):
        start = 40 + font.getlength(" ".join(WORDS.split()[:index]) + (" " if index else ""))
        assert abs(word.box.x - start) < 14
        assert abs(word.box.width - font.getlength(word.text)) < 20
        assert word.box.x >= rights[index] - 3
        assert 0.5 < word.confidence <= 1.0
    assert reading.version
    assert reading.seconds > 0


def test_the_languages_of_an_engine_are_those_that_are_here():
    statuses = (
        EngineStatus("rapidocr", "3", True, ("eng", "jpn")),
        EngineStatus("tesseract", "5", True, ("rus", "eng")),
    )
    assert engines.languages(statuses, "tesseract") == ("eng", "rus")
    assert engines.languages(statuses, "auto") == ("eng", "jpn", "rus")
    assert engines.languages((), "auto") == ()


def test_each_missing_language_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(tesseract, "which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr(tesseract, "_languages", lambda: ("eng",))
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(EngineMissing) as caught:
        tesseract.Tesseract().read(Image.new("RGB", (8, 8)), "eng+rus+chi_sim")
    assert caught.value.message.endswith("sudo apt install tesseract-ocr-chi-sim tesseract-ocr-rus")


@pytest.mark.parametrize("said", ["", 'List of available languages in "/no/such/folder" (1):\neng\n'])
def test_data_that_the_program_does_not_name_or_have_are_not_used(monkeypatch, said):
    answer = subprocess.CompletedProcess([], 0, said, "")
    monkeypatch.setattr(tesslibrary.subprocess, "run", lambda *_, **__: answer)
    assert tesslibrary.data.__wrapped__() is None


@pytest.mark.ocr
@needs_tesseract
def test_without_the_library_the_program_is_run(monkeypatch):
    monkeypatch.setattr(tesslibrary, "data", lambda: None)
    monkeypatch.setattr(tesslibrary, "lines", None)
    reading = engines.make("tesseract").read(written(), "eng")
    assert " ".join(word.text for word in reading.words) == WORDS


@pytest.mark.ocr
@needs_tesseract
def test_the_library_reads_without_the_program(monkeypatch):
    pytest.importorskip("tesserocr")
    assert tesslibrary.data() is not None
    monkeypatch.setattr(tesseract, "_table", None)
    reading = engines.make("tesseract").read(written(), "eng")
    assert " ".join(word.text for word in reading.words) == WORDS
    assert "tesserocr" in reading.version
