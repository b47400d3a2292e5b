"""The menu of a link, the same in the lists and in the gutter."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.entities import LinkKind
from ui.link_menu import LinkMenu


def relation_actions(menu: LinkMenu) -> list[QAction]:
    return [action for sub in menu.findChildren(QMenu) for action in sub.actions() if action.data() is not None]


def relations(menu: LinkMenu) -> dict[str, bool]:
    """The kinds that the menu offers, and whether each is ticked."""
    return {action.data(): action.isChecked() for action in relation_actions(menu)}


def test_every_kind_that_a_link_may_become_is_offered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    menu = LinkMenu(LinkKind.TURNS, window)
    offered = relations(menu)
    assert set(offered) == {str(kind) for kind in LinkKind} - {"answers"}
    assert [kind for kind, ticked in offered.items() if ticked] == ["turns"]
    with qtbot.waitSignal(menu.kind) as caught:
        next(action for action in relation_actions(menu) if action.data() == "rebuts").trigger()
    assert caught.args == ["rebuts"]


def test_an_answer_stays_an_answer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    menu = LinkMenu(LinkKind.ANSWERS, window)
    assert relations(menu) == {}
    with qtbot.waitSignal(menu.delete):
        menu.actions()[-1].trigger()
