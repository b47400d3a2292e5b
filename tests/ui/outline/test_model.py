"""The flat rows: right after every edit, and told with few signals. Qt's own tester watches throughout."""

from __future__ import annotations

import random
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from models.edits import Change, Edit
from models.messages import message
from tests.ui.outline import garden
from ui.outline.making import Place, RowMaker
from ui.outline.model import CITE, STATUS, OutlineModel


@pytest.fixture
def model(qapp, project):
    model = OutlineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_case(project, "C", garden.STATUS.get, garden.cite_of)
    yield model
    del tester


def ids(model):
    return "".join(model.node_at(row) for row in range(model.rowCount()))


class Heard:
    """What the model told, in order."""

    def __init__(self, model):
        self.told: list[tuple[Any, ...]] = []
        model.rowsInserted.connect(lambda _p, a, b: self.told.append(("in", a, b)))
        model.rowsRemoved.connect(lambda _p, a, b: self.told.append(("out", a, b)))
        model.rowsMoved.connect(lambda _p, a, b, _q, to: self.told.append(("move", a, b, to)))
        model.dataChanged.connect(lambda a, b, _roles=(): self.told.append(("data", a.row(), b.row())))
        model.layoutChanged.connect(lambda *_: self.told.append(("layout",)))
        model.modelReset.connect(lambda: self.told.append(("reset",)))


def test_rows_are_the_walk_with_depths(model):
    assert ids(model) == "abcdefghijk"
    assert [model.row_at(r).depth for r in range(11)] == [0, 1, 2, 2, 1, 2, 1, 2, 2, 2, 0]
    assert model.row_of("g") == 6
    assert model.row_of("nobody") is None
    assert model.data(model.index(3, STATUS)) == "unanswered"
    assert model.data(model.index(3, CITE)) == "¶ 11"


def test_folding_hides_a_branch_and_counts_it(model):
    heard = Heard(model)
    assert model.set_folded("g", True)
    assert ids(model) == "abcdefgk"
    assert model.row_at(6).folded_count == 3
    assert heard.told == [("out", 7, 9)]
    model.set_folded("a", True)
    assert ids(model) == "ak"
    assert model.row_at(0).folded_count == 9
    assert model.unfold_to("h")
    assert ids(model) == "abcdefghijk"
    assert not model.unfold_to("h")


def test_a_changed_text_tells_only_its_row(model, project):
    heard = Heard(model)
    garden.alter(project, "f", text="Paint is dear")
    model.refresh()
    assert heard.told == [("data", 5, 5)]
    assert model.data(model.index(5, 0)) == "Paint is dear"


def test_a_status_that_is_shown_and_changes_is_told(model):
    states = dict(garden.STATUS)
    model.set_case(model.project, "C", states.get, garden.cite_of)
    for row in range(model.rowCount()):
        model.row_at(row)
    heard = Heard(model)
    states["d"] = "answered"
    model.refresh()
    assert heard.told == [("data", 3, 3)]


def test_the_last_child_gone_takes_the_triangle(model, project):
    assert model.row_at(4).has_children
    garden.bin_branch(project, "f")
    model.refresh()
    assert ids(model) == "abcdeghijk"
    assert not model.row_at(4).has_children


def test_an_undo_of_a_delete_brings_the_branch_back(model, project):
    garden.bin_branch(project, "b")
    model.refresh()
    assert ids(model) == "aefghijk"
    heard = Heard(model)
    garden.alter(project, "b", binned_by=None)
    model.refresh()
    assert ids(model) == "abcdefghijk"
    assert heard.told == [("in", 1, 3)]


def test_a_moved_branch_is_told_as_one_move_and_indexes_follow(model, project):
    kept = QPersistentModelIndex(model.index(2, 0))  # c
    heard = Heard(model)
    garden.move(project, "b", 1)
    model.refresh()
    assert ids(model) == "aefbcdghijk"
    assert [each[0] for each in heard.told if each[0] != "data"] == ["move"]
    assert kept.row() == 4


def test_indent_changes_depths_in_place(model, project):
    garden.alter(project, "e", parent_id="b", position="z")
    model.refresh()
    assert ids(model) == "abcdefghijk"
    assert [model.row_at(r).depth for r in (4, 5)] == [2, 3]


def test_shuffled_siblings_keep_their_indexes(model, project):
    kept = {i: QPersistentModelIndex(model.index(model.row_of(i), 0)) for i in "behj"}
    garden.alter(project, "h", position="z")
    garden.alter(project, "b", position="y")
    garden.alter(project, "e", position="x")
    model.refresh()
    assert ids(model) == "agijhefbcdk"
    for node_id, index in kept.items():
        assert model.node_at(index.row()) == node_id


def test_a_new_row_among_ten_thousand_tells_one_row(qapp):
    project = garden.make_wide_project(10_000)
    model = OutlineModel()
    model.set_case(project, "C")
    for row in range(40):
        model.row_at(row)
    heard = Heard(model)
    garden.add(project, garden.make_node("new", "r", "005000x"))
    model.refresh()
    assert heard.told == [("in", 5002, 5002)]
    assert model.row_of("new") == 5002
    assert model.rowCount() == 10_002


def test_a_preview_moves_the_branch_without_an_edit(model, project):
    assert model.preview_move("b", 1) == 1
    assert ids(model) == "aefbcdghijk"
    assert model.preview_move("b", 7) == 2  # there is no further
    assert ids(model) == "aefghijbcdk"
    model.refresh()  # somebody else's edit leaves the picture alone
    assert ids(model) == "aefghijbcdk"
    assert model.preview_move("b", -1) == 0
    assert ids(model) == "abcdefghijk"
    model.preview_move("b", 2)
    assert model.preview_move("b", None) == 0
    assert ids(model) == "abcdefghijk"
    assert [n.id for n in project.children("C", "a")] == ["b", "e", "g"]


def test_a_preview_of_a_deleted_node_is_dropped(model, project):
    model.preview_move("b", 1)
    garden.bin_branch(project, "b")
    model.refresh()
    assert ids(model) == "aefghijk"


def test_the_screen_reader_hears_place_and_state(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    said = model.data(model.index(3, 0), role)
    assert said.startswith("Some would rather keep going: ")
    assert "rebuttal of “Walkers tire after ten minutes”, level 3, 2 of 2, unanswered" in said
    model.set_folded("g", True)
    assert "folded, 3 points inside" in model.data(model.index(6, 0), role)


def test_tooltips_show_text_kind_and_tags_and_no_markup(model, project):
    garden.alter(project, "e", text="Cheap <b>benches</b> & paint")
    model.refresh()
    tip = model.data(model.index(4, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Cheap &lt;b&gt;benches&lt;/b&gt; &amp; paint" in tip
    assert "claim" in tip
    assert "seat" in tip


def test_another_case_resets(model, project):
    heard = Heard(model)
    model.set_case(project, "D")
    assert model.rowCount() == 0
    assert heard.told == [("reset",)]
    model.set_case(None, None)
    assert model.rowCount() == 0


def test_a_branch_in_focus_stands_alone(model, project):
    heard = Heard(model)
    model.state.focus_on("g")
    assert ids(model) == "ghij"
    assert [model.depth_at(row) for row in range(4)] == [0, 1, 1, 1]
    assert heard.told == [("reset",)]
    garden.alter(project, "g", text="Shade grows", position="z")
    garden.add(project, garden.make_node("x", "h", "n"))
    garden.bin_branch(project, "b")
    model.refresh()
    assert ids(model) == "ghxij"
    assert model.data(model.index(0, 0)) == "Shade grows"
    model.set_folded("h", True)
    assert ids(model) == "ghij"
    model.state.focus_on(None)
    assert ids(model) == "aefghijk"


def test_a_branch_in_focus_that_goes_leaves_the_whole_tree(model, project):
    model.state.focus_on("h")
    garden.bin_branch(project, "g")
    model.refresh()
    assert model.top is None
    assert ids(model) == "abcdefk"


def test_linked_premises_are_bracketed_past_what_hangs_below_them(model, project):
    for node in "be":
        garden.alter(project, node, premise_group="1")
    model.refresh()
    rows = {i: model.row_at(model.row_of(i)) for i in "abcdefg"}
    assert {i: row.together for i, row in rows.items() if row.together} == {"b": Place.FIRST, "e": Place.LAST}
    assert {i: row.rails for i, row in rows.items() if row.rails} == {
        "b": ((1, Place.FIRST),),
        "c": ((1, Place.MIDDLE),),
        "d": ((1, Place.MIDDLE),),
        "e": ((1, Place.LAST),),
    }
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "claim for “Parks need more benches” together with “Benches are cheap”" in said
    assert "taken together with the one before it" in model.data(model.index(4, 0), Qt.ItemDataRole.ToolTipRole)


def test_a_fold_counts_what_nobody_answered(model):
    model.set_folded("a", True)
    row = model.row_at(0)
    assert (row.folded_count, row.unanswered_count) == (9, 1)
    assert "folded, 9 points inside, 1 unanswered" in model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "folded, 9 points inside, 1 unanswered" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_links_are_counted_by_who_knows(model, project):
    assert model.row_at(0).link_count == 0
    model.set_case(project, "C", garden.STATUS.get, garden.cite_of, {"a": 2}.get)
    assert model.row_at(0).link_count == 2
    assert "2 links" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)


def test_what_is_cut_is_told(model):
    model.row_at(1)
    heard = Heard(model)
    model.state.set_cut(["b"])
    assert heard.told == [("data", 1, 1)]
    assert model.row_at(1).is_cut and model.row_at(2).is_cut and not model.row_at(4).is_cut
    assert "cut" in model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_search_finds_starts_of_texts_then_of_words(model):
    def found(typed, start=0):
        return [i.row() for i in model.match(model.index(start, 0), Qt.ItemDataRole.DisplayRole, typed)]

    assert found("par") == [0]
    assert found("s") == [2]
    assert found("s", 3) == [3]
    assert found("CHEAPER") == [5]
    assert found("nter") == []


def test_an_edit_that_is_not_all_that_happened_is_not_trusted(model, project):
    garden.add(project, garden.make_node("x", "b", "zz"))  # by another program, unheard of
    change = Change("node", "f", {"text": "Paint is cheaper still"}, {"text": "Paint"})
    project.apply([change])
    model.refresh(Edit(message("edit.sample"), (change,)))
    assert ids(model) == "abcdxefghijk"
    assert model.data(model.index(6, 0)) == "Paint"


class Follower:
    """What a session does: edits the project and tells the model, sometimes with the edit, sometimes without."""

    def __init__(self, model, project, chance):
        self.model, self.project, self.chance = model, project, chance
        self.live = [n.id for n, _d in project.walk("C")]
        self.changes: list[Change] = []
        self.apply = project.apply
        project.apply = self.remember

    def remember(self, changes):
        self.changes.extend(changes)
        self.apply(changes)

    def refresh(self):
        edit = Edit(message("edit.sample"), tuple(self.changes)) if self.chance.random() < 0.7 else None
        self.changes.clear()
        self.model.state.follow(self.project)
        self.model.refresh(edit)


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_leave_rows_and_indexes_true(model, project, seed):
    chance = random.Random(seed)
    follower = Follower(model, project, chance)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    for step in range(60):
        kept = {i: QPersistentModelIndex(model.index(model.row_of(i), 0)) for i in ids_list(model)}
        resets.clear()
        hides = False
        for edit in range(chance.choice((1, 1, 1, 4))):
            hides |= random_edit(model, project, chance, f"x{step}-{edit}")
        follower.refresh()
        assert ids_list(model) == expected(model, project)
        for node_id, index in kept.items():
            row = model.row_of(node_id)
            gone = row is None or hides or bool(resets)
            assert model.node_at(index.row()) == node_id if index.isValid() else gone
        maker = RowMaker()
        maker.take(project, garden.STATUS.get, garden.cite_of, None)
        above = len(project.path(model.top)) if model.top is not None else 1
        for row in range(model.rowCount()):
            shown = model.row_at(row)
            assert shown.node is project.node(shown.node.id)
            assert shown.depth == len(project.path(shown.node.id)) - above
            assert shown == maker.make(shown.node, shown.depth, model.is_folded(shown.node.id), model.state.cut)


def random_edit(model, project, chance, new_id):
    """One edit; whether it may have hidden rows that stay in the project."""
    live = [n.id for n, _d in project.walk("C")]
    chosen = chance.choice(live)
    inside = {chosen} | {n.id for n, _d in project.walk("C", chosen)}
    position = f"{chance.random():.6f}"
    match chance.randrange(9):
        case 0 | 1:
            garden.add(project, garden.make_node(new_id, chosen, position))
        case 2 | 3:
            others = [i for i in live if i not in inside] or [None]
            garden.alter(project, chosen, parent_id=chance.choice(others), position=position)
        case 4 if len(live) - len(inside) > 4:
            garden.bin_branch(project, chosen)
        case 5:
            siblings = project.children("C", project.node(chosen).parent_id)
            for node in siblings[chance.randrange(len(siblings)) :]:
                garden.alter(project, node.id, premise_group=chance.choice((None, "1", "2")))
        case 6:
            garden.alter(project, chosen, position=position, text=f"Text {new_id}")
        case 7:
            model.state.focus_on(chance.choice((None, None, chosen)))
            model.state.set_cut(chance.choice(((), (chosen,))))
            return True
        case _:
            match chance.randrange(4):
                case 0:
                    model.state.unfold_level(project, chance.choice((1, 2, 3, None)))
                case 1:
                    model.state.unfold_step(project, chosen)
                case _:
                    model.set_folded(chosen, chance.random() < 0.5)
            return True
    return False


def ids_list(model):
    return [model.node_at(row) for row in range(model.rowCount())]


def expected(model, project):
    top = model.state.top
    nodes = [n.id for n, _d in project.walk("C", top)]
    return [
        i
        for i in ([top] if top is not None else []) + nodes
        if not any(
            model.is_folded(above.id) and (top is None or above.id in nodes or above.id == top)
            for above in project.path(i)[:-1]
            if i != top
        )
    ]
