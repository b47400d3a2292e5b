"""The outline beside a QTreeView over a plain tree model of the same nodes; medians in milliseconds.

Folded as a reader would have it (two levels shown) and with everything unfolded. `open`: the view shows a model that is
built. `insert` and `move`: an edit of the project, until what is seen is painted. `frame`: one page further, painted.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView

from models.edits import Change, Edit
from models.entities import Article, Case, Kind, Node, to_row
from models.messages import message
from models.ordering import spread
from models.project import Project
from ui.outline.model import OutlineModel
from ui.outline.view import OutlineView
from ui.theme import Theme

SIZES = (1_000, 10_000, 100_000)
FAN = (1, 50, 10)  # roots, their children, and the children of each node below
SIZE = 900, 640
TIMES = 15


def make_project(count: int) -> Project:
    """One case: a root with 50 sections, below them ten children each, down to as many levels as it takes."""
    nodes: dict[str, Node] = {}
    level: list[str | None] = [None]
    depth = 0
    while len(nodes) < count:
        fan = FAN[min(depth, 2)]
        following: list[str | None] = []
        for parent in level:
            for at, position in enumerate(spread(fan)):
                if len(nodes) == count:
                    break
                kind = Kind.CLAIM if depth < 2 else (Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL)[at % 3]
                name = f"n{len(nodes):06}"
                nodes[name] = Node(name, "C", parent, position, kind, f"Point {name} says a little of what it rests on")
                following.append(name)
        level, depth = following, depth + 1
    return Project(
        {"article": {"A": Article("A", "T", "", "", "", "")}, "case": {"C": Case("C", "A", "C")}, "node": nodes}
    )


def median(work: Callable[[int], object], times: int = TIMES) -> float:
    taken = []
    for at in range(times):
        begun = time.perf_counter()
        work(at)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def painted(application: QApplication, view: QAbstractItemView) -> None:
    view.viewport().repaint()
    application.processEvents()


def performed(project: Project, change: Change) -> Edit:
    project.apply([change])
    return Edit(message("edit.sample"), (change,))


def measure_outline(application: QApplication, theme: Theme, project: Project, expanded: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    view = OutlineView(theme)
    view.resize(*SIZE)
    view.state.show_case("C")
    begun = time.perf_counter()
    view.state.fold_at_first(project)
    if expanded:
        view.state.unfold_level(project, None)
    model = OutlineModel(view)
    model.set_state(view.state)
    model.set_case(project, "C")
    found["model"] = 1000 * (time.perf_counter() - begun)
    view.show()
    application.processEvents()

    def opened() -> float:
        view.set_case(None, None)
        painted(application, view)
        begun = time.perf_counter()
        view.set_case(project, "C")
        painted(application, view)
        return 1000 * (time.perf_counter() - begun)

    found["open"] = statistics.median(opened() for _at in range(TIMES))
    section = project.children("C", "n000000")[20]

    def insert(at: int) -> None:
        name = f"new{expanded}{at}"
        node = Node(name, "C", section.id, f"m{at:03}", Kind.CLAIM, "Something new")
        view.refresh(performed(project, Change("node", name, None, to_row(node))))
        painted(application, view)

    def move(at: int) -> None:
        siblings = project.children("C", "n000000")
        node, place = siblings[20 + at % 2], siblings[22 + at % 5].position + "m"
        edit = performed(project, Change("node", node.id, {"position": node.position}, {"position": place}))
        view.refresh(edit)
        painted(application, view)

    bar = view.verticalScrollBar()

    def page(at: int) -> None:
        bar.setValue((at + 1) * SIZE[1] % max(1, bar.maximum()))
        painted(application, view)

    found["insert"], found["move"], found["frame"] = median(insert), median(move), median(page, 60)
    found["rows"] = view.outline.rowCount()
    view.hide()
    view.deleteLater()
    application.processEvents()
    return found


class PlainTree(QAbstractItemModel):
    """The same nodes, straight from the project, as a tree model is usually written."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project
        self.ids: dict[int, str] = {}

    def _node(self, index: QModelIndex) -> str | None:
        return self.ids[index.internalId()] if index.isValid() else None

    def _make(self, row: int, column: int, node_id: str) -> QModelIndex:
        key = hash(node_id) & 0x7FFFFFFFFFFF
        self.ids[key] = node_id
        return self.createIndex(row, column, key)

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        below = self.project.children("C", self._node(parent))
        return self._make(row, column, below[row].id) if row < len(below) else QModelIndex()

    def parent(self, index: QModelIndex) -> QModelIndex:  # type: ignore[override]
        node_id = self._node(index)
        above = self.project.node(node_id).parent_id if node_id is not None else None
        if above is None:
            return QModelIndex()
        siblings = self.project.children("C", self.project.node(above).parent_id)
        return self._make(next(i for i, node in enumerate(siblings) if node.id == above), 0, above)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: B008
        return len(self.project.children("C", self._node(parent)))

    def columnCount(self, _parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: B008
        return 1

    def data(self, index: QModelIndex, role: int = 0) -> object:  # type: ignore[override]
        node_id = self._node(index)
        return self.project.node(node_id).text if role == Qt.ItemDataRole.DisplayRole and node_id is not None else None


def standard(project: Project) -> QStandardItemModel:
    model = QStandardItemModel()
    items: dict[str | None, QStandardItem] = {None: model.invisibleRootItem()}
    for node, _depth in project.walk("C"):
        items[node.id] = QStandardItem(node.text)
        items[node.parent_id].appendRow(items[node.id])
    return model


def measure_tree(application: QApplication, project: Project, expanded: bool, plain: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    begun = time.perf_counter()
    model = PlainTree(project) if plain else standard(project)
    found["model"] = 1000 * (time.perf_counter() - begun)
    view = QTreeView()
    view.setUniformRowHeights(True)
    view.setHeaderHidden(True)
    view.resize(*SIZE)
    view.show()
    application.processEvents()

    def unfold() -> None:
        view.expandAll() if expanded else view.expandToDepth(0)

    begun = time.perf_counter()
    view.setModel(model)
    unfold()
    painted(application, view)
    found["open"] = 1000 * (time.perf_counter() - begun)
    section = model.index(20, 0, model.index(0, 0))

    def insert(at: int) -> None:
        if isinstance(model, QStandardItemModel):
            item = model.itemFromIndex(section)
            item.insertRow(0, QStandardItem("Something new"))
        else:
            model.beginInsertRows(section, 0, 0)
            node = Node(f"peer{expanded}{at}", "C", model.ids[section.internalId()], "0", Kind.CLAIM, "Something new")
            project.apply([Change("node", node.id, None, to_row(node))])
            model.endInsertRows()
        painted(application, view)

    bar = view.verticalScrollBar()

    def page(at: int) -> None:
        bar.setValue((at + 1) * 20 % max(1, bar.maximum()))
        painted(application, view)

    times = 5 if expanded else TIMES
    found["insert"], found["move"], found["frame"] = median(insert, times), float("nan"), median(page, 30)
    found["rows"] = float("nan")
    view.hide()
    view.deleteLater()
    application.processEvents()
    return found


def main() -> None:
    application = QApplication([])
    theme = Theme(application, "light")
    columns = ("rows", "model", "open", "insert", "move", "frame")
    print(f"{'nodes':>8} {'shown':>9} {'view':>28}" + "".join(f"{each:>9}" for each in columns))
    for count in [int(each) for each in sys.argv[1:]] or SIZES:
        for expanded in (False, True):
            for name, measured in (
                ("flat rows in a QTableView", lambda p, e: measure_outline(application, theme, p, e)),
                ("QTreeView, plain model", lambda p, e: measure_tree(application, p, e, True)),
                ("QTreeView, QStandardItemModel", lambda p, e: measure_tree(application, p, e, False)),
            ):
                found = measured(make_project(count), expanded)
                line = "".join(f"{found[each]:>9.1f}" for each in columns)
                print(f"{count:>8} {'all' if expanded else '2 levels':>9} {name:>28}{line}", flush=True)


if __name__ == "__main__":
    main()
