"""What the program needs from the system, how to see whether it is there, and which packages bring it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


@dataclass(frozen=True)
class Need:
    """One thing needed: a name for people, a test whether it is there, its packages by package manager.

    `apt` holds the names that the package has had, newest first. Without an `essential` need the program
    cannot start; without another it works with less.
    """

    name: str
    present: Callable[[], bool]
    apt: tuple[str, ...]
    dnf: str
    pacman: str
    zypper: str
    essential: bool = True


def _library(soname: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return present


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _font(*beginnings: str) -> Callable[[], bool]:
    """Whether a font file whose name begins so is installed (no fc-list: a bare system has none)."""

    def present() -> bool:
        for folder in FONT_FOLDERS:
            for _, _, names in os.walk(Path(folder).expanduser()):
                if any(name.startswith(beginnings) for name in names):
                    return True
        return False

    return present


def _ensurepip() -> bool:
    # In a child: the answer changes with the installation, and this process has looked already.
    return (
        subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0
    )


VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"

VENV = Need(
    "Python's venv and ensurepip",
    _ensurepip,
    ("python3-venv" if Path(sys.executable).resolve() == Path("/usr/bin", VERSION) else f"{VERSION}-venv",),
    "python3-pip",
    "python",
    "python3-pip",
)

WINDOW = (
    Need("libGL", _library("libGL.so.1"), ("libgl1",), "mesa-libGL", "libglvnd", "Mesa-libGL1"),
    Need("libEGL", _library("libEGL.so.1"), ("libegl1",), "mesa-libEGL", "libglvnd", "Mesa-libEGL1"),
    Need(
        "GLib", _library("libgthread-2.0.so.0"), ("libglib2.0-0t64", "libglib2.0-0"),
        "glib2", "glib2", "libgthread-2_0-0",
    ),
    Need("D-Bus", _library("libdbus-1.so.3"), ("libdbus-1-3",), "dbus-libs", "dbus", "libdbus-1-3"),
    Need(
        "fontconfig", _library("libfontconfig.so.1"), ("libfontconfig1",),
        "fontconfig", "fontconfig", "libfontconfig1",
    ),
    Need(
        "xkbcommon", _library("libxkbcommon.so.0"), ("libxkbcommon0",),
        "libxkbcommon", "libxkbcommon", "libxkbcommon0",
    ),
    Need("libX11", _library("libX11.so.6"), ("libx11-6",), "libX11", "libx11", "libX11-6"),
)  # fmt: skip

DISPLAY = (
    Need(
        "xcb-cursor", _library("libxcb-cursor.so.0"), ("libxcb-cursor0",),
        "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0",
    ),
    Need(
        "xkbcommon-x11", _library("libxkbcommon-x11.so.0"), ("libxkbcommon-x11-0",),
        "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0",
    ),
    Need(
        "xcb-icccm", _library("libxcb-icccm.so.4"), ("libxcb-icccm4",),
        "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4",
    ),
    Need(
        "xcb-keysyms", _library("libxcb-keysyms.so.1"), ("libxcb-keysyms1",),
        "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1",
    ),
    Need(
        "xcb-image", _library("libxcb-image.so.0"), ("libxcb-image0",),
        "xcb-util-image", "xcb-util-image", "libxcb-image0",
    ),
    Need(
        "xcb-render-util", _library("libxcb-render-util.so.0"), ("libxcb-render-util0",),
        "xcb-util-renderutil", "xcb-util-renderutil", "libxcb-render-util0",
    ),
    Need("xcb-randr", _library("libxcb-randr.so.0"), ("libxcb-randr0",), "libxcb", "libxcb", "libxcb-randr0"),
    Need("xcb-shape", _library("libxcb-shape.so.0"), ("libxcb-shape0",), "libxcb", "libxcb", "libxcb-shape0"),
    Need("xcb-xkb", _library("libxcb-xkb.so.1"), ("libxcb-xkb1",), "libxcb", "libxcb", "libxcb-xkb1"),
    Need("xcb-sync", _library("libxcb-sync.so.1"), ("libxcb-sync1",), "libxcb", "libxcb", "libxcb-sync1"),
    Need("xcb-shm", _library("libxcb-shm.so.0"), ("libxcb-shm0",), "libxcb", "libxcb", "libxcb-shm0"),
    Need(
        "xcb-xfixes", _library("libxcb-xfixes.so.0"), ("libxcb-xfixes0",),
        "libxcb", "libxcb", "libxcb-xfixes0",
    ),
    Need("X11-xcb", _library("libX11-xcb.so.1"), ("libx11-xcb1",), "libX11-xcb", "libx11", "libX11-xcb1"),
)  # fmt: skip

TEXT = (
    Need(
        "Tesseract, the second OCR engine", _program("tesseract"), ("tesseract-ocr",),
        "tesseract", "tesseract tesseract-data-eng", "tesseract-ocr", essential=False,
    ),
    Need(
        "a font for Latin, Greek, Cyrillic and more", _font("NotoSans-"), ("fonts-noto-core",),
        "google-noto-sans-fonts", "noto-fonts", "google-noto-sans-fonts", essential=False,
    ),
    Need(
        "a font for Chinese, Japanese and Korean", _font("NotoSansCJK", "NotoSansSC", "SourceHanSans"),
        ("fonts-noto-cjk",), "google-noto-sans-cjk-fonts", "noto-fonts-cjk", "google-noto-sans-cjk-fonts",
        essential=False,
    ),
    Need(
        "a font for emoji", _font("NotoColorEmoji", "Noto-COLRv1"), ("fonts-noto-color-emoji",),
        "google-noto-emoji-color-fonts", "noto-fonts-emoji", "google-noto-coloremoji-fonts", essential=False,
    ),
)  # fmt: skip

PROOFS = (
    Need(
        "strace, for the test that nothing leaves the machine", _program("strace"), ("strace",),
        "strace", "strace", "strace", essential=False,
    ),
)  # fmt: skip


def missing(goal: str) -> list[Need]:
    """The needs of `goal` (run, test or bench) that this machine does not meet."""
    wanted: Iterable[Need] = (*WINDOW, *TEXT)
    if sys.platform == "darwin":
        wanted = TEXT[:1]
    elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wanted = (*wanted, *DISPLAY)
    if goal == "test" and sys.platform != "darwin":
        wanted = (*wanted, *PROOFS)
    return [need for need in wanted if not need.present()]
