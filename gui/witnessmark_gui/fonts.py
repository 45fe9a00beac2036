"""Which scripts of a text this machine has no letters for, and which package brings them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFontDatabase

from witnessmark.messages import term
from witnessmark_gui.language import say

_System = QFontDatabase.WritingSystem


@dataclass(frozen=True, slots=True)
class Script:
    """A script: the code points that show that a text uses it, and the Debian package with letters for it."""

    name: str
    first: int
    last: int
    package: str
    system: QFontDatabase.WritingSystem | None = None
    families: tuple[str, ...] = ()


_CORE, _CJK, _EMOJI = "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"
_SCRIPTS = (
    Script(term("Greek"), 0x370, 0x3FF, _CORE, _System.Greek),
    Script(term("Cyrillic"), 0x400, 0x52F, _CORE, _System.Cyrillic),
    Script(term("Armenian"), 0x530, 0x58F, _CORE, _System.Armenian),
    Script(term("Hebrew"), 0x590, 0x5FF, _CORE, _System.Hebrew),
    Script(term("Arabic"), 0x600, 0x6FF, _CORE, _System.Arabic),
    Script(term("Devanagari"), 0x900, 0x97F, _CORE, _System.Devanagari),
    Script(term("Bengali"), 0x980, 0x9FF, _CORE, _System.Bengali),
    Script(term("Tamil"), 0xB80, 0xBFF, _CORE, _System.Tamil),
    Script(term("Telugu"), 0xC00, 0xC7F, _CORE, _System.Telugu),
    Script(term("Thai"), 0xE00, 0xE7F, _CORE, _System.Thai),
    Script(term("Georgian"), 0x10A0, 0x10FF, _CORE, _System.Georgian),
    Script(term("Japanese"), 0x3040, 0x30FF, _CJK, _System.Japanese),
    Script(term("Chinese"), 0x4E00, 0x9FFF, _CJK, _System.SimplifiedChinese),
    Script(term("Korean"), 0xAC00, 0xD7AF, _CJK, _System.Korean),
    Script(
        term("emoji"),
        0x1F300,
        0x1FAFF,
        _EMOJI,
        None,
        ("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"),
    ),
)


def scripts_in(text: str) -> tuple[Script, ...]:
    """The scripts, beyond Latin, that a text uses."""
    points = {ord(char) for char in set(text) if ord(char) > 0x36F}
    return tuple(
        script for script in _SCRIPTS if any(script.first <= point <= script.last for point in points)
    )


def without_font(scripts: Iterable[Script], families: Iterable[str] | None = None) -> tuple[Script, ...]:
    """Those of the scripts that no font covers; `families` stands in for the machine's fonts."""
    missing = []
    for script in scripts:
        if families is not None:
            covered = any(name in set(families) for name in script.families or (script.name,))
        elif script.system is not None:
            covered = bool(QFontDatabase.families(script.system))
        else:
            covered = bool(set(script.families) & set(QFontDatabase.families()))
        if not covered:
            missing.append(script)
    return tuple(missing)


def advice(scripts: tuple[Script, ...]) -> str:
    """What to install so that these scripts can be read, in one sentence."""
    names = ", ".join(say(script.name) for script in scripts)
    packages = " ".join(dict.fromkeys(script.package for script in scripts))
    if sys.platform.startswith("linux"):
        return say(
            "This machine has no font for {scripts}; such letters show as boxes. Install it with: "
            "sudo apt-get install {packages} (or the Noto fonts of your system), then start again.",
            scripts=names,
            packages=packages,
        )
    return say(
        "This machine has no font for {scripts}; such letters show as boxes. Install the Noto fonts for it.",
        scripts=names,
    )
