"""The note: print with links that open, an editor with marks, a preview beside, below or in turns with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QPolygon, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import CONTROL, NODE, OTHER, click, elsewhere
from ui.panel.node_panel import NodePanel
from ui.panel.note_editor import open_link

# Of the offscreen platform, about what every window system does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LINKED = replace(NODE, note="[the report](https://example.org/report) and a word")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses that were opened in the browser."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(QUrl(url).toString()))
    yield found


def sizes(panel: NodePanel, width: int, height: int) -> None:
    panel.window().resize(width, height)
    panel.setGeometry(0, 0, width, height)


def test_what_invites_to_write_stays_where_it_is_when_the_editor_opens(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(OTHER)
    port = panel.note.viewport()

    def box(left: int) -> QRect:
        """Around the dark places of the first line, from a left edge in the panel; the caret stands left of them."""
        image = panel.grab(QRect(left + 6, port.mapTo(panel, QPoint()).y(), 100, 20)).toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        dark = [QPoint(x, y) for x, y in places if image.pixelColor(x, y).lightness() < 150]
        return QPolygon(dark).boundingRect() if dark else QRect()

    left = panel.note.x()
    before = box(left)
    assert before.width() > 40
    panel.edit_note()
    assert panel.note.x() == left and box(left) == before
    qtbot.keyClicks(panel.note, " ")
    assert box(left).width() <= 1  # the caret alone


# -- links of the print


def test_a_click_on_a_link_opens_it_and_not_the_editor(qtbot: QtBot, panel: NodePanel, opened: list[str]) -> None:
    panel.show_node(LINKED)
    port, place = panel.note.viewport(), QPoint(20, 10)
    qtbot.mouseMove(port, place)
    assert port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    click(qtbot, port, place)
    assert opened == ["https://example.org/report"]
    assert not panel.note.hasFocus()
    away = QPoint(port.width() - 10, 60)
    qtbot.mouseMove(port, away)
    assert port.cursor().shape() == Qt.CursorShape.IBeamCursor
    click(qtbot, port, away)
    assert panel.note.hasFocus() and len(opened) == 1


def test_a_link_shows_its_address_before(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(LINKED)
    assert panel.note.link_at(QPoint(20, 10)) == "https://example.org/report"
    assert panel.note.link_at(QPoint(20, 70)) == ""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    port = panel.note.viewport()
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 10), port.mapToGlobal(QPoint(20, 10))))
    assert "https://example.org/report" in QToolTip.text()
    QToolTip.hideText()


def test_links_are_within_reach_of_the_keys(qtbot: QtBot, panel: NodePanel, opened: list[str]) -> None:
    panel.show_node(LINKED)
    panel.edit_note()
    QApplication.sendEvent(
        panel.note.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert opened == ["https://example.org/report"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "ftp://a"])
def test_other_addresses_are_left_alone(opened: list[str], address: str) -> None:
    open_link(address)
    assert opened == []


# -- the preview


def test_the_editor_takes_the_links_place_and_gives_it_back(qtbot: QtBot, panel: NodePanel) -> None:
    before = panel.note.geometry()
    panel.edit_note()
    assert panel.preview.isVisible() and panel.preview_heading.isVisible()
    assert panel.links.isHidden() and panel.links_tab.isHidden()
    assert panel.note.width() > before.width()
    assert panel.note.geometry().right() < panel.preview.geometry().left()
    elsewhere(panel).setFocus()
    assert panel.preview.isHidden() and panel.links.isVisible() and panel.links_tab.isVisible()
    assert panel.note.geometry() == before


def test_the_preview_follows_what_is_typed(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    assert panel.preview.toPlainText() == "Check the fares."
    qtbot.keyClicks(panel.note, "**bold** ")
    qtbot.waitUntil(lambda: panel.preview.toPlainText() == "bold Check the fares.", timeout=1000)
    first = panel.preview.document().begin().begin().fragment()
    assert first.charFormat().fontWeight() == 700


def test_the_preview_never_shows_what_could_harm(panel: NodePanel) -> None:
    panel.show_node(replace(NODE, note="<img src='file:///etc/passwd'> [a](javascript:alert(1)) <script>x</script>"))
    panel.edit_note()
    assert "<img" in panel.preview.toPlainText() and "<script>" in panel.preview.toPlainText()
    assert "javascript" not in panel.preview.toHtml()


def test_a_press_in_the_preview_opens_its_link_and_the_editor_goes_on(
    qtbot: QtBot, panel: NodePanel, opened: list[str]
) -> None:
    panel.show_node(LINKED)
    panel.edit_note()
    qtbot.mouseMove(panel.preview.viewport(), QPoint(20, 10))
    click(qtbot, panel.preview.viewport(), QPoint(20, 10))
    assert opened == ["https://example.org/report"]
    assert panel.note.hasFocus()


def test_with_little_width_the_preview_goes_below(panel: NodePanel) -> None:
    sizes(panel, 480, 420)
    panel.edit_note()
    assert panel.preview.isVisible() and panel.preview_tab.isHidden()
    assert panel.note.geometry().bottom() < panel.preview.geometry().top()
    assert panel.preview.geometry().bottom() < panel.height()


def test_with_little_of_both_they_take_turns(qtbot: QtBot, panel: NodePanel) -> None:
    sizes(panel, 480, 154)
    panel.edit_note()
    assert panel.preview.isHidden() and panel.preview_tab.isVisible()
    click(qtbot, panel.preview_tab)
    assert panel.preview.isVisible() and panel.note.hasFocus()
    qtbot.keyClicks(panel.note, "x")
    assert panel.preview.isHidden() and panel.note.text().startswith("x")
    qtbot.keyClick(panel.note, Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert panel.preview.isVisible()
    qtbot.keyClick(panel.note, Qt.Key.Key_Escape)
    assert panel.preview.isHidden() and panel.preview_tab.isHidden() and panel.links.isVisible()


def test_tab_goes_on_to_what_the_open_note_covered(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    qtbot.keyClicks(panel.note, "x")
    with qtbot.waitSignal(panel.note_committed):
        qtbot.keyClick(panel.note, Qt.Key.Key_Tab)
    assert panel.links_tab.hasFocus() and panel.links.isVisible() and panel.preview.isHidden()


def test_a_draft_of_a_crash_opens_the_editor(qtbot: QtBot, panel: NodePanel) -> None:
    panel.offer_draft("note", "half a *thou")
    assert panel.preview.isVisible()
    qtbot.waitUntil(lambda: panel.preview.toPlainText() == "half a *thou", timeout=1000)


def test_going_to_a_node_without_a_note_closes_nothing_by_halves(qtbot: QtBot, panel: NodePanel) -> None:
    panel.edit_note()
    panel.show_node(OTHER)
    assert panel.note.hasFocus() and panel.preview.isVisible()
    qtbot.waitUntil(lambda: panel.preview.toPlainText() == "Nothing yet.", timeout=1000)
    panel.show_node(None)
    assert panel.preview.isHidden()


# -- marks


def select(panel: NodePanel, start: int, end: int) -> None:
    cursor = panel.note.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    panel.note.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("text", "start", "end", "key", "expected"),
    [
        ("one two", 4, 7, Qt.Key.Key_B, "one **two**"),
        ("one two", 4, 7, Qt.Key.Key_I, "one *two*"),
        ("one two", 5, 5, Qt.Key.Key_B, "one **two**"),
        ("one two ", 3, 8, Qt.Key.Key_I, "one *two* "),
        ("one **two**", 6, 9, Qt.Key.Key_B, "one two"),
        ("one **two**", 6, 9, Qt.Key.Key_I, "one ***two***"),
        ("one ***two***", 7, 10, Qt.Key.Key_I, "one **two**"),
        ("one ***two***", 7, 10, Qt.Key.Key_B, "one *two*"),
        ("one *two*", 5, 8, Qt.Key.Key_B, "one ***two***"),
        ("😀 two", 3, 6, Qt.Key.Key_B, "😀 **two**"),
        ("one\n\ntwo", 0, 8, Qt.Key.Key_I, "*one*\n\n*two*"),
        ("", 0, 0, Qt.Key.Key_B, "****"),
    ],
)
def test_control_b_and_i_set_and_take_marks(
    qtbot: QtBot, panel: NodePanel, text: str, start: int, end: int, key: Qt.Key, expected: str
) -> None:
    panel.show_node(replace(NODE, node_id="n7", note=text))
    panel.edit_note()
    select(panel, start, end)
    qtbot.keyClick(panel.note, key, CONTROL)
    assert panel.note.text() == expected
    if "\n" not in text and text:
        qtbot.keyClick(panel.note, key, CONTROL)
        assert panel.note.text() == text
        panel.note.undo()
        assert panel.note.text() == expected


def test_after_setting_marks_one_goes_on_typing_between_them(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(OTHER)
    panel.edit_note()
    qtbot.keyClick(panel.note, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(panel.note, "now")
    with qtbot.waitSignal(panel.note_committed) as caught:
        qtbot.keyClick(panel.note, Qt.Key.Key_Return, CONTROL)
    assert caught.args == ["n2", "**now**"]
