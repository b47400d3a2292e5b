"""Where an edit happened, whatever it was: something that can be shown, or nothing."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.authoring import links, nodes, passages
from models.edits import Edit
from models.entities import Kind, LinkKind
from models.touched import Touched, touched
from tests.models.gardens import attempt, garden, random_making

TOP, ONE, RIGHT = "node-00001", "case-00001", "node-00007"


@given(st.integers(0, 2**32))
def test_what_is_named_can_be_shown(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    done: list[Edit] = []
    for _ in range(12):
        edit = done.pop().inverted() if done and rng.random() < 0.4 else attempt(random_making(rng), project)
        if edit is None:
            continue
        world.blobs.update(edit.blobs)
        project.apply(edit.changes)
        done.append(edit)
        found = touched(project, edit)
        if found is None:
            continue
        assert found.node_id is None or project.is_visible(found.node_id)
        assert found.anchor_id is None or project.has("anchor", found.anchor_id)
        if found.place is not None and found.case_id is not None:
            text = project.text(project.case(found.case_id).article_id)
            assert 0 <= found.place[0] < found.place[1] <= len(text)


def test_an_undone_annotation_names_the_words_it_left() -> None:
    project = garden().project
    edit, new = nodes.add_node(project, ONE, TOP, Kind.EVIDENCE, passage=(3, 9))
    project.apply(edit.changes)
    assert touched(project, edit) == Touched(new, edit.changes[1].row, ONE)
    project.apply(edit.inverted().changes)
    assert touched(project, edit.inverted()) == Touched(case_id=ONE, place=(3, 9))


def test_a_passage_and_a_link_name_their_nodes() -> None:
    project = garden().project
    edit = passages.add_passage(project, TOP, 3, 9)
    project.apply(edit.changes)
    assert touched(project, edit) == Touched(TOP, edit.changes[0].row, ONE)
    project.apply(edit.inverted().changes)
    assert touched(project, edit.inverted()) == Touched(TOP, None, ONE)
    edit, _new = links.link_nodes(project, TOP, RIGHT, LinkKind.TENSION)
    project.apply(edit.changes)
    assert touched(project, edit) == Touched(TOP, None, ONE)
