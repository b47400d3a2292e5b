"""No file grows past what a person reads in one go: the worst files grew a line at a time."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("main.py", "bootstrap.py", "ui", "models", "storage", "seeds", "tests")
FILE_LINES = 400
FUNCTION_LINES = 60


def sources() -> list[Path]:
    """Every Python file of the program and its tests."""
    found = []
    for room in ROOMS:
        path = ROOT / room
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def complaints(text: str) -> Iterator[str]:
    """What is over budget in one file, each as `line: what`."""
    if (lines := len(text.splitlines())) > FILE_LINES:
        yield f"1: {lines} lines in the file, {FILE_LINES} allowed"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES:
                yield f"{node.lineno}: {size} lines in {node.name}(), {FUNCTION_LINES} allowed"
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
            yield f"{node.lineno}: everything imported from {node.module}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_within_budget(path: Path) -> None:
    assert list(complaints(path.read_text(encoding="utf-8"))) == []


def test_the_budget_sees_what_it_should() -> None:
    long_function = "def long():\n" + "    pass\n" * FUNCTION_LINES
    assert list(complaints(long_function)) == ["1: 61 lines in long(), 60 allowed"]
    assert list(complaints("def fits():\n" + "    pass\n" * (FUNCTION_LINES - 1))) == []
    assert list(complaints("async " + long_function)) == ["1: 61 lines in long(), 60 allowed"]
    assert list(complaints("pass\n" * (FILE_LINES + 1))) == ["1: 401 lines in the file, 400 allowed"]
    assert list(complaints("from os import *\n")) == ["1: everything imported from os"]


def test_every_room_is_looked_into() -> None:
    assert Path(__file__) in sources()
    assert ROOT / "bootstrap.py" in sources()
