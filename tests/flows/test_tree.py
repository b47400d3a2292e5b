"""Reshaping the tree by keyboard, and joining two cases."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.entities import LinkKind, Node
from models.workspace import Workspace
from storage.store import SqliteStore
from tests.flows.conftest import Desk
from ui.carried import carry_nodes
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
    desk.window.link_commands.listing.link_menu(link.link_id, desk.window.mapToGlobal(desk.window.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LinkMenu)
    menu.kind.emit("turns")
    menu.close()
    assert desk.project.link(link.link_id).kind is LinkKind.TURNS
    desk.window.commands.undo()
    assert desk.project.link(link.link_id).kind is LinkKind.REBUTS


def plain_section(desk: Desk) -> Node:
    """A claim under the root that is taken together with no other, and has one above it."""
    return next(n for n in sections(desk)[1:] if n.premise_group is None)


def below(desk: Desk, parent: str) -> list[str]:
    return [n.text for n in desk.project.children(desk.case(desk.left).id, parent)]


def test_points_are_written_one_after_the_other(desk: Desk) -> None:
    first = plain_section(desk)
    root = first.parent_id
    assert root is not None
    at = below(desk, root).index(first.text)
    desk.click_row(desk.left, first.id)
    for text in ("Rails were laid in winter", "Rails were paid for in spring"):
        desk.press(Qt.Key.Key_Return)
        desk.type(text)
        desk.press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is desk.left.outline
    assert below(desk, root)[at : at + 3] == [first.text, "Rails were laid in winter", "Rails were paid for in spring"]
    for _edit in range(4):
        QTest.keyClick(desk.left.outline, Qt.Key.Key_Z, CONTROL)
    assert first.text in below(desk, root) and "Rails were laid in winter" not in below(desk, root)


def test_tab_while_wording_puts_the_point_below_and_goes_on(desk: Desk) -> None:
    first = plain_section(desk)
    desk.click_row(desk.left, first.id)
    desk.press(Qt.Key.Key_Return)
    desk.type("Rails rust")
    desk.press(Qt.Key.Key_Tab)
    assert below(desk, first.id)[-1] == "Rails rust"
    desk.type(" by the sea")
    desk.press(Qt.Key.Key_Return)
    assert below(desk, first.id)[-1] == "Rails rust by the sea"
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    desk.press(Qt.Key.Key_Escape)
    assert "Rails rust by the sea" in below(desk, str(first.parent_id))
    assert QApplication.focusWidget() is desk.left.outline


def test_several_go_and_come_back_in_one_step(desk: Desk) -> None:
    before = order(desk)
    desk.click_row(desk.left, before[0])
    desk.left.outline.state.unfold_level(desk.project, 2)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Down, SHIFT)
    assert desk.left.outline.state.chosen == tuple(before[:3])
    assert desk.selected == before[2]
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Delete)
    assert order(desk) == before[3:]
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Z, CONTROL)
    assert order(desk) == before


def drop(desk: Desk, node_ids: list[str], on: str) -> None:
    """Let go of nodes in the middle of a row."""
    outline = desk.left.outline
    span = outline.row_span(on)
    assert span is not None
    data, place = carry_nodes(desk.case(desk.left).id, node_ids), QPoint(200, (span[0] + span[1]) // 2)
    move, button, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(outline.viewport(), QDragEnterEvent(place, move, data, button, none))
    QApplication.sendEvent(outline.viewport(), QDragMoveEvent(place, move, data, button, none))
    QApplication.sendEvent(outline.viewport(), QDropEvent(place, move, data, button, none))


def test_several_are_carried_below_another_in_one_step(desk: Desk) -> None:
    before = order(desk)
    desk.left.outline.state.unfold_level(desk.project, 2)
    drop(desk, before[-2:], before[0])
    assert order(desk) == before[:-2]
    assert [n.id for n in desk.project.children(desk.case(desk.left).id, before[0])][-2:] == before[-2:]
    desk.window.commands.undo()
    assert order(desk) == before


def test_a_drop_that_the_rules_forbid_is_answered(desk: Desk) -> None:
    first = sections(desk)[0]
    seq = desk.window.session.workspace.store.last_seq()
    drop(desk, [desk.roots(desk.left)[0]], first.id)
    assert "under itself" in desk.said[-1]
    assert desk.window.session.workspace.store.last_seq() == seq


def test_work_goes_on_in_a_branch_that_is_shown_alone(desk: Desk) -> None:
    outline = desk.left.outline
    branch = plain_section(desk)
    desk.click_row(desk.left, branch.id)
    outline.state.focus_on(branch.id)
    assert outline.outline.node_at(0) == branch.id and desk.selected == branch.id
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    desk.type("Only here")
    desk.press(Qt.Key.Key_Return)
    assert "Only here" in below(desk, branch.id)
    assert outline.outline.top == branch.id
    desk.press(Qt.Key.Key_Escape)
    assert outline.outline.top is None
    assert outline.outline.row_of(str(desk.selected)) is not None


def test_deleting_the_branch_that_is_shown_alone_shows_the_tree(desk: Desk) -> None:
    branch = plain_section(desk)
    desk.click_row(desk.left, branch.id)
    desk.left.outline.state.focus_on(branch.id)
    desk.press(Qt.Key.Key_Delete)
    assert desk.left.outline.outline.top is None
    assert desk.left.outline.outline.row_of(desk.roots(desk.left)[0]) == 0
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Z, CONTROL)
    assert branch.id in order(desk)


def test_control_return_makes_a_point_below(desk: Desk) -> None:
    first = plain_section(desk)
    desk.click_row(desk.left, first.id)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.type("What it rests on")
    desk.press(Qt.Key.Key_Return)
    assert below(desk, first.id)[-1] == "What it rests on"
    desk.press(Qt.Key.Key_Left, ALT)
    assert "What it rests on" in below(desk, str(first.parent_id))
    desk.press(Qt.Key.Key_Right, ALT)
    assert below(desk, first.id)[-1] == "What it rests on"
    assert len(order(desk)) == len(set(order(desk)))


def test_several_go_in_and_out_together(desk: Desk) -> None:
    before = order(desk)
    first = before.index(plain_section(desk).id)
    above, second, third = before[first : first + 3]
    desk.left.outline.state.unfold_level(desk.project, 2)
    desk.click_row(desk.left, second)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Tab)
    assert [n.id for n in desk.project.children(desk.case(desk.left).id, above)][-2:] == [second, third]
    assert set(desk.left.outline.state.chosen) == {second, third}
    QTest.keyClick(desk.left.outline, Qt.Key.Key_Backtab, SHIFT)
    assert order(desk) == before
