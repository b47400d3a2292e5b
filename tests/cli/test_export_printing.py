"""What stands on the pages of `export --format pdf --content …`: all of it, in order, and nothing half-written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command import counterpoint

CASE = "Maximum pressure"


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printing") / "debate.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    return path


def pdf(debate: Path, content: str, *more: str) -> bytes:
    done = counterpoint("export", debate, "--format", "pdf", "--content", content, *more)
    assert done.code == 0, done.err
    return done.out


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def run_together(words: str) -> str:
    """Lines may be broken anywhere."""
    return "".join(words.split())


def test_every_node_stands_in_the_tree(debate: Path) -> None:
    found = pages(pdf(debate, "tree", "--case", CASE, "--plain"))
    table = counterpoint("export", debate, "--format", "csv", "--rows", "nodes")
    assert table.code == 0, table.err
    nodes = [row for row in csv.DictReader(io.StringIO(table.text.lstrip("\ufeff"))) if row["case"] == CASE]
    assert len(nodes) == 64
    words, at = run_together(" ".join(found)), 0
    for node in nodes:
        at = words.find(run_together(node["text"]), at)
        assert at >= 0, node["text"]


def test_unknown_cases_are_one_sentence_and_leave_no_file(debate: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    words = ["export", debate, "--format", "pdf", "--content", "tree", "--output", out]
    assert "nobody" in counterpoint(*words, "--case", "nobody").refused()
    assert "1.99" in counterpoint(*words, "--case", CASE, "--branch", "1.99").refused()
    assert list(tmp_path.iterdir()) == []


def test_pages_are_counted_and_have_their_paper(debate: Path) -> None:
    for paper, measure in (("A4", (595, 842)), ("Letter", (612, 792))):
        data = pdf(debate, "text", "--paper", paper)
        found = pages(data)
        assert all(f"Page {at} of {len(found)}" in page for at, page in enumerate(found, 1))
        with pypdfium2.PdfDocument(data) as document:
            assert {tuple(map(round, page.get_size())) for page in document} == {measure}


def test_articles_stand_in_their_order(debate: Path) -> None:
    listed = json.loads(counterpoint("list", debate, "--json").text)
    titles = [run_together(article["title"]) for article in listed["articles"]]
    text = run_together(" ".join(pages(pdf(debate, "text", "--plain"))))
    assert 0 <= text.find(titles[0]) < text.find(titles[1])
