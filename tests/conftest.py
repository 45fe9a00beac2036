"""For all tests: no display, no telemetry, and a data folder of their own."""

from __future__ import annotations

import os

import pytest

from witnessmark.language import use

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Qt looks at these once, when it is loaded.
os.environ["LANG"] = "C.UTF-8"
for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(variable, None)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory, monkeypatch):
    """No test sees the evidence, the settings or the packs of the person who runs it."""
    monkeypatch.setenv("WITNESSMARK_DATA_DIR", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """Every test starts in English, wherever it runs; one that speaks another language does so itself."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    use("en")
    yield
    use("en")
