"""What can go wrong with a pairing: its links, its cases and its articles go and come back, in every layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.authoring import library, nodes
from models.comparison import far_end
from storage.articles import read_article
from storage.database import create_project
from tests.flows.conftest import Desk
from ui.compare.gutter_plan import LinkEnd

LAYOUTS = {
    "texts with their trees": Qt.Key.Key_F4,
    "texts": Qt.Key.Key_F5,
    "trees": Qt.Key.Key_F7,
    "maps": Qt.Key.Key_F8,
    "clash table": Qt.Key.Key_F9,
}
everywhere = pytest.mark.parametrize("key", LAYOUTS.values(), ids=LAYOUTS.keys())


def links(desk: Desk) -> list[LinkEnd]:
    return desk.window.split.link_ends()


def paint(desk: Desk) -> None:
    """Everything is drawn once, whatever it shows."""
    QApplication.processEvents()
    assert not desk.window.grab().isNull()


@everywhere
def test_a_link_goes_with_its_node_and_returns_with_it(desk: Desk, key: Qt.Key) -> None:
    session = desk.window.session
    before = links(desk)
    node = before[0].left_node
    session.select(node)
    desk.press(key)
    paint(desk)
    lost = {
        link.id
        for link in desk.project.links()
        if node in (n.id for n in desk.project.path(link.source_id))
        or node in (n.id for n in desk.project.path(far_end(desk.project, link)))
    }
    session.do(lambda reader: nodes.delete_node(reader, node))
    paint(desk)
    assert {end.link_id for end in links(desk)} == {end.link_id for end in before} - lost
    assert session.front_link not in lost
    session.undo()
    paint(desk)
    assert links(desk) == before


@everywhere
def test_an_article_that_is_removed_takes_its_pairing_along_and_brings_it_back(desk: Desk, key: Qt.Key) -> None:
    session = desk.window.session
    pairing, article = session.pairing, desk.case(desk.right).article_id
    session.select(links(desk)[0].left_node)
    desk.press(key)
    session.do(lambda reader: library.delete_article(reader, article))
    paint(desk)
    assert session.pairing is None and links(desk) == [] and session.statuses() == {}
    assert desk.right.case is None
    session.undo()
    paint(desk)
    assert session.pairing == pairing and desk.right.case is not None and links(desk)


@everywhere
def test_one_side_may_be_empty(open_desk: Callable[[Path], Desk], tmp_path: Path, key: Qt.Key) -> None:
    path = tmp_path / "one.counterpoint"
    create_project(path, "1")
    text = tmp_path / "first.txt"
    text.write_text("A title\n\nOne paragraph of it.\n", encoding="utf-8")
    desk = open_desk(path)
    source, _warnings = read_article(text)
    desk.window.session.do(lambda reader: library.import_article(reader, source))
    desk.press(key)
    paint(desk)
    assert desk.left.case is not None and desk.right.case is None
    for name in ("next_link", "previous_link", "swap_sides", "edit_pairing", "mark_or_link"):
        desk.window.actions_by_name[name].trigger()
    paint(desk)
    assert desk.window.session.pairing is None


@everywhere
def test_a_case_without_nodes_is_paired_like_any_other(desk: Desk, key: Qt.Key) -> None:
    session = desk.window.session
    over = desk.case(desk.right).article_id
    session.do(
        lambda reader: library.add_case(reader, over, "Nothing yet"),
        then=lambda case: desk.window.pairing_commands.show_case(desk.right, case),
    )
    desk.press(key)
    paint(desk)
    assert session.pairing is not None and links(desk) == []
    assert set(session.statuses().values()) == {"unanswered"}


@everywhere
def test_points_of_five_thousand_letters_stay_in_their_places(desk: Desk, key: Qt.Key) -> None:
    session = desk.window.session
    end = links(desk)[0]
    for node in (end.left_node, end.right_node):
        session.do(lambda reader, node=node: nodes.change_text(reader, node, "word " * 1000))
    desk.press(key)
    session.select(end.left_node)
    paint(desk)
    assert desk.window.width() == 1280
    assert desk.selected == end.left_node
