"""What a report says, and that it says nothing of what was being worked on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from models.errors import UserError
from ui.safety.net import _name
from ui.safety.reports import KEPT, error_lines, report_text, save_report, short_path, stripped

MARKERS = ("Quokkas", "harvest", "turnips", "nocturnally")
NOTHING: list[int] = []
WORDS = f"{MARKERS[0]} {MARKERS[1]} {MARKERS[2]}, and not in the list of keys: {MARKERS[3]}"


def lines_of(work: Callable[[str], object]) -> str:
    try:
        work(WORDS)
    except BaseException as error:
        return "\n".join(error_lines(error, error.__traceback__))
    raise AssertionError("nothing went wrong")


def in_sql(words: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("select * from nowhere where name = :words"), {"words": words})


def raised(error: BaseException) -> None:
    raise error


def caused(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        raise RuntimeError(f"could not read “{words}”") from error


def grouped(words: str) -> None:
    raise ExceptionGroup(words, [ValueError(words), KeyError(words)])


def noted(words: str) -> None:
    error = TypeError(f"unsupported operand: '{words}'")
    error.add_note(words)
    raise error


ERRORS: list[Callable[[str], object]] = [
    lambda words: dict[str, str]()[words],
    lambda words: int(words),
    lambda words: float(words.encode()),
    lambda words: Path(f"/nowhere/{words}.txt").read_bytes(),
    lambda words: words.encode("utf-16").decode("ascii"),
    lambda words: getattr(object(), words),
    lambda words: json.loads(words),
    lambda words: sqlite3.connect(":memory:").execute(f'select "{words}" from "{words}"'),
    lambda words: compile(words, words, "exec"),
    lambda words: __import__(words),
    lambda words: raised(UserError("file.not_found", path=words)),
    lambda words: raised(AssertionError(words, {words: words})),
    lambda words: raised(SystemError({words})),  # type: ignore[arg-type]
    in_sql,
    caused,
    grouped,
    noted,
]


@pytest.mark.parametrize("work", ERRORS)
def test_no_error_brings_words_of_the_project_into_a_report(work: Callable[[str], object]) -> None:
    lines = lines_of(work)
    assert "Error" in lines or "Exception" in lines
    assert not [word for word in MARKERS if word.casefold() in lines.casefold()], lines


@given(st.text(min_size=1))
def test_nothing_that_is_quoted_gets_through(words: str) -> None:
    said = stripped(f"cannot read 'Quokkas{words.replace(chr(39), '')}' at 12")
    assert "Quokkas" not in said and said.startswith("cannot read")


def test_what_python_says_of_the_program_stays() -> None:
    def broken(_words: str) -> None:
        node = None
        node.position  # type: ignore[attr-defined] # noqa: B018

    lines = lines_of(broken)
    assert "AttributeError: 'NoneType' object has no attribute 'position'" in lines
    assert "tests/ui/safety/test_reports.py" in lines and "node.position" in lines
    assert "IndexError: list index out of range" in lines_of(lambda _words: NOTHING[3])
    assert "ValueError: invalid literal for int() with base 10: …" in lines_of(int)


def test_an_error_that_cannot_be_told_is_still_named() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError(WORDS)

    assert lines_of(lambda _words: raised(Mute())).endswith("Mute")


def test_causes_are_told_in_order_and_deep_recursion_is_cut() -> None:
    lines = lines_of(caused)
    assert lines.index("ValueError") < lines.index("was the cause") < lines.index("RuntimeError")

    def deep(words: str) -> None:
        deep(words)

    lines = lines_of(deep)
    assert len(lines.splitlines()) < 200 and "calls are left out" in lines


def test_no_folder_of_a_person_is_named() -> None:
    assert "harvest" not in short_path("/home/harvest/counterpoint/.venv/lib/python3.11/site-packages/regex/core.py")
    assert short_path("/home/harvest/counterpoint/.venv/lib/python3.11/site-packages/regex/core.py") == "regex/core.py"
    assert short_path("/home/harvest/x.py") == "x.py"


def test_only_so_many_reports_are_kept(tmp_path: Path) -> None:
    written = report_text(["Counterpoint"], [], ["0.1 s before  undo"], ["ValueError"])
    assert "What was done last:\n  0.1 s before  undo" in written
    for number in range(KEPT + 5):
        assert save_report(tmp_path / "reports", f"2026-{number:03}", written) is not None
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert len(names) == KEPT and names[-1] == f"2026-{KEPT + 4:03}.txt"


def test_a_report_that_cannot_be_kept_is_no_new_error(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be")
    assert save_report(tmp_path / "reports", "a", "b") is None


def test_no_report_takes_the_name_of_another() -> None:
    assert len({_name() for _ in range(2000)}) == 2000
