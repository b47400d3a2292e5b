"""What goes wrong around a project: damage, files opened twice, exports over the project, nothing open at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.authoring import links, nodes
from models.entities import CHALLENGES
from models.errors import UserError
from models.ports import Draft
from tests.flows.conftest import Desk, bring_in
from ui import files
from ui.empty import EmptyState
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme


@pytest.fixture
def bare(theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with no project in it."""
    window = MainWindow(theme, Settings(tmp_path / "settings.ini"), Jobs(inline=True))
    yield window
    window.close()
    window.deleteLater()


def close_boxes() -> None:
    while box := QApplication.activeModalWidget():
        box.close()


def test_an_export_over_the_open_project_is_refused(desk: Desk) -> None:
    before = desk.path.read_bytes()
    desk.window.export_commands.export_to(desk.path, "markdown")
    close_boxes()
    assert "already exists" in desk.said[-1]
    assert desk.path.read_bytes() == before


def test_a_project_with_a_missing_text_leaves_open_what_is_open(desk: Desk, tmp_path: Path, sample: bytes) -> None:
    hurt = tmp_path / "hurt.counterpoint"
    hurt.write_bytes(sample)
    raw = sqlite3.connect(hurt)
    raw.execute("DELETE FROM blob")
    raw.commit()
    raw.close()
    session = desk.window.session
    desk.window.files.open(hurt)
    close_boxes()
    assert "is damaged" in desk.said[-1]
    assert desk.window.session is session
    assert desk.left.case is not None


def test_opening_the_open_project_again_shows_what_its_editor_committed(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    QTest.keyClick(desk.left.outline, Qt.Key.Key_F2)
    desk.type("Typed before opening again")
    desk.window.files.open(desk.path)
    assert desk.project.node(root).text == "Typed before opening again"


def test_an_article_without_a_project_gets_a_new_one(
    bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    bare.notices.said.connect(said.append)
    (tmp_path / "a.txt").write_text("Some words to read.", "utf-8")
    asked: list[str] = []

    def ask(_window: object, title: str, *_more: object) -> tuple[str, str]:
        asked.append(title)
        return (str(tmp_path / "town.counterpoint") if len(asked) > 1 else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    bare.intake.import_paths([tmp_path / "a.txt"])
    assert bare.session is None and bare.intake.dialog is None, "nobody wanted a project"
    bring_in(bare, tmp_path / "a.txt")
    assert asked == ["New project for what is imported"] * 2
    session = bare.session
    assert session is not None
    assert [case.name for case in session.project.cases()] == ["Some words to read."]
    assert said == []


class Late(Jobs):
    """Work that is done when the test says so."""

    def run(self, work, then, failed, *, progress=None):  # type: ignore[no-untyped-def]
        self.finish = lambda: then(work())


def test_an_article_goes_into_the_project_it_was_meant_for_or_into_none(
    desk: Desk, tmp_path: Path, sample: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Late()
    monkeypatch.setattr(desk.window.intake._storing, "_jobs", late)
    (tmp_path / "a.txt").write_text("Some words to read.", "utf-8")
    bring_in(desk.window, tmp_path / "a.txt")
    other = tmp_path / "other.counterpoint"
    other.write_bytes(sample)
    desk.window.files.open(other)
    late.finish()
    close_boxes()
    assert len(desk.project.articles()) == 2
    assert desk.said[-1] == "1 article was not imported: another project was opened."


def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_bytes(b"")
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path / "taken" / "counterpoint")
    with pytest.raises(UserError, match="could not be written: Not a directory"):
        files.sample_path()


def test_without_a_home_the_window_opens_empty_and_says_so_once(
    bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path / "taken" / "counterpoint")
    said: list[str] = []
    bare.notices.said.connect(said.append)
    bare.open_first(None)
    close_boxes()
    assert len(said) == 1 and bare.session is None
    assert bare.split.left.article.findChild(EmptyState).has_words  # nobody looks at an empty sheet


def test_recent_projects_keep_their_names_whatever_they_are(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    odd = [tmp_path / "pro|contra.counterpoint", tmp_path / "a, b; c.counterpoint"]
    for path in odd:
        settings.add_recent(path)
    settings.save()
    assert Settings(tmp_path / "settings.ini").recent() == odd[::-1]


def test_reword_shows_the_tree_it_types_into(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    desk.left.set_shows("text")
    desk.window.commands.rename()
    assert not desk.left.outline.isHidden() and desk.left.outline.is_editing


def test_a_passage_for_no_node_is_refused_at_the_article(desk: Desk, open_desk: Callable[[Path], Desk]) -> None:
    desk.window.session.select(desk.roots(desk.right)[0])
    desk.window.annotating.add_passage(desk.left)
    assert desk.said[-1] == "Select a node of this side first."


def test_a_narrow_window_names_the_partner_of_an_answer(desk: Desk) -> None:
    challenge = next(x for x in desk.project.links() if x.kind in CHALLENGES and desk.left.owns(x.source_id))
    answering = next(n.id for n, _ in desk.project.walk(desk.right.case.id) if not desk.project.links_of(n.id))
    desk.window.session.do(lambda reader: links.answer_link(reader, answering, challenge.id))
    desk.window.session.select(answering)
    gone: list[str] = []
    desk.window.split.strip.pressed.connect(gone.append)
    desk.window.split.strip._go.click()
    assert gone == [challenge.source_id]


def test_typing_in_a_node_that_was_deleted_since_is_not_offered(desk: Desk, open_desk: Callable[[Path], Desk]) -> None:
    root = desk.roots(desk.left)[0]
    other = desk.fresh()
    other.save_draft(Draft("a-draft", "another", "node", root, "text", "half a thought", "2025-01-01T00:00:00.000Z"))
    assert "half a thought" in open_desk(desk.path).window.offers.sentence
    other.do(lambda reader: nodes.delete_node(reader, root))
    other.close()
    assert open_desk(desk.path).window.offers.sentence == ""


def test_what_one_window_puts_back_the_other_offers_no_more(desk: Desk, open_desk: Callable[[Path], Desk]) -> None:
    first, second = desk.roots(desk.left)[0], desk.roots(desk.right)[0]
    other = desk.fresh()
    for row, words in ((first, "half a thought"), (second, "another half")):
        other.save_draft(Draft(f"draft-{row}", "another", "node", row, "text", words, "2025-01-01T00:00:00.000Z"))
    other.close()
    windows = [open_desk(desk.path).window for _turn in range(2)]
    for sentence in ("half a thought", "another half"):
        assert all(sentence in window.offers.sentence for window in windows)
        QTest.mouseClick(windows[1].offers.buttons()[0], Qt.MouseButton.LeftButton)
        assert windows[0].session is not None
        windows[0].session.pull()
    assert [window.offers.sentence for window in windows] == ["", ""]
    assert desk.fresh().project.node(first).text == "half a thought"


def test_a_lock_while_drafts_are_looked_for_is_a_sentence(desk: Desk) -> None:
    session = desk.window.session
    assert session is not None
    other = sqlite3.connect(desk.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    desk.window.recovery.look(session)
    other.execute("ROLLBACK")
    other.close()
    assert "Another program" in desk.said[-1]


@pytest.mark.parametrize("shown", ["tree", "map"])
def test_what_was_typed_about_a_node_that_somebody_deletes_is_in_the_clipboard(
    desk: Desk, qtbot: QtBot, shown: str
) -> None:
    session = desk.window.session
    assert session is not None
    if shown == "map":
        desk.left.header.turn("map", True)
    node = desk.project.children(desk.case(desk.left).id, desk.roots(desk.left)[0])[0].id
    desk.left.tree_view().edit_node(node)
    desk.type("Trams are late")
    with closing(desk.fresh()) as other:
        other.do(lambda reader: nodes.delete_node(reader, node))
    session.pull()
    assert not desk.left.tree_view().is_editing
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "Trams are late")
