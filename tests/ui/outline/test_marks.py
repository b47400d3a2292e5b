"""What a row shows beside its text: that its node has tags or a note, and how many passages it rests on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from models.edits import Change
from models.entities import Anchor, to_row
from tests.ui.outline import garden
from ui.outline.marks import MarkPainter
from ui.outline.measures import DOT, MARK, MARK_GAP, MARKS_RIGHT, RAIL_X, ROW_HEIGHT, words_for
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


def test_words_come_with_the_width():
    shown = [words_for(width, 60, 50) for width in (260, 350, 650, 900)]
    assert [(each.attacks, each.bearing, each.kind) for each in shown] == [
        (False, 0, 0),
        (True, 0, 0),
        (False, 50, 0),
        (False, 50, 60),
    ]
    assert [each.width(is_root) for each in shown[2:] for is_root in (True, False)] == [0, 50, 60, 110]


@pytest.mark.parametrize("width", [300, 650, 900, 1200])
def test_the_editor_opens_where_the_text_stands(view, width):
    view.resize(width, 340)
    for node in "kid":
        view.edit_node(node)
        row = view.outline.row_at(view.outline.row_of(node))
        assert view._editor.x() == view._painter.text_left(row, view.columnWidth(TEXT)) - 5
        view.finish_editing()


@pytest.mark.parametrize("width", [650, 900, 1200])
def test_texts_stand_where_they_are_said_to(view, theme, width):
    view.resize(width, 340)
    ink = theme.tokens.ink.name()
    for node in "kb":
        left = view._painter.text_left(view.outline.row_at(view.outline.row_of(node)), view.columnWidth(TEXT))
        seen = next(x for x in range(40, width) if ink in colours_in(view, node, x, x + 1))
        assert 0 <= seen - left <= 4


def colours_in(view, node_id, left, right):
    image = view.viewport().grab().toImage()
    top, bottom = view.row_span(node_id)
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)}


def test_a_rebuttal_says_so_in_its_colour_and_a_cut_row_is_muted(view, theme):
    view.resize(1100, 340)
    muted, ink, kinds = theme.tokens.muted.name(), theme.tokens.ink.name(), theme.tokens.kinds
    word = 52 + 2 * 24, 52 + 2 * 24 + 50
    assert kinds["rebuttal"].line.name() in colours_in(view, "d", *word)
    assert kinds["rebuttal"].line.name() not in colours_in(view, "c", *word)
    text = 130, 250
    assert ink in colours_in(view, "a", *text)
    view.state.set_cut(["a"])
    assert ink not in colours_in(view, "a", *text) and muted in colours_in(view, "a", *text)


def test_the_bracket_runs_from_the_first_premise_to_the_last(view, project, theme):
    for node in "be":
        garden.alter(project, node, premise_group="1")
    view.refresh()
    x = RAIL_X + 24
    muted = theme.tokens.muted.name()
    assert [muted in colours_in(view, node, x, x + 1) for node in "abcdefg"] == [False, *[True] * 4, False, False]


def test_everything_takes_the_colours_of_a_theme_that_is_chosen_while_it_is_open(view, theme):
    view.set_empty_state("No points yet.", "Add a claim")
    view.edit_node("e")
    view.state.focus_on("a")
    try:
        theme.choose("dark")
        dark = theme.tokens
        view.edit_node("e")
        assert dark.paper.name() in colours_in(view, "k" if view.outline.row_of("k") is not None else "h", 300, 320)
        editor, label = view._editor.palette(), view._empty.label
        assert (editor.base().color(), editor.text().color()) == (dark.paper, dark.ink)
        assert label.palette().color(label.foregroundRole()) == dark.muted
        strip = view.path_bar.grab().toImage()
        assert strip.pixelColor(2, 2) == dark.paper
        header = view.horizontalHeader().grab().toImage()
        assert header.pixelColor(4, header.height() - 2) == dark.paper
    finally:
        theme.choose("light")


def test_a_text_of_many_lines_and_letters_stays_in_its_row(view, project, theme):
    garden.alter(project, "b", text="one\ntwo\n" + "many words " * 2000)
    view.refresh()
    ink = theme.tokens.ink.name()
    assert ink in colours_in(view, "b", 300, 420)
    assert view.rowHeight(1) == ROW_HEIGHT
    top, bottom = view.row_span("b")
    image = view.viewport().grab().toImage()
    edges = {image.pixelColor(x, y).name() for x in range(76, 420) for y in (top, top + 1, bottom - 1, bottom)}
    assert ink not in edges
