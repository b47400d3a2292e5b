"""The gutter under the pointer, and the colours it paints."""

import time
from collections.abc import Mapping

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui.compare.gutter import Gutter, LinkEnd
from ui.compare.gutter_parts import Pane, Spot
from ui.theme import Theme

LEFT = {"a": (100, 140), "b": (240, 280), "up": (-80, -40)}
RIGHT = {"x": (100, 140), "y": (330, 370)}
LINKS = [
    LinkEnd("agree", "agrees", "a", "x", True, True),
    LinkEnd("attack", "rebuts", "b", "y", False, False),
    LinkEnd("away", "turns", "up", "y", True, False),
]


Spans = Mapping[str, tuple[int, int]]


def pane(side: str, spans: Spans, name: str = "text", top: int = 0, bottom: int = 444) -> Pane:
    return Pane(side, name, top, bottom, lambda node: Spot(node, *spans[node]) if node in spans else None)


def show_texts(gutter: Gutter, left: Spans, right: Spans) -> None:
    gutter.set_panes([pane("left", left)], [pane("right", right)])


@pytest.fixture
def gutter(qtbot: QtBot, theme: Theme) -> Gutter:
    widget = Gutter(theme)
    qtbot.addWidget(widget)
    widget.resize(96, 644)
    widget.set_links(LINKS)
    widget.set_panes(
        [pane("left", LEFT), pane("left", {"a": (450, 476)}, "tree", 444, 644)],
        [pane("right", RIGHT), pane("right", {"x": (476, 502)}, "tree", 444, 644)],
    )
    widget.show()
    return widget


def on_curve(gutter: Gutter, link_id: str, t: float = 0.3) -> QPoint:
    curve = next(c for plan in gutter.plans() for c in plan.curves if c.link_id == link_id)
    return QPointF(*curve.at(t)).toPoint()


def grab(gutter: Gutter) -> QImage:
    return gutter.grab().toImage()


def near(colour: QColor, other: QColor, by: int = 12) -> bool:
    gaps = (colour.red() - other.red(), colour.green() - other.green(), colour.blue() - other.blue())
    return all(abs(gap) <= by for gap in gaps)


def test_a_click_on_a_curve_names_its_link(qtbot: QtBot, gutter: Gutter) -> None:
    for link_id, t in (("agree", 0.3), ("attack", 0.3), ("away", 0.8)):
        with qtbot.waitSignal(gutter.link_clicked) as caught:
            qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=on_curve(gutter, link_id, t))
        assert caught.args == [link_id]


def test_a_click_on_the_ground_says_nothing(qtbot: QtBot, gutter: Gutter) -> None:
    with qtbot.assertNotEmitted(gutter.link_clicked), qtbot.assertNotEmitted(gutter.reveal_requested):
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(48, 180))


def test_pressing_a_stub_asks_to_reveal(qtbot: QtBot, gutter: Gutter) -> None:
    with qtbot.waitSignal(gutter.reveal_requested) as caught:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(25, 14))
    assert caught.args == ["up"]


def test_scrolling_moves_the_ends_after_refresh(gutter: Gutter) -> None:
    before = on_curve(gutter, "agree", 0)
    lower = [{node: (top + 30, foot + 30) for node, (top, foot) in spans.items()} for spans in (LEFT, RIGHT)]
    show_texts(gutter, *lower)
    assert on_curve(gutter, "agree", 0).y() == before.y() + 30


def test_spans_are_asked_anew_at_each_refresh(gutter: Gutter) -> None:
    spans = dict(LEFT)
    show_texts(gutter, spans, RIGHT)
    before = on_curve(gutter, "agree", 0)
    spans["a"] = (150, 190)
    gutter.refresh()
    assert on_curve(gutter, "agree", 0).y() == before.y() + 50


def test_the_menu_of_a_curve(qtbot: QtBot, gutter: Gutter) -> None:
    place = on_curve(gutter, "attack")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, gutter.mapToGlobal(place))
    with qtbot.waitSignal(gutter.link_menu_requested) as caught:
        QApplication.sendEvent(gutter, event)
    assert caught.args == ["attack", gutter.mapToGlobal(place)]


def test_tips_say_the_relation_in_the_direction_it_runs(gutter: Gutter) -> None:
    place = QPointF(on_curve(gutter, "attack"))
    assert gutter.tip_at(place) == "rebuts"
    gutter.set_captions({"b": "trams pay", "y": "trams cost", "a": "A", "x": "X"}.__getitem__)
    assert gutter.tip_at(place) == "“trams cost” rebuts “trams pay”"
    assert gutter.tip_at(QPointF(on_curve(gutter, "agree"))) == "“A” agrees with “X”"
    assert gutter.tip_at(QPointF(25, 14)) == "1 link end further up on the left"
    assert gutter.tip_at(QPointF(48, 180)) == ""


def test_hovering_strengthens_a_curve_and_leaving_calms_it(qtbot: QtBot, gutter: Gutter) -> None:
    place = on_curve(gutter, "attack")
    rest = grab(gutter)
    qtbot.mouseMove(gutter, QPoint(48, 180))
    qtbot.mouseMove(gutter, place)
    assert gutter.hovered == "attack"
    assert gutter.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert grab(gutter) != rest
    QApplication.sendEvent(gutter, QEvent(QEvent.Type.Leave))
    assert gutter.hovered is None
    assert grab(gutter) == rest


def test_only_the_selections_curves_take_the_accent(gutter: Gutter, theme: Theme) -> None:
    accent = theme.tokens.accent
    places = {name: on_curve(gutter, name, 0.3) for name in ("agree", "attack")}
    image = grab(gutter)
    assert not any(near(image.pixelColor(place), accent) for place in places.values())
    gutter.set_selected("b")
    image = grab(gutter)
    assert not near(image.pixelColor(places["agree"]), accent)
    column = [image.pixelColor(places["attack"] + QPoint(0, dy)) for dy in (-1, 0, 1)]
    assert any(near(colour, accent, 30) for colour in column)


def test_the_arrowhead_is_painted_at_the_attacked_end(gutter: Gutter, theme: Theme) -> None:
    gutter.set_selected("b")
    left = next(m for p in gutter.plans() for c in p.curves if c.link_id == "attack" for m in c.marks)
    assert (left.side, left.shape) == ("left", "arrow")
    image = grab(gutter)
    x, y = (round(value) for value in left.at)
    assert near(image.pixelColor(x + 6, y - 2), theme.tokens.accent, 40)
    assert near(image.pixelColor(x + 1, y - 3), theme.tokens.gutter)


def test_text_and_tree_never_both_draw_a_resting_link(gutter: Gutter) -> None:
    text, tree = gutter.plans()
    assert {curve.link_id for curve in text.curves} == {"agree", "attack", "away"}
    assert tree.curves == () and len(tree.ports) == 2
    gutter.set_panes(*([gutter.panes(side)[1]] for side in ("left", "right")))
    (tree,) = gutter.plans()
    assert {curve.link_id for curve in tree.curves} == {"agree"}
    assert tree.ports == ()


def test_fringes_follow_and_let_clicks_through(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(300, 500)
    gutter = Gutter(theme, host)
    gutter.setGeometry(100, 20, 96, 444)
    gutter.set_links(LINKS)
    show_texts(gutter, LEFT, RIGHT)
    gutter.attach_fringes(host)
    host.show()
    # A lead and the outer half of the dot, beyond the gutter's left edge.
    image = host.grab().toImage()
    ratio = image.devicePixelRatio()
    y = round((20 + 120) * ratio)
    assert image.pixelColor(round(97 * ratio), y) != image.pixelColor(round(97 * ratio), round(200 * ratio))
    assert host.childAt(QPoint(97, 140)) is None
    gutter.move(120, 20)
    image = host.grab().toImage()
    assert image.pixelColor(round(117 * ratio), y) != image.pixelColor(round(117 * ratio), round(200 * ratio))


def test_two_hundred_links_stay_quick(qtbot: QtBot, theme: Theme, gutter: Gutter) -> None:
    spans = {f"n{i}": (i * 28 - 700, i * 28 - 670) for i in range(80)}
    gutter.set_links([LinkEnd(str(i), "rebuts", f"n{i % 80}", f"n{(i * 7) % 80}") for i in range(200)])
    show_texts(gutter, spans, spans)
    start = time.perf_counter()
    for _turn in range(5):
        gutter.refresh()
        gutter.grab()
    assert (time.perf_counter() - start) / 5 < 0.2


def test_it_repaints_when_the_theme_turns_dark(gutter: Gutter, theme: Theme) -> None:
    theme.choose("dark")
    assert grab(gutter).pixelColor(48, 180) == theme.tokens.gutter
    theme.choose("light")


def test_a_long_tip_is_broken_into_lines(gutter: Gutter, monkeypatch: pytest.MonkeyPatch) -> None:
    gutter.show()
    monkeypatch.setattr(gutter, "tip_at", lambda _point: "“a < b” rebuts “" + "word " * 40 + "”")
    place = QPoint(5, 5)
    QApplication.sendEvent(gutter, QHelpEvent(QEvent.Type.ToolTip, place, gutter.mapToGlobal(place)))
    assert QToolTip.text().startswith("<qt>“a &lt; b”")
