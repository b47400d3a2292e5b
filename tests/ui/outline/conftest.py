"""A made-up case about park benches, and an outline that shows it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.outline.garden import STATUS, cite_of, make_project
from ui.outline.view import OutlineView
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
    view = OutlineView(theme)
    qtbot.addWidget(view)
    view.set_case(project, "C", STATUS.get, cite_of)
    view.resize(650, 340)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view
