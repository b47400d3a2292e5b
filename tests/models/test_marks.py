"""The passages a case shows, kept up edit by edit, are those that stand there when all are read anew."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.authoring import nodes, passages
from models.edits import Edit
from models.entities import Kind
from models.marks import marks, marks_change
from models.project import Project
from tests.models.gardens import attempt, garden, random_making

Shown = dict[str, tuple[int, int, str, Kind]]


def shown(project: Project, case_id: str) -> Shown:
    return {a.id: (a.start, a.end, a.node_id, kind) for a, kind in marks(project, case_id)}


def follow(project: Project, case_id: str, before: Shown, edit: Edit) -> Shown:
    """What a view shows that hears of an edit."""
    change = marks_change(project, case_id, edit)
    if change is None:
        return shown(project, case_id)
    after = {key: value for key, value in before.items() if key not in change.removed}
    after |= {key: (a.start, a.end, a.node_id, kind) for key, (a, kind) in change.added.items()}
    return after


@given(st.integers(0, 2**32))
def test_followed_edit_by_edit_nothing_is_missed(seed: int) -> None:
    rng = random.Random(seed)
    world = garden()
    project = world.project
    cases = [case.id for case in project.cases()]
    seen = {case: shown(project, case) for case in cases}
    done: list[Edit] = []
    for _ in range(12):
        edit = done.pop().inverted() if done and rng.random() < 0.25 else attempt(random_making(rng), project)
        if edit is None:
            continue
        world.blobs.update(edit.blobs)
        project.apply(edit.changes)
        if rng.random() < 0.8:
            done.append(edit)
        else:
            done.clear()
        for case in cases:
            seen[case] = follow(project, case, seen[case], edit)
            assert seen[case] == shown(project, case)


def test_a_small_edit_is_told_apart() -> None:
    """Else every passage would be made anew at every key."""
    project = garden().project
    case = project.cases()[0].id
    top = project.children(case, None)[0].id
    edit = passages.add_passage(project, top, 3, 9)
    project.apply(edit.changes)
    change = marks_change(project, case, edit)
    assert change is not None and len(change.added) == 1
    (edit, _new) = nodes.add_node(project, case, top, Kind.EVIDENCE, passage=(2, 8))
    project.apply(edit.changes)
    change = marks_change(project, case, edit)
    assert change is not None and len(change.added) == 1
    edit = nodes.change_text(project, top, "Other words")
    project.apply(edit.changes)
    change = marks_change(project, case, edit)
    assert change is not None and not change.added and not change.removed
