"""`export --format pdf --content …` as a user runs it: pages without a display, and flags that do not fit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command import ROOT, counterpoint


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "debate.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    return path


@pytest.fixture(scope="module")
def case(debate: Path) -> str:
    line = next(line for line in counterpoint("list", debate).text.splitlines() if "Case: " in line)
    return line.partition("Case: ")[2].rpartition(", ")[0]


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_each_content_without_a_display(debate: Path, case: str, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for content in ("text", "tree", "clash", "map"):
        out = tmp_path / f"{content}.pdf"
        command = [sys.executable, "main.py", "export", str(debate), "--format", "pdf", "--content", content]
        command += ["--case", case] if content == "map" else []
        done = subprocess.run(
            [*command, "--output", str(out)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "Traceback" not in done.stderr and "Qt" not in done.stderr
        assert case in " ".join(pages(out.read_bytes()))


def test_a_map_is_what_is_drawn_when_nothing_is_said(debate: Path, case: str) -> None:
    words = ["export", debate, "--format", "pdf", "--case", case]
    assert pages(counterpoint(*words).out) == pages(counterpoint(*words, "--content", "map").out)


def test_a_branch_and_what_is_left_out(debate: Path, case: str) -> None:
    words = ["export", debate, "--format", "pdf", "--content", "tree", "--case", case]
    whole, part = (" ".join(pages(counterpoint(*words, *more).out)) for more in ([], ["--branch", "1.1"]))
    bare = " ".join(pages(counterpoint(*words, "--no-passages", "--no-notes").out))
    assert len(part) < len(bare) < len(whole) and " 1.2 " in whole and " 1.2 " not in part
    assert "Note:" in whole and "Note:" not in bare and "“" in whole


def test_paper_and_type(debate: Path) -> None:
    words = ["export", debate, "--format", "pdf", "--content", "clash", "--paper", "letter"]
    small, large = (counterpoint(*words, "--size", size).out for size in ("7", "14"))
    assert len(pages(small)) < len(pages(large))
    with pypdfium2.PdfDocument(small) as document:
        assert document.get_page_size(0) == (792, 612)
    plain = counterpoint(*words, "--plain").out
    assert "Page 1" not in " ".join(pages(plain)) and "Page 1 of" in pages(small)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pdf", "--content", "text", "--passages"], "--passages goes with --content tree only."),
        (["pdf", "--content", "clash", "--case", "x"], "--case goes with --content text, tree, map only."),
        (["pdf", "--content", "tree", "--tiled"], "--tiled goes with --content map only."),
        (["pdf", "--content", "text", "--transparent"], "--transparent does not go with pages of text, tree or table."),
        (["pdf", "--content", "text", "--numbering"], "--numbering does not go with pages of text, tree or table."),
        (["pdf", "--size", "9"], "--size goes with --content text, tree, clash only."),
        (["pdf", "--content", "text", "--size", "99"], "--size 99: take a number from 6 to 18."),
        (["pdf", "--content", "text", "--size", "nan"], "--size nan: take a number from 6 to 18."),
        (["svg", "--content", "text"], "--content goes with --format pdf only."),
        (["markdown", "--content", "map"], "--content goes with --format pdf only."),
        (["png", "--size", "9"], "--size goes with the formats pdf only."),
        (["all", "--output", "x", "--size", "9"], "--size goes with the formats pdf only."),
        (["pdf", "--content", "tree", "--pairing", "1", "--case", "x"], "pairing"),
    ],
)
def test_flags_that_do_not_fit_are_named(debate: Path, words: list[str], said: str) -> None:
    done = counterpoint("export", debate, "--format", *words)
    assert done.code == 2 and done.out == b"" and said in done.err, done.err


def test_what_cannot_be_printed_is_said(debate: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.counterpoint"
    assert counterpoint("new", empty).code == 0
    words = ["export", empty, "--format", "pdf", "--content"]
    assert "nothing to print" in counterpoint(*words, "text").refused()
    assert "needs a pairing" in counterpoint(*words, "clash").refused()
    narrow = ["--content", "text", "--paper", "a5", "--margin", "50", "--size", "18"]
    assert "leave no room" in counterpoint("export", debate, "--format", "pdf", *narrow).refused()


def test_the_project_is_never_written_over(debate: Path) -> None:
    before = debate.read_bytes()
    done = counterpoint("export", debate, "--format", "pdf", "--content", "tree", "--output", debate)
    assert done.refused() and debate.read_bytes() == before
