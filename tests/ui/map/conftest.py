"""A made-up case about park benches, and a map that shows it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.map.hands import show
from tests.ui.outline.garden import make_project
from ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication):
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def project():
    return make_project()


@pytest.fixture
def view(qtbot, theme, project):
    """The whole case in sight at 100 %, without motion, with the focus."""
    return show(qtbot, theme, project)
