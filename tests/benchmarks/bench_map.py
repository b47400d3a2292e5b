"""How long the map takes to build and to paint, beside a peer: one QGraphicsItem a node, as a Qt program would begin.

Medians in milliseconds on a view of 1400 by 900. "cold" is the first frame at a scale, with nothing prepared. Panned
frames move 30 by 10 pixels each; "worst" is one in which new tiles are painted.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from models.entities import Article, Case, Kind, Node
from models.layout import Shape
from models.project import Project
from ui.map.measure import draw_line
from ui.map.scene import Facts, Looks, MapOptions, MapScene
from ui.map.tiles import TileCache
from ui.theme import Theme

WIDTH, HEIGHT = 1400, 900
SCALES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1.0, 2.0)
FRAMES, STEP = 30, QPointF(30, 10)
WORDS = (
    *("pressure", "talks", "leverage", "economy", "levy", "the", "of", "and", "a", "to", "that", "growth", "forecast"),
    *("price", "winter", "harvest", "pipeline", "allies", "budget", "support", "minister", "public", "strong", "weak"),
    *("because", "rarely", "market", "firm", "reserve"),
)


def grown(count: int) -> Project:
    """A case of `count` nodes as readers grow them: mostly near the last ones, four or five below a node."""
    chance = random.Random(1)
    nodes: dict[str, Node] = {}
    order: list[Node] = []
    for at in range(count):
        near = chance.random() < 0.9
        above = (
            order[max(0, int(at - 1 - chance.expovariate(1 / (4 + at**0.5)))) if near else chance.randrange(at)]
            if at
            else None
        )
        draw = chance.random()
        kind = Kind.REBUTTAL if above and draw < 0.18 else Kind.EVIDENCE if draw < 0.6 else Kind.CLAIM
        undercuts = (
            kind is Kind.REBUTTAL and above is not None and above.parent_id is not None and chance.random() < 0.2
        )
        text = " ".join(chance.choice(WORDS) for _word in range(chance.randint(5, 18))).capitalize()
        node = Node(f"n{at:06}", "C", above.id if above else None, f"{at:07}", kind, text, inference=undercuts)
        nodes[node.id] = node
        order.append(node)
    article, case = Article("A", "Harvests", "", "", "", ""), Case("C", "A", "Levies")
    return Project({"article": {"A": article}, "case": {"C": case}, "node": nodes})


FACTS = Facts(lambda _i: None, lambda i: "¶ 4" if i[-1] < "5" else "", lambda i: int(i[-1] == "3"))


class CardItem(QGraphicsItem):
    """The peer's node: the same words in the same place."""

    def __init__(self, scene: MapScene, at: int) -> None:
        super().__init__()
        self._map, self._at = scene, at
        box = scene.box(at)
        self.setPos(box.topLeft())
        self._box = QRectF(0, 0, box.width(), box.height())
        root = scene.tree.parents[at] < 0
        self._content = scene.room.content(scene.nodes[at], root)
        self._face = scene.room.faces.of(scene.nodes[at], root)

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        tokens = self._map.theme.tokens
        colours = tokens.kinds[self._map.nodes[self._at].kind]
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.fill)
        painter.drawRect(self._box)
        if QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < 0.5:
            return
        painter.setFont(self._face.font)
        painter.setPen(tokens.ink)
        for number, line in enumerate(self._content.lines):
            draw_line(painter, 18, 24 + 18 * number, line)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def busiest(scene: MapScene) -> QPointF:
    """Where the most cards stand in a view at 100 %, of some hundred places."""
    around = [
        scene.box(at).adjusted(-WIDTH, -HEIGHT, WIDTH, HEIGHT) for at in range(0, scene.count, scene.count // 300 + 1)
    ]
    return max(around, key=lambda area: len(scene.cards_in(area))).center()


def frames(scale: float, centre: QPointF) -> list[QRectF]:
    left, top = round(centre.x() * scale) - WIDTH // 2, round(centre.y() * scale) - HEIGHT // 2
    places = [(left + STEP.x() * at, top + STEP.y() * at) for at in range(FRAMES)]
    return [QRectF(x / scale, y / scale, WIDTH / scale, HEIGHT / scale) for x, y in places]


class Ours:
    """The scene's own painting, through tiles when it is panned."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._looks = Looks(scene.theme.tokens)
        self._image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def fit(self) -> None:
        bounds = self._scene.bounds
        scale = min(WIDTH / bounds.width(), HEIGHT / bounds.height())
        self._image.fill(self._looks.tokens.paper)
        painter = QPainter(self._image)
        painter.scale(scale, scale)
        painter.translate(-bounds.topLeft())
        self._scene.paint(painter, bounds, scale, self._looks)
        painter.end()

    def pan(self, scale: float, centre: QPointF) -> list[float]:
        cache = TileCache()
        return [timed(lambda view=view: self._frame(cache, view, scale)) for view in frames(scale, centre)]  # type: ignore[misc]

    def _frame(self, cache: TileCache, view: QRectF, scale: float) -> None:
        painter = QPainter(self._image)
        cache.paint(painter, self._scene, view, scale, 1.0, self._looks)
        painter.end()


class Peer:
    """A QGraphicsScene with an item for each node and no lines, which is less than ours paints."""

    def __init__(self, scene: MapScene) -> None:
        self._graphics = QGraphicsScene()
        for at in range(scene.count):
            self._graphics.addItem(CardItem(scene, at))
        self._bounds = scene.bounds
        self._graphics.setSceneRect(self._bounds.adjusted(-9e4, -9e4, 9e4, 9e4))
        self._view = QGraphicsView(self._graphics)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFrameShape(QGraphicsView.Shape.NoFrame)
        self._view.resize(WIDTH, HEIGHT)

    def _render(self) -> None:
        self._view.viewport().grab()

    def fit(self) -> None:
        self._view.fitInView(self._bounds, Qt.AspectRatioMode.KeepAspectRatio)
        self._render()

    def pan(self, scale: float, centre: QPointF) -> list[float]:
        self._view.resetTransform()
        self._view.scale(scale, scale)
        taken = []
        for view in frames(scale, centre):
            self._view.centerOn(view.center())
            taken.append(timed(self._render))
        return taken


def report(count: int, shape: Shape, theme: Theme, project: Project) -> None:
    scene = MapScene(theme)
    built = timed(lambda: scene.build(project, "C", MapOptions(shape=shape), FACTS))
    measured = timed(lambda: scene.room.heights(scene.nodes, scene.tree.parents))
    ours = Ours(scene)
    cold = timed(ours.fit)
    fit = statistics.median(timed(ours.fit) for _frame in range(7))
    peer = Peer(scene) if shape is Shape.DOWN else None
    peers = f"  peer {statistics.median(timed(peer.fit) for _frame in range(3)):.1f}" if peer else ""
    print(f"{count:>7} {shape:<8} built {built:.0f}  measured {measured:.0f}  fit {fit:.1f}  cold {cold:.1f}{peers}")
    centre = busiest(scene)
    for scale in SCALES:
        first, *rest = ours.pan(scale, centre)
        line = f"scale {scale:<5} cold {first:6.1f}  panned {statistics.median(rest):6.2f}  worst {max(rest):6.2f}"
        if peer:
            line += f"  peer {statistics.median(peer.pan(scale, centre)[1:]):8.2f}"
        print(f"{'':9}{line}")


def main() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    for count in (1_000, 10_000, 100_000) if len(sys.argv) < 2 else map(int, sys.argv[1:]):
        project = grown(count)
        for shape in Shape:
            report(count, shape, theme, project)


if __name__ == "__main__":
    main()
