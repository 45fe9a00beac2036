from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None has no count of references there")
def test_ten_thousand_void_calls_do_not_use_up_none(qapp):
    """One release of the bindings dropped a reference to None with each such call, until Python aborted."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(10_000):
        label.setIndent(number % 7)
    assert sys.getrefcount(None) > before - 1_000
