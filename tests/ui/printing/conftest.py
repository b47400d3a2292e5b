"""A small project in a real file, its session, and pages read back as a reader of PDF sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from models import VERSION
from models.edits import Edit, made
from models.messages import Message
from storage.formats.registry import Snapshot
from storage.printing import PrintOptions
from storage.projects import make_project
from tests.factories import World
from tests.ui.exporting.conftest import debate
from ui.files import open_session
from ui.printing.making import draft, pdf_of
from ui.printing.paper import Sheets
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme


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


def sheets_of(theme: Theme, snapshot: Snapshot, options: PrintOptions) -> Sheets:
    """All pages."""
    found = draft(theme, snapshot, options)
    for _step in found.steps:
        pass
    return found.sheets


def texts_of(data: bytes) -> list[str]:
    """The words of each page, as they can be searched for."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(" ".join(text.get_text_range().split()))
            text.close()
            page.close()
        return found


def pages_of(theme: Theme, snapshot: Snapshot, options: PrintOptions) -> list[str]:
    return texts_of(pdf_of(sheets_of(theme, snapshot, options)))
