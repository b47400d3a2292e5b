"""Documents come in by way of the preview: one step each, in the file and out of it again, whatever goes wrong."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from models.errors import UserError
from models.importing.about import About
from models.importing.incoming import Incoming
from models.importing.original import Original
from models.importing.progress import Cancelled, Tell
from storage.articles import open_original, read_original
from storage.database import create_project
from storage.maps import ReadMap
from tests.flows.conftest import ANNOTATOR, Desk, bring_in, go_on
from ui.files import open_session
from ui.importing.dialog import ImportDialog
from ui.importing.entries import State
from ui.importing.reading import Readers
from ui.jobs import Job, Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def article(folder: Path, name: str, title: str) -> Path:
    path = folder / name
    path.write_text(f"{title}\n\nTrams carry more people than buses.\n\nRails stay where they are.\n", "utf-8")
    return path


def titles(desk: Desk) -> list[str]:
    """As another program finds them in the file."""
    other = desk.fresh()
    found = sorted(each.title for each in other.project.articles())
    other.close()
    return found


@pytest.fixture
def empty(open_desk: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    path = tmp_path / "empty.counterpoint"
    create_project(path, "1")
    return open_desk(path)


@pytest.fixture
def busy(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    """A window whose jobs run in threads and whose documents are read in processes, as people have it."""
    path = tmp_path / "busy.counterpoint"
    create_project(path, "1")
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs())
    qtbot.addWidget(window)
    window.show()
    window.show_session(open_session(path, ANNOTATOR))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Desk(window, path)
    window.close()


def shown(desk: Desk, qtbot: QtBot) -> ImportDialog:
    """The window of an import, once it is known what the files hold."""
    qtbot.waitUntil(lambda: desk.window.intake.dialog is not None)
    assert desk.window.intake.dialog is not None
    return desk.window.intake.dialog


def test_files_are_read_in_processes_and_each_is_one_step(
    busy: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [article(tmp_path, f"{each}.txt", f"Article {each}") for each in range(5)]
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: (names, ""))
    QTest.keyClick(busy.window, Qt.Key.Key_I, CONTROL)
    dialog = shown(busy, qtbot)
    assert [entry.name for entry in dialog.entries] == [path.name for path in paths]
    qtbot.waitUntil(dialog.foot.forward.isEnabled, timeout=30_000)
    assert [entry.title for entry in dialog.entries] == [f"Article {each}" for each in range(5)]
    go_on(dialog)
    qtbot.waitUntil(lambda: busy.window.intake.dialog is None, timeout=30_000)
    assert titles(busy) == [f"Article {each}" for each in range(5)]
    assert busy.case(busy.left).name == "Article 0" and busy.case(busy.right).name == "Article 1"
    assert busy.window.session.pairing is not None
    assert busy.window.status.message == "5 articles imported"
    busy.window.commands.undo()
    assert titles(busy) == [f"Article {each}" for each in range(4)]
    busy.window.show_session(open_session(busy.path, ANNOTATOR))  # as after a restart
    busy.window.commands.undo()
    assert titles(busy) == [f"Article {each}" for each in range(3)]
    busy.window.commands.redo()
    busy.window.commands.redo()
    assert titles(busy) == [f"Article {each}" for each in range(5)]
    text = busy.project.text(next(a.id for a in busy.project.articles() if a.title == "Article 4"))
    assert "Trams carry more people" in text


class Held:
    """A reader that reads when it is told to, and can be cancelled meanwhile."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.cancelled = False
        self.reading = 0

    def read(self, original: Path | Original, tell: Tell | None = None) -> Incoming:
        self.reading += 1
        while not self.go.wait(0.005):
            if self.cancelled:
                raise Cancelled
            if tell is not None:
                tell(1, 4)
        return read_original(open_original(original) if isinstance(original, Path) else original)

    def references(self, original: Path | Original, tell: Tell | None = None) -> list[About]:
        raise AssertionError("nobody asks for references here")

    def map(self, *_given: object, **_more: object) -> ReadMap:
        raise AssertionError("nobody asks for a map here")

    def warm(self) -> None:
        pass

    def cancel(self) -> None:
        self.cancelled = True

    def resume(self) -> None:
        self.cancelled = False

    def close(self) -> None:
        self.cancelled = True


def hold(window: MainWindow) -> Held:
    reader = Held()
    window.intake.readers._make = lambda: reader
    return reader


def test_escape_ends_the_reading_and_nothing_is_stored(busy: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    reader = hold(busy.window)
    busy.window.intake.import_paths([article(tmp_path, f"{each}.txt", f"Article {each}") for each in range(4)])
    dialog = shown(busy, qtbot)
    qtbot.waitUntil(lambda: dialog.entries[0].state is State.READING and dialog.entries[0].done == 1)
    assert reader.reading <= 2, "two at a time"
    assert not dialog.foot.forward.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert busy.window.intake.dialog is None and reader.cancelled
    assert titles(busy) == [] and busy.said == []
    reader.go.set()
    bring_again = article(tmp_path, "again.txt", "Once more")
    busy.window.intake.import_paths([bring_again])
    dialog = shown(busy, qtbot)
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    go_on(dialog)
    qtbot.waitUntil(lambda: titles(busy) == ["Once more"])


def test_the_window_may_close_while_something_is_read(busy: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    reader = hold(busy.window)
    busy.window.intake.import_paths([article(tmp_path, "a.txt", "Article")])
    qtbot.waitUntil(lambda: reader.reading == 1)
    busy.window.close()
    assert reader.cancelled and busy.window.intake.dialog is None and busy.said == []


class Slowly(Jobs):
    """Work that is done when the test says so, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def run(self, work, then, failed, *, progress=None):  # type: ignore[no-untyped-def]
        job = Job()

        def go() -> None:
            if not job.is_cancelled:
                then(work())

        self.waiting.append(go)
        return job

    def step(self) -> None:
        self.waiting.pop(0)()


def test_stopping_leaves_what_is_stored_and_says_what_is_left(
    empty: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly = Slowly()
    monkeypatch.setattr(empty.window.intake._storing, "_jobs", slowly)
    empty.window.intake.import_paths([article(tmp_path, f"{each}.txt", f"Article {each}") for each in range(3)])
    dialog = empty.window.intake.dialog
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    go_on(dialog)
    slowly.step()
    assert titles(empty) == ["Article 0"]
    QTest.mouseClick(dialog.foot.cancel, Qt.MouseButton.LeftButton)
    while slowly.waiting:
        slowly.step()
    assert [entry.state for entry in dialog.entries] == [State.STORED, State.LEFT, State.LEFT]
    assert titles(empty) == ["Article 0"]
    go_on(dialog)  # close the report
    assert empty.window.intake.dialog is None
    assert empty.case(empty.left).name == "Article 0"


def test_a_locked_file_is_waited_for(empty: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    holder = sqlite3.connect(empty.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    bring_in(empty.window, article(tmp_path, "a.txt", "Article"))
    dialog = empty.window.intake.dialog
    assert dialog is not None and dialog.entries[0].state is State.STORING
    holder.execute("COMMIT")
    holder.close()
    qtbot.waitUntil(lambda: empty.window.intake.dialog is None)
    assert titles(empty) == ["Article"]


def test_what_the_file_refuses_stays_in_the_window(
    empty: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = empty.window.session.workspace.store
    commit = store.commit

    def full(edit, *arguments, **more):  # type: ignore[no-untyped-def]
        if "Article 1" in str(edit.label):
            raise UserError("file.disk_full", path=str(empty.path))
        return commit(edit, *arguments, **more)

    monkeypatch.setattr(store, "commit", full)
    empty.window.intake.import_paths([article(tmp_path, f"{each}.txt", f"Article {each}") for each in range(3)])
    dialog = empty.window.intake.dialog
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    go_on(dialog)
    assert [entry.state for entry in dialog.entries] == [State.STORED, State.REFUSED, State.STORED]
    assert "full" in dialog.entries[1].sentence
    assert titles(empty) == ["Article 0", "Article 2"]
    dialog.reject()


def test_an_article_that_is_there_already_is_told_and_allowed(empty: Desk, tmp_path: Path) -> None:
    path = article(tmp_path, "a.txt", "Article")
    bring_in(empty.window, path)
    empty.window.intake.import_paths([path])
    dialog = empty.window.intake.dialog
    assert [str(w) for w in dialog.entries[0].came.extract.warnings][:1] == [
        "This article is already in the project: “Article”."
    ]
    go_on(dialog)
    assert titles(empty) == ["Article", "Article"]
    other = empty.fresh()
    records = [other.store.blob(each.record_hash) for each in other.project.articles() if each.record_hash]
    other.close()
    assert len(records) == 2 and not any(b"already_there" in record for record in records), (
        "it says nothing of how the file was read"
    )


def test_of_several_files_what_is_there_already_waits_for_a_tick(empty: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    known, new = article(tmp_path, "a.txt", "Known"), article(tmp_path, "b.txt", "New")
    same = article(tmp_path, "c.txt", "New")
    bring_in(empty.window, known)
    empty.window.intake.import_paths([known, new, same])
    dialog = empty.window.intake.dialog
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    assert [entry.ticked for entry in dialog.entries] == [False, True, False]
    go_on(dialog)
    assert titles(empty) == ["Known", "New"]


def test_a_large_article_is_in_the_file_before_its_edit(empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    words = (hashlib.sha256(str(n).encode()).hexdigest() for n in range(30_000))  # which no packing makes small
    path.write_text("A long text\n\n" + "\n\n".join(f"It says {word} and that." for word in words), "utf-8")
    kept: list[int] = []
    store = empty.window.session.workspace.store
    keep = store.keep

    def keeping(blobs: dict[str, bytes]) -> None:
        kept.append(len(blobs))
        keep(blobs)

    store.keep = keeping  # type: ignore[method-assign]
    bring_in(empty.window, path)
    assert kept and titles(empty) == ["A long text"]
    empty.window.commands.undo()
    assert titles(empty) == []


def test_a_folder_is_asked_for_and_an_empty_one_is_said(
    empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder))
    empty.press(Qt.Key.Key_I, CONTROL | SHIFT)
    assert "no file in the folder" in empty.said[-1]
    for box in empty.window.findChildren(QMessageBox):
        box.close()
    article(folder, "a.txt", "Article")
    empty.press(Qt.Key.Key_I, CONTROL | SHIFT)
    go_on(empty.window.intake.dialog)
    assert titles(empty) == ["Article"]


def test_a_side_without_an_article_asks_for_one(empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = article(tmp_path, "a.txt", "Article")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: ([str(path)], ""))
    empty.left.import_requested.emit()
    go_on(empty.window.intake.dialog)
    assert titles(empty) == ["Article"]


def test_readers_are_made_once_and_anew_after_the_window_has_closed(qapp: object) -> None:
    made: list[Held] = []

    def make() -> Held:
        made.append(Held())
        return made[-1]

    readers = Readers(Jobs(inline=True), make)
    assert readers.get() is readers.get()
    readers.stop()
    assert made[0].cancelled
    assert readers.get() is made[0] and not made[0].cancelled
    readers.close()
    assert made[0].cancelled and len(made) == 1


def test_references_go_to_their_own_window_after_the_articles_beside_them(empty: Desk, tmp_path: Path) -> None:
    taken: list[tuple[list[Path], list[str]]] = []
    empty.window.intake.take_references = lambda paths: taken.append((paths, titles(empty)))
    references = tmp_path / "library.ris"
    references.write_text("TY  - JOUR\nER  - \n", "utf-8")
    empty.window.intake.import_paths([references])
    assert taken == [([references], [])] and empty.window.intake.dialog is None
    bring_in(empty.window, references, article(tmp_path, "a.txt", "Article"))
    assert taken[1:] == [([references], ["Article"])]


def test_what_memory_should_not_hold_at_once_is_left_out_with_a_sentence(
    empty: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.importing.intake.MOST_HELD", 300)
    paths = [article(tmp_path, f"{name}.txt", f"On {name}") for name in "abc"]
    sizes = [len(path.read_bytes()) * 2 for path in paths]
    assert sizes[0] < 300 < sum(sizes)
    empty.window.intake.import_paths(paths)
    dialog = empty.window.intake.dialog
    qtbot.waitUntil(dialog.foot.forward.isEnabled)
    assert dialog.entries[-1].sentence == "It is too much at once: import what has been read, then the rest."
    go_on(dialog)
    dialog.reject()
    assert titles(empty)[0] == "On a" and len(titles(empty)) < 3
