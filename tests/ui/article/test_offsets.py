"""Code points and UTF-16, lines, and lanes: what needs no window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from models.texts import Layout, normal_newlines, plain_layout
from ui.article.document import Document, Heights
from ui.article.highlights import Highlight, Index
from ui.article.lanes import pack
from ui.article.lines import lay_out
from ui.article.utf16 import Offsets
from ui.theme import Theme

TEXTS = st.text(st.sampled_from("ab é\u0301ש🦉😀"), max_size=30)


@given(TEXTS)
def test_every_code_point_has_its_unit(text: str) -> None:
    offsets = Offsets(text)
    for at in range(len(text) + 1):
        unit = len(text[:at].encode("utf-16-le")) // 2
        assert offsets.to_utf16(at) == unit
        assert offsets.to_code_point(unit) == at


def test_the_middle_of_a_pair_is_its_start() -> None:
    assert Offsets("a🦉b").to_code_point(2) == 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.integers(0, 2000))
def test_heights_agree_with_plain_sums(heights: list[int], y: int) -> None:
    tree = Heights(heights)
    tree.add(0, 7)
    real = [heights[0] + 7, *heights[1:]]
    assert [tree.before(i) for i in range(len(real) + 1)] == [sum(real[:i]) for i in range(len(real) + 1)]
    assert tree.find(y) == sum(1 for i in range(len(real)) if sum(real[: i + 1]) <= y)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=40))
def test_bars_in_one_lane_never_share_a_line(pairs: list[tuple[int, int]]) -> None:
    runs = sorted((first, first + more) for first, more in pairs)
    lanes = pack(runs, [(0, (5, 9))])
    placed = [(0, (5, 9)), *zip(lanes, runs, strict=True)]
    for i, (lane, (first, last)) in enumerate(placed):
        for other, (a, b) in placed[i + 1 :]:
            assert lane != other or a > last or b < first


def test_lanes_fill_from_the_gutter_outward() -> None:
    assert pack([(0, 0), (0, 2), (2, 3), (2, 2)]) == [0, 1, 0, 2]


def test_the_marks_of_a_stretch_and_no_others() -> None:
    text = "one two three\n\nfour five six"
    document = Document(text, plain_layout(text), _fonts(), 300)
    marks = [
        Highlight("a", "n1", 0, 3, "claim"),
        Highlight("b", "n2", 0, 13, "claim"),
        Highlight("c", "n3", 8, 19, "claim"),
        Highlight("d", "n4", 20, 24, "claim"),
    ]
    index = Index(document, marks)
    assert [m.node_id for m in index.touching(1, 2)] == ["n2", "n1"]
    assert [m.node_id for m in index.touching(16, 17)] == ["n3"]
    assert [m.node_id for m in index.touching(9, 21)] == ["n2", "n3", "n4"]


def test_right_to_left_words_are_filled_whole(qapp: QApplication) -> None:
    words = "שלום לכם"
    laid = lay_out(f"before {words} after", _fonts()["text"], 528, 24)
    (segment,) = laid.segments(7, 7 + len(words))
    _line, left, right = segment
    assert left == pytest.approx(laid.x_of(7), abs=3)
    assert right == pytest.approx(laid.x_of(7 + len(words) + 1), abs=8)


def test_a_passage_over_both_directions_is_filled_in_pieces(qapp: QApplication) -> None:
    laid = lay_out("before שלום לכם after", _fonts()["text"], 528, 24)
    (_, left, stop), (_, again, right) = laid.segments(0, 11)  # "before " and the first of two Hebrew words
    assert left == 0 and stop < again < right
    assert again - stop > 10  # the second Hebrew word stands between them


def test_a_word_wider_than_the_column_breaks(qapp: QApplication) -> None:
    assert len(lay_out("x" * 300, _fonts()["text"], 200, 24)) > 5


def test_windows_line_ends_leave_offsets_alone(qapp: QApplication) -> None:
    text = normal_newlines("First line.\r\n\r\nSecond line.")
    document = Document(text, plain_layout(text), _fonts(), 528)
    assert [text[b.start : b.end] for b in document.blocks] == ["First line.", "Second line."]
    assert document.locate(text.index("Second")) == (1, 0)


def test_an_empty_layout_has_no_blocks(qapp: QApplication) -> None:
    assert len(Document("", Layout((), ()), _fonts(), 528)) == 0


def _fonts() -> dict:  # type: ignore[type-arg]
    theme = Theme(QApplication.instance() or QApplication([]), "light")  # type: ignore[arg-type]
    return {name: theme.reading_font() for name in ("text", "heading", "caption")}
