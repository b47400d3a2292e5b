"""What a newcomer meets first: a window that is on the screen, and lists that are filled when they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Desk
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme


def test_the_first_window_fits_the_screen_as_far_as_it_can(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs(inline=True))
    qtbot.addWidget(window)
    room = window.screen().availableSize().expandedTo(window.minimumSizeHint())
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_opening_is_not_still_said_afterwards(qtbot: QtBot, theme: Theme, project_file: Path, tmp_path: Path) -> None:
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs(inline=True))
    qtbot.addWidget(window)
    window.start(project_file)
    assert window.session is not None
    assert "Opening" not in window.status.message
    window.close()


def test_the_list_of_links_is_filled_when_it_opens_and_has_the_focus(desk: Desk) -> None:
    window = desk.window
    desk.left.outline.setFocus()
    window.actions_by_name["show_links"].trigger()
    assert window.links.model.rowCount() == len(window.split.link_ends()) > 0
    assert window.links.table.hasFocus()
    window.actions_by_name["show_links"].trigger()
    assert window.links.isHidden()
    assert desk.left.outline.hasFocus()


def test_a_line_marks_the_pane_that_has_the_focus(desk: Desk) -> None:
    mark = desk.window.focus_mark
    desk.left.outline.setFocus()
    for _step in range(5):
        desk.window.commands.next_pane()
        pane = mark.parentWidget()
        assert pane in desk.window.commands.panes()
        assert mark.isVisible()
        assert mark.width() == pane.width()
        assert pane is desk.focus() or pane.isAncestorOf(desk.focus())


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_every_ground_follows_the_theme_that_is_chosen(desk: Desk, theme: Theme, choice: str) -> None:
    window = desk.window
    window.actions_by_name["show_links"].trigger()
    desk.click_row(desk.left, desk.roots(desk.left)[0])
    try:
        for chosen in ("light", "dark", choice):
            theme.choose(chosen)
        grounds = [
            (desk.left.outline, theme.tokens.paper),
            (desk.right.outline, theme.tokens.paper),
            (desk.left.article, theme.tokens.paper),
            (window.links.table, theme.tokens.paper),
            (window.panel.links, theme.tokens.panel),
        ]
        for view, ground in grounds:
            picture = view.viewport().grab().toImage()
            at = (picture.width() - 3, picture.height() - 12)
            assert picture.pixelColor(*at).name() == ground.name(), view
        for empty in window.findChildren(QLabel):
            if type(empty.parentWidget()).__name__ == "EmptyState":
                assert empty.palette().windowText().color().name() == theme.tokens.muted.name()
        for editor in (window.panel.text, window.panel.note):
            assert editor.palette().text().color().name() == theme.tokens.ink.name()
    finally:
        theme.choose("light")


def test_the_keys_stay_on_the_side_when_what_had_them_is_put_away(desk: Desk) -> None:
    actions = desk.window.actions_by_name
    desk.right.outline.setFocus()
    actions["show_tree"].trigger()
    assert desk.right.article.hasFocus()
    actions["show_tree"].trigger()
    actions["show_text"].trigger()
    assert desk.right.outline.hasFocus()
    actions["show_text"].trigger()
    desk.click_row(desk.right, desk.roots(desk.right)[0])
    desk.window.panel.setFocus()
    actions["show_panel"].trigger()
    assert desk.right.outline.hasFocus()


def test_the_ground_behind_the_scroll_bars_of_the_map_follows_the_theme(desk: Desk) -> None:
    view = desk.left.map
    desk.left.set_shows("map")
    for choice in ("light", "dark", "light"):
        desk.window.theme.choose(choice)
        paper = desk.window.theme.tokens.paper
        picture = view.grab().toImage()
        assert view.verticalScrollBar().isVisible()
        assert picture.pixelColor(view.width() - 1, 4) == paper


def test_the_status_bar_parts_thousands(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.status.answered", lambda _statuses: (1_000, 2_000))
    status = desk.window.status
    status.show_figures(desk.window.session)
    qtbot.waitUntil(lambda: ("answered", "1,000", "of 2,000") in status.figures())
