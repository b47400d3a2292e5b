"""Words dropped on the map: on a card they are for that node, beside the cards for a claim at the top."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.layout import Shape
from tests.ui.map.hands import NONE, place_of
from tests.ui.outline import garden
from tests.ui.outline.hands import heard
from ui.carried import Words, carry_words
from ui.map.view import MapView

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
PASSAGE = Words("some words", "A", 3, 13)
GROUND = QPoint(20, 800)


def drag(view, data, where, drop=True):
    """Carry words over a place; whether they might land there."""
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(where, COPY, data, LEFT, NONE))
    over = QDragMoveEvent(where, COPY, data, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), over)
    if drop:
        QApplication.sendEvent(view.viewport(), QDropEvent(where, COPY, data, LEFT, NONE))
    return over.isAccepted()


@pytest.mark.parametrize("node_id", ["e", "c", "i", ""])
def test_who_takes_a_passage_is_told(view, node_id):
    taken = heard(view.words_dropped)
    where = place_of(view, node_id) if node_id else GROUND
    assert drag(view, carry_words(PASSAGE), where)
    assert taken == [(node_id, PASSAGE, view.viewport().mapToGlobal(where))]
    assert not view.hands.carrying.is_on


def test_text_from_anywhere_is_words(view):
    taken = heard(view.words_dropped)
    data = QMimeData()
    data.setText("from a letter")
    assert drag(view, data, place_of(view, "e"))
    assert taken[0][:2] == ("e", Words("from a letter"))


@pytest.mark.parametrize("text", ["", "  \n"])
def test_what_has_no_words_is_ignored(view, text):
    taken = heard(view.words_dropped)
    data = QMimeData()
    data.setText(text)
    assert not drag(view, data, place_of(view, "e"))
    assert taken == []


def test_a_view_without_a_case_takes_nothing(qtbot, theme):
    view = MapView(theme)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    taken = heard(view.words_dropped)
    data = carry_words(PASSAGE)
    assert not drag(view, data, QPoint(50, 50))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPoint(50, 50), COPY, data, LEFT, NONE))
    assert taken == []


def test_beside_the_cards_of_a_branch_in_focus_its_node_takes_the_words(view):
    view.state.focus_on("b")
    taken = heard(view.words_dropped)
    assert drag(view, carry_words(PASSAGE), GROUND)
    assert taken[0][0] == "b", "a claim at the top would be out of sight"


def test_a_case_without_nodes_takes_words_at_the_top(view, project):
    view.set_case(project, "D", garden.STATUS.get, garden.cite_of, lambda _id: 0)
    taken = heard(view.words_dropped)
    assert drag(view, carry_words(PASSAGE), QPoint(50, 50))
    assert taken[0][0] == ""


def test_the_marker_is_seen_and_goes(view, theme):
    accent = theme.tokens.accent.name()

    def seen():
        image = view.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y).name() == accent
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        )

    assert seen() == 0
    for where in (place_of(view, "e"), GROUND + QPoint(100, 0)):
        drag(view, carry_words(PASSAGE), where, drop=False)
        assert view.hands.carrying.is_on
        assert seen() > 20
        QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
        assert seen() == 0


def test_resting_on_the_badge_of_a_folded_branch_unfolds_it(view, qtbot):
    view.set_folded("g", True)
    badge = view.scene.badge(view.scene.index_of("g")).box(view.scene.card("g"), Shape.DOWN)
    drag(view, carry_words(PASSAGE), view.from_scene(badge).center(), drop=False)
    qtbot.waitUntil(lambda: "g" not in view.state.folded, timeout=2000)
