"""Emptying the bin: what was in it is nowhere in the file afterwards, and everything else is as it was."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.authoring import bin as bins
from models.authoring import library, links, nodes, passages
from models.binned import bin_items
from models.entities import Kind, LinkKind
from models.errors import UserError
from models.project import Project
from models.states import dangling
from models.texts import content_hash
from models.workspace import Workspace
from storage.database import check_project
from storage.purging import purge
from tests.models.gardens import attempt, random_making, rows
from tests.storage.projects import CASE, TOP, new_project, opened, sentence
from tests.storage.test_kill import ROOT

SECRET = "Zanzibar marmalade"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.counterpoint"


@pytest.fixture
def workspace(path: Path):  # type: ignore[no-untyped-def]
    made = new_project(path)
    yield made
    made.close()


def marks(workspace: Workspace) -> list[str]:
    return [item.mark for item in bin_items(workspace.project)]


def replayed(workspace: Workspace) -> dict[str, dict[str, object]]:
    project = Project()
    for _entry, changes in workspace.store.entries_after(0):
        project.apply(changes)
    return rows(project)


def test_no_word_of_it_is_left_in_the_file(workspace: Workspace, path: Path) -> None:
    added = workspace.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=f"{SECRET} 1"))
    workspace.do(lambda reader: nodes.change_note(reader, added, f"{SECRET} in a note"))
    workspace.do(lambda reader: nodes.change_text(reader, added, f"{SECRET} reworded"))
    below = workspace.do(lambda reader: nodes.add_node(reader, CASE, added, Kind.EVIDENCE, text=f"{SECRET} below"))
    other = next(node.id for case in workspace.project.cases()[1:] for node, _d in workspace.project.walk(case.id))
    link = workspace.do(lambda reader: links.link_nodes(reader, below, other, LinkKind.REBUTS, note=f"{SECRET} link"))
    workspace.do(lambda reader: links.remove_link(reader, link if isinstance(link, str) else link[0]))
    workspace.do(lambda reader: passages.add_passage(reader, below, 20, 40))
    workspace.do(lambda reader: nodes.delete_node(reader, added))
    assert SECRET.encode() in path.read_bytes()
    before = {node.id for node, _d in workspace.project.walk(CASE)}
    found = purge(path, marks(workspace), "Ada")
    assert found.rows["node"] == 2 and found.rows["anchor"] == 1
    assert SECRET.encode() not in path.read_bytes()
    assert check_project(path) == []
    assert workspace.pull() == 1
    assert workspace.project.binned() == [] and not workspace.project.has("node", added)
    assert {node.id for node, _d in workspace.project.walk(CASE)} == before
    assert rows(workspace.project) == replayed(workspace)


def test_what_was_removed_for_good_is_no_step_of_undo(workspace: Workspace, path: Path) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Kept words"))
    gone = workspace.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=SECRET))
    workspace.do(lambda reader: nodes.delete_node(reader, gone))
    purge(path, marks(workspace), "Ada")
    for _ in range(2):  # the steps that this window still remembers
        with pytest.raises(UserError) as refused:
            workspace.undo()
        assert "removed for good" in sentence(refused.value)
    workspace.undo()
    assert workspace.project.node(TOP).text == "Top claim"
    with opened(path) as again:  # and after a restart they are not offered at all
        again.redo()
        assert again.project.node(TOP).text == "Kept words"
        labels = [str(entry.label) for entry, _changes in again.store.entries_after(0) if entry.final]
        assert labels == ["Something that was removed for good"] * 2 + ["Remove 1 thing from the bin for good"]


def test_an_article_goes_with_its_contents(workspace: Workspace, path: Path) -> None:
    article = workspace.project.articles()[0]
    hashes = {article.text_hash, article.layout_hash, article.source_hash}
    workspace.do(lambda reader: library.delete_article(reader, article.id))
    found = purge(path, marks(workspace), "Ada")
    assert found.rows["article"] == 1 and found.rows["pairing"] == 1 and found.contents >= 1
    raw = sqlite3.connect(path)
    kept = {row[0] for row in raw.execute("SELECT hash FROM blob")}
    raw.close()
    others = workspace.project.articles()[0]
    assert others.text_hash in kept and article.text_hash not in kept and hashes - kept
    workspace.pull()
    assert len(workspace.project.articles()) == 1
    assert dangling(workspace.project.rows()) == []
    assert workspace.project.text(others.id)
    with opened(path) as again:
        assert rows(again.project) == rows(workspace.project)


def test_the_file_is_smaller(path: Path) -> None:
    workspace = new_project(path)
    for number in range(40):
        words = f"{number} " + "words " * 2000
        workspace.do(lambda reader, words=words: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=words))
    for node in list(workspace.project.children(CASE, TOP))[4:]:
        workspace.do(lambda reader, n=node.id: nodes.delete_node(reader, n))
    size = path.stat().st_size
    found = purge(path, marks(workspace), "Ada")
    assert path.stat().st_size < size / 2 and found.freed == size - path.stat().st_size
    workspace.close()


def test_contents_that_nothing_names_go_only_when_asked(workspace: Workspace, path: Path) -> None:
    content = b"of an import that was cancelled"
    workspace.store.keep({content_hash(content): content})
    purge(path, [], "Ada", sweep=False)
    assert workspace.store.blob(content_hash(content)) == content
    assert purge(path, [], "Ada").contents == 1
    with pytest.raises(UserError):
        workspace.store.blob(content_hash(content))


def test_another_window_lets_go_and_goes_on(workspace: Workspace, path: Path) -> None:
    gone = workspace.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=SECRET))
    workspace.do(lambda reader: nodes.delete_node(reader, gone))
    with opened(path, "Bea") as other:
        (item,) = bin_items(other.project)
        purge(path, [item.mark], "Ada")
        with pytest.raises(UserError) as refused:
            other.do(lambda reader: bins.put_back(reader, [item.mark]))
        assert "not in the bin" in sentence(refused.value)
        other.do(lambda reader: nodes.change_text(reader, TOP, "Of Bea"))
    workspace.pull()
    assert workspace.project.node(TOP).text == "Of Bea"


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_done_before_the_rest_stays_as_it_was(path: Path, seed: int) -> None:
    rng, workspace = random.Random(seed), new_project(path)
    for _ in range(60):
        edit = attempt(random_making(rng), workspace.project)
        if edit is not None and not edit.is_empty:
            workspace.do(lambda reader, edit=edit: edit)
    shown = {
        case.id: [(node.id, node.text, node.kind) for node, _d in workspace.project.walk(case.id)]
        for case in workspace.project.cases()
    }
    purge(path, marks(workspace), "Ada")
    workspace.pull()
    assert check_project(path) == [] and dangling(workspace.project.rows()) == []
    for case, found in shown.items():
        assert [(node.id, node.text, node.kind) for node, _d in workspace.project.walk(case)] == found
    assert rows(workspace.project) == replayed(workspace)
    while workspace.history.to_undo() is not None:
        try:
            workspace.undo()
        except UserError as error:
            assert "for good" in sentence(error) or "since done" in sentence(error)
    workspace.close()


KILLED = """
import sys, os, signal, sqlite3
from pathlib import Path
import storage.purging as purging
count, stop = 0, int(sys.argv[2])
plain = purging.plain_connection
def traced(path, wait):
    raw = plain(path, wait)
    def trace(_sql):
        global count
        count += 1
        if count == stop:
            os.kill(os.getpid(), signal.SIGKILL)
    raw.set_trace_callback(trace)
    raw.execute("PRAGMA cache_size = 2")
    return raw
purging.plain_connection = traced
purging.purge(Path(sys.argv[1]), sys.argv[3:], "Ada")
print(count)
"""


def test_killed_at_any_statement_it_is_all_there_or_all_gone(path: Path) -> None:
    workspace = new_project(path)
    gone = workspace.do(lambda reader: nodes.add_node(reader, CASE, TOP, Kind.CLAIM, text=SECRET))
    workspace.do(lambda reader: nodes.delete_node(reader, gone))
    found = marks(workspace)
    workspace.close()
    whole = path.read_bytes()

    def run(stop: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, str(path), str(stop), *found]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    statements = int(run(-1).stdout)
    for stop in sorted({2, statements // 2, statements - 3, statements - 1, statements}):
        path.write_bytes(whole)
        assert run(stop).returncode < 0
        assert check_project(path) == []
        with opened(path) as again:
            assert len(again.project.binned()) == (0 if not again.project.has("node", gone) else 1)
            assert rows(again.project) == replayed(again)
