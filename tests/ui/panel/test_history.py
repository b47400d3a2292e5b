"""The history of a node: asked for only when it is looked at; when, who, what, in the reader's own time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from models.authoring import nodes, passages, tags
from models.entities import now
from models.errors import UserError
from models.texts import Block, BlockKind, Layout
from tests.factories import World
from tests.storage.projects import LOWER, TOP, new_project, opened
from tests.ui.panel.sample import NODE, OTHER, click
from tests.ui.test_session import held
from ui.panel.describe import _passages, history_rows, node_view
from ui.panel.history import ROW, TALL_ROW, HistoryModel, tip
from ui.panel.node_panel import HistoryRow, NodePanel
from ui.panel.rows import ROW_ROLE
from ui.panel.times import in_full, when
from ui.session import Session

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ZONE = timezone(timedelta(hours=2))
NOW = datetime(2025, 1, 31, 15, 0, tzinfo=ZONE)
ROWS = [
    HistoryRow("e3", "2025-01-31T12:32:00.000Z", "Ada", "Reword “B”", old="A"),
    HistoryRow("e2", "2025-01-30T12:32:00.000Z", "Bea", "Move “A”", undone=True, undone_by="Ada", undone_time=now()),
    HistoryRow("e1", "2024-12-24T08:00:00.000Z", "Ada", "Add claim “A”"),
]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2025-01-31T12:32:00.000Z", "14:32"),
        ("2025-01-30T22:05:00.000Z", "00:05"),
        ("2025-01-30T21:59:00.000Z", "Yesterday 23:59"),
        ("2025-01-29T22:00:00.000Z", "Yesterday 00:00"),
        ("2025-01-29T21:59:00.000Z", "29 Jan 2025"),
        ("2024-01-31T12:00:00.000Z", "31 Jan 2024"),
        ("2025-02-02T12:00:00.000Z", "2 Feb 2025"),
        ("no time", "no time"),
    ],
)
def test_times_are_the_readers_own(time: str, expected: str) -> None:
    assert when(time, NOW, ZONE) == expected


def test_the_full_time_is_to_the_second() -> None:
    assert in_full("2025-01-31T12:32:05.000Z", ZONE) == "Friday, 31 January 2025, 14:32:05"


def test_it_is_asked_for_only_while_it_is_on_show(qtbot: QtBot, panel: NodePanel) -> None:
    asked: list[str] = []

    def source(node_id: str) -> list[HistoryRow]:
        asked.append(node_id)
        return ROWS

    panel.set_history_source(source)
    panel.show_node(replace(NODE, text="x"))
    assert asked == []
    click(qtbot, panel.history_tab)
    assert asked == ["n1"] and panel.history.isVisible() and panel.links.isHidden()
    assert [row.what for row in panel.history.rows()] == ["Reword “B”", "Move “A”", "Add claim “A”"]
    panel.show_node(OTHER)
    assert asked == ["n1", "n2"]
    panel.hide()
    panel.show_node(NODE)
    assert asked == ["n1", "n2"]
    panel.show()
    assert asked == ["n1", "n2", "n1"]
    click(qtbot, panel.links_tab)
    panel.show_node(OTHER)
    assert asked == ["n1", "n2", "n1"] and panel.links.isVisible()


def test_a_file_that_is_held_is_asked_again(qtbot: QtBot, panel: NodePanel, session: Session) -> None:
    session.do(lambda reader: nodes.change_text(reader, TOP, "Anew"))
    panel.set_history_source(lambda _node: history_rows(session, TOP))
    with held(session.path):
        panel.show_view("history")
        assert panel.history.rows() == ()
        assert panel.history.instead == "Another program is writing to the project just now."
        panel.grab()
    qtbot.waitUntil(lambda: len(panel.history.rows()) == 2, timeout=3000)
    assert panel.history.instead == ""


def test_a_file_that_cannot_be_read_is_a_sentence(panel: NodePanel) -> None:
    def source(_node: str) -> list[HistoryRow]:
        raise UserError("project.vanished", path="p")

    panel.set_history_source(source)
    panel.show_view("history")
    assert panel.history.instead.startswith("p was moved, deleted or replaced")
    panel.set_history_source(lambda _node: ROWS)
    assert len(panel.history.rows()) == 3 and panel.history.instead == ""


def test_the_tabs_are_turned_with_the_arrows(qtbot: QtBot, panel: NodePanel) -> None:
    panel.links_tab.setFocus()
    qtbot.keyClick(panel.links_tab, Qt.Key.Key_Right)
    assert panel.view() == "history"
    assert panel.history_tab.hasFocus() and panel.history.isVisible()
    panel.show_view("links")
    assert panel.view() == "links" and panel.links.isVisible()


def test_an_entry_tells_all_of_itself(panel: NodePanel) -> None:
    assert "Before: A" in tip(ROWS[0])
    assert "Undone by Ada" in tip(ROWS[1])
    panel.set_history_source(lambda _node: ROWS)
    panel.show_view("history")
    index = panel.history.model().index(1, 0)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("Bea: Move “A” (undone)")
    assert index.data(ROW_ROLE).undone
    for width, row in ((1398, ROW), (900, TALL_ROW)):
        panel.resize(width, 154)
        assert panel.history.visualRect(index).height() == row
        assert panel.history.height() % row == 0
        panel.grab()


def test_a_refresh_keeps_the_current_entry(qtbot: QtBot, panel: NodePanel) -> None:
    panel.set_history_source(lambda _node: ROWS[1:])
    panel.show_view("history")
    panel.history.setFocus()
    qtbot.keyClick(panel.history, Qt.Key.Key_Down)
    panel.set_history_source(lambda _node: ROWS)
    assert panel.history.currentIndex().data(ROW_ROLE).entry_id in ("e1", "e2")
    assert panel.history.currentIndex().row() > 0


def test_the_model_is_sound() -> None:
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ROWS)
    model.set_rows([])
    del tester


# -- from the project


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


def test_rows_tell_who_did_what_and_what_stood_there(session: Session) -> None:
    session.do(lambda reader: nodes.change_text(reader, TOP, "Anew"))
    session.do(lambda reader: nodes.change_tags(reader, TOP, ["a", "b"]))
    session.do(lambda reader: nodes.change_tags(reader, TOP, []))
    rows = history_rows(session, TOP)
    assert [(row.who, row.what, row.old) for row in rows] == [
        ("Ada", "Change the tags of “Anew”", "a, b"),
        ("Ada", "Change the tags of “Anew”", ""),
        ("Ada", "Reword “Anew”", "Top claim"),
        ("Ada", "Set up the bundled debate", ""),
    ]


def test_what_was_undone_is_marked_until_it_is_redone(session: Session) -> None:
    session.do(lambda reader: nodes.change_text(reader, TOP, "Anew"))
    session.undo()
    row = history_rows(session, TOP)[0]
    assert (row.undone, row.undone_by, bool(row.undone_time)) == (True, "Ada", True)
    assert len(history_rows(session, TOP)) == 2
    session.redo()
    row = history_rows(session, TOP)[0]
    assert (row.undone, row.undone_by) == (False, "")


def test_somebody_elses_work_is_theirs(session: Session) -> None:
    with opened(session.path, "Bea") as bea:
        bea.do(lambda reader: nodes.change_note(reader, LOWER, "mine"))
    session.pull()
    assert history_rows(session, LOWER)[0].who == "Bea"


def test_the_view_has_places_headings_and_colours(session: Session) -> None:
    session.do(lambda reader: tags.colour_tag(reader, "fares", "pink"))
    session.do(lambda reader: passages.add_passage(reader, TOP, 0, 7))
    view = node_view(session, TOP, lambda _node: True)
    assert view.tag_colours == {"a": "teal", "fares": "pink"}
    assert [passage.place for passage in view.passages] == ["¶ 1", "¶ 2"]


def test_a_passage_is_placed_by_paragraph_page_and_heading() -> None:
    text = "Title\nBegin\nOne here\nCount of\nall\nTwo here\n"
    kinds = (
        Block(0, 5, BlockKind.TITLE),
        Block(6, 11, BlockKind.HEADING),
        Block(12, 20, BlockKind.PARAGRAPH, 1, page="3"),
        Block(21, 33, BlockKind.HEADING),
        Block(34, 42, BlockKind.PARAGRAPH, 2),
    )
    world = World()
    node = world.node(world.case(world.article(text, layout=Layout(kinds, ((0, 0, len(text)),)))))
    for start, end in ((0, 5), (6, 11), (12, 15), (34, 37)):
        world.anchor(node, start, end)
    found = [(p.cite, p.place, p.heading) for p in _passages(world.project, node.id)]
    assert found == [("", "", ""), ("", "", ""), ("¶ 1", "¶ 1, p. 3", "Begin"), ("¶ 2", "¶ 2", "Count of all")]
