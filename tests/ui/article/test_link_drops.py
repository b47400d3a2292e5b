"""Nodes carried onto passages to be linked with their nodes, and carried away by the bars of their passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from models.entities import Case, Node
from tests.factories import World
from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import LEFT, NONE, let_go, pull, push
from ui.article.view import ArticleView
from ui.carried import carry_nodes, nodes_of

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
OFFERED = Qt.DropAction.MoveAction | Qt.DropAction.LinkAction


class Pair:
    """A view of a case with a passage on "nest in", and a case of another article and of the same one."""

    def __init__(self, view: ArticleView) -> None:
        world = World()
        article, other = world.article(TEXT), world.article("Other words.")
        self.view, self.world, self.project = view, world, world.project
        self.own, self.away, self.beside = (world.case(each) for each in (article, other, article))
        self.node = world.node(self.own, "Owls nest")
        self.second = world.node(self.own, "Benches go")
        self.far, self.near = world.node(self.away, "No owls"), world.node(self.beside, "Some owls")
        view.article_key = article.id
        view.set_case(world.project, self.own.id)
        view.set_highlights([mark(TEXT, "nest in the tower", self.node.id), mark(TEXT, "bench in", self.second.id)])
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.said: list[str] = []
        view.link_dropped.connect(lambda source, target, _point: self.links.append((source, target)))
        view.node_dropped.connect(lambda node, _start, _end: self.words.append(node))
        view.drop_refused.connect(self.said.append)

    def carry(self, case: Case, nodes: list[Node], place: QPoint, keys=NONE, drop: bool = True) -> bool:
        data, port = carry_nodes(case.id, [node.id for node in nodes]), self.view.viewport()
        QApplication.sendEvent(port, QDragEnterEvent(place, OFFERED, data, LEFT, keys))
        over = QDragMoveEvent(place, OFFERED, data, LEFT, keys)
        QApplication.sendEvent(port, over)
        if drop:
            QApplication.sendEvent(port, QDropEvent(place, OFFERED, data, LEFT, keys))
        return over.isAccepted()


@pytest.fixture
def pair(view: ArticleView) -> Pair:
    return Pair(view)


def on(view: ArticleView, words: str) -> QPoint:
    return at(view, TEXT.index(words) + 2)


def test_a_node_of_the_other_side_is_linked_with_the_node_of_the_passage(pair: Pair) -> None:
    view, bubble = pair.view, pair.view._drop.links._bubble
    assert pair.carry(pair.away, [pair.far], on(view, "nest in"), drop=False)
    assert bubble.isVisible() and bubble.text() == "Link with “Owls nest”"
    pair.carry(pair.away, [pair.far], on(view, "nest in"))
    assert pair.links == [(pair.far.id, pair.node.id)] and pair.words == [] and not bubble.isVisible()


def test_beside_all_passages_there_is_nothing_to_link(pair: Pair) -> None:
    assert not pair.carry(pair.away, [pair.far], on(pair.view, "Nobody"))
    assert pair.said == ["Let go on a passage to link its node with the carried one."]
    assert not pair.carry(pair.away, [pair.far, pair.far], on(pair.view, "nest in"))
    assert pair.said[1:] == ["A link joins two nodes: drag one of them by itself."] and pair.links == []


def test_a_node_of_another_reader_takes_words_and_is_linked_on_passages(pair: Pair) -> None:
    assert pair.carry(pair.beside, [pair.near], on(pair.view, "Nobody"))
    assert pair.words == [pair.near.id]
    assert pair.carry(pair.beside, [pair.near], on(pair.view, "nest in"))
    assert pair.links == [(pair.near.id, pair.node.id)]


def test_within_the_side_both_keys_link_and_without_them_words_are_given(pair: Pair) -> None:
    assert pair.carry(pair.own, [pair.second], on(pair.view, "nest in"))
    assert pair.words == [pair.second.id] and pair.links == []
    assert pair.carry(pair.own, [pair.second], on(pair.view, "nest in"), BOTH)
    assert pair.links == [(pair.second.id, pair.node.id)]
    assert not pair.carry(pair.own, [pair.node], on(pair.view, "nest in"), BOTH)
    assert pair.said == ["A link joins two different nodes."]


def test_what_is_carried_away_again_leaves_no_trace(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pair.view.viewport().grab().toImage()
    pair.carry(pair.away, [pair.far], on(pair.view, "nest in"), drop=False)
    assert pair.view.viewport().grab().toImage() != before
    monkeypatch.setattr(QCursor, "pos", lambda: QPoint(-9999, -9999))
    QApplication.sendEvent(pair.view.viewport(), QDragLeaveEvent())
    assert pair.view.viewport().grab().toImage() == before and pair.said == []


def test_the_passages_of_a_node_that_waits_have_a_dashed_frame(pair: Pair) -> None:
    before = pair.view.viewport().grab().toImage()
    pair.view.set_marked_node(pair.node.id)
    assert pair.view.viewport().grab().toImage() != before
    pair.view.set_marked_node(None)
    assert pair.view.viewport().grab().toImage() == before


# -- bars


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, list[str]] | None]]:
    drags: list[tuple[str, list[str]] | None] = []

    def started(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        assert actions & Qt.DropAction.LinkAction and not drag.pixmap().isNull()
        drags.append(nodes_of(drag.mimeData()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", started)
    yield drags


def bar_of(view: ArticleView, node: Node) -> QPoint:
    bar = next(bar for bar in view.marks_in_view() if bar.node_id == node.id)
    return bar.box(view.viewport().width(), False).center().toPoint()


def test_a_bar_carries_its_node_away(pair: Pair, carried: list[tuple[str, list[str]] | None]) -> None:
    clicked: list[str] = []
    place = bar_of(pair.view, pair.node)
    pair.view.node_clicked.connect(clicked.append)
    push(pair.view, place)
    pull(pair.view, place + QPoint(QApplication.startDragDistance() - 2, 0))
    assert carried == []
    pull(pair.view, place + QPoint(QApplication.startDragDistance() + 2, 0))
    let_go(pair.view, place)
    assert carried == [(pair.own.id, [pair.node.id])] and clicked == []
    start, end = pair.view.selection
    assert start == end  # no words were selected on the way


def test_a_bar_that_is_only_pressed_is_a_click(pair: Pair, carried: list[tuple[str, list[str]] | None]) -> None:
    clicked: list[str] = []
    pair.view.node_clicked.connect(clicked.append)
    place = bar_of(pair.view, pair.second)
    for keys in (NONE, BOTH):
        push(pair.view, place, keys)
        let_go(pair.view, place, keys)
    assert clicked == [pair.second.id] * 2 and carried == []


def test_without_a_case_a_bar_stays_where_it_is(
    make_view: Callable[..., ArticleView], carried: list[tuple[str, list[str]] | None]
) -> None:
    view = make_view()
    view.set_highlights([mark(TEXT, "nest in the tower", "n1")])
    bar = view.marks_in_view()[0].box(view.viewport().width(), False).center().toPoint()
    push(view, bar)
    pull(view, bar + QPoint(40, 0))
    let_go(view, bar)
    assert carried == []
