"""Labels say what fits in what is theirs, and end it visibly."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.labels import ElidedLabel


def test_margins_are_no_room_for_words(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("Where all of the backups of the project lie")
    label.resize(label.fontMetrics().horizontalAdvance(label.text()) + 4, 30)
    assert label.shown() == label.text()
    label.setContentsMargins(16, 6, 16, 6)
    assert label.shown().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.shown()) <= label.width() - 32
