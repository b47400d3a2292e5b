"""Two who hold one file: nobody's work is lost, and an undo never takes back what somebody else has built on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.authoring import links, moves, nodes, passages
from models.entities import Kind, LinkKind
from models.errors import Busy, Conflict
from models.ports import Draft
from models.workspace import Workspace
from tests.models.gardens import faults, rows
from tests.storage.projects import (
    CASE,
    LOWER,
    OBJECTION,
    PROOF,
    SECOND,
    TOP,
    fresh_state,
    new_project,
    open_project,
    opened,
    state,
    texts,
)
from tests.storage.test_kill import child

Two = tuple[Workspace, Workspace]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_project(tmp_path / "p.counterpoint").close()
    return tmp_path / "p.counterpoint"


@pytest.fixture
def two(path: Path) -> Iterator[Two]:
    with opened(path) as ada, opened(path, "Bea") as bea:
        yield ada, bea


def test_two_processes_lose_no_update(path: Path) -> None:
    processes = [child("adding", path, number) for number in (1, 2)]
    for process in processes:
        with process:
            _out, errors = process.communicate(timeout=100)
            assert process.returncode == 0, errors
    with opened(path) as workspace:
        below = [node.text for node in workspace.project.children(CASE, TOP)]
        assert sorted(below[2:]) == sorted(f"{number}-{at}" for number in (1, 2) for at in range(25))
        assert [text for text in below if text.startswith("1-")] == [f"1-{at}" for at in range(25)]
        assert len({node.position for node in workspace.project.children(CASE, TOP)}) == 52


def test_pulling_shows_what_others_wrote(two: Two, path: Path) -> None:
    ada, bea = two
    bea.do(lambda reader: nodes.delete_node(reader, LOWER))
    bea.do(lambda reader: nodes.change_text(reader, TOP, "Bea’s words"))
    heard: list[str] = []
    ada.listeners.append(lambda _edit, entry: heard.append(f"{entry.annotator}: {entry.label}"))
    assert ada.pull() == 2 and ada.pull() == 0
    assert heard == ["Bea: Delete claim “Lower claim”", "Bea: Reword “Bea’s words”"]
    assert state(ada) == fresh_state(path)


def test_an_edit_is_built_anew_on_what_came_in_between(two: Two) -> None:
    ada, bea = two
    bea.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="Bea’s"))
    ada.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="Ada’s"))
    assert [node.text for node in ada.project.children(CASE, TOP)][2:] == ["Bea’s", "Ada’s"]


def test_each_undoes_their_own_work(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: nodes.change_text(reader, TOP, "Ada’s"))
    bea.do(lambda reader: nodes.change_text(reader, SECOND, "Bea’s"))
    ada.undo()
    assert (ada.project.node(TOP).text, ada.project.node(SECOND).text) == ("Top claim", "Bea’s")
    bea.pull()
    bea.undo()
    assert bea.project.node(SECOND).text == "Second claim"


def test_an_overtaken_undo_names_who_and_what_and_the_older_ones_are_reached(two: Two, path: Path) -> None:
    ada, bea = two
    ada.do(lambda reader: nodes.change_text(reader, SECOND, "Older"))
    ada.do(lambda reader: nodes.change_text(reader, TOP, "Ada’s"))
    bea.do(lambda reader: nodes.change_text(reader, TOP, "Bea’s"))
    with pytest.raises(Conflict) as refused:
        ada.undo()
    assert str(refused.value) == (
        "“Reword “Ada’s”” cannot be undone: Bea has since done “Reword “Bea’s””. It is left as it is."
    )
    assert ada.project.node(TOP).text == "Bea’s"
    ada.undo()
    assert ada.project.node(SECOND).text == "Second claim"
    ada.redo()
    assert ada.project.node(SECOND).text == "Older"
    assert rows(ada.project) == fresh_state(path)["rows"]


def add(workspace: Workspace, parent: str | None, kind: Kind = Kind.CLAIM) -> str:
    node_id: str = workspace.do(lambda reader: nodes.add_node(reader, CASE, parent, kind, text="Ada’s node"))
    return node_id


def built_upon(bea: Workspace, node_id: str, how: str) -> None:
    """What Bea does with Ada's new node; some of it lies in the bin afterwards."""
    if how.startswith("child"):
        child_id = bea.do(lambda reader: nodes.add_node(reader, CASE, node_id, Kind.EVIDENCE, text="x"))
        if how == "child in the bin":
            bea.do(lambda reader: nodes.delete_node(reader, child_id))
    elif how == "passage":
        bea.do(lambda reader: passages.add_passage(reader, node_id, 0, 5))
    else:
        bea.do(lambda reader: links.link_nodes(reader, OBJECTION, node_id, LinkKind.REBUTS))
        if how == "link from the bin":
            bea.do(lambda reader: nodes.delete_node(reader, OBJECTION))


@pytest.mark.parametrize("how", ["child", "child in the bin", "passage", "link", "link from the bin"])
def test_what_others_built_upon_is_not_taken_away(two: Two, how: str) -> None:
    ada, bea = two
    node_id = add(ada, TOP)
    bea.pull()
    built_upon(bea, node_id, how)
    with pytest.raises(Conflict) as refused:
        ada.undo()
    assert str(refused.value).startswith("“Add claim “Ada’s node”” cannot be undone: Bea has since done “")
    with pytest.raises(Conflict):  # the garden itself is Ada's too, and Bea's work hangs on it
        ada.undo()
    assert faults(ada.project) == []


def test_a_case_that_others_filled_is_not_taken_away(two: Two) -> None:
    from models.authoring import library

    ada, bea = two
    case_id = ada.do(lambda reader: library.add_case(reader, "article-00001", "Ada’s case"))
    bea.pull()
    bea.do(lambda reader: nodes.add_node(reader, case_id, None, Kind.CLAIM, text="Bea’s point"))
    with pytest.raises(Conflict) as refused:
        ada.undo()
    assert "Bea has since done “Add claim “Bea’s point””" in str(refused.value)


def test_a_kind_is_not_taken_back_over_children_that_it_may_not_hold(two: Two) -> None:
    ada, bea = two
    node_id = add(ada, TOP, Kind.EVIDENCE)
    ada.do(lambda reader: nodes.change_kind(reader, node_id, Kind.CLAIM))
    bea.pull()
    bea.do(lambda reader: nodes.add_node(reader, CASE, node_id, Kind.CLAIM, text="Bea’s claim"))
    with pytest.raises(Conflict, match="Bea has since done “Add claim “Bea’s claim””"):
        ada.undo()
    assert faults(ada.project) == []


def test_a_move_is_not_taken_back_into_a_ring(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: moves.outdent(reader, LOWER))
    bea.pull()
    bea.do(lambda reader: moves.reparent(reader, TOP, LOWER))
    with pytest.raises(Conflict, match="Bea has since done “Move “Top claim””"):
        ada.undo()
    assert faults(ada.project) == []


def test_a_node_does_not_come_back_into_a_deleted_branch(two: Two) -> None:
    ada, bea = two
    ada.do(lambda reader: nodes.delete_node(reader, PROOF))
    bea.do(lambda reader: nodes.delete_node(reader, LOWER))
    with pytest.raises(Conflict, match="Bea has since done “Delete claim “Lower claim””"):
        ada.undo()


def test_a_link_is_not_redone_to_a_point_that_is_gone(two: Two) -> None:
    ada, bea = two
    node_id = bea.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text="Bea’s"))
    ada.do(lambda reader: links.link_nodes(reader, SECOND, node_id, LinkKind.REBUTS))
    ada.undo()
    bea.pull()
    bea.undo()
    with pytest.raises(Conflict, match="cannot be redone: Bea has since done “Add claim “Bea’s””"):
        ada.redo()


def test_a_lock_of_another_process_is_a_sentence_at_once(path: Path) -> None:
    workspace = open_project(path, wait=0)
    held = state(workspace)
    with child("locking", path) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        for doing in (workspace.undo, workspace.pull, lambda: add(workspace, TOP)):
            with pytest.raises(Busy) as refused:
                doing()
            assert str(refused.value) == (
                "Another program is writing to the project just now; nothing was changed. Try once more."
            )
        process.communicate(timeout=60)
    assert state(workspace) == held
    add(workspace, TOP)
    assert state(workspace) == fresh_state(path)
    workspace.close()


def draft(workspace: Workspace, text: str, name: str = "d1") -> Draft:
    return Draft(name, "client", "node", TOP, "text", text, f"2025-01-01T00:00:00.00{name[-1]}Z")


def test_a_draft_is_no_edit_and_goes_with_the_edit_that_it_became(path: Path) -> None:
    with opened(path) as workspace:
        known = workspace.store.last_seq()
        for text in ("h", "ha", "half"):
            workspace.save_draft(draft(workspace, text))
        workspace.save_draft(draft(workspace, "other", "d2"))
        assert [d.text for d in workspace.store.drafts()] == ["half", "other"]
        assert workspace.store.last_seq() == known
    with opened(path) as workspace:
        workspace.do(lambda reader: nodes.change_text(reader, TOP, "Half"), drafts=["d1"])
        assert [d.id for d in workspace.store.drafts()] == ["d2"]
        workspace.do(lambda reader: nodes.change_text(reader, TOP, "Half"), drafts=["d2"])
        assert workspace.store.drafts() == []
        assert workspace.store.last_seq() == known + 1


def test_a_draft_stays_when_its_edit_fails(two: Two) -> None:
    ada, bea = two
    ada.save_draft(draft(ada, "mine"))
    bea.do(lambda reader: nodes.delete_node(reader, TOP))
    with pytest.raises(Exception, match="somebody removed it"):
        ada.do(lambda reader: nodes.change_text(reader, TOP, "mine"), drafts=["d1"])
    assert [d.text for d in ada.store.drafts()] == ["mine"]
    assert "Top claim" not in texts(ada.project)[:1]
