"""A preview window on the screen, and documents to show in it with every kind of repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.importing.about import About
from models.importing.extract import Flow, extract_of
from models.importing.incoming import Incoming
from models.importing.repair import Join, Mark, Repair, RepairKind, Swap
from models.messages import Message
from models.texts import Block, BlockKind
from ui.importing.dialog import ImportDialog
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Theme

PARTS = (
    ("The bench that went", "1"),
    ("The town square lost its bench in", "1"),
    ("spring, and nobody stays there now.", "1"),
    ("TOWN REVIEW 1", "1"),
    ("The tower clock\u00a0stopped at nine,\nand the council has no govern-\nment grant to mend it.", "2"),
    ("Owls 🦉🦉 nest in the tower.", "2"),
    ("Owls 🦉🦉 nest in the tower.", "4"),
    ("Subscribe to our letter", "4"),
)


def came_of(name: str = "bench.txt", title: str = "The bench that went", warnings: int = 0, again: int = 1) -> Incoming:
    """A document of four pages (the third without text) with repairs of every sort; its middle `again` times."""
    texts = [*PARTS[:4], *(PARTS[4:6] * again), *PARTS[6:]]
    blocks: list[Block] = []
    text = ""
    for words, page in texts:
        if blocks:
            text += "\n\n"
        at = len(text)
        text += words
        blocks.append(Block(at, at + len(words), page=page))
    starts = [block.start for block in blocks]
    clock = text.index("clock\u00a0")
    repairs = [
        Repair(RepairKind.HEAD, starts[0], blocks[0].end, marks=(Mark(starts[0], BlockKind.TITLE),)),
        Repair(RepairKind.JOIN, starts[1], blocks[2].end, joins=(Join(starts[1], starts[2]),)),
        hidden(RepairKind.RUNNING_HEAD, blocks[3]),
        Repair(RepairKind.SPACES, clock + 5, clock + 6, swaps=(Swap(clock + 5, clock + 6, " "),)),
        hidden(RepairKind.REPEATED, blocks[-2], on=False),
        hidden(RepairKind.FURNITURE, blocks[-1]),
    ]
    for sign in ("nine,\n", "govern-\n"):
        end = text.index(sign) + len(sign)
        start = end - (2 if "-" in sign else 1)
        kind = RepairKind.HYPHEN if "-" in sign else RepairKind.JOIN
        repairs.append(Repair(kind, start, end, swaps=(Swap(start, end, "" if "-" in sign else " "),)))
    told = tuple(Message("format.no_text", {"name": f"page {at}"}) for at in range(warnings))
    about = About(title=title, authors=("Ada Brook",), date="2024-05-02")
    extract = extract_of(
        text,
        tuple(blocks),
        Flow.PAGES,
        "text/plain",
        encoding="cp1252",
        certainty=0.87,
        pages=("1", "2", "3", "4"),
        warnings=told,
        about=about,
    )
    return Incoming(name, text.encode(), extract, tuple(sorted(repairs, key=lambda r: r.start)), about)


def empty_of(name: str) -> Incoming:
    """A document of two pages without a word."""
    extract = extract_of("", (), Flow.PAGES, "application/pdf", pages=("1", "2"))
    return Incoming(name, b"pictures", extract, (), About(title=name.partition(".")[0]))


def hidden(kind: RepairKind, block: Block, on: bool = True) -> Repair:
    mark = Mark(block.start, BlockKind.FURNITURE, hidden=True)
    return Repair(kind, block.start, block.end, marks=(mark,), on=on)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


MakeDialog = Callable[..., ImportDialog]


@pytest.fixture
def make_dialog(qtbot: QtBot, theme: Theme, settings: Settings) -> MakeDialog:
    """`make_dialog("a.txt", "b.txt")`: the files are waiting."""

    def make(*names: str, **more: object) -> ImportDialog:
        dialog = ImportDialog(theme, settings, Jobs(inline=True), **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog, before_close_func=lambda widget: widget.reject())
        dialog.begin(names)
        dialog.resize(1280, 820)
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


@pytest.fixture
def dialog(make_dialog: MakeDialog) -> ImportDialog:
    """One document, arrived."""
    made = make_dialog("bench.txt")
    made.arrive(0, came_of())
    return made
