"""What is found of a project: the same as reading all of it would find, also after any edits."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring import library, nodes
from models.entities import Kind
from models.searching.asking import WHATS, asked
from models.searching.entries import all_entries, owners
from models.searching.snippets import BEGIN, END
from models.workspace import Workspace
from storage.searching import Index, prepared, read_index
from tests.models.gardens import attempt, random_making
from tests.storage.projects import CASE, TOP, new_project, opened

NO_STEP = lambda _done, _total: None  # noqa: E731


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return new_project(tmp_path / "p.counterpoint", wait=0)


def index_of(workspace: Workspace) -> Index:
    path: Path = workspace.store.path  # type: ignore[attr-defined]
    return read_index(path, workspace.project.rows(), NO_STEP)


def found(index: Index, typed: str, *, is_ranked: bool = False) -> set[tuple[str, str, int]]:
    hits = index.find(asked(typed), 10_000, is_ranked=is_ranked)
    return {(hit.what, hit.row, hit.start) for sort in hits.values() for hit in sort}


def read_through(workspace: Workspace, words: list[str]) -> set[tuple[str, str, int]]:
    """The slow way: every entry in which each word begins one."""
    return {
        (entry.what, entry.row, entry.start)
        for entry in all_entries(workspace.project)
        if all(re.search(rf"(?<!\w){re.escape(word)}", entry.words, re.IGNORECASE) for word in words)
    }


def test_words_are_found_by_their_beginnings_in_everything(workspace: Workspace) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Écluses hold the water back"))
    workspace.do(lambda reader: nodes.change_note(reader, TOP, "Say which locks"))
    workspace.do(lambda reader: nodes.change_tags(reader, TOP, ["waterways"]))
    index = index_of(workspace)
    assert {("node", TOP, 0), ("tag", "waterways", 0)} <= found(index, "wat")
    assert found(index, "ecluses HOLD") == {("node", TOP, 0)}
    assert found(index, '"hold the water"') == {("node", TOP, 0)} and found(index, '"the hold"') == set()
    assert found(index, "lock") >= {("note", TOP, 0)}
    (hit,) = index.find(asked("ecl"), 5)["node"]
    assert hit.snippet == f"{BEGIN}Écluses{END} hold the water back"


def test_passages_and_paragraphs_tell_their_place(workspace: Workspace) -> None:
    project, article = workspace.project, workspace.project.articles()[0]
    text = project.text(article.id)
    block = next(block for block in project.layout(article.id).blocks if block.number)
    word = re.findall(r"\w{4,}", text[block.start : block.end])[0]
    hits = index_of(workspace).find(asked(f"kind:text {word}"), 100)["text"]
    assert any((hit.row, hit.start, hit.end) == (article.id, block.start, block.end) for hit in hits)


def test_filters(workspace: Workspace) -> None:
    node = workspace.do(
        lambda reader: nodes.add_node(reader, CASE, TOP, Kind.EVIDENCE, text="Lamps burn", author="Ada B")
    )
    workspace.do(lambda reader: nodes.change_tags(reader, node, ["Street light"]))
    index = index_of(workspace)
    name = workspace.project.case(CASE).name
    assert found(index, "lamps kind:evidence") == {("node", node, 0)} and found(index, "lamps kind:claim") == set()
    for typed in ('tag:"street light"', "tag:street", f'lamps case:"{name}"', "lamps by:Ada"):
        expected = {("node", node, 0)} if "street" not in typed or "light" in typed else set()
        assert found(index, typed) == expected, typed
    assert found(index, "lamps has:note") == set()
    workspace.do(lambda reader: nodes.change_note(reader, node, "Why"))
    assert found(index_of(workspace), "lamps has:note") == {("node", node, 0)}
    assert found(index, "tag:nobody") == set()
    assert index.find(asked("lamps unanswered"), 9, among=frozenset()) == {}
    assert index.count(asked("lamps")) == {"node": 1}


def test_scripts_without_spaces(workspace: Workspace) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "对中国的制裁没有效果"))
    index = index_of(workspace)
    assert found(index, "制裁") == {("node", TOP, 0)}
    (hit,) = index.find(asked("制裁"), 5)["node"]
    assert hit.snippet == f"对中国的{BEGIN}制裁{END}没有效果"


def test_what_lies_in_the_bin_is_not_found(workspace: Workspace) -> None:
    workspace.do(lambda reader: nodes.change_text(reader, TOP, "Lamps burn"))
    workspace.do(lambda reader: library.delete_case(reader, CASE))
    assert found(index_of(workspace), "lamps kind:node") == set()


@given(st.text(max_size=20))
def test_no_question_is_an_error(typed: str) -> None:
    index = Index()
    for is_ranked in (False, True):
        index.find(asked(typed), 5, is_ranked=is_ranked)
    assert index.count(asked(typed)) == {}
    index.close()


@given(st.integers(0, 10_000))
def test_as_reading_all_of_it_would_find_after_any_edits(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    rng, path = random.Random(seed), tmp_path_factory.mktemp("search") / "p.counterpoint"
    workspace = new_project(path, wait=0)
    index = index_of(workspace)
    for _turn in range(6):
        before = set(owners(workspace.project))
        edit = attempt(random_making(rng), workspace.project)
        if edit is None or edit.is_empty:
            continue
        workspace.do(lambda reader, edit=edit: edit)
        every = before | set(owners(workspace.project))
        index.refresh(every, list(prepared(workspace.project, every)))
    words = [word for entry in all_entries(workspace.project) for word in re.findall(r"[a-z]{3,}", entry.words.lower())]
    for _turn in range(5):
        wanted = [word[: rng.randint(2, len(word))] for word in rng.sample(words, min(len(words), rng.randint(1, 2)))]
        for is_ranked in (False, True):
            assert found(index, " ".join(wanted), is_ranked=is_ranked) == read_through(workspace, wanted)
    assert set(index.find(asked("a"), 5)) <= set(WHATS)
    workspace.close()
    with opened(path) as again:
        assert found(index_of(again), "a") == found(index, "a")
