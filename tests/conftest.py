"""How Hypothesis searches: a bounded number of examples, the same ones on every run of the CI. How a run ends."""

from __future__ import annotations

import os
import sys

from hypothesis import HealthCheck, settings

settings.register_profile("local", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_sessionfinish() -> None:
    """As the program does when it ends: what a test left in the clipboard would crash the process."""
    if "PySide6.QtGui" in sys.modules and sys.modules["PySide6.QtGui"].QGuiApplication.instance() is not None:
        from ui.clipboard import let_go

        let_go()
