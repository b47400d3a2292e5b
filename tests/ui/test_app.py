"""The net for bugs."""

from __future__ import annotations

import pytest

from ui import app


def test_a_bug_behind_an_open_report_opens_no_second_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reports = app.BugReports()
    shown: list[str] = []

    def show(text: str, _parent: object) -> None:
        shown.append(text)
        if len(shown) < 9:
            reports(ValueError, ValueError("while painting"), None)

    monkeypatch.setattr(app, "report_crash", show)
    reports(RuntimeError, RuntimeError("first"), None)
    assert len(shown) == 1 and "first" in shown[0]
    assert "while painting" in caplog.text
    reports(RuntimeError, RuntimeError("later"), None)
    assert len(shown) == 2
