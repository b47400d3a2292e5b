"""A clash view over a real project file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.clash.hands import Driver, Quarrel
from ui.clash.view import ClashView
from ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[ClashView]:
    made = ClashView(theme)
    tester = QAbstractItemModelTester(made.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(made)
    made.resize(1400, 760)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    del tester


@pytest.fixture
def driver(view: ClashView, tmp_path: Path) -> Iterator[Driver]:
    quarrel = Quarrel()
    workspace = quarrel.save(tmp_path / "trams.counterpoint")
    made = Driver(view, workspace, quarrel)
    yield made
    workspace.listeners.clear()
    workspace.close()
