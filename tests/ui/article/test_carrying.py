"""Words carried out of the article, and nodes carried onto it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.article.conftest import TEXT, at, mark
from tests.ui.article.hands import LEFT, NONE, SHIFT, click, hover, let_go, pull, push, second_push
from ui.article.view import ArticleView
from ui.carried import NODE, PASSAGE

Make = Callable[..., ArticleView]
MOVE = Qt.DropAction.MoveAction
OWLS = "Owls 🦉🦉 nest in the tower"


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDrag]]:
    """The drags that were started: the system's own loop is left out."""
    drags: list[QDrag] = []

    def started(drag: QDrag, _actions: Qt.DropAction) -> Qt.DropAction:
        drags.append(drag)
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", started)
    yield drags


def select(view: ArticleView, words: str) -> None:
    start = TEXT.index(words)
    view.select(start, start + len(words))


def test_what_is_carried_are_whole_words(view: ArticleView, carried: list[QDrag]) -> None:
    select(view, "wls 🦉🦉 nest in the tow")
    point = at(view, TEXT.index("nest") + 1)
    push(view, point)
    pull(view, point + QPoint(QApplication.startDragDistance() + 2, 0))
    data = carried[0].mimeData()
    start = TEXT.index(OWLS)
    assert data.text() == OWLS
    place = json.loads(bytes(data.data(PASSAGE).data()))
    assert (place["start"], place["end"]) == (start, start + len(OWLS))
    let_go(view, point)


def test_dragging_the_selection_carries_it(view: ArticleView, carried: list[QDrag]) -> None:
    view.article_key = "article-7"
    select(view, OWLS)
    point = at(view, TEXT.index("nest") + 1)
    push(view, point)
    pull(view, point + QPoint(QApplication.startDragDistance() - 2, 0))
    assert carried == []
    told: list[bool] = []
    view.words_carried.connect(lambda: told.append(bool(carried)))  # the strip goes before the drag begins
    pull(view, point + QPoint(QApplication.startDragDistance() + 2, 0))
    assert told == [False]
    (drag,) = carried
    data = drag.mimeData()
    start = TEXT.index(OWLS)
    assert data.text() == OWLS
    place = json.loads(bytes(data.data(PASSAGE).data()))
    assert place == {"article": "article-7", "start": start, "end": start + len(OWLS)}
    assert not drag.pixmap().isNull() and drag.pixmap().width() > 60
    assert TEXT[slice(*view.selection)] == OWLS
    pull(view, point + QPoint(60, 0))  # whatever the system sends afterwards
    let_go(view, point + QPoint(60, 0))
    assert len(carried) == 1 and TEXT[slice(*view.selection)] == OWLS


def test_a_press_inside_that_stays_drops_the_selection(view: ArticleView, carried: list[QDrag], qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "nest in", "n1")])
    select(view, OWLS)
    point = at(view, TEXT.index("nest") + 1, 1)
    push(view, point)
    assert TEXT[slice(*view.selection)] == OWLS
    with qtbot.waitSignal(view.node_clicked) as told:
        let_go(view, point)
    assert view.selection == (TEXT.index("nest") + 1,) * 2 and carried == [] and told.args == ["n1"]


def test_shift_and_more_clicks_select_as_ever(view: ArticleView, carried: list[QDrag]) -> None:
    select(view, OWLS)
    click(view, at(view, TEXT.index("tower"), 1), SHIFT)
    assert TEXT[slice(*view.selection)] == "Owls 🦉🦉 nest in the "
    point = at(view, TEXT.index("nest") + 1)
    click(view, point)
    second_push(view, point)
    assert TEXT[slice(*view.selection)] == "nest"
    let_go(view, point)
    push(view, point)  # the third
    let_go(view, point)
    assert TEXT[slice(*view.selection)] == TEXT.split("\n\n")[1] and carried == []


def test_the_pointer_tells_the_selection_from_text(view: ArticleView) -> None:
    select(view, OWLS)
    hover(view, at(view, TEXT.index("nest") + 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    hover(view, at(view, TEXT.index("sells") + 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


NODE_7 = ["case", "n7"]


def node_data(value: object) -> QMimeData:
    data = QMimeData()
    data.setData(NODE, value if isinstance(value, bytes) else json.dumps(value).encode())
    return data


def carry(view: ArticleView, data: QMimeData, point: QPoint, drop: bool = True) -> bool:
    """Carry something over a place; whether it might land there."""
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(point, MOVE, data, LEFT, NONE))
    over = QDragMoveEvent(point, MOVE, data, LEFT, NONE)
    over.ignore()
    QApplication.sendEvent(view.viewport(), over)
    if drop:
        QApplication.sendEvent(view.viewport(), QDropEvent(point, MOVE, data, LEFT, NONE))
    return over.isAccepted()


def test_a_node_lands_on_the_sentence_under_the_pointer(view: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.node_dropped) as told:
        assert carry(view, node_data(NODE_7), at(view, TEXT.index("bench is") + 2))
    assert told.args[0] == "n7" and TEXT[told.args[1] : told.args[2]] == "A square without a bench is a road."


def test_a_node_lands_on_the_selection_under_the_pointer(view: ArticleView, qtbot: QtBot) -> None:
    select(view, "without a benc")
    with qtbot.waitSignal(view.node_dropped) as told:
        carry(view, node_data(NODE_7), at(view, TEXT.index("bench is") + 2))
    assert TEXT[told.args[1] : told.args[2]] == "without a bench"
    with qtbot.waitSignal(view.node_dropped) as told:
        carry(view, node_data(NODE_7), at(view, TEXT.index("People") + 2))
    assert TEXT[told.args[1] : told.args[2]] == "People walk through and do not stay."


def test_the_last_sentence_and_the_air_beside_it(view: ArticleView, qtbot: QtBot) -> None:
    beside = at(view, len(TEXT)) + QPoint(60, 0)
    with qtbot.waitSignal(view.node_dropped) as told:
        carry(view, node_data(NODE_7), beside)
    assert told.args[1:] == [TEXT.index("The last"), len(TEXT)]


def test_where_a_node_would_land_is_shown(view: ArticleView) -> None:
    point = at(view, TEXT.index("bench is") + 2)
    before = view.viewport().grab().toImage()
    carry(view, node_data(NODE_7), point, drop=False)
    assert view._drop.target is not None
    assert view.viewport().grab().toImage() != before
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view._drop.target is None
    assert view.viewport().grab().toImage() == before


@pytest.mark.parametrize(
    "data", ["text", b"no JSON", b"\xff", {"node": "n7"}, ["case", 7], [], "n7", None], ids=lambda value: repr(value)
)
def test_anything_else_is_refused(view: ArticleView, qtbot: QtBot, data: object) -> None:
    carried = QMimeData() if data == "text" else node_data(data)
    carried.setText("Words from elsewhere")
    with qtbot.assertNotEmitted(view.node_dropped):
        assert not carry(view, carried, at(view, TEXT.index("bench is") + 2))
    assert view._drop.target is None


def test_the_coverage_bar_and_an_empty_view_take_no_node(view: ArticleView, make_view: Make, qtbot: QtBot) -> None:
    for each, point in ((view, QPoint(8, 100)), (make_view(""), QPoint(200, 100))):
        with qtbot.assertNotEmitted(each.node_dropped):
            assert not carry(each, node_data(NODE_7), point)


def test_holding_a_node_at_the_foot_scrolls_on(make_view: Make, qtbot: QtBot) -> None:
    view = make_view("\n\n".join(f"Paragraph {n} " + "goes on and on " * 20 for n in range(100)))
    carry(view, node_data(NODE_7), QPoint(200, view.viewport().height() - 4), drop=False)
    qtbot.waitUntil(lambda: view.scroll_position > 60, timeout=3000)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    stopped = view.scroll_position
    QTest.qWait(120)
    assert view.scroll_position == stopped
