"""`export` of cases, branches and every format at once, and what is said of formats, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.formats.registry import formats
from tests.cli.command import counterpoint


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("maps") / "debate.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    return path


def cases(debate: Path) -> list[str]:
    listed = json.loads(counterpoint("list", debate, "--json").out)
    return [case["name"] for article in listed["articles"] for case in article["cases"]]


def test_one_case_is_written_by_its_name(debate: Path) -> None:
    left, right = cases(debate)
    done = counterpoint("export", debate, "--format", "markdown", "--case", left.lower())
    assert done.code == 0
    assert left in done.text and f"## {right}" not in done.text
    both = counterpoint("export", debate, "--format", "markdown", "--case", left, "--case", right)
    assert f"## {right}" in both.text


def test_one_branch_is_written_by_its_number(debate: Path) -> None:
    left = cases(debate)[0]
    whole = counterpoint("export", debate, "--format", "markdown", "--case", left).text
    branch = counterpoint("export", debate, "--format", "markdown", "--case", left, "--branch", "1.1")
    assert branch.code == 0
    assert 0 < len(branch.text) < len(whole)
    assert "1.1**" in branch.text and "1.2**" not in branch.text
    assert counterpoint("export", debate, "--format", "markdown", "--case", left, "--branch", "1.99").refused()


def test_what_does_not_go_together_is_wrong_usage(debate: Path) -> None:
    left = cases(debate)[0]
    for words in (
        ["--format", "markdown", "--pairing", "1", "--case", left],
        ["--format", "markdown", "--dark"],
        ["--format", "all"],
        ["--format", "all", "--output", "folder", "--depth", "1"],
    ):
        done = counterpoint("export", debate, *words)
        assert (done.code, done.out) == (2, b""), words


def test_every_format_is_written_into_one_folder(debate: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = counterpoint("export", debate, "--format", "all", "--output", folder)
    assert done.code == 0, done.err
    written = sorted(path.name for path in folder.iterdir())
    assert len(written) == sum(each.can_write for each in formats())
    assert all((folder / name).stat().st_size for name in written)
    assert sorted(done.text.split()) == sorted(str(folder / name) for name in written)
    again = tmp_path / "again"
    assert counterpoint("export", debate, "--format", "all", "--output", again).code == 0
    for name in written:  # the same project makes the same bytes
        assert (again / name).read_bytes() == (folder / name).read_bytes(), name


def test_a_file_is_no_folder_for_all_formats(debate: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    assert counterpoint("export", debate, "--format", "all", "--output", file).refused()
    assert file.read_text() == "mine"


def test_each_format_says_what_it_is_for(debate: Path) -> None:
    for each in formats():
        done = counterpoint("formats", each.name) if each.options else None
        if done is not None:
            assert done.code == 0 and all(option.flag[2:] in done.text for option in each.options)
    assert counterpoint("formats", "nonsense").refused() == "There is no format nonsense."
