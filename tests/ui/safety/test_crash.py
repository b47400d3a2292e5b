"""Errors that nobody caught, from every side, and the window that tells them."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qCritical
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from storage.folders import reports_folder
from ui.jobs import Jobs
from ui.safety.crash import TOLD_AT_ONCE, CrashDialog, Crashes, When
from ui.safety.net import Fault, Net
from ui.theme import Theme

SECRET = "Quokkas harvest turnips"
NOTHING: list[int] = []


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


class Shown(Crashes):
    """Crashes that note what they say."""

    def __init__(self, net: Net, theme: Theme) -> None:
        super().__init__(net, theme)
        self.net = net
        self.lines: list[str] = []
        self.quits: list[bool] = []
        self.tell = self.lines.append
        self.quit = lambda: self.quits.append(True)


@pytest.fixture
def crashes(qtbot: QtBot, theme: Theme, caplog: pytest.LogCaptureFixture) -> Iterator[Shown]:
    caplog.set_level(logging.CRITICAL + 1, "counterpoint")
    net = Net()
    crashes = Shown(net, theme)
    net.spread()
    yield crashes
    net.put_away()
    if crashes.dialog is not None:
        crashes.dialog.close()


def told(crashes: Shown, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: crashes.dialog is not None and crashes.dialog.isVisible())
    assert crashes.dialog is not None
    return crashes.dialog


def fail(words: str = SECRET) -> None:
    raise ValueError(words)


def look_up() -> None:
    dict[str, str]()[SECRET]


def reports() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(reports_folder().glob("*.txt"))]


def test_a_fault_in_a_slot_is_told_kept_and_gone_on_from(crashes: Shown, qtbot: QtBot) -> None:
    crashes.net.actions.note("add_evidence")
    QTimer.singleShot(0, fail)
    dialog = told(crashes, qtbot)
    assert "project file" in dialog.words.text() and "reports" in dialog.kept.text()
    (kept,) = reports()
    assert "ValueError: …" in kept and "add_evidence" in kept and "Quokkas" not in kept
    qtbot.waitUntil(lambda: dialog.go_on.hasFocus())
    QTest.keyClick(dialog.go_on, Qt.Key.Key_Return)
    assert crashes.dialog is None and not crashes.quits


def test_quit_is_there_and_closing_the_window_is_going_on(crashes: Shown, qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail)
    dialog = told(crashes, qtbot)
    QTest.mouseClick(dialog.quit, Qt.MouseButton.LeftButton)
    assert crashes.quits == [True]
    QTimer.singleShot(0, lambda: fail("otherwise"))
    qtbot.waitUntil(lambda: crashes.lines != [])  # the same fault: a line, no window
    QTimer.singleShot(0, lambda: NOTHING[1])
    dialog = told(crashes, qtbot)
    dialog.close()
    assert crashes.quits == [True] and crashes.dialog is None


def test_keys_that_were_meant_for_something_else_answer_nothing(crashes: Shown, qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail)
    dialog = told(crashes, qtbot)
    assert dialog.still.isActive()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Q, Qt.Key.Key_G):
        QTest.keyClick(dialog, key)
    assert crashes.dialog is dialog
    qtbot.waitUntil(lambda: dialog.go_on.hasFocus())
    QTest.keyClick(dialog.go_on, Qt.Key.Key_Escape)
    assert crashes.dialog is None and not crashes.quits


def test_a_flood_is_one_window_one_report_and_a_count(crashes: Shown, qtbot: QtBot) -> None:
    class Broken(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            fail()

    widget = Broken()
    qtbot.addWidget(widget)
    widget.show()
    dialog = told(crashes, qtbot)
    repeats = QTimer(widget)
    repeats.timeout.connect(widget.update)
    repeats.start(0)
    qtbot.waitUntil(lambda: dialog.faults[0].count >= 30)
    repeats.stop()
    dialog.refresh()
    assert "times" in dialog.often.text() and len(reports()) == 1 and len(dialog.faults) == 1
    dialog.done(1)
    assert f"It happened {dialog.faults[0].count} times" in reports()[0]
    repeats.start(0)
    qtbot.waitUntil(lambda: len(crashes.lines) == 1)
    assert crashes.dialog is None
    repeats.stop()
    widget.close()


def test_faults_that_differ_share_a_window_and_at_last_are_only_whispered(crashes: Shown, qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail)
    dialog = told(crashes, qtbot)
    QTimer.singleShot(0, lambda: NOTHING[1])
    qtbot.waitUntil(lambda: len(dialog.faults) == 2)
    assert "other fault" in dialog.often.text() and "IndexError" in dialog.report
    dialog.done(1)
    for kind in range(TOLD_AT_ONCE + 3):
        crashes.net.on_error(ValueError, type(f"Kind{kind}", (ValueError,), {})(), None)
        QApplication.processEvents()
        if crashes.dialog is not None:
            crashes.dialog.done(1)
    assert crashes.lines and len(reports()) == TOLD_AT_ONCE + 5


def test_threads_jobs_and_endings_of_objects_reach_it(crashes: Shown, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    dialog = told(crashes, qtbot)
    assert "in a thread" in dialog.report

    class Ends:
        def __del__(self) -> None:
            raise OSError(SECRET)

    Ends()
    gc.collect()
    qtbot.waitUntil(lambda: len(dialog.faults) == 2)

    def failed(error: Exception) -> None:
        raise error

    jobs = Jobs()
    jobs.run(lambda: NOTHING[1], lambda _found: None, failed)
    qtbot.waitUntil(lambda: len(dialog.faults) == 3)
    jobs.run(lambda: None, lambda _none: look_up(), failed)
    qtbot.waitUntil(lambda: len(dialog.faults) == 4)
    assert "Quokkas" not in dialog.report and "OSError" in dialog.report and "KeyError" in dialog.report


def test_what_qt_finds_grave_is_in_the_next_report(crashes: Shown, qtbot: QtBot) -> None:
    qCritical(f"cannot open '{SECRET}'")
    assert crashes.dialog is None
    QTimer.singleShot(0, fail)
    assert "What Qt said:" in told(crashes, qtbot).report
    assert "cannot open …" in reports()[0] and "Quokkas" not in reports()[0]


def test_interrupting_the_program_is_no_fault(crashes: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    quits: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: quits.append(True))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quits == [True] and not crashes.net.faults


def test_the_report_can_be_read_copied_and_saved(
    crashes: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTimer.singleShot(0, fail)
    dialog = told(crashes, qtbot)
    assert dialog.details.isHidden()
    dialog.show_details.click()
    assert dialog.details.isVisible() and dialog.details.toPlainText() == dialog.report
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report
    path = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    dialog.save.click()
    assert path.read_text("utf-8") == dialog.report and "report.txt" in dialog.often.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "no" / "x.txt"), ""))
    dialog.save.click()
    assert "could not be saved" in dialog.often.text()
    dialog.show_details.click()
    assert dialog.details.isHidden()


def test_a_report_that_cannot_be_kept_is_still_told(crashes: Shown, qtbot: QtBot) -> None:
    reports_folder().parent.mkdir(parents=True)
    reports_folder().write_text("a file where the folder should be")
    QTimer.singleShot(0, fail)
    assert "could not be kept" in told(crashes, qtbot).kept.text()


@pytest.mark.parametrize("when", list(When))
def test_everything_fits_and_has_a_name(when: When, theme: Theme, qtbot: QtBot) -> None:
    dialog = CrashDialog(theme, Fault(["ValueError: …"] * 80, "2026", ["Counterpoint"], count=3), None, when)
    qtbot.addWidget(dialog)
    dialog.show()
    for opens in (False, True):
        if opens:
            dialog.show_details.click()
        qtbot.waitExposed(dialog)
        QApplication.processEvents()
        assert dialog.width() <= dialog.screen().availableGeometry().width()
        assert dialog.height() <= dialog.screen().availableGeometry().height()
        shown = [child for child in dialog.findChildren(QWidget) if child.isVisible() and child.parent() is dialog]
        for label in (dialog.heading, dialog.words, dialog.kept, dialog.often):
            assert label.height() >= label.heightForWidth(label.width())
        for one in shown:
            assert dialog.rect().contains(one.geometry())
            assert not [two for two in shown if two is not one and two.geometry().intersects(one.geometry())]
    assert dialog.details.accessibleName()
    assert [b for b in dialog.findChildren(QPushButton) if b.isVisible()][-1].text() in ("&Go on", "&Quit", "&Close")


def test_a_start_that_fails_says_so_and_only_ends(crashes: Shown, qtbot: QtBot) -> None:
    def look() -> None:
        (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible())
        seen.append((dialog.heading.text(), dialog.go_on.isVisible()))
        dialog.quit.click()

    seen: list[tuple[str, bool]] = []
    QTimer.singleShot(0, look)
    crashes.could_not_start(ValueError(SECRET))
    assert seen == [("Counterpoint could not start", False)] and len(reports()) == 1
