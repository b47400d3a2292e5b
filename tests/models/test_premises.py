"""Premises that are taken together: how they come together and apart, and that every other edit keeps them so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import moves, nodes, premises
from models.authoring.siblings import gap_after, gap_before, merged, place_after, room, travelling
from models.edits import Change, Edit, changed
from models.entities import Kind, Node
from models.errors import UserError
from models.project import Project
from models.steps import attacked_step, step_of
from tests.factories import World
from tests.models.gardens import faults, group_faults, rows

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL


class Row:
    """A claim with a row of children, told as a line: `a [b c] -d`; capitals are evidence, `-d` a rebuttal."""

    def __init__(self, line: str, positions: Sequence[str] | None = None) -> None:
        self.world = World()
        self.project = self.world.project
        self.case = self.world.case(self.world.article("Words."))
        self.other = self.world.node(self.case, "other")
        self.top = self.world.node(self.case, "top")
        self.ids: dict[str, str] = {}
        group, count = "", 0
        for at, word in enumerate(line.split()):
            if word.startswith("["):
                count += 1
                group = f"group-{count}"
            name = word.strip("[]-")
            kind = R if "-" in word else E if name.isupper() else C
            more: dict[str, Any] = {"position": positions[at]} if positions else {}
            node = self.world.node(self.case, name, self.top, kind, premise_group=group or None, **more)
            self.ids[name] = node.id
            if word.endswith("]"):
                group = ""

    def do(self, made: Edit | tuple[Edit, str]) -> Edit:
        """Perform an edit, see that it can be taken back and done again, and that the row is lawful."""
        edit = made[0] if isinstance(made, tuple) else made
        before = rows(self.project)
        assert len({(c.table, c.row) for c in edit.changes}) == len(edit.changes), "two changes of one row"
        self.project.apply(edit.changes)
        after = rows(self.project)
        self.project.apply(edit.inverted().changes)
        assert rows(self.project) == before
        self.project.apply(edit.changes)
        assert rows(self.project) == after
        assert faults(self.project) == []
        return edit

    def line(self, parent: str | None = None) -> str:
        siblings = self.project.children(self.case.id, parent or self.top.id)
        assert group_faults(siblings) == []
        words = []
        for at, node in enumerate(siblings):
            before = siblings[at - 1].premise_group if at else None
            behind = siblings[at + 1].premise_group if at + 1 < len(siblings) else None
            group = node.premise_group
            opening = "[" if group and group != before else ""
            closing = "]" if group and group != behind else ""
            words.append(f"{opening}{'-' if node.kind is R else ''}{node.text}{closing}")
        return " ".join(words)

    def named(self, names: str) -> list[str]:
        return [self.ids[name] for name in names.split()]


@pytest.mark.parametrize(
    ("line", "names", "expected", "count"),
    [
        ("a b c", "a b", "[a b] c", 2),
        ("a b c", "c a", "[a c] b", 2),
        ("a B -c D", "B D a", "[a B D] -c", 3),
        ("a b -c d", "a b d", "[a b d] -c", 3),
        ("a [b c] d", "d c", "a [b c d]", 1),
        ("a [b c] d", "a c", "[a b c] d", 1),
        ("[a b] c [d e] f", "e a", "[a b d e] c f", 2),
        ("[a b] c", "a b", "[a b] c", 0),
        ("[a b] c", "b c b", "[a b c]", 1),
        ("a x [b c] y d", "d a", "[a d] x [b c] y", 2),
    ],
)
def test_linking_brings_premises_together_at_the_first(line: str, names: str, expected: str, count: int) -> None:
    row = Row(line)
    edit = row.do(premises.link_premises(row.project, row.named(names)))
    assert (row.line(), len(edit.changes)) == (expected, count)


def test_linking_is_told_with_the_conclusion() -> None:
    row = Row("[a b] c")
    assert str(premises.link_premises(row.project, row.named("a c")).label) == "Take 3 premises of “top” together"
    assert str(premises.unlink_premise(row.project, row.ids["a"]).label) == "Take “a” out of its linked premises"
    assert str(premises.unlink_premises(row.project, row.named("a b c")).label) == "Take 2 premises of “top” apart"


REFUSED: list[tuple[Callable[[Row], Edit], str]] = [
    (
        lambda r: premises.link_premises(r.project, [r.ids["a"], r.ids["a"]]),
        "Premises are taken together by two or more: choose another one as well.",
    ),
    (
        lambda r: premises.link_premises(r.project, []),
        "Premises are taken together by two or more: choose another one as well.",
    ),
    (
        lambda r: premises.link_premises(r.project, [r.top.id, r.other.id]),
        "A claim at the top supports nothing; only premises of one node are taken together.",
    ),
    (
        lambda r: premises.link_premises(r.project, r.named("a d")),
        "Only claims and evidence are taken together; a rebuttal stands on its own.",
    ),
    (
        lambda r: premises.link_premises(r.project, [r.ids["a"], r.world.node(r.case, "x", r.other).id]),
        "Only premises of the same node are taken together; these stand under different ones.",
    ),
    (
        lambda r: premises.link_premises(r.project, [r.ids["a"], "nowhere"]),
        "This no longer exists; somebody removed it.",
    ),
    (lambda r: premises.unlink_premise(r.project, r.ids["a"]), "This is not taken together with other premises."),
    (lambda r: premises.set_implicit(r.project, "nowhere", True), "This no longer exists; somebody removed it."),
    (
        lambda r: nodes.add_node(r.project, r.case.id, r.top.id, R, text="x", inference=True)[0],
        "Only a rebuttal below a node that bears on another one can undercut: it attacks that step.",
    ),
    (
        lambda r: nodes.add_node(r.project, r.case.id, r.ids["a"], C, text="x", inference=True)[0],
        "Only a rebuttal below a node that bears on another one can undercut: it attacks that step.",
    ),
]


@pytest.mark.parametrize(("action", "sentence"), REFUSED)
def test_what_may_not_be_taken_together_says_why(action: Callable[[Row], Edit], sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        action(Row("a [b c] -d"))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("line", "names", "expected", "count"),
    [
        ("[a b c] d", "a", "a [b c] d", 1),
        ("[a b c] d", "b", "[a c] b d", 1),
        ("[a b c] d", "c", "[a b] c d", 1),
        ("[a b] c", "a", "a b c", 2),
        ("[a b] c", "b", "a b c", 2),
        ("[a b c d e] f", "b d", "[a c e] b d f", 2),
        ("[a b c] f", "c a", "a b c f", 3),
        ("[a b c] [d e] f", "b d f", "[a c] b d e f", 3),
    ],
)
def test_taken_out_a_premise_stands_beside_the_others(line: str, names: str, expected: str, count: int) -> None:
    row = Row(line)
    edit = row.do(premises.unlink_premises(row.project, row.named(names)))
    assert (row.line(), len(edit.changes)) == (expected, count)


@pytest.mark.parametrize(
    ("line", "name", "steps", "expected"),
    [
        ("a [b c d] e", "b", 1, "a [c b d] e"),
        ("a [b c d] e", "b", 2, "a [c d b] e"),
        ("a [b c d] e", "b", 3, "a e [c d b]"),
        ("a [b c d] e", "d", 1, "a e [b c d]"),
        ("a [b c d] e", "c", -2, "[c b d] a e"),
        ("a [b c d] e", "b", -1, "[b c d] a e"),
        ("a [b c d] e", "a", 1, "[b c d] a e"),
        ("a [b c d] e", "e", -1, "a e [b c d]"),
        ("a [b c d] e", "e", -2, "e a [b c d]"),
        ("[a b] [c d] e", "b", 1, "[c d] [a b] e"),
        ("[a b] [c d] e", "c", -1, "[c d] [a b] e"),
        ("[a b] [c d] e", "e", -9, "e [a b] [c d]"),
        ("[a b] c", "a", -1, None),
        ("c [a b]", "b", 1, None),
    ],
)
def test_premises_move_among_themselves_and_then_as_one(line: str, name: str, steps: int, expected: str | None) -> None:
    row = Row(line)
    if expected is None:
        with pytest.raises(UserError, match="is already the"):
            moves.move_node(row.project, row.ids[name], steps)
        return
    edit = row.do(moves.move_node(row.project, row.ids[name], steps))
    assert row.line() == expected
    assert edit.changes[0].row == row.ids[name], "the edit is about the node that was moved"


def move(name: str, before: str | None) -> Callable[[Row], Edit]:
    return lambda r: moves.reparent(r.project, r.ids[name], r.top.id, r.ids[before] if before else None)


EDITS: list[tuple[str, Callable[[Row], Edit | tuple[Edit, str]], str]] = [
    (
        "a [b c] d",
        lambda r: nodes.add_node(r.project, r.case.id, r.top.id, C, text="x", after=r.ids["b"]),
        "a [b c] x d",
    ),
    (
        "a [b c] d",
        lambda r: nodes.add_node(r.project, r.case.id, r.top.id, C, text="x", after=r.ids["c"]),
        "a [b c] x d",
    ),
    (
        "a [b c] d",
        lambda r: nodes.add_node(r.project, r.case.id, r.top.id, C, text="x", after=r.ids["a"]),
        "a x [b c] d",
    ),
    ("a [b c]", lambda r: nodes.add_node(r.project, r.case.id, r.top.id, C, text="x"), "a [b c] x"),
    ("[a b c] d", lambda r: nodes.delete_node(r.project, r.ids["b"]), "[a c] d"),
    ("[a b] d", lambda r: nodes.delete_node(r.project, r.ids["b"]), "a d"),
    ("[a b] d", lambda r: nodes.delete_node(r.project, r.ids["d"]), "[a b]"),
    ("[a b c] d", lambda r: nodes.change_kind(r.project, r.ids["b"], R), "[a c] -b d"),
    ("[a b c] d", lambda r: nodes.change_kind(r.project, r.ids["a"], R), "-a [b c] d"),
    ("[a b] d", lambda r: nodes.change_kind(r.project, r.ids["b"], R), "a -b d"),
    ("[a b] d", lambda r: nodes.change_kind(r.project, r.ids["b"], E), "[a b] d"),
    ("[a b c] d", lambda r: moves.indent(r.project, r.ids["b"]), "[a c] d"),
    ("[a b] d", lambda r: moves.indent(r.project, r.ids["b"]), "a d"),
    ("[a b c] d", lambda r: moves.outdent(r.project, r.ids["c"]), "[a b] d"),
    ("[a b c] d", lambda r: moves.reparent(r.project, r.ids["b"], r.other.id), "[a c] d"),
    ("[a b] d", lambda r: moves.reparent(r.project, r.ids["b"], None), "a d"),
    ("a [b c d] e", move("a", "c"), "a [b c d] e"),
    ("a [b c d] e", move("e", "d"), "a e [b c d]"),
    ("a [b c d] e", move("e", "b"), "a e [b c d]"),
    ("a [b c d] e", move("d", "b"), "a [d b c] e"),
    ("a [b c d] e", move("b", "d"), "a [c b d] e"),
    ("a [b c d] e", move("b", "e"), "a [c d b] e"),
    ("a [b c d] e", move("b", None), "a [c d] e b"),
    ("a [b c d] e", move("c", "a"), "c a [b d] e"),
    ("a [b c] e", move("c", "a"), "c a b e"),
    ("[a b c]", move("a", None), "[b c a]"),
]


@pytest.mark.parametrize(("line", "action", "expected"), EDITS)
def test_every_edit_leaves_the_rest_next_to_each_other(
    line: str, action: Callable[[Row], Edit | tuple[Edit, str]], expected: str
) -> None:
    row = Row(line)
    row.do(action(row))
    assert row.line() == expected


def test_a_node_goes_out_behind_all_that_its_parent_is_taken_together_with() -> None:
    row = Row("a [b c] d")
    inner = row.world.node(row.case, "x", row.world.project.node(row.ids["b"]))
    row.do(moves.outdent(row.project, inner.id))
    assert row.line() == "a [b c] x d"


def test_a_move_to_where_the_node_stands_changes_nothing() -> None:
    row = Row("a [b c] d")
    for name, before in (("a", "b"), ("b", "c"), ("c", "d"), ("d", None)):
        assert move(name, before)(row).is_empty


def test_siblings_that_share_a_place_step_aside() -> None:
    """One that comes back from the bin may find its place taken."""
    for name, other in (("a", "c"), ("b", "d"), ("c", "a"), ("d", "c"), ("a", "b")):
        row = Row("a b c d", positions="nnnn")
        row.do(premises.link_premises(row.project, [row.ids[name], row.ids[other]]))
        row.do(moves.move_node(row.project, row.ids["d"], -1))
        row.do(nodes.add_node(row.project, row.case.id, row.top.id, C, text="x", after=row.ids["a"]))
    row = Row("a b [c d] e", positions="mnnoo")
    siblings = row.project.children(row.case.id, row.top.id)
    assert place_after(siblings, row.ids["b"]) > "o", "behind all that share a place, and so behind the group"
    places, aside = room(siblings, 1, 3)
    assert aside == [] and "m" < places[0] < places[1] < places[2] < "n"
    places, aside = room(siblings, 2)
    assert "n" < places[0] < str(aside[0].after and aside[0].after["position"]) < "o"
    assert (gap_after(siblings, row.ids["c"]), gap_before(siblings, row.ids["d"])) == (4, 2)
    assert gap_after(siblings, "nowhere") == gap_before(siblings, None) == 5


def test_what_travels_together_stays_together() -> None:
    row = Row("[a b c] d")
    node = row.project.node
    part, whole = [node(i) for i in row.named("a b")], [node(i) for i in row.named("a b c d")]
    (name,) = set(travelling(row.project, part, row.other.id).values())
    assert name not in (None, "group-1")
    assert list(travelling(row.project, whole, row.other.id).values()) == ["group-1"] * 3 + [None]
    assert set(travelling(row.project, whole, None).values()) == {None}
    a, b, c, d = whole
    one, other, *alone = travelling(row.project, [a, b, d, c], row.other.id).values()
    assert one == other != "group-1" and alone == [None, None], "one of them stands apart"
    assert set(travelling(row.project, part[:1], row.other.id).values()) == {None}


def test_changes_of_one_row_become_one() -> None:
    first = Change("node", "n", {"a": 1}, {"a": 2})
    other = Change("node", "m", {"a": 1}, {"a": 2})
    second = Change("node", "n", {"a": 2, "b": 3}, {"a": 4, "b": 5})
    assert merged([first, other, second]) == (Change("node", "n", {"a": 1, "b": 3}, {"a": 4, "b": 5}), other)
    made = Change("node", "n", None, {"a": 1, "b": 3})
    assert merged([made, second]) == (Change("node", "n", None, {"a": 4, "b": 5}),)


def test_unstated_premises_and_undercuts_are_made_in_one_edit() -> None:
    row = Row("a")
    edit, node_id = nodes.add_node(row.project, row.case.id, row.ids["a"], R, text="No", inference=True, implicit=True)
    assert str(edit.label) == "Add undercut “No”"
    row.do(edit)
    assert (row.project.node(node_id).inference, row.project.node(node_id).implicit) == (True, True)
    edit = row.do(premises.set_implicit(row.project, node_id, False))
    assert str(edit.label) == "Mark “No” as stated" and not row.project.node(node_id).implicit
    assert str(premises.set_implicit(row.project, node_id, True).label) == "Mark “No” as unstated"
    assert premises.set_implicit(row.project, node_id, False).is_empty


def test_an_undercut_attacks_a_support_a_rebuttal_or_an_undercut() -> None:
    row = Row("[a b] -c")

    def undercut(parent_id: str) -> str:
        edit, node_id = nodes.add_node(row.project, row.case.id, parent_id, R, text="No", inference=True)
        row.do(edit)
        return node_id

    def told(node_id: str) -> tuple[list[str], str] | None:
        step = attacked_step(row.project, node_id)
        return ([node.id for node in step.premises], step.conclusion.id) if step is not None else None

    support, rebuttal = undercut(row.ids["b"]), undercut(row.ids["c"])
    again = undercut(support)
    assert told(support) == (row.named("a b"), row.top.id)
    assert told(rebuttal) == (row.named("c"), row.top.id)
    assert told(again) == ([support], row.ids["b"])
    assert told(row.ids["c"]) is None and step_of(row.project, row.top.id) is None
    row.do(premises.unlink_premise(row.project, row.ids["a"]))
    assert told(support) == (row.named("b"), row.top.id)


def test_the_check_finds_what_is_wrong() -> None:
    def wrong(line: str) -> list[str]:
        return group_faults(Row(line).project.children("case-00001", "node-00002"))

    assert wrong("[a b] c [d e]") == []
    assert wrong("[a] b") == ["a premise taken together with none"]
    assert wrong("[a -b] c") == ["a linked premise that supports nothing"]
    row = Row("[a b] c")
    node = row.project.node(row.ids["b"])
    apart: Node = replace(node, position="z")
    row.project.apply(changed(node, apart))
    assert faults(row.project) == ["linked premises that do not stand next to each other"]


def test_the_number_of_places_does_not_matter() -> None:
    """A long row, as an import brings it, is linked at once."""
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "top")
    ids = [world.node(case, str(at), top).id for at in range(300)]
    project: Project = world.project
    edit = premises.link_premises(project, ids[::3])
    project.apply(edit.changes)
    assert faults(project) == [] and len(edit.changes) == 100


@given(st.sampled_from(["a [b c d] e", "[a b] [c d] e", "a b [c d e]"]), st.sampled_from("abcde"), st.integers(1, 6))
def test_a_held_key_moves_as_far_as_single_strokes(line: str, name: str, strokes: int) -> None:
    for direction in (1, -1):
        held, single = Row(line), Row(line)
        for _stroke in range(strokes):
            try:
                single.do(moves.move_node(single.project, single.ids[name], direction))
            except UserError:
                break
        try:
            held.do(moves.move_node(held.project, held.ids[name], direction * strokes))
        except UserError:
            assert single.line() == line
        assert held.line() == single.line()
