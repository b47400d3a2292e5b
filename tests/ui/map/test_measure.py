"""Lines on a card: as many as were counted, none wider than its room, no letter lost, in every script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from tests.ui.map.trees import FACTS, featured, make_scene, node, project_of
from ui.map.measure import Face, is_backward
from ui.map.scene import Looks
from ui.theme.kinds import paint_card

ROOM = 180.0
HEBREW = "הספסלים בגן הציבורי מתמלאים בערב מוקדם מאוד"
CHINESE = "公园里的长椅总是不够用所以傍晚的时候人们只好坐在草地上聊天"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
EMOJI = "Benches 🪑🪑 under 🌳🌳🌳 are " + "🪑" * 30


@pytest.fixture
def face(qapp):
    font = QFont(qapp.font())
    font.setPixelSize(13)
    return Face(font)


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")) | st.sampled_from(" -\t—ab"), max_size=120
)


@given(text=texts | st.sampled_from([HEBREW, CHINESE, LONG, EMOJI]), most=st.none() | st.integers(1, 4))
@example(text="", most=None)
@example(text="   ", most=2)
def test_lines_are_those_that_were_counted(qapp, text, most):
    face = Face(QFont(qapp.font()))
    assert face.count(text, ROOM, most) == len(face.lines(text, ROOM, most))


@given(
    words=st.lists(
        st.sampled_from([*"AVWTyolf.,", "AVATAR", "To", "fi", "We'll", "—", LONG[:20]]), min_size=1, max_size=60
    )
)
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(qapp, words):
    face = Face(QFont(qapp.font()))
    lines = face.lines(" ".join(words), ROOM)
    assert " ".join(line.text for line in lines).split() == words
    assert all(QFontMetricsF(face.font).horizontalAdvance(line.text) <= ROOM + 1 for line in lines)


@pytest.mark.parametrize("text", [LONG, CHINESE, HEBREW, EMOJI, f"short {LONG} {LONG} short", "x" * 5000])
def test_what_has_no_spaces_is_broken_all_the_same(face, text):
    lines = face.lines(text, ROOM)
    assert len(lines) > 1
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(face.metrics.horizontalAdvance(line.text) <= ROOM + 1 for line in lines)


def test_a_text_of_5000_characters_is_whole(face):
    text = " ".join(["benches under the oak"] * 240)[:5000].strip()
    lines = face.lines(text, ROOM)
    assert " ".join(line.text for line in lines) == text
    assert face.count(text, ROOM) == len(lines) > 100


def test_what_is_cut_ends_in_an_ellipsis_that_fits(face):
    lines = face.lines("benches under the oak " * 20, ROOM, 3)
    assert len(lines) == 3
    assert lines[-1].text.endswith("…")
    assert face.metrics.horizontalAdvance(lines[-1].text) <= ROOM
    assert not face.lines("benches", ROOM, 1)[0].text.endswith("…")


def test_a_text_from_right_to_left_stands_at_the_right(face):
    assert is_backward(HEBREW)
    assert is_backward(f"12 {HEBREW}")
    assert not is_backward(f"a {HEBREW}")
    for line in face.lines(HEBREW, ROOM):
        assert line.backward
        assert line.indent + face.metrics.horizontalAdvance(line.text) == pytest.approx(ROOM, abs=0.1)


def test_widths_grow_with_the_scale(face):
    """So that what was measured at 100 % holds at every zoom."""
    double = QFont(face.font)
    double.setPixelSize(2 * face.font.pixelSize())
    text = "benches under the oak"
    assert QFontMetricsF(double).horizontalAdvance(text) == pytest.approx(
        2 * face.metrics.horizontalAdvance(text), rel=0.01
    )


@pytest.mark.parametrize("scale", [1.0, 2.0, 0.75])
@pytest.mark.parametrize(
    "text", ["Parks need more benches than they have now and in the years to come", LONG, CHINESE, HEBREW]
)
@pytest.mark.parametrize("kind", ["claim", "evidence", "rebuttal"])
def test_no_letter_leaves_its_card(theme, scale, text, kind):
    """The text changes nothing of an empty card's picture but in its place."""
    scene = make_scene(theme, project_of([node("a", None), node("b", "a", kind, text)]))
    box, place = scene.box(1), scene.text_box("b")
    assert place is not None
    with_text = picture(box, scale, lambda painter: scene.room.paint(painter, scene.nodes[1], box, theme.tokens))
    without = picture(box, scale, lambda painter: paint_card(painter, box, kind, theme.tokens))
    changed = [
        QPointF(x + 0.5, y + 0.5)
        for x in range(with_text.width())
        for y in range(with_text.height())
        if with_text.pixel(x, y) != without.pixel(x, y)
    ]
    moved = place.translated(-box.topLeft())
    allowed = QRectF(moved.topLeft() * scale + QPointF(20, 20), moved.size() * scale).adjusted(-1, -1, 1, 1)
    assert changed
    assert all(allowed.contains(point) for point in changed)


def picture(box: QRectF, scale: float, paint) -> QImage:
    image = QImage(round(box.width() * scale) + 40, round(box.height() * scale) + 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(20, 20)
    painter.scale(scale, scale)
    painter.translate(-box.topLeft())
    paint(painter)
    painter.end()
    return image


def test_a_foot_line_keeps_its_things_apart(theme):
    scene = make_scene(theme, featured(), FACTS)
    for at, each in enumerate(scene.nodes):
        content = scene.room.content(each, at == 0)
        spans = sorted((item.x, item.x + foot_width(scene, item)) for item in content.foot)
        assert all(a_end <= b_start for (_a, a_end), (b_start, _b) in pairwise(spans))
        if spans:
            assert spans[-1][1] <= scene.widths[at] - 11


def foot_width(scene, item):
    if item.what == "text":
        return scene.room.faces.small_of(item.role).width(item.text)
    return {"dots": 9 * len(item.colours) - 3, "status": 10}.get(item.what, 12)


def test_looks_are_at_rest_without_marks(theme):
    looks = Looks(theme.tokens, "a", frozenset("a"), ("b",), frozenset("a"))
    assert looks.at_rest() == Looks(theme.tokens)
