"""A theme that is put away again, and a panel in a window with something else to focus."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE
from ui.panel.node_panel import NodePanel
from ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[NodePanel]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1398, 200)
    elsewhere = QLineEdit(host)
    elsewhere.setObjectName("elsewhere")
    elsewhere.move(0, 170)
    widget = NodePanel(theme, host)
    widget.setGeometry(0, 0, 1398, 154)
    widget.show_node(NODE)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    yield widget
