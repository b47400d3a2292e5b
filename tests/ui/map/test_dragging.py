"""Dropping cards: where they land, what the rules refuse and say, and undercuts by drag."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.errors import UserError
from models.layout import Shape
from tests.ui.map.hands import NONE, place_of, show
from tests.ui.map.hands import drag as pull
from tests.ui.outline import garden
from tests.ui.outline.hands import Key, heard, press
from ui.carried import carry_nodes, node_of, nodes_of
from ui.map import dragging
from ui.map.landing import Where

MOVE, LEFT = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton


def part(view, node_id, across, down):
    """A place of a card, as shares of its width and height."""
    card = view.from_scene(view.scene.card(node_id))
    return QPoint(card.left() + round(across * card.width()), card.top() + round(down * card.height()))


def drag(view, ids, where, drop=True, data=None, keys=NONE):
    """Carry nodes over a place; whether they might land there."""
    data = carry_nodes("C", list(ids)) if data is None else data
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(where, MOVE, data, LEFT, keys))
    over = QDragMoveEvent(where, MOVE, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), over)
    if drop:
        QApplication.sendEvent(view.viewport(), QDropEvent(where, MOVE, data, LEFT, keys))
    return over.isAccepted()


def leave(view):
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())


@pytest.fixture
def asked(view):
    return heard(view.reparent_requested)


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize(
    ("ids", "over", "edge", "wanted"),
    [
        ("c", "e", 0.5, (["c"], "e", "")),  # in the middle: its last child
        ("f", "e", 0.1, (["f"], "a", "e")),
        ("f", "e", 0.9, (["f"], "a", "g")),
        ("f", "b", 0.2, (["f"], "a", "b")),
        ("f", "b", 0.3, (["f"], "b", "")),
        ("f", "b", 0.7, (["f"], "b", "")),
        ("f", "b", 0.8, (["f"], "a", "e")),
        ("f", "g", 0.9, (["f"], "a", "")),
        ("e", "k", 0.1, (["e"], "", "k")),
        ("e", "k", 0.9, (["e"], "", "")),
        ("cd", "e", 0.5, (["c", "d"], "e", "")),
        ("dc", "e", 0.5, (["c", "d"], "e", "")),
        ("bc", "k", 0.9, (["b"], "", "")),  # c is in b's branch
        ("b", "g", 0.1, (["b"], "a", "g")),
        ("b", "e", 0.1, None),  # where it is
        ("e", "e", 0.5, None),
        ("g", "e", 0.9, None),
        ("be", "g", 0.1, None),
        ("be", "a", 0.5, (["b", "e"], "a", "")),
        ("eb", "g", 0.1, None),
        ("d", "b", 0.5, None),  # it is the last child already
        ("c", "b", 0.5, (["c"], "b", "")),
    ],
)
def test_a_drop_lands_where_the_marker_stood(view, asked, shape, ids, over, edge, wanted):
    view.set_shape(shape)
    where = part(view, over, 0.5, edge) if shape is Shape.RIGHT else part(view, over, edge, 0.5)
    assert drag(view, ids, where) == (wanted is not None)
    assert asked == ([wanted] if wanted else [])
    assert view.hands.carrying.landing is None


def test_over_itself_nothing_is_said(view):
    assert not drag(view, "e", part(view, "e", 0.5, 0.5), drop=False)
    assert not view.hands.carrying._bubble.isVisible()


def test_in_a_column_of_the_compact_map_above_and_below_are_the_neighbours(view, asked, project):
    for node_id in ("e1", "e2", "e3"):
        garden.add(project, garden.make_node(node_id, "e", "f" + node_id))
    view.set_shape(Shape.COMPACT)
    view.refresh()
    first, second = view.scene.card("e1"), view.scene.card("e2")
    assert first.left() == second.left()  # one below the other
    assert drag(view, ["c"], part(view, "e2", 0.5, 0.1)) is True
    assert drag(view, ["b"], part(view, "e2", 0.9, 0.95)) is True
    assert drag(view, ["b"], part(view, "e2", 0.95, 0.5)) is True
    assert asked == [(["c"], "e", "e2"), (["b"], "e", "e3"), (["b"], "e2", "")]


def test_in_the_gap_beside_a_card_is_beside_it(view, asked):
    card = view.from_scene(view.scene.card("e"))
    assert drag(view, "f", QPoint(card.left() - 8, card.center().y()))
    assert drag(view, "f", QPoint(card.right() + 8, card.center().y()))
    assert asked == [(["f"], "a", "e"), (["f"], "a", "g")]


def test_free_ground_is_the_top_for_claims(view, asked):
    ground = QPoint(20, view.viewport().height() - 20)
    assert drag(view, "e", ground)
    assert asked == [(["e"], "", "")]
    assert not drag(view, "c", ground)  # evidence: nothing is there for it, and nothing is said
    assert not view.hands.carrying._bubble.isVisible()
    assert not drag(view, "k", ground)  # the last root stays the last
    assert len(asked) == 1


def test_while_a_branch_is_shown_alone_there_is_no_top(view, asked):
    view.state.focus_on("b")
    assert not drag(view, "c", QPoint(20, view.viewport().height() - 20))
    assert drag(view, "c", part(view, "b", 0.05, 0.5))  # not beside it, which would be out of sight
    assert asked == [(["c"], "b", "")]
    view.state.focus_on("a")
    assert not drag(view, "e", QPoint(20, view.viewport().height() - 20))


@pytest.mark.parametrize(
    ("ids", "over", "edge", "sentence"),
    [
        ("b", "c", 0.5, UserError("rule.not_under_itself")),
        ("a", "h", 0.05, UserError("rule.not_under_itself")),
        ("e", "c", 0.5, UserError("rule.evidence_holds_no_claim")),
        ("c", "k", 0.05, UserError("rule.root_holds_claims", kind="evidence")),
        ("ce", "h", 0.5, UserError("rule.evidence_holds_no_claim")),
    ],
)
def test_what_the_rules_forbid_is_refused_with_their_sentence(view, asked, ids, over, edge, sentence):
    bubble, refused = view.hands.carrying._bubble, heard(view.drop_refused)
    assert not drag(view, ids, part(view, over, edge, 0.5), drop=False)
    assert bubble.isVisible()
    assert bubble.text() == str(sentence)
    assert refused == []
    QCursor.setPos(view.viewport().mapToGlobal(QPoint(-500, -500)))
    leave(view)
    assert not bubble.isVisible()
    drag(view, ids, part(view, over, edge, 0.5))
    assert asked == []


def test_a_refusal_is_told_when_the_button_comes_up(view):
    bubble, refused = view.hands.carrying._bubble, heard(view.drop_refused)
    where = part(view, "c", 0.5, 0.5)
    drag(view, "b", where, drop=False)
    QCursor.setPos(view.viewport().mapToGlobal(where))
    leave(view)  # how Qt tells of a release where the last answer was no
    assert not bubble.isVisible()  # the window goes on saying it
    assert refused == [str(UserError("rule.not_under_itself"))]
    assert view.hands.carrying.landing is None
    drag(view, "b", where)
    assert refused == [str(UserError("rule.not_under_itself"))] * 2
    drag(view, "b", part(view, "b", 0.5, 0.5))
    assert len(refused) == 2  # nothing was wrong with that


def test_after_escape_nothing_is_said(view):
    refused = heard(view.drop_refused)
    where = part(view, "c", 0.5, 0.5)
    QCursor.setPos(view.viewport().mapToGlobal(where))
    drag(view, "b", where, drop=False)
    press(view, Key.Key_Escape)
    leave(view)
    assert refused == []
    drag(view, "b", where, drop=False)
    leave(view)  # the next one is another
    assert refused == [str(UserError("rule.not_under_itself"))]


def test_a_hand_that_trembles_over_a_badge_unfolds_it_all_the_same(view, monkeypatch):
    starts = []
    monkeypatch.setattr(view.hands.carrying._unfold, "start", lambda: starts.append(1))
    view.set_folded("g", True)
    badge = view.scene.badge(view.scene.index_of("g")).box(view.scene.card("g"), False)
    for tremble in range(3):
        drag(view, "f", view.from_scene(badge).center() + QPoint(tremble, 0), drop=False)
    assert starts == [1]


def test_a_node_that_is_gone_lands_nowhere(view, asked):
    assert not drag(view, ["nobody"], part(view, "e", 0.5, 0.5))
    assert asked == []


def test_foreign_things_are_ignored(view, asked):
    assert not drag(view, [], part(view, "e", 0.5, 0.5), data=QMimeData())
    assert asked == []


def test_resting_on_the_badge_of_a_folded_branch_unfolds_it(view, qtbot):
    view.set_folded("g", True)
    card, badge = view.scene.card("g"), view.scene.badge(view.scene.index_of("g"))
    box = badge.box(card, False)
    drag(view, "f", view.from_scene(box).center(), drop=False)
    qtbot.waitUntil(lambda: "g" not in view.state.folded, timeout=2000)
    assert view.scene.index_of("h") is not None


def test_a_badge_that_is_left_in_time_stays_folded(view, qtbot, monkeypatch):
    view.hands.carrying._unfold.setInterval(60)
    view.set_folded("g", True)
    card, badge = view.scene.card("g"), view.scene.badge(view.scene.index_of("g"))
    drag(view, "f", view.from_scene(badge.box(card, False)).center(), drop=False)
    drag(view, "f", part(view, "e", 0.5, 0.5), drop=False)
    with qtbot.waitSignal(view.hands.carrying._unfold.timeout):
        pass
    assert "g" in view.state.folded


def test_at_an_edge_the_map_moves_on(qtbot, theme, project):
    view = show(qtbot, theme, project, (500, 300))
    view.zoom_reset()
    start = view.camera
    drag(view, "f", QPoint(495, 150), drop=False)
    qtbot.waitUntil(lambda: view.camera.x > start.x + 40)
    assert view.camera.y == start.y
    drag(view, "f", QPoint(250, 150), drop=False)
    qtbot.waitUntil(lambda: not view.hands.carrying._scroll.isActive())
    rest = view.camera
    drag(view, "f", QPoint(5, 150), drop=False)
    qtbot.waitUntil(lambda: view.camera.x < rest.x - 40)
    leave(view)
    assert not view.hands.carrying._scroll.isActive()


# -- undercuts


def on_line(view, node_id, share=0.5):
    """A place on a node's own stretch of its line."""
    (ax, ay), (bx, by) = view.scene.arrangement.route(view.scene.index_of(node_id)).points[:2]
    return view.from_scene(QRectF(ax + (bx - ax) * share, ay + (by - ay) * share, 0, 0)).topLeft()


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("off", [-3, 0, 3])
def test_a_rebuttal_on_a_line_undercuts_that_step(view, asked, shape, off):
    view.set_shape(shape)
    undercuts = heard(view.undercut_requested)
    where = on_line(view, "e", 0.6) + (QPoint(0, off) if shape is Shape.RIGHT else QPoint(off, 0))
    assert drag(view, "d", where, drop=False)
    assert view.hands.carrying.landing.where is Where.STEP
    assert view.hands.carrying._bubble.text() == "Undercuts this step"
    drag(view, "d", where)
    assert undercuts == [("d", "e")]
    assert asked == []


@pytest.mark.parametrize("ids", ["c", "b", "di"])
def test_nothing_else_undercuts(view, ids):
    undercuts = heard(view.undercut_requested)
    drag(view, ids, on_line(view, "e"))
    assert undercuts == []


def test_an_undercut_stays_at_its_own_step(view):
    undercuts = heard(view.undercut_requested)
    assert not drag(view, "i", on_line(view, "g", 0.2))
    assert not drag(view, "d", on_line(view, "d"), drop=False)  # its own line
    assert not view.hands.carrying._bubble.isVisible()
    assert undercuts == []


def test_a_step_in_its_own_branch_is_refused(view, project):
    garden.add(project, garden.make_node("l", "d", "m", "evidence"))
    view.refresh()
    assert not drag(view, "d", on_line(view, "l"), drop=False)
    assert view.hands.carrying._bubble.text() == str(UserError("rule.not_under_itself"))


def test_where_siblings_share_a_line_the_nearest_is_meant(view):
    routes = [view.scene.arrangement.route(view.scene.index_of(node_id)).points for node_id in "be"]
    assert routes[0][0][0] < routes[1][0][0] < routes[1][2][0]  # b's line runs over e's to their parent
    shared = view.from_scene(QRectF((routes[1][1][0] + routes[1][2][0]) / 2, routes[1][1][1], 0, 0)).topLeft()
    drag(view, "i", shared, drop=False)
    assert view.hands.carrying.landing.over == "e"
    own = view.from_scene(QRectF(routes[0][1][0] + 20, routes[0][1][1], 0, 0)).topLeft()
    drag(view, "i", own, drop=False)
    assert view.hands.carrying.landing.over == "b"


def test_on_a_bracket_the_step_of_all_its_premises_is_meant(view, project):
    for node_id in ("b", "e"):
        garden.alter(project, node_id, premise_group="together")
    view.refresh()
    (bracket,) = view.scene.arrangement.brackets(view.scene.index_of("a"))
    (ax, ay), (bx, by) = bracket.stem[0], bracket.stem[-1]
    drag(view, "i", view.from_scene(QRectF((ax + bx) / 2, (ay + by) / 2, 0, 0)).topLeft(), drop=False)
    assert view.hands.carrying.landing.over == "b"
    drag(view, "i", on_line(view, "e"), drop=False)
    assert view.hands.carrying.landing.over == "e"
    view.viewport().grab()


# -- giving


def test_a_card_is_carried_with_the_other_chosen_ones(view, monkeypatch):
    drags = []

    class Drag:
        def __init__(self, _source): ...

        def setMimeData(self, data):
            self.data = data

        def setPixmap(self, picture):
            assert not picture.isNull()

        def setHotSpot(self, _place): ...

        def exec(self, _action):
            drags.append((nodes_of(self.data), node_of(self.data), view.hands.signs.isVisible()))
            return Qt.DropAction.IgnoreAction

        def target(self):
            return None

    monkeypatch.setattr(dragging, "QDrag", Drag)
    view.choose("k")
    assert view.hands.signs.isVisible()
    pull(view, place_of(view, "e"), place_of(view, "e") + QPoint(80, 40))
    view.choose_several(["b", "c", "e"])
    pull(view, place_of(view, "b"), place_of(view, "b") + QPoint(80, 40))
    assert drags == [(("C", ["e"]), ("C", "e"), False), (("C", ["b", "e"]), ("C", "b"), False)]
    assert view.state.chosen == ("b", "c", "e")


# -- the marker


def test_the_marker_is_seen_and_goes(view, theme):
    accent = theme.tokens.accent.name()

    def seen():
        image = view.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y).name() == accent
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        )

    assert seen() == 0
    places = [part(view, "e", 0.5, 0.5), part(view, "e", 0.1, 0.5), on_line(view, "e"), QPoint(100, 800)]
    for where, ids in zip(places, ("c", "f", "d", "e"), strict=True):
        assert drag(view, ids, where, drop=False)
        assert seen() > 5
        leave(view)
        assert seen() == 0
