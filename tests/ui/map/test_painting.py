"""What is painted where and at which scale, and what a click, a drag and a change of theme cost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from models.layout import Shape
from tests.ui.map.trees import FACTS, card_of, featured, make_scene, node, place_of, project_of
from ui.map.blocks import block_colour
from ui.map.minimap import MiniMap
from ui.map.scene import Looks, MapScene
from ui.map.tiles import LEAST_KEPT, SIDE, TileCache
from ui.theme.kinds import bar_colour, edge_colour
from ui.theme.tokens import DARK, LIGHT


def painted(scene: MapScene, area: QRectF, scale: float, looks: Looks) -> QImage:
    image = QImage(round(area.width() * scale), round(area.height() * scale), QImage.Format.Format_RGB32)
    image.fill(looks.tokens.paper)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    scene.paint(painter, area, scale, looks)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(rgb(one), rgb(other), strict=True))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_card_has_its_kinds_fill_bar_and_outline(theme, tokens):
    scene = make_scene(theme, featured(), FACTS)
    for node_id, kind in (("a", "claim"), ("b", "evidence"), ("d", "rebuttal")):
        box = card_of(scene, node_id)
        image = painted(scene, box, 2.0, Looks(tokens))
        seen = colours(image)
        assert tokens.kinds[kind].fill.name() in seen
        assert bar_colour(kind, tokens).name() in seen
        assert edge_colour(kind, tokens).name() in seen


def test_kinds_differ_in_shape(theme):
    """Evidence has corners, claims have none, rebuttals are notched: seen without any colour."""
    scene = make_scene(theme, featured(), FACTS)
    paper = LIGHT.paper

    def is_paper(node_id: str, x: int, y: int) -> bool:
        return near(painted(scene, card_of(scene, node_id), 1.0, Looks(LIGHT)).pixelColor(x, y), paper)

    middle = round(card_of(scene, "d").height() / 2)
    assert is_paper("a", 0, 0) and not is_paper("b", 0, 0) and not is_paper("d", 0, 1)
    assert is_paper("d", 4, middle) and not is_paper("a", 4, middle) and not is_paper("b", 1, middle)
    stripe = painted(scene, card_of(scene, "b"), 1.0, Looks(LIGHT))
    bar = bar_colour("evidence", LIGHT)
    assert [near(stripe.pixelColor(x, 30), bar) for x in (1, 3, 5)] == [True, False, True]


def test_an_unstated_premise_has_no_fill(theme):
    scene = make_scene(theme, featured(), FACTS)
    image = painted(scene, card_of(scene, "c"), 1.0, Looks(LIGHT))
    assert LIGHT.kinds["claim"].fill.name() not in colours(image)
    row = [image.pixelColor(x, 0).name() == LIGHT.paper.name() for x in range(10, image.width() - 10)]
    assert sum(a != b for a, b in pairwise(row)) > 5  # dashed


@pytest.mark.parametrize("scale", [0.002, 0.01, 0.05, 0.15, 0.3, 0.49, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("shape", Shape)
def test_every_scale_shows_where_cards_are(theme, shape, scale):
    scene = make_scene(theme, featured(), FACTS, shape=shape, folded=frozenset("g"))
    looks = Looks(LIGHT, "f", frozenset("f"), ("d", "e"), frozenset("fba"), frozenset("h"))
    image = painted(scene, scene.bounds.adjusted(-100, -100, 100, 100), scale, looks)
    if scale < 0.02:
        assert colours(image) != {LIGHT.paper.name()}
        return
    for at, each in enumerate(scene.nodes):
        if each.implicit and scale >= 0.2:
            continue
        place = (scene.box(at).center() - scene.bounds.topLeft() + QPointF(100, 100)) * scale
        assert not near(image.pixelColor(int(place.x()), int(place.y())), LIGHT.paper), each.id


def test_from_very_far_the_kinds_are_dots_in_their_colours(theme):
    children = [node(f"n{at:04}", "a", ("claim", "evidence", "rebuttal")[at // 200]) for at in range(600)]
    scene = make_scene(theme, project_of([node("a", None), *children]))
    seen = colours(painted(scene, scene.bounds, 0.004, Looks(LIGHT)))
    assert {block_colour(kind, LIGHT).name() for kind in LIGHT.kinds} <= seen


def test_a_selection_adds_a_ring_and_a_path_and_moves_nothing(theme):
    scene = make_scene(theme, featured(), FACTS)
    at_rest = painted(scene, scene.bounds, 1.0, Looks(LIGHT))
    looks = Looks(LIGHT, "e", frozenset("e"), (), frozenset("eba"))
    lit = painted(scene, scene.bounds, 1.0, looks)
    assert LIGHT.accent.name() not in colours(at_rest)
    box = card_of(scene, "e").translated(-scene.bounds.topLeft())
    assert near(lit.pixelColor(round(box.center().x()), round(box.top() - 3)), LIGHT.accent)
    line = [step for stroke in scene.lines.step(place_of(scene, "e")) for step in stroke.points]
    x, y = (line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2
    place = QPointF(x, y) - scene.bounds.topLeft()
    assert near(lit.pixelColor(int(place.x()), int(place.y())), LIGHT.accent)


def test_texts_off_the_path_stay_as_they_are(theme):
    """A click is no reason to make the rest of the map harder to read."""
    scene = make_scene(theme, featured(), FACTS)
    box = card_of(scene, "g")
    plain = Looks(LIGHT, "e", frozenset("e"), (), frozenset("eba"))
    assert min(QColor(c).lightness() for c in colours(painted(scene, box, 2.0, plain))) < 45


def test_partners_are_tinted_and_the_first_is_framed(theme):
    scene = make_scene(theme, featured(), FACTS)
    looks = Looks(LIGHT, partners=("d", "e"))
    for node_id, framed in (("d", True), ("e", False)):
        around = card_of(scene, node_id).adjusted(-3, -3, 3, 3)
        seen = colours(painted(scene, around, 2.0, looks))
        assert LIGHT.partner.name() in seen
        assert (LIGHT.accent.name() in seen) == framed


# -- tiles


def through(cache: TileCache, scene: MapScene, view: QRectF, looks: Looks, ratio: float = 1.0) -> QImage:
    image = QImage(round(view.width() * ratio), round(view.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(looks.tokens.paper)
    painter = QPainter(image)
    cache.paint(painter, scene, view, 1.0, ratio, looks)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_tiles_show_what_is_there(theme, ratio):
    """Without a seam: what the tiles show is what painting at once shows."""
    scene = make_scene(theme, featured(), FACTS)
    looks = Looks(LIGHT, "f", frozenset("f"), ("d",), frozenset("fba"))
    view = QRectF(scene.bounds.topLeft().toPoint(), scene.bounds.size().toSize())
    tiled = through(TileCache(), scene, view, looks, ratio)
    tiled.setDevicePixelRatio(1.0)
    whole = painted(scene, view, ratio, looks)
    differing = sum(
        not near(tiled.pixelColor(x, y), whole.pixelColor(x, y))
        for x in range(0, whole.width(), 2)
        for y in range(0, whole.height(), 2)
    )
    assert differing < whole.width() * whole.height() / 4 / 2000


def test_a_click_paints_no_tile_and_an_edit_paints_them_anew(theme):
    project = featured()
    scene, cache = make_scene(theme, project, FACTS), TileCache()
    view = QRectF(scene.bounds.toRect())
    through(cache, scene, view, Looks(LIGHT))
    first = cache.painted
    assert first > 0
    through(cache, scene, view, Looks(LIGHT, "b", frozenset("b"), ("d",), frozenset("ba")))
    through(cache, scene, view.translated(3, 2), Looks(LIGHT))
    assert cache.painted - first <= 2 * (view.height() / SIDE + view.width() / SIDE + 2)
    again = cache.painted
    through(cache, scene, view, Looks(LIGHT, cut=frozenset("b")))
    assert cache.painted > again
    again = cache.painted
    scene.build(project, "C", scene.options, FACTS)
    through(cache, scene, view, Looks(LIGHT, cut=frozenset("b")))
    assert cache.painted > again
    again = cache.painted
    through(cache, scene, view, Looks(DARK, cut=frozenset("b")))
    assert cache.painted > again


def test_tiles_are_bounded(theme):
    scene, cache = make_scene(theme, featured(), FACTS), TileCache()
    for step in range(60):
        through(cache, scene, QRectF(700 * step, 0, 700, 500), Looks(LIGHT))
    assert cache.painted > LEAST_KEPT == len(cache)


def test_what_was_prepared_beside_the_view_is_there_when_it_moves(theme):
    scene, cache = make_scene(theme, featured(), FACTS), TileCache()
    view, looks = QRectF(-300, 0, 700, 500), Looks(LIGHT)
    through(cache, scene, view, looks)
    rounds = 1
    while not cache.prepare(scene, view, 1.0, 1.0, looks, budget=0.0):
        rounds += 1
    assert rounds > 1  # it stops when its time is over
    painted_before = cache.painted
    through(cache, scene, view.translated(200, 150), looks)
    assert cache.painted == painted_before


# -- overview


@pytest.fixture
def minimap(qtbot, theme):
    widget = MiniMap(theme)
    qtbot.addWidget(widget)
    widget.set_scene(make_scene(theme, featured(), FACTS))
    widget.show()
    return widget


def test_the_overview_shows_all_and_frames_what_is_in_sight(minimap, theme):
    scene = make_scene(theme, featured(), FACTS)
    view = card_of(scene, "a")
    minimap.set_view(view)
    seen = colours(minimap.grab().toImage())
    assert any(near(QColor(name), theme.tokens.accent) for name in seen)
    assert QRectF(minimap.rect()).contains(minimap.frame())


def test_pressing_in_the_overview_moves_the_view_there(qtbot, minimap):
    scene = minimap._scene
    minimap.set_view(QRectF(-1e4, -1e4, 10, 10))
    told: list[QPointF] = []
    minimap.centred.connect(told.append)
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().center())
    assert (told[-1] - scene.bounds.center()).manhattanLength() < 0.02 * scene.bounds.width()


def test_the_frame_is_taken_along_from_where_it_was_gripped(qtbot, minimap):
    scene = minimap._scene
    view = QRectF(0, 0, scene.bounds.width() / 3, scene.bounds.height() / 3)
    view.moveCenter(scene.bounds.center())
    minimap.set_view(view)
    told: list[QPointF] = []
    minimap.centred.connect(told.append)
    grip = minimap.frame().center().toPoint() + QPoint(8, 5)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=grip)
    assert (told[-1] - view.center()).manhattanLength() < 0.03 * scene.bounds.width()
    QTest.mouseMove(minimap, grip + QPoint(20, 0))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=grip + QPoint(20, 0))
    assert told[-1].x() > told[0].x() and abs(told[-1].y() - told[0].y()) < 0.02 * scene.bounds.height()


def test_the_overview_is_painted_once(minimap):
    minimap.grab()
    kept = minimap._picture
    minimap.set_view(QRectF(0, 0, 100, 100))
    minimap.grab()
    assert minimap._picture is kept
    minimap.set_path(frozenset("ab"))
    minimap.grab()
    assert minimap._picture is not kept


def test_an_empty_map_has_an_empty_overview(qtbot, theme):
    widget = MiniMap(theme)
    qtbot.addWidget(widget)
    widget.set_scene(MapScene(theme))
    told: list[QPointF] = []
    widget.centred.connect(told.append)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    assert not widget.grab().isNull() and told == []


def test_another_size_of_type_is_measured_anew(theme):
    scene = make_scene(theme, project_of([node("a", None), node("b", "a", text="benches under the oak " * 4)]))
    before, version = card_of(scene, "b"), scene.version
    scene.restyle()
    assert card_of(scene, "b") == before and scene.version > version
