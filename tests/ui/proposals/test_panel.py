"""The panel of proposals: worked by keys and mouse, read aloud, nothing cut off, sound under Qt's own model tester."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from ui.proposals.painting import height
from ui.proposals.panel import Mode, ProposalPanel
from ui.proposals.rows import EXCERPT, Point, ProposalModel, ProposalRow, excerpt
from ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PORT = Point("b1", "evidence", "The port is deep enough for grain ships", "¶ 4", ((4, 8), (29, 34)))
RAIL = Point("b2", "rebuttal", "Rails carry grain as well", "¶ 12", ((12, 17),))
ROWS = [
    ProposalRow("a1", "b1", (PORT,), "port · grain", 0.4, "2 of 5 words in common"),
    ProposalRow("a1", "b2", (RAIL,), "grain", 0.1, "1 of 4 words in common"),
]
LEFT = Point("a1", "claim", "Ports ship grain", "¶ 1", ((0, 5),))
PAIRS = [ProposalRow("a1", "b1", (LEFT, PORT), "port", 0.4), ProposalRow("a1", "b2", (LEFT, RAIL), "grain", 0.1)]
GONE = [ProposalRow("a1", "b2", (LEFT, RAIL), "by Ann, 12:00")]


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ProposalPanel:
    widget = ProposalPanel(theme)
    qtbot.addWidget(widget)
    widget.resize(860, 320)
    widget.set_rows(ROWS)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    return widget


def heard(panel: ProposalPanel) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    panel.link_requested.connect(lambda a, b, _point: found.append(("link", a, b)))
    panel.dismissed.connect(lambda a, b: found.append(("dismiss", a, b)))
    panel.taken_back.connect(lambda a, b: found.append(("back", a, b)))
    panel.node_chosen.connect(lambda a: found.append(("go", a)))
    panel.pair_chosen.connect(lambda a, b: found.append(("go", a, b)))
    return found


def test_the_model_is_sound() -> None:
    model = ProposalModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (ROWS, ROWS[:1], [], PAIRS):
        model.set_rows(rows)
    assert model.place_of(frozenset(("b2", "a1"))) == 1 and model.place_of(frozenset(("b2", "b1"))) == -1
    del tester


def test_enter_links_delete_dismisses_and_ctrl_enter_goes(panel: ProposalPanel) -> None:
    found = heard(panel)
    assert panel.list.hasFocus() and panel.list.current_row() == ROWS[0]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    QTest.keyClick(panel.list, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert found == [("link", "a1", "b1"), ("dismiss", "a1", "b2"), ("go", "b2")]


def test_what_was_dismissed_is_taken_back_by_enter_and_not_dismissed_again(panel: ProposalPanel) -> None:
    found = heard(panel)
    panel.set_rows(GONE)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QTest.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == [("back", "a1", "b2"), ("go", "a1", "b2")]


def test_the_buttons_follow_the_pointer_and_stand_in_the_current_row_without_one(panel: ProposalPanel) -> None:
    found = heard(panel)
    view, buttons = panel.list, panel.list.buttons
    first, second = (view.visualRect(view.rows.index(at, 0)) for at in (0, 1))
    assert first.contains(buttons.geometry())
    QTest.mouseMove(view.viewport(), second.center())
    assert second.contains(buttons.geometry())
    QTest.mouseClick(buttons.buttons["dismiss"], Qt.MouseButton.LeftButton)
    assert found == [("dismiss", "a1", "b2")]
    assert view.current_row() == ROWS[1]
    QTest.mouseClick(buttons.buttons["link"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons.buttons["go"], Qt.MouseButton.LeftButton)
    assert found[1:] == [("link", "a1", "b2"), ("go", "b2")]
    assert not buttons.buttons["back"].isVisible()
    panel.set_rows(GONE)
    assert buttons.buttons["back"].isVisible() and not buttons.buttons["link"].isVisible()


def test_tab_reaches_the_buttons_of_the_current_row(panel: ProposalPanel) -> None:
    found = heard(panel)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Tab)
    assert panel.list.buttons.buttons["link"].hasFocus()
    QTest.mouseMove(panel.list.viewport(), QPoint(40, 10))  # a pointer on its way does not take them elsewhere
    QTest.keyClick(panel.list.buttons.buttons["link"], Qt.Key.Key_Space)
    assert found == [("link", "a1", "b2")]


def test_a_double_click_goes_there(panel: ProposalPanel) -> None:
    found = heard(panel)
    for rows in (ROWS, PAIRS):
        panel.set_rows(rows)
        middle = panel.list.visualRect(panel.list.rows.index(1, 0)).center()
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert found == [("go", "b2"), ("go", "a1", "b2")]


def test_the_menu_key_offers_the_same(panel: ProposalPanel) -> None:
    found = heard(panel)
    menu = panel.list._menu(ROWS[0])
    assert [action.text() for action in menu.actions()] == ["Link…", "Not a partner", "Go there"]
    menu.actions()[1].trigger()
    assert found == [("dismiss", "a1", "b1")]
    menu.close()
    assert not any(isinstance(w, QMenu) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_after_a_row_has_gone_the_next_one_is_current_and_keeps_the_keys(panel: ProposalPanel) -> None:
    panel.set_rows(ROWS[1:])
    assert panel.list.current_row() == ROWS[1] and panel.list.hasFocus()
    panel.say("Nothing is left.")
    assert panel.list.isHidden() and panel.empty.isVisible() and panel.hasFocus()
    panel.set_rows(ROWS)
    assert panel.list.hasFocus()


def test_tabs_change_what_is_shown(panel: ProposalPanel, qtbot: QtBot) -> None:
    panel.set_dismissed(3)
    tab = panel.tabs[Mode.DISMISSED]
    assert tab.text() == tab.accessibleName() == "Dismissed (3)"
    with qtbot.waitSignal(panel.mode_changed):
        QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert panel.mode() is Mode.DISMISSED
    panel.say("Nothing.", "Show all pairs")
    with qtbot.waitSignal(panel.mode_changed):
        QTest.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert panel.mode() is Mode.PAIRING


def test_rows_are_as_high_as_their_texts_need(panel: ProposalPanel) -> None:
    long = ProposalRow("a1", "b3", (Point("b3", "claim", "word " * 200),), "", 0.2)
    panel.set_rows([*ROWS, long])
    assert heights(panel) == [height(1), height(1), height(2)]
    panel.resize(400, 320)
    assert heights(panel) == [height(2), height(1), height(2)]
    assert not panel.grab().isNull()


def heights(panel: ProposalPanel) -> list[int]:
    panel.list.doItemsLayout()
    view = panel.list
    return [view.visualRect(view.rows.index(at, 0)).height() for at in range(view.rows.rowCount())]


def test_a_row_is_read_aloud_with_both_texts_and_the_measure(panel: ProposalPanel) -> None:
    panel.set_rows(PAIRS)
    spoken = panel.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Claim, {LEFT.text}, ¶ 1; Evidence, {PORT.text}, ¶ 4; port; 40 of 100 alike"
    said = QAccessible.queryAccessibleInterface(panel.list)
    assert said.text(QAccessible.Text.Name)
    panel.set_heading("Pairs that share words")
    assert said.text(QAccessible.Text.Description) == "Pairs that share words"


def test_a_tip_tells_how_the_measure_comes_about(panel: ProposalPanel, qtbot: QtBot) -> None:
    place = panel.list.visualRect(panel.list.rows.index(1, 0)).center()
    port = panel.list.viewport()
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, place, port.mapToGlobal(place)))
    assert "1 of 4 words" in QToolTip.text()
    assert panel.list.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == ROWS[1].tip
    QToolTip.hideText()


# -- excerpts


def marked(point: Point) -> list[str]:
    return [point.text[start:end] for start, end in point.marks]


def test_a_text_is_shown_from_shortly_before_its_first_mark_where_that_is_far_on() -> None:
    text = "word " * 900 + "collateral\nand more " + "tail " * 200
    at = text.index("collateral")
    shown = excerpt(Point("n", "claim", text, "", ((at, at + 10), (at + 11, at + 14))))
    assert len(shown.text) <= EXCERPT + 2
    assert shown.text.startswith("…word") and shown.text.endswith("…")
    assert marked(shown) == ["collateral", "and"] and shown.text.index("collateral") < 60


def test_a_text_without_marks_or_with_an_early_one_begins_at_its_beginning() -> None:
    assert excerpt(PORT) == PORT
    assert excerpt(Point("n", "claim", "a\n\tb")).text == "a  b"
    assert excerpt(Point("n", "claim", "")).text == ""


def test_marks_stand_right_beyond_the_basic_plane(panel: ProposalPanel) -> None:
    text = "😀😀 harbour 😀 " * 40
    point = Point("b9", "claim", text, "", ((3, 10),))
    assert marked(excerpt(point)) == ["harbour"]
    panel.set_rows([ProposalRow("a1", "b9", (point,), "harbour", 1.0)])
    layout = panel.list.delegate._laid(point, 300, 2)
    assert layout.lineCount() <= 2
    assert QFontMetrics(layout.font()).height() > 0
