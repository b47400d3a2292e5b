"""What keeping the original files costs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from ui.importing.costs import Costs
from ui.jobs import Jobs


def test_each_file_is_packed_in_its_turn(qtbot: QtBot) -> None:
    parent = QObject()
    costs = Costs(Jobs(parent), parent)
    costs.add(0, b"word " * 1000)
    costs.add(1, b"short")
    qtbot.waitUntil(lambda: len(costs.sizes) == 2)
    assert costs.sizes[0] < 500 and costs.sizes[1] == 5


def test_nobody_is_told_once_the_window_is_gone(qtbot: QtBot) -> None:
    parent, window = QObject(), QObject()
    costs = Costs(Jobs(parent), window)
    costs.add(0, b"word " * 200_000)
    costs.add(1, b"short")
    costs.stop()
    window.deleteLater()
    with qtbot.waitSignal(window.destroyed):
        pass
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: not parent.findChildren(QObject)[0].children())
    assert costs.sizes == {}
