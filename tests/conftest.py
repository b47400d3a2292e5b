"""How Hypothesis searches: a bounded number of examples, the same ones on every run but those of `make soak`.

How a run ends.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("random", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("random"), max_examples=40, derandomize=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config: pytest.Config) -> None:
    """What the program keeps among the user's data goes to a folder of this run; child processes follow."""
    folder = os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="counterpoint-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what asks a judge, each test by its name, where the judges do not exist for the machine."""
    asking = [item for item in items if item.get_closest_marker("judge")]
    if asking:
        from tests.judges import lacking

        if reason := lacking():
            for item in asking:
                item.add_marker(pytest.mark.skip(reason=f"{item.name}: {reason}"))


def pytest_sessionfinish() -> None:
    """As the program does when it ends: what a test left in the clipboard would crash the process."""
    if "PySide6.QtGui" in sys.modules and sys.modules["PySide6.QtGui"].QGuiApplication.instance() is not None:
        from ui.clipboard import let_go

        let_go()
