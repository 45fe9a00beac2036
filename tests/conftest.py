"""For all tests: no display, no telemetry, and a data folder of their own."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory, monkeypatch):
    """No test sees the evidence, the settings or the packs of the person who runs it."""
    monkeypatch.setenv("WITNESSMARK_DATA_DIR", str(tmp_path_factory.mktemp("data")))
