"""`export --pairing` and what `list` says of pairings, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.authoring.library import pair
from storage.cli import open_workspace
from tests.cli.command import counterpoint

BOTH = "1 “Washington should raise the pressure on Moscow before talks begin”; 2 “Trade or pressure?”"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pairings") / "one.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    return path


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pairings") / "two.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    workspace = open_workspace(path, "Ada")
    left, right = workspace.project.cases()
    workspace.do(lambda reader: pair(reader, right.id, left.id, motion="Trade or pressure?"))
    workspace.close()
    return path


def title(path: Path, *words: str) -> str:
    done = counterpoint("export", path, "--format", "markdown", *words)
    assert (done.code, done.err) == (0, "")
    return done.text.partition("\n")[0]


def test_the_only_pairing_is_meant_without_saying(one: Path) -> None:
    assert title(one) == "# Washington should raise the pressure on Moscow before talks begin"
    whole = counterpoint("export", one, "--format", "markdown", "--pairing", "none")
    assert (whole.code, whole.text.partition("\n")[0]) == (0, "# Argument map")
    assert "clash table" in whole.err  # which is a pairing's


def test_the_page_is_written(one: Path, tmp_path: Path) -> None:
    out = tmp_path / "debate.html"
    done = counterpoint("export", one, "--format", "html", "--output", out)
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("word", ["2", " 2 ", "trade", "Trade or  pressure?"])
def test_a_pairing_is_chosen_by_number_or_words(two: Path, word: str) -> None:
    assert title(two, "--pairing", word) == "# Trade or pressure?"


def test_what_cannot_be_chosen_is_one_sentence_that_lists_the_pairings(two: Path, tmp_path: Path) -> None:
    export = ["export", two, "--format", "html"]
    which = "The project has several pairings; choose one with --pairing, or all cases with --pairing none: {}."
    assert counterpoint(*export).refused() == which.format(BOTH)
    for word in ("3", "0", "cheese", ""):
        refused = counterpoint(*export, "--pairing", word).refused()
        assert refused == f"There is no pairing “{word}”; there are: {BOTH}."
    refused = counterpoint(*export, "--pairing", "rapprochement").refused()
    assert refused == f"Several pairings fit “rapprochement”; choose one by its number: {BOTH}."
    empty = tmp_path / "empty.counterpoint"
    counterpoint("new", empty)
    assert (
        counterpoint("export", empty, "--format", "html", "--pairing", "1").refused() == "The project has no pairing."
    )


def test_a_picture_takes_no_pairing(two: Path) -> None:
    done = counterpoint("export", two, "--format", "svg", "--pairing", "1")
    assert (done.code, done.out) == (2, b"")
    assert "--pairing goes with the formats markdown, html, " in done.err


def test_the_list_numbers_pairings(two: Path) -> None:
    lines = [line for line in counterpoint("list", two).text.splitlines() if line.startswith("Pairing")]
    assert [line.partition(":")[0] for line in lines] == ["Pairing 1", "Pairing 2"]
    assert lines[1] == "Pairing 2: Rapprochement is wrongheaded and Maximum pressure, “Trade or pressure?”"
