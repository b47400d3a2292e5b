"""What a row shows beside its text: that its node has tags or a note, and how many passages it rests on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from models.edits import Change
from models.entities import Anchor, to_row
from tests.ui.outline import garden
from ui.outline.marks import MarkPainter
from ui.outline.measures import DOT, MARK, MARK_GAP, MARKS_RIGHT, ROW_HEIGHT
from ui.outline.model import CITE, STATUS, TEXT

LONG = "A note that begins here " * 20


def rest_on(project, node_id, count):
    for at in range(count):
        anchor = Anchor(f"{node_id}-{at}", node_id, "A", at, at + 1, "x", "", "")
        project.apply([Change("anchor", anchor.id, None, to_row(anchor))])


def words(view, node_id, role, column=TEXT):
    return view.outline.data(view.outline.index(view.outline.row_of(node_id), column), role)


def inked(view, node_id, box):
    """Whether anything is drawn in a part of the row."""
    image = view.viewport().grab().toImage()
    top, _bottom = view.row_span(node_id)
    ground = image.pixelColor(view.columnWidth(TEXT) - 3, top + 2)
    return any(
        image.pixelColor(x, top + y) != ground
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


def places(view):
    """Where two signs stand, and one alone: the right one."""
    x = view.columnWidth(TEXT) - MARKS_RIGHT - MARK
    note = QRect(x, (ROW_HEIGHT - MARK) // 2, MARK, MARK)
    return note.translated(-MARK - MARK_GAP, 0).adjusted(6, 0, 0, 0), note


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({}, (False, False)),
        ({"tags": ("shade",)}, (False, True)),  # no room is kept for what a row has not
        ({"note": "Seen"}, (False, True)),
        ({"note": " \n"}, (False, False)),
        ({"tags": ("shade",), "note": "Seen"}, (True, True)),
    ],
)
def test_signs_say_that_there_are_tags_or_a_note(view, project, values, seen):
    garden.alter(project, "k", **values)
    view.refresh()
    assert tuple(inked(view, "k", box) for box in places(view)) == seen
    assert view.rowHeight(view.outline.row_of("k")) == ROW_HEIGHT == 26


def test_the_text_ends_before_the_signs(view, project):
    garden.alter(project, "k", text="many words " * 40, tags=("shade",), note="Seen")
    view.refresh()
    tag, note = places(view)
    assert inked(view, "k", tag) and inked(view, "k", note)
    between = QRect(tag.right() + 2, tag.top(), MARK_GAP - 2, tag.height())
    assert not inked(view, "k", between)


def test_the_text_gets_the_room_before_the_signs(view, project):
    garden.alter(project, "k", tags=("shade",), note="Seen")
    view.refresh()
    row, marks, picture = view.outline.row_at(view.outline.row_of("k")), MarkPainter(view._theme), QPixmap(600, 26)
    painter = QPainter(picture)
    rooms = [marks.paint(painter, QRect(0, 0, width, ROW_HEIGHT), row, 900) for width in (400, 230, 220, 100)]
    short = marks.paint(painter, QRect(0, 0, 100, ROW_HEIGHT), row, 8)
    painter.end()
    note, dots = MARK + MARKS_RIGHT, DOT + MARK_GAP
    assert rooms == [note + dots, note, note, 0]
    assert short == note + dots


def test_a_short_text_leaves_room_for_signs_in_a_narrow_outline(view, project):
    garden.alter(project, "k", text="i", tags=("shade",), note="Seen")
    view.refresh()
    view.resize(240, 340)
    assert all(inked(view, "k", box) for box in places(view))


def test_more_passages_are_counted_beside_the_first(view, project):
    rest_on(project, "a", 3)
    rest_on(project, "b", 1)
    view.refresh()
    shown = Qt.ItemDataRole.DisplayRole
    assert [words(view, node, shown, CITE) for node in "abc"] == ["¶ 11 +2", "¶ 11", "¶ 11"]
    right = view.columnViewportPosition(CITE) + view.columnWidth(CITE)
    more = QRect(right - 26, 6, 24, 14)
    assert inked(view, "a", more) and not inked(view, "b", more)
    assert "3 passages" in words(view, "a", Qt.ItemDataRole.ToolTipRole)
    assert "3 passages" in words(view, "a", Qt.ItemDataRole.AccessibleTextRole)
    rest_on(project, "k", 2)  # of another article: nothing is named
    view.refresh()
    assert words(view, "k", shown, CITE) == ""


def test_a_row_says_all_in_its_tip(view, project):
    garden.alter(project, "e", text="Cheap & good " * 20, note=f"# {LONG}\n\nand more", tags=("seat", "<b>"))
    view.refresh()
    tip = words(view, "e", Qt.ItemDataRole.ToolTipRole, STATUS)
    assert ("Cheap &amp; good " * 20).strip() in tip
    assert "claim · supports · partly" in tip and "Tags: seat, &lt;b&gt;" in tip
    assert "Note: A note that begins" in tip and tip.count("A note that begins") < 10 and "and more" not in tip
    said = words(view, "e", Qt.ItemDataRole.AccessibleTextRole)
    assert "Tags: seat, <b>" in said and said.endswith("has a note")


def test_at_402_pixels_all_stands_in_its_column(view, project):
    rest_on(project, "e", 12)
    garden.alter(project, "e", note="Seen")
    view.refresh()
    view.resize(402, 340)
    assert sum(view.columnWidth(column) for column in (TEXT, STATUS, CITE)) == view.viewport().width()
    assert view.columnWidth(TEXT) > 260
    assert inked(view, "e", places(view)[1])
    assert not inked(view, "e", QRect(view.viewport().width() - 3, 2, 3, 20))
