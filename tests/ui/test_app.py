"""The net for bugs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui import app


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(app, "data_folder", lambda: tmp_path)
    return tmp_path


def test_a_bug_behind_an_open_report_opens_no_second_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reports = app.BugReports()
    shown: list[str] = []

    def show(text: str, _saved: object, _parent: object) -> None:
        shown.append(text)
        if len(shown) < 9:
            reports(ValueError, ValueError("while painting"), None)

    monkeypatch.setattr(app, "report_crash", show)
    reports(RuntimeError, RuntimeError("first"), None)
    assert len(shown) == 1 and "first" in shown[0]
    assert "while painting" in caplog.text
    reports(RuntimeError, RuntimeError("later"), None)
    assert len(shown) == 2


def test_a_report_is_saved_and_says_what_happened(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    told: list[Path] = []
    monkeypatch.setattr(app, "report_crash", lambda _text, saved, _parent: told.append(saved))
    app.BugReports()(RuntimeError, RuntimeError("a broken thing"), None)
    (kept,) = (data_home / "reports").iterdir()
    assert told == [kept]
    assert "RuntimeError: a broken thing" in kept.read_text("utf-8")


def test_a_report_that_cannot_be_saved_is_still_shown(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    (data_home / "reports").write_text("a file where the folder should be")
    told: list[Path | None] = []
    monkeypatch.setattr(app, "report_crash", lambda _text, saved, _parent: told.append(saved))
    app.BugReports()(RuntimeError, RuntimeError("a broken thing"), None)
    assert told == [None]
