"""The lines as a model are sound whatever comes, goes and moves; wrapped words fit and none is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester

from models.clashes import Row
from ui.clash.lines import REST, Line
from ui.clash.model import COLUMNS, MOST_BLOCKS, ClashModel
from ui.clash.wrapping import Wrapper

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def model(qapp: object) -> Iterator[ClashModel]:
    made = ClashModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


@pytest.fixture
def wrapper(qapp: object) -> Wrapper:
    font = QFont()
    font.setPixelSize(13)
    return Wrapper(font)


def line(key: int, number: int = 0) -> Line:
    return Line(f"row {key}", REST, None, None, Row(f"row {key}", None, None, number=str(number)))


orders = st.lists(st.lists(st.integers(0, 60), unique=True, max_size=60), min_size=1, max_size=5)


@SHARED
@given(orders=orders)
def test_whoever_holds_a_line_goes_with_it(model: ClashModel, orders: list[list[int]]) -> None:
    resets: list[bool] = []

    def note() -> None:
        resets.append(True)

    model.modelReset.connect(note)
    for order in orders:
        resets.clear()
        before = {key: QPersistentModelIndex(model.index(at, 2)) for at, key in enumerate(keys(model))}
        model.set_lines([line(key) for key in order])
        assert keys(model) == [f"row {key}" for key in order]
        assert [model.row_of(key) for key in keys(model)] == list(range(len(order)))
        for key, index in before.items() if not resets else ():
            assert (index.row() if index.isValid() else None) == model.row_of(key)
    model.modelReset.disconnect(note)


def keys(model: ClashModel) -> list[str]:
    return [each.key for each in model.lines]


def test_what_changed_is_told_and_nothing_else(model: ClashModel) -> None:
    model.set_lines([line(key) for key in range(9)])
    told: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row(), last.column())))
    kept = model.lines[0]
    model.set_lines([line(key, number=int(key in (3, 4, 7))) for key in range(9)])
    assert told == [(3, 4, COLUMNS - 1), (7, 7, COLUMNS - 1)]
    assert model.lines[0] is kept


def test_lines_that_change_all_over_are_told_at_once(model: ClashModel) -> None:
    resets: list[bool] = []
    model.set_lines([line(key) for key in range(200)])
    model.modelReset.connect(lambda: resets.append(True))
    model.set_lines([line(key) for key in range(0, 200, 2)])
    assert resets == [True] and model.rowCount() == 100 and MOST_BLOCKS < 100


texts = st.text(alphabet="ab cdefWWii漢字é\u00a0 ", max_size=120)


@SHARED
@given(text=texts, room=st.integers(30, 400))
def test_words_fit_their_lines_and_none_is_lost(wrapper: Wrapper, text: str, room: int) -> None:
    lines = wrapper.lines(text, room, 10_000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = max(map(wrapper.metrics.horizontalAdvance, lines))
    assert longest <= room + 2 * len(max(lines, key=len)) * 0.1 + 1 or len(lines[0]) == 1
    assert wrapper.count(text, room, 10_000) == (len(lines) if text else 0)


@SHARED
@given(text=texts, room=st.integers(30, 200), limit=st.integers(1, 4))
def test_what_does_not_fit_is_told_by_an_ellipsis(wrapper: Wrapper, text: str, room: int, limit: int) -> None:
    whole, lines = wrapper.lines(text, room, 10_000), wrapper.lines(text, room, limit)
    assert len(lines) == min(limit, len(whole))
    if len(whole) > limit and text.split():
        assert lines[-1].endswith("…") or not " ".join(whole[limit:]).strip()
    elif len(whole) <= limit:
        assert lines == whole
    assert wrapper.count(text, room, limit) == (len(lines) if text else 0)
