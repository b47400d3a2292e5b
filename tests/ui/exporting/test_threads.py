"""With real threads: the window goes on, old results are dropped, and a file never holds half of an edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.authoring import nodes
from storage.formats.registry import by_name
from tests.ui.exporting.conftest import Opened, made_up, shown
from ui.exporting.apart import Apart
from ui.exporting.groups import writable
from ui.exporting.making import Order, make
from ui.exporting.wanted import Wanted
from ui.jobs import Jobs
from ui.session import Session


def texts(snapshot, _options):  # type: ignore[no-untyped-def]
    return "\n".join(node.text for node in snapshot.scope.nodes()).encode(), []


def test_what_was_asked_for_before_is_dropped(qtbot: QtBot, opened: Opened, formats: Callable[..., None]) -> None:
    gate, began = Event(), Event()

    def slow(_snapshot, _options):  # type: ignore[no-untyped-def]
        assert current_thread() is not main_thread()
        began.set()
        assert gate.wait(10)
        return b"slow", []

    formats(made_up("quick", texts), made_up("slow", slow))
    dialog = opened(jobs=Jobs(threads=1))
    dialog.formats.choose("slow")
    qtbot.waitUntil(began.is_set)
    assert dialog.preview.facts.text() == "Preparing…" and dialog.foot.close_button.isEnabled()
    dialog.formats.choose("quick")
    shown(qtbot, dialog, gate.set)
    assert dialog.format.name == "quick" and "Build the tram" in dialog.preview.text.toPlainText()
    assert dialog.maker.made is not None and dialog.maker.made.data != b"slow"


def test_an_edit_while_a_job_reads_is_not_in_its_file(
    qtbot: QtBot, session: Session, opened: Opened, formats: Callable[..., None]
) -> None:
    gate, began = Event(), Event()

    def halting(snapshot, _options):  # type: ignore[no-untyped-def]
        found = []
        for node in snapshot.scope.nodes():
            found.append(node.text)
            began.set()
            assert gate.wait(10)
        kept = [snapshot.project.node(node.id).text for node in snapshot.scope.nodes()]
        assert kept == found
        return "\n".join(found).encode(), []

    apart = Apart(session)
    results: list[Any] = []
    order = Order(made_up("halting", halting), Wanted())
    Jobs(session, threads=1).run(lambda: make(apart, order), results.append, results.append)
    qtbot.waitUntil(began.is_set)
    roots = [session.project.children(case.id, None)[0].id for case in session.project.cases()]
    session.do(lambda reader: nodes.change_text(reader, roots[1], "Other words"))
    session.do(lambda reader: nodes.delete_node(reader, roots[0]))
    gate.set()
    qtbot.waitUntil(lambda: bool(results))
    assert b"Build the tram" in results[0].data and b"Other words" not in results[0].data
    assert b"Other words" in make(Apart(session), order).data


def test_texts_are_read_from_the_file_by_the_thread_itself(qtbot: QtBot, session: Session) -> None:
    apart = Apart(session)
    results: list[Any] = []
    order = Order(by_name("html"), Wanted())
    Jobs(session, threads=1).run(lambda: make(apart, order), results.append, results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert b"Trams carry many people." in results[0].data


def test_a_window_that_is_closed_hears_of_nothing(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None], tmp_path: Path
) -> None:
    gate, began, ended = Event(), Event(), Event()

    def slow(_snapshot, _options):  # type: ignore[no-untyped-def]
        began.set()
        assert gate.wait(10)
        ended.set()
        return b"slow", []

    formats(made_up("quick", texts), made_up("slow", slow))
    dialog = opened(jobs=Jobs(threads=1))
    said: list[object] = []
    dialog.told.connect(said.append)
    dialog.formats.choose("slow")
    qtbot.waitUntil(began.is_set)
    dialog.save_to(tmp_path / "x.slow")
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    gate.set()
    qtbot.waitUntil(ended.is_set)
    qtbot.wait(50)
    assert said == [] and not (tmp_path / "x.slow").exists(), "what had not begun is not begun"


@pytest.mark.parametrize("name", [each.name for each in writable()])
def test_every_format_is_shown_by_a_job(qtbot: QtBot, opened: Opened, name: str) -> None:
    """Whatever the registry has: its preview comes from a thread, and can be read."""
    dialog = opened(jobs=Jobs(threads=1))
    if dialog.format.name != name:
        shown(qtbot, dialog, lambda: dialog.formats.choose(name))
    made = dialog.maker.made
    assert made is not None and made.order.format.name == name and made.data
    words = dialog.preview.text.toPlainText() + dialog.preview.rich.toPlainText()
    assert words.strip() and "\ufffd" not in words and "\x00" not in words
    assert dialog.losses.list.isVisible() != dialog.losses.calm.isVisible()
    assert dialog.foot.copy.isEnabled() == made.is_text
