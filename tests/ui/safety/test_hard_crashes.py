"""Crashes that end the process at once: a child breaks off, and the next start tells of it once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.notices import OfferBar
from ui.safety.hard_crashes import HardCrashes, offer
from ui.safety.net import Fault
from ui.theme import Theme

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import faulthandler, sys
from pathlib import Path
from ui.safety.hard_crashes import HardCrashes
hard = HardCrashes(Path(sys.argv[1]))
hard.listen()
print("listening", flush=True)
def add_evidence(words):
    if sys.argv[2] == "break":
        hard.last_words("qt: out of memory")
        faulthandler._sigsegv()
    sys.stdin.read()
add_evidence("Quokkas harvest turnips")
if sys.argv[2] == "end":
    hard.end()
"""


@pytest.fixture
def begun() -> Iterator[list[subprocess.Popen[str]]]:
    children: list[subprocess.Popen[str]] = []
    yield children
    for child in children:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()


def start(begun: list[subprocess.Popen[str]], folder: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(folder), what]
    child = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    begun.append(child)
    assert child.stdout is not None and child.stdout.readline() == "listening\n"
    return child


def test_a_crash_is_found_told_once_and_kept_as_a_report(tmp_path: Path, begun: list[subprocess.Popen[str]]) -> None:
    assert start(begun, tmp_path, "break").wait() != 0
    (fault,) = HardCrashes(tmp_path).left_behind()
    assert "Segmentation fault" in fault.report and "add_evidence" in fault.report and "out of memory" in fault.report
    assert "Counterpoint" in fault.report and "Quokkas" not in fault.report and str(ROOT) not in fault.report
    assert fault.path is not None and fault.path.read_text("utf-8") == fault.report
    assert HardCrashes(tmp_path).left_behind() == []
    assert [path.name for path in tmp_path.iterdir()] == [fault.path.name]


def test_windows_that_run_or_ended_as_they_should_are_no_crashes(
    tmp_path: Path, begun: list[subprocess.Popen[str]]
) -> None:
    child = start(begun, tmp_path, "end")
    assert HardCrashes(tmp_path).left_behind() == [] and len(list(tmp_path.iterdir())) == 1
    child.communicate("")
    assert child.returncode == 0 and list(tmp_path.iterdir()) == []
    child = start(begun, tmp_path, "wait")
    child.kill()
    child.wait()
    assert HardCrashes(tmp_path).left_behind() == [] and list(tmp_path.iterdir()) == []  # killed: nothing to tell


def test_without_a_folder_there_is_no_log_and_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be")
    hard = HardCrashes(tmp_path / "reports")
    hard.listen()
    assert hard.left_behind() == []
    hard.end()


def test_the_offer_waits_until_the_bar_is_free(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, "light")
    bar = OfferBar(theme, None)  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    done: list[str] = []
    shown: list[Fault] = []
    bar.offer("Restore what was typed?", [("Restore", lambda: done.append("restored"))])
    fault = Fault(["here"], "x", [])
    offer(bar, fault, shown.append)
    QApplication.processEvents()
    assert bar.sentence == "Restore what was typed?"
    bar.buttons()[0].click()
    qtbot.waitUntil(lambda: "broke off" in bar.sentence)
    bar.buttons()[0].click()
    assert done == ["restored"] and shown == [fault] and not bar.isVisible()
