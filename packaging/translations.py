"""Keeps the translation catalogues: extracts what the program says, updates each language, compiles it.

    python packaging/translations.py update [CODE...]   take new sentences into the .po files
    python packaging/translations.py compile            write the .mo files that the program reads
    python packaging/translations.py missing [CODE...]  print what has no translation yet

What is extracted: the first argument of `message`, `say` and `term`; the words of the tables of actions and
settings; the titles of errors; the help of the command line; what the report's template says.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from witnessmark.cli.app import app
from witnessmark.cli.translated import sentences
from witnessmark.language import LANGUAGES
from witnessmark.library.families import LABELS
from witnessmark.library.load import load
from witnessmark.messages import forms, same_slots
from witnessmark.settings import SETTINGS, readable
from witnessmark.weighing.study import study

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "witnessmark_resources" / "translations"
_TEMPLATES = ROOT / "resources" / "witnessmark_resources" / "report"
# Which arguments of which calls are sentences.
_CALLS = {
    "message": (0,),
    "say": (0,),
    "term": (0,),
    "Setting": (2,),
    "ActionSpec": (1, 4),
    "_say": (0,),
    "FileFact": (0,),
    "_log": (0,),
    "_change_case": (1,),
    "Change": (0,),
    "Progress": (2,),
}
_ONE_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # a catalogue says what, not when
_NOT_TOLD = ("bench", "bench.py")  # these measure the program, in English


class _Lasting(Catalog):
    """A catalogue that is the same bytes for the same words, whatever version of Babel writes it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the head, without the name of the program that wrote them."""
        return [(name, value) for name, value in Catalog.mime_headers.fget(self) if name != "Generated-By"]

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        Catalog.mime_headers.fset(self, headers)


def templates() -> dict[str, list[str]]:
    """Every English template that the program can say, with the files that say it."""
    found: dict[str, list[str]] = {}

    def take(words: Iterator[str], place: str) -> None:
        for each in words:
            if each.strip() and place not in found.setdefault(each, []):
                found[each].append(place)

    for root in ("core", "gui"):
        for file in sorted((ROOT / root).rglob("*.py")):
            if not set(file.parts) & set(_NOT_TOLD):
                take(_of_python(ast.parse(file.read_text(encoding="utf-8"))), _place(file))
    for file in sorted(_TEMPLATES.glob("*.j2")):
        take(_of_report(file.read_text(encoding="utf-8")), _place(file))
    take(sentences(typer.main.get_command(app)), "core/witnessmark/cli")
    take(_of_settings(), "core/witnessmark/settings.py")
    take(_of_study(), "resources/witnessmark_resources/study")
    return found


def catalogue(code: str) -> Catalog:
    """The catalogue of a language as its file has it; an empty one where there is no file."""
    file = FOLDER / f"{code}.po"
    if not file.exists():
        return Catalog(locale=code)
    with file.open("rb") as opened:
        return read_po(opened, locale=code)


def faults(code: str) -> Iterator[str]:
    """What is wrong with a catalogue: a sentence without a translation, or one with other slots."""
    held = catalogue(code)
    for template in templates():
        entry = held.get(forms(template)[0])
        strings = () if entry is None else _strings(entry)
        if not strings or not all(strings):
            yield f"missing: {template}"
        for each in strings:
            if each and not same_slots(each, template):
                yield f"other slots: {template} -> {each}"


def update(code: str) -> None:
    """Write the catalogue of a language with exactly the sentences of today."""
    held = catalogue(code)
    fresh = _empty(held)
    for template, places in sorted(templates().items(), key=lambda item: (item[1][0], item[0])):
        one, many = forms(template)
        known = held.get(one)
        strings = _strings(known) if known is not None else ()
        if one == many:
            fresh.add(one, strings[0] if strings else "", [(place, 0) for place in places])
        else:
            fitting = strings if len(strings) == fresh.num_plurals else ("",) * fresh.num_plurals
            fresh.add((one, many), fitting, [(place, 0) for place in places])
    with (FOLDER / f"{code}.po").open("wb") as file:
        write_po(file, fresh, width=0, include_lineno=False)


def compiled(code: str) -> bytes:
    """The catalogue of a language as the program reads it."""
    held = catalogue(code)
    lasting = _empty(held)
    for entry in held:
        if entry.id:
            lasting.add(entry.id, entry.string)
    out = io.BytesIO()
    write_mo(out, lasting)
    return out.getvalue()


def _empty(held: Catalog) -> Catalog:
    """A catalogue of the same language and plural forms without a sentence.

    The forms are those of the file: what Babel knows of a language's plurals changes from version to version.
    """
    fresh = _Lasting(
        locale=held.locale, project="Witnessmark", creation_date=_ONE_DATE, revision_date=_ONE_DATE
    )
    fresh.mime_headers = [("Plural-Forms", dict(held.mime_headers)["Plural-Forms"])]
    return fresh


def _of_python(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for place in _CALLS.get(name, ()):
                if place < len(node.args):
                    yield from _literals(node.args[place])
        elif isinstance(node, ast.ClassDef):
            yield from _titles(node)


def _titles(node: ast.ClassDef) -> Iterator[str]:
    """The title of a class of errors."""
    for each in node.body:
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == "title":
            yield from _literals(each.value)


def _literals(node: ast.expr) -> Iterator[str]:
    """A literal sentence, or both of `one if so else another`."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _of_report(source: str) -> Iterator[str]:
    for call in jinja2.Environment().parse(source).find_all(jinja2.nodes.Call):
        if getattr(call.node, "name", "") == "say":
            words = call.args[0]
            either = (words.expr1, words.expr2) if isinstance(words, jinja2.nodes.CondExpr) else (words,)
            yield from (each.value for each in either if isinstance(each, jinja2.nodes.Const))


def _of_settings() -> Iterator[str]:
    for setting in SETTINGS:
        yield readable(setting.name)
        yield from (
            choice for choice in setting.choices if isinstance(choice, str) and choice not in LANGUAGES
        )


def _of_study() -> Iterator[str]:
    """Whose texts were counted and what they are called; names of makers and models stay as they are."""
    for statement in study().statements:
        people = (statement.human,) if statement.human else ()
        for count in (*statement.models, *people):
            yield count.unit
            if " " in count.label and (count.label[0].islower() or count.label.endswith(" models")):
                yield count.label
    yield from (name for name in LABELS.values() if name[0].islower() and not name.startswith("x"))
    yield from (group.label for group in load().rates.groups.values() if group.label.startswith("people"))


def _strings(entry: Message) -> tuple[str, ...]:
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)


def _place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _spoken_here() -> tuple[str, ...]:
    return tuple(code for code in LANGUAGES if code != "en")


def main(order: str, *codes: str) -> int:
    """Do one of the orders for the languages named, or for all."""
    wrong = 0
    for code in codes or _spoken_here():
        if order == "update":
            update(code)
        elif order == "compile":
            (FOLDER / f"{code}.mo").write_bytes(compiled(code))
        else:
            for fault in faults(code):
                print(f"{code}: {fault}")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["missing"])))
