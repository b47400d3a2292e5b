"""Every stretch of every line is drawn, and drawn once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from models.layout import Shape
from tests.ui.map.trees import ONE_THEME, card_of, featured, make_scene, node, place_of, project_of, projects
from ui.map.strokes import Stroke, Taken, crossbar, snapped, trace, with_gaps


def cells(points) -> list[tuple[int, int, bool]]:
    """The half-pixels that a right-angled line passes, with its direction; corners left out."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(points):
        across = y1 == y2
        low, high = sorted((x1, x2) if across else (y1, y2))
        level = y1 if across else x1
        found += [(round(2 * level), step, across) for step in range(round(2 * low), round(2 * high))]
    return found


@st.composite
def combs(draw: st.DrawFn):
    """Lines from places in a row to one place above, as siblings have them."""
    trunk = draw(st.integers(0, 400))
    starts = draw(st.lists(st.integers(0, 400), min_size=1, max_size=12))
    rail, end = 60, 0
    lines = []
    for x in starts:
        low = draw(st.sampled_from([90, 100, 140]))
        line = [(x, low), (x, rail), (trunk, rail), (trunk, end)]
        lines.append([p for at, p in enumerate(line) if at in (0, 3) or x != trunk])
    return lines


@given(lines=combs())
def test_each_stretch_is_drawn_once(lines):
    taken = Taken()
    lines.sort(key=lambda line: -abs(line[0][0] - line[-1][0]) - line[0][1] / 1000)
    drawn = [cell for line in lines for stroke in taken.add(line) for cell in cells(stroke.points)]
    assert set(drawn) == {cell for line in lines for cell in cells(line)}
    assert len(drawn) == len(set(drawn))


@ONE_THEME
@given(project=projects(), shape=st.sampled_from(Shape))
def test_the_lines_of_a_family_leave_nothing_out(theme, project, shape):
    scene = make_scene(theme, project, shape=shape)
    for at in sorted(set(scene.tree.parents) - {-1}):
        family = scene.lines.family(at, scene.bounds)
        drawn = [
            cell
            for name in ("supports", "unstated", "rebuttals")
            for s in getattr(family, name)
            for cell in cells(s.points)
        ]
        for child in scene.arrangement.children(at):
            route = scene.arrangement.route(child)
            if route.end in ("card", "bar"):
                assert set(cells(snapped(route.points))) <= set(drawn)
            left, top = route.points[0]
            start = QRectF(left - 1, top - 1, 2, 2)
            assert scene.box(child).intersects(start)


def test_lines_to_several_columns_are_drawn_once(theme):
    kinds = ("claim", "claim", "rebuttal", "evidence", "claim")
    many = [node(f"m{at:02}", "a", kinds[at % 5], f"Point {at:02} with some words to read here") for at in range(30)]
    scene = make_scene(theme, project_of([node("a", None), *many]), shape=Shape.COMPACT)
    assert [scene.tops[at] == scene.tops[1] for at in range(1, 31)].count(True) == 4
    assert scene.tops[30] < scene.tops[9]
    family = scene.lines.family(0, scene.bounds)
    bars = [
        stroke
        for stroke in family.rebuttals
        if len(stroke.points) == 2 and stroke.points[0][0] + 12 == stroke.points[1][0]
    ]
    for strokes in (family.supports, [stroke for stroke in family.rebuttals if stroke not in bars]):
        drawn = [cell for stroke in strokes for cell in cells(stroke.points)]
        assert len(drawn) == len(set(drawn))


def test_a_line_bends_into_one_that_goes_on_and_ends_at_one_that_passes():
    taken = Taken()
    outer = [(0.0, 100.0), (0.0, 60.0), (200.0, 60.0), (200.0, 0.0)]
    other_side = [(400.0, 100.0), (400.0, 60.0), (200.0, 60.0), (200.0, 0.0)]
    inner = [(100.0, 100.0), (100.0, 60.0), (200.0, 60.0), (200.0, 0.0)]
    assert list(taken.add(outer)) == [Stroke(tuple(outer))]
    assert list(taken.add(other_side)) == [Stroke(tuple(other_side[:3]), (200.0, 0.0))]
    assert list(taken.add(inner)) == [Stroke(tuple(inner[:2]))]
    assert list(taken.add(inner)) == []


def test_lines_lie_in_the_middle_of_pixels_and_end_at_edges():
    assert snapped([(10.2, 100.0), (10.2, 60.7), (50.0, 60.7), (50.0, 20.0)]) == (
        (10.5, 100),
        (10.5, 60.5),
        (50.5, 60.5),
        (50.5, 20),
    )


def test_corners_are_round_and_ends_are_where_they_are():
    path = QPainterPath()
    trace(path, Stroke(((0.0, 100.0), (0.0, 60.0), (200.0, 60.0))))
    assert path.currentPosition() == QPointF(200, 60)
    assert not path.contains(QPointF(0, 60))
    assert path.boundingRect().topLeft() == QPointF(0, 60)
    assert any(path.elementAt(i).isCurveTo() for i in range(path.elementCount()))


def test_a_word_stands_in_a_gap():
    stroke = Stroke(((0.0, 100.0), (0.0, 60.0), (200.0, 60.0), (200.0, 0.0)))
    parts = with_gaps(stroke, [QPointF(100, 60)], (40, 9))
    assert [part.points[-1] for part in parts] == [(60.0, 60.0), (200.0, 0.0)]
    assert parts[1].points[0] == (140.0, 60.0)
    parts = with_gaps(stroke, [QPointF(0, 80)], (40, 9))
    assert [part.points[-1] for part in parts] == [(0.0, 89.0), (200.0, 0.0)]
    assert with_gaps(stroke, [QPointF(190, 60)], (40, 9)) == [stroke]  # no room
    assert with_gaps(stroke, [QPointF(100, 20)], (40, 9)) == [stroke]  # not on the line


def test_a_crossbar_lies_across_the_end():
    assert crossbar(((0, 50), (0, 5))).points == ((-6, 5.5), (6, 5.5))
    assert crossbar(((50, 0), (5, 0))).points == ((5.5, -6), (5.5, 6))


def test_the_focus_path_runs_along_the_bracket_and_leaves_room_for_words(theme):
    scene = make_scene(theme, featured())
    at = place_of(scene, "b")
    line = scene.lines.step(at, words=False)[0].points
    box, root = card_of(scene, "b"), card_of(scene, "a")
    assert line[0][1] == box.top() and line[-1][1] == root.bottom()
    assert scene.lines.step(place_of(scene, "a")) == []
    assert len(scene.lines.step(place_of(scene, "d"))) == 2  # the line and its crossbar
