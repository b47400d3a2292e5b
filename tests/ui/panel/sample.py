"""A made-up node about trams, and how a test gets about the panel."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.panel.node_panel import LinkView, NodePanel, NodeView, PassageView

CONTROL = Qt.KeyboardModifier.ControlModifier
NODE = NodeView(
    "n1",
    "claim",
    "Trams pay for themselves",
    "partly",
    ("transport", "budget"),
    (
        PassageView("p1", "the trams were full", "¶ 12", "¶ 12, p. 3", "Counting"),
        PassageView("p2", "and stayed full", "¶ 14"),
    ),
    "Check the *fares*.",
    (
        LinkView("l1", "rebuts", False, "Fares never covered the track", "¶ 3"),
        LinkView("l2", "tension", True, "Buses are cheaper", "¶ 7", in_sight=False),
        LinkView("l3", "undercuts", False, "Full is not paid for", "¶ 9"),
    ),
    all_tags=("transport", "budget", "housing"),
    tag_colours={"budget": "violet"},
)
OTHER = NodeView("n2", "evidence", "A count in spring", note="")


def elsewhere(panel: NodePanel) -> QLineEdit:
    found = panel.window().findChild(QLineEdit, "elsewhere")
    assert isinstance(found, QLineEdit)
    return found


def click(qtbot: QtBot, widget: QWidget, at: QPoint | None = None) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
