"""A made-up quarrel about trams in a real file, and a driver that performs what the clash view asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.authoring import issues, links, nodes
from models.clashes import Row, Sort, clash_table
from models.edits import Edit, made
from models.entities import TABLES, Clash, Issue, Kind, LinkKind, Pairing, clash_id
from models.errors import UserError
from models.messages import message
from models.workspace import Workspace
from storage.projects import make_project
from storage.store import SqliteStore
from tests.factories import World
from ui.clash.lines import Line
from ui.clash.model import LEFT
from ui.clash.view import ClashView

Key = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
LEFT_TEXT = "Trams pay. Fares cover the costs. Streets get quieter. Depots can be shared."
RIGHT_TEXT = "Buses are cheaper. Rails break bicycles. Fares cover no line. Noise moves elsewhere."


class Quarrel:
    """Ids by short names: points a… on the left, b… on the right; links after what they do."""

    def __init__(self) -> None:
        self.world = world = World()
        one = world.article(LEFT_TEXT, "For trams", authors=("Ada Tramway",))
        two = world.article(RIGHT_TEXT, "Against trams", authors=("Busby, Bert",))
        left, right = world.case(one, "For trams"), world.case(two, "Against trams")
        a1 = world.node(left, "Trams pay for themselves", quotes=["Trams pay"])
        a2 = world.node(left, "Fares cover the costs", a1, Kind.EVIDENCE, quotes=["Fares cover the costs"])
        a3 = world.node(left, "Streets get quieter")
        a4 = world.node(left, "Trams last for forty years")
        a5 = world.node(left, "Depots can be shared")
        b1 = world.node(right, "Buses are cheaper", quotes=["Buses are cheaper"])
        b2 = world.node(right, "Rails break bicycles")
        b3 = world.node(right, "Fares cover no line", b1, Kind.EVIDENCE)
        b4 = world.node(right, "Noise moves elsewhere")
        self.pairing: Pairing = world.pairing(left, right, "Build the tram")
        self.rebuts = world.link(b1, a1, LinkKind.REBUTS)
        self.doubts = world.link(b3, a2, LinkKind.QUESTIONS)
        self.turns = world.link(a4, b1, LinkKind.TURNS, strength=0.75)
        self.tension = world.link(a3, b4, LinkKind.TENSION)
        self.shared = world.link(a2, b3, LinkKind.SAME_EVIDENCE)
        self.answer = world.link(a4, self.rebuts, LinkKind.ANSWERS)
        self.nodes = {"a1": a1, "a2": a2, "a3": a3, "a4": a4, "a5": a5, "b1": b1, "b2": b2, "b3": b3, "b4": b4}
        for issue_id, heading, position in (("pays", "Does it pay?", "h"), ("gains", "Who gains?", "q")):
            world.project.apply([made(Issue(issue_id, self.pairing.id, heading, position))])
        for link, position in ((self.rebuts, "h"), (self.doubts, "q")):
            row = Clash(clash_id(self.pairing.id, link.id), self.pairing.id, link.id, None, "pays", position)
            world.project.apply([made(row)])

    def save(self, path: Path) -> Workspace:
        tables = self.world.project._tables
        changes = [made(entity) for table in TABLES for entity in tables[table].values()]
        make_project(path, "0", Edit(message("edit.sample"), tuple(changes), dict(self.world.blobs)))
        return Workspace(SqliteStore(path), "Tester")


class Driver:
    """What the window does: one edit for each thing asked, then the table anew. `heard` is all that was told."""

    def __init__(self, view: ClashView, workspace: Workspace, quarrel: Quarrel) -> None:
        self.view, self.workspace, self.quarrel = view, workspace, quarrel
        self.pairing_id = quarrel.pairing.id
        self.keeps: Callable[[Row], bool] | None = None
        self.heard: list[Any] = []
        self.edits = 0
        self._connect()
        workspace.listeners.append(lambda _edit, _entry: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        project = self.workspace.project
        pairing = project.pairing(self.pairing_id)
        table = clash_table(project, pairing, Sort(self.view.sort()), self.keeps, self.view.descending)
        sides = project.case(pairing.left_case_id), project.case(pairing.right_case_id)
        self.view.set_table(project, table, *sides)

    def _connect(self) -> None:
        view, do = self.view, self.do
        view.text_committed.connect(lambda node, text: do(nodes.change_text, node, text))
        view.kind_requested.connect(lambda link, kind: do(links.change_kind, link, LinkKind(kind)))
        view.flip_requested.connect(lambda link: do(links.flip_link, link))
        view.strength_requested.connect(lambda link, value: do(links.change_strength, link, value))
        view.delete_link_requested.connect(lambda link: do(links.remove_link, link))
        view.note_requested.connect(lambda about, columns: do(issues.note_row, self.pairing_id, about, **columns))
        view.issue_requested.connect(lambda heading, rows: do(issues.add_issue, self.pairing_id, heading, rows))
        view.issue_renamed.connect(lambda issue, heading: do(issues.rename_issue, issue, heading))
        view.issue_moved.connect(lambda issue, steps: do(issues.move_issue, issue, steps))
        view.issue_removed.connect(lambda issue: do(issues.remove_issue, issue))
        view.rows_filed.connect(
            lambda rows, issue, before: do(issues.file_rows, self.pairing_id, rows, issue, before=before)
        )
        view.sort_changed.connect(lambda _sort, _descending: self.refresh())
        for name in ("node_selected", "link_selected", "told", "draft_changed", "edit_cancelled", "note_draft"):
            getattr(view, name).connect(lambda *values, name=name: self.heard.append((name, *values)))
        for name in ("note_cancelled", "link_wanted", "card_requested", "delete_links_requested", "link_dropped"):
            getattr(view, name).connect(lambda *values, name=name: self.heard.append((name, *values)))

    def do(self, making: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        before = len(self.workspace.store.entries_after(0))
        try:
            self.workspace.do(lambda reader: making(reader, *arguments, **more))
        except UserError as error:
            self.heard.append(("refused", str(error)))
        self.edits += len(self.workspace.store.entries_after(0)) - before

    def told(self, name: str) -> list[Any]:
        return [each[1:] for each in self.heard if each[0] == name]

    # -- looking

    def lines(self) -> list[str]:
        """Heads in brackets with their first word, rows by number and short name."""
        return [self._short(line) for line in self.view.lines.lines]

    def _short(self, line: Line) -> str:
        if line.is_head:
            return f"[{self.view.words.heading(line).split()[0]}]"
        return self.name(line.key)

    def name(self, about: str) -> str:
        known = {link.id: name for name in ("rebuts", "doubts", "turns", "tension", "shared") for link in (
            getattr(self.quarrel, name),)}  # fmt: skip
        return known.get(about) or next((n for n, node in self.quarrel.nodes.items() if node.id == about), about)

    def about(self, name: str) -> str:
        return self.quarrel.nodes[name].id if name in self.quarrel.nodes else str(getattr(self.quarrel, name).id)

    def cell(self, name: str, column: int) -> str:
        line = self.view.lines.find(self.about(name))
        assert line is not None
        return self.view.words.cell(line, column)

    def row(self, name: str) -> int:
        row = self.view.lines.row_of(
            name if " " in name or name in ("rest", "unlinked", "common") else self.about(name)
        )
        assert row is not None
        return row

    # -- hands

    def go(self, name: str, column: int = LEFT) -> None:
        """Click into a cell, where no word is that would be pressed."""
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, self.place(name, column))
        self.view.setFocus()

    def place(self, name: str, column: int = LEFT) -> QPoint:
        self.view._reveal(self.row(name))
        cell = self.view.cell_rect(self.row(name), column)
        return QPoint(max(cell.left(), 60 if cell.left() == 0 else 0) + 4, cell.top() + min(12, cell.height() // 2))

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.view, key, with_)

    def type(self, words: str, end: Qt.Key = Key.Key_Return) -> None:
        """Into the editor that is open."""
        assert self.view._editor is not None
        QTest.keyClicks(self.view._editor, words)
        QTest.keyClick(self.view._editor, end)

    def menu(self) -> QMenu:
        """The menu that is open."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        return popup

    def choose(self, key: Qt.Key) -> None:
        """A key in the menu that is open."""
        QTest.keyClick(self.menu(), key)

    def current(self) -> str:
        line = self.view.current_line()
        return "" if line is None else self._short(line)
