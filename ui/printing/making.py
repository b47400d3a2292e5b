"""From a project to pages: which ones, made step by step, and as the bytes of a PDF file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from models.errors import UserError
from models.messages import Message
from storage.formats.registry import Snapshot
from storage.printing import PrintOptions
from ui.pictures.content import faceless_told
from ui.pictures.faces import without_face
from ui.printing.clash_pages import clash_story
from ui.printing.flow import Flow
from ui.printing.map_pages import MapPages, map_pages
from ui.printing.matter import Story
from ui.printing.paper import DPI, Sheets, paper_of
from ui.printing.text_pages import text_story
from ui.printing.tree_pages import tree_story
from ui.printing.type import Families, Type
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Draft:
    """Pages and what they leave out; `steps` goes on until all pages are there."""

    sheets: Sheets
    losses: tuple[Message, ...]
    steps: Iterator[None]


def draft(theme: Theme, snapshot: Snapshot, options: PrintOptions, folded: frozenset[str] = frozenset()) -> Draft:
    """Begin to make pages. Raises UserError where there is nothing to print, or no room on the paper."""
    options.checked()
    scope = snapshot.scope
    if options.content != "clash" and not scope.cases():
        raise UserError("print.nothing")
    if options.content == "map":
        maps: MapPages = map_pages(theme, scope, options, folded)
        return Draft(maps, tuple(maps.losses), iter(()))
    paper = paper_of(options)
    story = story_of(snapshot, options)
    type_ = Type(Families.of(theme), options.size)
    losses = [*story.losses, *faceless_told(without_face(type_.font("body"), story.texts()))]
    flow = Flow(story, paper, type_, furniture=options.furniture)
    return Draft(flow, tuple(losses), flow.steps())


def story_of(snapshot: Snapshot, options: PrintOptions) -> Story:
    """What is to be set. Raises UserError."""
    if options.content == "clash":
        return clash_story(snapshot.project, snapshot.scope.pairing_id, options)
    return text_story(snapshot.scope) if options.content == "text" else tree_story(snapshot.scope, options)


class PdfMaker:
    """Writes pages as PDF, one at each step; `data` is there when `steps` ended."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.data = b""

    def steps(self) -> Iterator[int]:
        """The numbers of the pages that are written."""
        sheets = self._sheets
        assert sheets.total is not None
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(DPI)
        writer.setTitle(sheets.title)
        writer.setCreator("Counterpoint")
        if sheets.author and hasattr(writer, "setAuthor"):  # since Qt 6.9
            writer.setAuthor(sheets.author)
        if hasattr(writer, "setDocumentId"):  # since Qt 6.8; otherwise it is a random one
            from PySide6.QtCore import QUuid

            writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_URL, f"counterpoint:{sheets.title}:{sheets.total}"))))
        writer.setPageLayout(sheets.paper(0).layout())
        painter = QPainter(writer)
        try:
            for number in range(sheets.total):
                if number:
                    writer.setPageLayout(sheets.paper(number).layout())
                    writer.newPage()
                painter.save()
                sheets.paint(painter, number, 1.0)
                painter.restore()
                yield number
        finally:
            painter.end()
        buffer.close()
        self.data = bytes(buffer.data().data())


def pdf_of(sheets: Sheets) -> bytes:
    """The whole of it at once."""
    maker = PdfMaker(sheets)
    for _number in maker.steps():
        pass
    return maker.data
