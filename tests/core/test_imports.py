"""What importing the library brings in, tried in a fresh process."""

import subprocess
import sys

EVERYTHING = """
import importlib, pkgutil, sys
import witnessmark, witnessmark_resources
for package in (witnessmark, witnessmark_resources):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print("\\n".join(sorted(sys.modules)))
"""


def modules_after(code):
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


def test_the_whole_library_imports_no_qt():
    loaded = modules_after(EVERYTHING)

    assert "witnessmark.pipeline" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("PySide6", "shiboken6", "witnessmark_gui")}


def test_the_command_line_starts_without_the_heavy_libraries():
    loaded = modules_after("import sys, witnessmark.cli.app; print('\\n'.join(sys.modules))")

    assert "typer" in loaded
    assert not loaded & {"onnxruntime", "cv2", "rapidocr", "numpy", "PIL", "sqlite_utils"}
