"""Counts of large projects are written alike everywhere: 1,200."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.answered_badge import AnsweredBadge
from ui.theme import Theme


@pytest.fixture
def home(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    yield widget


def test_the_badge_of_a_side(qapp: QApplication, home: QWidget) -> None:
    badge = AnsweredBadge(Theme(qapp, "light"), home)
    badge.show_statuses({f"claim {at}": "unanswered" for at in range(1_200)})
    assert badge.accessibleName() == "answered 0 of 1,200"
    assert "1,200 unanswered" in badge.accessibleDescription()
