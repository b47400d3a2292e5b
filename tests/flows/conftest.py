"""The whole window over a real project file, driven by keys and mouse as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.entities import Case
from models.workspace import Workspace
from storage.store import SqliteStore
from ui.clipboard import let_go
from ui.files import make_sample, open_session
from ui.importing.dialog import ImportDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.side import Side
from ui.theme import Theme

ANNOTATOR = "reader"


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a project with the bundled debate."""
    path = tmp_path_factory.mktemp("sample") / "debate.counterpoint"
    make_sample(path)
    return path.read_bytes()


@pytest.fixture
def project_file(tmp_path: Path, sample: bytes) -> Path:
    path = tmp_path / "debate.counterpoint"
    path.write_bytes(sample)
    return path


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


class Desk:
    """One open window with what a test asks of it again and again."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        self.window = window
        self.path = path
        self.said: list[str] = []
        window.notices.said.connect(self.said.append)

    @property
    def left(self) -> Side:
        return self.window.split.left

    @property
    def right(self) -> Side:
        return self.window.split.right

    @property
    def project(self):  # type: ignore[no-untyped-def]
        assert self.window.session is not None
        return self.window.session.project

    @property
    def selected(self) -> str | None:
        assert self.window.session is not None
        return self.window.session.selected_node

    def case(self, side: Side) -> Case:
        assert side.case is not None
        return side.case

    def roots(self, side: Side) -> list[str]:
        assert side.case is not None
        return [node.id for node in self.project.children(side.case.id, None)]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the focus."""
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def select_text(self, side: Side, start: int, end: int) -> None:
        """Drag with the mouse over [start, end) of the side's article."""
        article = side.article
        article.reveal(start, flash=False)
        port = article.viewport()
        first, last = point_of(side, start), point_of(side, end)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)

    def click_row(self, side: Side, node_id: str) -> None:
        span = side.outline.row_span(node_id)
        assert span is not None
        QTest.mouseClick(side.outline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, (span[0] + span[1]) // 2))

    def fresh(self) -> Workspace:
        """The file as another program sees it."""
        return Workspace(SqliteStore(self.path), ANNOTATOR)


@pytest.fixture
def open_desk(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    desks: list[Desk] = []

    def opened(path: Path) -> Desk:
        window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs(inline=True))
        desks.append(Desk(window, path))
        qtbot.addWidget(window)
        window.resize(1280, 860)
        window.show()
        with qtbot.waitExposed(window):
            window.show()
        window.show_session(open_session(path, ANNOTATOR))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        for side in window.split.sides():
            side.article.animated = False
        return desks[-1]

    yield opened
    for desk in desks:
        desk.window.close()
    let_go()


@pytest.fixture
def desk(open_desk: Callable[[Path], Desk], project_file: Path) -> Desk:
    return open_desk(project_file)


def bring_in(window: MainWindow, *paths: Path) -> None:
    """Import files as they are proposed."""
    window.intake.import_paths(list(paths))
    go_on(window.intake.dialog)


def go_on(dialog: ImportDialog | None) -> None:
    """Press the button that goes on."""
    assert dialog is not None and dialog.foot.forward.isEnabled()
    QTest.mouseClick(dialog.foot.forward, Qt.MouseButton.LeftButton)


def point_of(side: Side, offset: int) -> QPoint:
    """Where a code point of the article stands in its viewport: the caret's middle there."""
    side.article.select(offset, offset)
    return side.article.caret_box().center()
