"""What the clipboard holds of a tree: branches for this program, a Markdown list for any other, and both read back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from models.branches import Branches, copy, from_json, to_json
from models.entities import Kind
from models.errors import UserError
from models.messages import Message
from models.ports import Reader
from models.texts import storable_text
from storage.formats import markdown_list

BRANCHES = "application/x-counterpoint-branches"
CUT = "application/x-counterpoint-cut"  # a word that only the one who cut knows
MARKDOWN = "text/markdown"
SYSTEM_CLIPBOARDS = ("xcb", "wayland", "windows", "cocoa")  # of Qt's platforms those that hand the data on


@dataclass(frozen=True, slots=True)
class Held:
    """Branches from a clipboard, and what had to be put right in a text to make them."""

    branches: Branches
    losses: tuple[Message, ...] = ()


def carry_branches(branches: Branches, cut: str = "") -> QMimeData:
    """The branches for ours and for other programs. `cut`: by which `cut_in` knows them again."""
    data = QMimeData()
    data.setData(BRANCHES, to_json(branches).encode("utf-8", "replace"))
    text = markdown_list.write(branches)
    data.setText(text)
    data.setData(MARKDOWN, text.encode("utf-8", "replace"))
    if cut:
        data.setData(CUT, cut.encode())
    return data


def carry_nodes(reader: Reader, node_ids: list[str], cut: str = "") -> tuple[QMimeData, int]:
    """The branches of some nodes, and how many nodes those are. Raises UserError."""
    branches = copy(reader, node_ids)
    return carry_branches(branches, cut), len(branches.nodes)


def let_go() -> None:
    """To be called when the program ends. Where a platform has no clipboard of its own, Qt keeps the data until Python
    has gone, and the process would crash on them.
    """
    if QGuiApplication.platformName() not in SYSTEM_CLIPBOARDS:
        QGuiApplication.clipboard().clear()


def cut_in(data: QMimeData) -> str:
    """The word of the cut that put the data there; "" for everything else."""
    return bytes(data.data(CUT).data()).decode("utf-8", "replace") if data.hasFormat(CUT) else ""


def branches_in(data: QMimeData, under: Kind | None) -> Held:
    """Our branches, or a text's as they may stand under a node of a kind (None: at the top).

    Raises UserError for what is neither, and where our own cannot be read and there is no text beside them.
    """
    text = _text(data)
    if data.hasFormat(BRANCHES):
        try:
            return Held(from_json(bytes(data.data(BRANCHES).data())))
        except UserError:
            if not text.strip():
                raise
    branches, losses = markdown_list.parse(text, under)
    if not branches.nodes:
        raise UserError("branches.nothing")
    return Held(branches, tuple(losses))


def _text(data: QMimeData) -> str:
    if data.hasText():
        return storable_text(data.text())
    return bytes(data.data(MARKDOWN).data()).decode("utf-8", "replace")
