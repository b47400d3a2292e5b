"""Edits of several nodes at once: one edit, the rules for each, order and linked premises kept."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import moves, nodes, several, tags
from models.edits import Edit
from models.entities import Kind, Node
from models.project import Project
from tests.factories import World
from tests.models.gardens import attempt, faults, garden, rows
from tests.models.orchards import refused, several_making

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL


class Grove:
    """A claim A with claims a, b, c, d (b and c taken together), evidence e below b, and a rebuttal r; a claim Z."""

    def __init__(self) -> None:
        self.world = world = World()
        self.project = world.project
        self.case = world.case(world.article("Some words."), "Grove")
        self.nodes: dict[str, Node] = {}
        top = self._add("A")
        for name in "abcd":
            self._add(name, top, premise_group="group" if name in "bc" else None)
        self._add("e", self.nodes["b"], E)
        self._add("u", self.nodes["b"], R, inference=True)
        self._add("r", top, R)
        self._add("Z")

    def _add(self, name: str, parent: Node | None = None, kind: Kind = C, **more: Any) -> Node:
        self.nodes[name] = self.world.node(self.case, name, parent, kind, **more)
        return self.nodes[name]

    def ids(self, names: Iterable[str]) -> list[str]:
        return [self.nodes[name].id for name in names]

    def id(self, name: str) -> str | None:
        return self.nodes[name].id if name else None

    def do(self, edit: Edit) -> None:
        """Perform, take back and perform again."""
        before = rows(self.project)
        assert len({(c.table, c.row) for c in edit.changes}) == len(edit.changes), "two changes of one row"
        self.project.apply(edit.changes)
        after = rows(self.project)
        self.project.apply(edit.inverted().changes)
        assert rows(self.project) == before
        self.project.apply(edit.changes)
        assert rows(self.project) == after
        assert faults(self.project) == []

    def told(self) -> str:
        """The tree in one line: children in round brackets, linked premises with a stroke between them."""

        def family(parent: str | None) -> str:
            words, last = [], None
            for node in self.project.children(self.case.id, parent):
                below = family(node.id)
                linked = node.premise_group is not None and node.premise_group == last
                words.append(("+" if linked else " ") + node.text + (f"({below})" if below else ""))
                last = node.premise_group
            return "".join(words).strip()

        return family(None)


@pytest.fixture
def grove() -> Grove:
    return Grove()


def test_the_grove(grove: Grove) -> None:
    assert grove.told() == "A(a b(e u)+c d r) Z"


@pytest.mark.parametrize(
    ("action", "expected", "label"),
    [
        (lambda g: several.delete_nodes(g.project, g.ids("ad")), "A(b(e u)+c r) Z", "Delete 2 branches"),
        (lambda g: several.delete_nodes(g.project, g.ids("bea")), "A(c d r) Z", "Delete 2 branches"),
        (lambda g: several.delete_nodes(g.project, g.ids("bc")), "A(a d r) Z", "Delete 2 branches"),
        (
            lambda g: several.reparent_nodes(g.project, g.ids("dba"), g.id("Z")),
            "A(c r) Z(a b(e u) d)",
            "Move 3 branches",
        ),
        (lambda g: several.reparent_nodes(g.project, g.ids("bc"), g.id("Z")), "A(a d r) Z(b(e u)+c)", None),
        (lambda g: several.reparent_nodes(g.project, g.ids("bc"), None, g.id("A")), "b(e u) c A(a d r) Z", None),
        (lambda g: several.reparent_nodes(g.project, g.ids("ad"), g.id("A"), g.id("c")), "A(a d b(e u)+c r) Z", None),
        (lambda g: several.reparent_nodes(g.project, g.ids("bc"), g.id("A"), g.id("a")), "A(b(e u)+c a d r) Z", None),
        (lambda g: several.reparent_nodes(g.project, g.ids("ab"), g.id("A"), g.id("b")), "A(a b(e u) c d r) Z", None),
        (lambda g: several.indent_nodes(g.project, g.ids("cd")), "A(a b(e u c d) r) Z", "Indent 2 branches"),
        (lambda g: several.indent_nodes(g.project, g.ids("bcr")), "A(a(b(e u)+c) d(r)) Z", None),
        (lambda g: several.indent_nodes(g.project, g.ids("bZ")), "A(a(b(e u)) c d r Z)", None),
        (lambda g: several.outdent_nodes(g.project, g.ids("ab")), "A(c d r) a b(e u) Z", "Outdent 2 branches"),
        (lambda g: several.outdent_nodes(g.project, g.ids("eu")), "A(a b+c e u d r) Z", None),
        (
            lambda g: several.change_kinds(g.project, g.ids("ad"), E),
            "A(a b(e u)+c d r) Z",
            "Change 2 nodes to evidence",
        ),
        (lambda g: several.change_kinds(g.project, g.ids("bd"), R), "A(a b(e u) c d r) Z", None),
        (lambda g: several.change_kinds(g.project, g.ids("bce"), E), "A(a b(e u)+c d r) Z", None),
    ],
)
def test_what_becomes_of_the_tree(
    grove: Grove, action: Callable[[Grove], Edit], expected: str, label: str | None
) -> None:
    edit = action(grove)
    grove.do(edit)
    assert grove.told() == expected
    assert label in (None, str(edit.label))


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (lambda g: several.reparent_nodes(g.project, g.ids("er"), None), "rule.root_holds_claims"),
        (lambda g: several.reparent_nodes(g.project, g.ids("ad"), g.id("e")), "rule.evidence_holds_no_claim"),
        (lambda g: several.reparent_nodes(g.project, g.ids("ZA"), g.id("d")), "rule.not_under_itself"),
        (lambda g: several.indent_nodes(g.project, g.ids("bA")), "indent.first"),
        (lambda g: several.indent_nodes(g.project, g.ids("ba")), "indent.first"),
        (lambda g: several.outdent_nodes(g.project, g.ids("aZ")), "outdent.root"),
        (lambda g: several.outdent_nodes(g.project, g.ids("er")), "rule.root_holds_claims"),
        (lambda g: several.change_kinds(g.project, g.ids("aA"), E), "rule.root_holds_claims"),
        (lambda g: several.change_kinds(g.project, g.ids("eb"), C), ""),
        (lambda g: several.delete_nodes(g.project, [*g.ids("a"), "gone"]), "missing.row"),
        (lambda g: several.tag_nodes(g.project, g.ids("ab"), "  "), "rule.tag_needs_name"),
    ],
)
def test_what_is_forbidden_says_why(grove: Grove, action: Callable[[Grove], Edit], sentence: str) -> None:
    assert refused(lambda: action(grove)) == sentence


def test_evidence_that_keeps_a_claim_below_is_refused(grove: Grove) -> None:
    grove.world.node(grove.case, "below", grove.nodes["d"])
    assert refused(lambda: several.change_kinds(grove.project, grove.ids("ad"), E)) == "rule.child_does_not_fit"


def test_nodes_of_another_case_and_binned_ones_are_refused(grove: Grove) -> None:
    other = grove.world.node(grove.world.case(grove.world.article("More words."), "Other"), "Elsewhere")
    mixed = [*grove.ids("a"), other.id]
    assert refused(lambda: several.reparent_nodes(grove.project, mixed, grove.id("Z"))) == "rule.other_case"
    grove.do(several.delete_nodes(grove.project, grove.ids("ad")))
    assert refused(lambda: several.delete_nodes(grove.project, grove.ids("aZ"))) == "missing.row"
    assert refused(lambda: several.indent_nodes(grove.project, grove.ids("aZ"))) == "missing.row"


def test_tags_reach_every_node_once(grove: Grove) -> None:
    grove.do(tags.add_tag(grove.project, grove.ids("a")[0], "x"))
    edit = several.tag_nodes(grove.project, grove.ids("Aae"), " x ")
    assert len(edit.changes) == 2 and str(edit.label) == "Tag 3 nodes with “x”"
    grove.do(edit)
    assert [grove.project.node(i).tags for i in grove.ids("Aae")] == [("x",)] * 3


@pytest.mark.parametrize(
    ("many", "one"),
    [
        (lambda p, i: several.indent_nodes(p, [i]), moves.indent),
        (lambda p, i: several.outdent_nodes(p, [i]), moves.outdent),
        (lambda p, i: several.reparent_nodes(p, [i], None), lambda p, i: moves.reparent(p, i, None)),
        (lambda p, i: several.change_kinds(p, [i], E), lambda p, i: nodes.change_kind(p, i, E)),
        (lambda p, i: several.tag_nodes(p, [i], "x"), lambda p, i: tags.add_tag(p, i, "x")),
    ],
)
def test_one_node_gives_the_edit_of_its_own_function(
    grove: Grove, many: Callable[[Project, str], Edit], one: Callable[[Project, str], Edit]
) -> None:
    for name in "acd":
        node_id = grove.ids(name)[0]
        assert refused(lambda: many(grove.project, node_id)) == refused(lambda: one(grove.project, node_id))  # noqa: B023
        if not refused(lambda: one(grove.project, node_id)):  # noqa: B023
            assert many(grove.project, node_id) == one(grove.project, node_id)
    made, alone = (
        f(grove.project, grove.ids("d")[0]) for f in (nodes.delete_node, lambda p, i: several.delete_nodes(p, [i]))
    )
    assert made.label == alone.label and [c.row for c in made.changes] == [c.row for c in alone.changes]


@given(st.integers(0, 2**32))
def test_every_edit_applied_and_inverted_gives_the_same_rows(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    states, edits = [rows(project)], []
    for _ in range(14):
        edit = attempt(several_making(rng), project)
        if edit is None:
            continue
        world.blobs.update(edit.blobs)
        project.apply(edit.changes)
        edits.append(edit)
        states.append(rows(project))
        assert faults(project) == []
        assert str(edit.label)
        assert len({(c.table, c.row) for c in edit.changes}) == len(edit.changes)
    for edit in reversed(edits):
        assert rows(project) == states.pop()
        project.apply(edit.inverted().changes)
    assert rows(project) == states.pop()
