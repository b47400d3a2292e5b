"""A small project in a real file, its session, and formats that a test may make up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import VERSION
from models.edits import Edit, made
from models.entities import Kind
from models.messages import Message
from storage.formats.registry import Format
from storage.projects import make_project
from tests.factories import World
from ui.clipboard import let_go
from ui.exporting.dialog import ExportDialog
from ui.files import open_session
from ui.jobs import Jobs
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme

TEXT = "Trams carry many people.\n\nRails cannot move when the town does.\n"


def debate() -> World:
    """Two cases of five points, a link, a pairing, a note, a tag with a colour."""
    world = World()
    left = world.case(world.article(TEXT, "Trams"), "For trams")
    right = world.case(world.article(TEXT + "Buses can.\n", "Buses"), "For buses")
    claim = world.node(left, "Build the tram", note="Said *twice*", tags=("cost",))
    reason = world.node(left, "It carries many", claim, Kind.EVIDENCE, ["Trams carry many people."])
    world.node(left, "Only at noon", reason, Kind.REBUTTAL, inference=True)
    other = world.node(right, "Buses are better")
    world.node(right, "They can move", other, Kind.EVIDENCE, ["Rails cannot move"])
    world.link(other, claim)
    world.pairing(left, right, "Trams are good")
    world.tag("cost")
    return world


@pytest.fixture
def world() -> World:
    return debate()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made_theme = Theme(qapp, "light")
    yield made_theme
    made_theme.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, world: World) -> Iterator[Session]:
    path = tmp_path / "trams.counterpoint"
    rows = [made(row) for table in world.project.rows().values() for row in table.values()]
    make_project(path, VERSION, Edit(Message("edit.import"), tuple(rows), blobs=world.blobs))
    opened = open_session(path, "reader")
    yield opened
    opened.close()


def made_up(name: str, write: Callable[..., Any] | None, *options: Any, **more: Any) -> Format:
    """A format of a test's own."""
    values: dict[str, Any] = {"SUBJECT": "map", "EXTENSIONS": (f".{name}",), "CARRIES": frozenset(), **more}
    module = SimpleNamespace(NAME=name, TITLE=name.title(), OPTIONS=options, write=write, **values)
    return Format(
        name, name.title(), module.SUBJECT, module.EXTENSIONS, False, True, module, options=options, about="For tests."
    )


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the window know these formats only."""
    return lambda *known: monkeypatch.setattr("ui.exporting.groups.formats", lambda: known)


W = TypeVar("W", bound=QWidget)


def part(form: QWidget, kind: type[W], name: str) -> W:
    """A field of the form by the name of its option."""
    found = form.findChild(kind, name)
    assert found is not None
    return found


Opened = Callable[..., ExportDialog]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, settings: Settings, session: Session) -> Iterator[Opened]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()

    def make(chosen: tuple[str, ...] = (), *, jobs: Jobs | None = None, first: str = "") -> ExportDialog:
        jobs = jobs or Jobs(host, inline=True)
        dialog = ExportDialog(theme, settings, session, jobs, chosen, host, first=first)
        with qtbot.waitSignal(dialog.maker.shown, raising=False, timeout=3000):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield make
    let_go()


def shown(qtbot: QtBot, dialog: ExportDialog, act: Callable[[], object]) -> None:
    """Do something and wait until the preview has followed."""
    with qtbot.waitSignals([dialog.maker.shown], timeout=5000):
        act()


def go_to(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    """Find a format by its name, as a person does."""
    if dialog.format.name == name:
        return
    dialog.formats.field.setFocus()
    dialog.formats.field.clear()
    QTest.keyClicks(dialog.formats.field, name)
    dialog.formats.choose(name)
    qtbot.waitUntil(lambda: dialog.format.name == name)
