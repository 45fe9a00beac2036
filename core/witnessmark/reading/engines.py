"""The engines by name, which of them work here, and which one `auto` is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from witnessmark.errors import EngineMissing, UsageError
from witnessmark.messages import Message, message
from witnessmark.reading import rapidocr, tesseract
from witnessmark.reading.engine import Engine, EngineStatus
from witnessmark.records import Reading

_MAKERS: dict[str, Callable[[], Engine]] = {
    "rapidocr": rapidocr.RapidOcr,
    "tesseract": tesseract.Tesseract,
}
NAMES = ("auto", *_MAKERS)


def available() -> tuple[EngineStatus, ...]:
    """Each engine with its version and languages, or with what is to be done to get it; loads none."""
    return (rapidocr.status(), tesseract.status())


def languages(statuses: tuple[EngineStatus, ...], engine: str) -> tuple[str, ...]:
    """The languages that an engine reads here; `auto` reads those of all."""
    found = {name for status in statuses if engine in ("auto", status.name) for name in status.languages}
    return tuple(sorted(found))


def make(name: str) -> Engine:
    """The engine of that name, not yet loaded; raises UsageError where there is none."""
    if name == "auto":
        return Auto(tuple(maker() for maker in _MAKERS.values()))
    if name not in _MAKERS:
        raise UsageError(
            message(
                "There is no OCR engine “{name}”; choose one of {names}.", name=name, names=", ".join(NAMES)
            )
        )
    return _MAKERS[name]()


def other_than(name: str) -> str:
    """The engine to compare with one that has read: the first that is another."""
    return next(other for other in _MAKERS if other != name)


class Auto:
    """The first engine, in the order of measured accuracy, that works here and knows the language."""

    name = "auto"

    def __init__(self, engines: tuple[Engine, ...]) -> None:
        self._engines = engines

    @property
    def version(self) -> str:
        """The versions of all engines that it chooses from."""
        return ", ".join(f"{engine.name} {engine.version}" for engine in self._engines)

    def languages(self) -> tuple[str, ...]:
        """The languages of all engines that work here."""
        return tuple(dict.fromkeys(word for engine in self._engines for word in _languages(engine)))

    def read(self, image: Image.Image, language: str) -> Reading:
        """The reading of the first engine that can; why others could not is told in its steps."""
        passed_over: list[Message] = []
        for engine in self._engines:
            try:
                reading = engine.read(image, language)
            except EngineMissing as trouble:
                passed_over.append(
                    message("{engine} could not be used: {why}", engine=engine.name, why=trouble.said)
                )
                continue
            return _with_steps(reading, tuple(each.text for each in passed_over))
        raise EngineMissing(
            message(
                "No OCR engine on this machine can read this picture; a log that is pasted or opened as text needs "
                "none. {reasons}",
                reasons=_in_a_row(passed_over),
            )
        )


def _in_a_row(sentences: list[Message]) -> Message | str:
    """Sentences one after the other, as one value for a sentence."""
    if not sentences:
        return ""
    first, *rest = sentences
    return message("{first} {second}", first=first, second=_in_a_row(rest)) if rest else first


def _languages(engine: Engine) -> tuple[str, ...]:
    try:
        return engine.languages()
    except EngineMissing:
        return ()


def _with_steps(reading: Reading, steps: tuple[str, ...]) -> Reading:
    return replace(reading, steps=steps + reading.steps)
