"""Reshaping the tree by keyboard, and joining two cases."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.entities import LinkKind, Node
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.flows.conftest import Desk
from ui.link_menu import LinkMenu

ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def sections(desk: Desk) -> list[Node]:
    root = desk.project.node(desk.roots(desk.left)[0])
    return list(desk.project.children(root.case_id, root.id))


def order(desk: Desk) -> list[str]:
    return [n.id for n in sections(desk)]


def test_alt_down_moves_and_alt_up_brings_back(desk: Desk) -> None:
    before = order(desk)
    desk.click_row(desk.left, before[0])
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Down, ALT)
    assert order(desk) == [before[1], before[0], *before[2:]]
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Up, ALT)
    assert order(desk) == before


def test_tab_indents_and_shift_tab_outdents(desk: Desk) -> None:
    first, second = order(desk)[:2]
    desk.click_row(desk.left, second)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Tab)
    assert desk.project.node(second).parent_id == first
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Backtab, SHIFT)
    assert order(desk)[:2] == [first, second]


def test_indenting_the_first_is_refused_with_its_name(desk: Desk) -> None:
    first = sections(desk)[0]
    desk.click_row(desk.left, first.id)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Tab)
    assert desk.said and "no sibling above" in desk.said[-1]


def test_delete_takes_the_branch_and_undo_brings_it_back_with_its_links(desk: Desk) -> None:
    linked = next(
        n for n in sections(desk) if any(desk.project.links_of(m.id) for m, _ in desk.project.walk(n.case_id, n.id))
    )
    links = len(desk.project.links())
    desk.click_row(desk.left, linked.id)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Delete)
    assert linked.id not in order(desk)
    assert len(desk.project.links()) < links
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Z, CONTROL)
    assert linked.id in order(desk)
    assert len(desk.project.links()) == links


def test_mark_select_link_choose_the_kind(desk: Desk, qtbot: QtBot) -> None:
    source, target = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    desk.click_row(desk.left, source)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_L, CONTROL)
    assert desk.window.session.marked_node == source
    desk.click_row(desk.right, target)
    QTest.keyClick(desk.right.outline, Qt.Key.Key_L, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_8)
    link = [x for x in desk.project.links_of(source) if x.target_id == target]
    assert [x.kind for x in link] == [[k for k in LinkKind if k is not LinkKind.ANSWERS][7]]
    assert any(end.link_id == link[0].id for end in desk.window.split.link_ends())
    assert desk.window.session.marked_node is None


def test_what_another_program_wrote_is_there_when_the_window_becomes_active(desk: Desk, qtbot: QtBot) -> None:
    from models.authoring.nodes import change_text

    root = desk.roots(desk.left)[0]
    other = Workspace(SqliteStore(desk.path), "somebody else")
    other.do(lambda reader: change_text(reader, root, "Written elsewhere"))
    other.close()
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    assert desk.project.node(root).text != "Written elsewhere"
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: desk.project.node(root).text == "Written elsewhere")
    assert "somebody else" in desk.window.status.message


def test_an_overtaken_undo_is_refused_by_name(desk: Desk) -> None:
    from models.authoring.nodes import change_text

    root = desk.roots(desk.left)[0]
    desk.window.session.do(lambda reader: change_text(reader, root, "Mine"))
    other = Workspace(SqliteStore(desk.path), "Nadia")
    other.do(lambda reader: change_text(reader, root, "Hers"))
    other.close()
    desk.window.session.undo()
    assert "Nadia" in desk.said[-1]
    assert desk.project.node(root).text == "Hers"


def test_f6_goes_round_the_panes(desk: Desk) -> None:
    desk.left.article.setFocus()
    seen = []
    for _ in range(5):
        QTest.keyClick(desk.window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert desk.left.outline in seen and desk.right.article in seen and desk.right.outline in seen


def test_escape_leaves_an_editor_without_an_edit(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    text = desk.project.node(root).text
    seq = desk.window.session.workspace.store.last_seq()
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("half a thou")
    desk.press(Qt.Key.Key_Escape)
    assert desk.project.node(root).text == text
    assert desk.window.session.workspace.store.last_seq() == seq


def test_a_narrow_window_shows_one_side_and_the_partner(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(900, 700)
    qtbot.waitUntil(lambda: desk.window.split.compact)
    assert desk.left.isVisible() and not desk.right.isVisible()
    linked = next(x for x in desk.window.split.link_ends())
    desk.window.session.select(linked.left_node)
    assert desk.window.split.strip.isVisible()
    desk.window.split.strip.pressed.emit(linked.right_node)
    assert desk.right.isVisible() and desk.selected == linked.right_node


def test_a_message_box_waits_for_nobody(desk: Desk, qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "nothing.counterpoint").write_bytes(b"")
    QTimer.singleShot(0, lambda: None)
    desk.window.files.open(tmp_path / "nothing.counterpoint")
    assert "is empty" in desk.said[-1]
    assert desk.window.session is not None
    QApplication.activeModalWidget().close()


def test_a_curves_menu_changes_the_kind_and_undo_brings_it_back(desk: Desk) -> None:
    link = next(end for end in desk.window.split.link_ends() if end.kind == "rebuts")
    desk.window.linking.link_menu(link.link_id, desk.window.mapToGlobal(desk.window.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LinkMenu)
    menu.kind.emit("turns")
    menu.close()
    assert desk.project.link(link.link_id).kind is LinkKind.TURNS
    desk.window.commands.undo()
    assert desk.project.link(link.link_id).kind is LinkKind.REBUTS
