"""The export window: what it shows before anything is written, what it writes and copies, what it remembers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from models.authoring import nodes
from models.errors import UserError
from models.interchange.features import EVERYTHING
from storage.formats.options import Option
from storage.formats.registry import by_name
from tests.storage.test_disk import read_only
from tests.ui.exporting.conftest import Opened, made_up, part, shown
from ui.exporting.remembered import EXPORTS, key_of, recall
from ui.exporting.wanted import Part
from ui.session import Session
from ui.settings import Settings

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHOUT = Option("loud", "Loud", "In capitals", False)
END = Option("end", "End", "How it ends", "dot", (("dot", "A dot"), ("bang", "A bang")))


def plain(snapshot, options):  # type: ignore[no-untyped-def]
    words = "\n".join(node.text for node in snapshot.scope.nodes())
    end = {"dot": ".", "bang": "!"}[str(options.get("end", "dot"))]
    return ((words.upper() if options.get("loud") else words) + end + "\n").encode(), []


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], list[str]]:
    """What the person answers when the system asks for a file or a folder; what was proposed."""
    asked: list[str] = []

    def answers(path: Path | None) -> list[str]:
        said = str(path) if path is not None else ""

        def save(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
            asked.append(proposed)
            return said, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: said)
        return asked

    return answers


def choose(qtbot: QtBot, dialog, name: str) -> None:  # type: ignore[no-untyped-def]
    shown(qtbot, dialog, lambda: dialog.formats.choose(name))


def test_the_file_stands_there_before_it_is_written(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    dialog = opened()
    assert dialog.format.name == "markdown" and dialog.formats.list.hasFocus()
    assert "Build the tram" in dialog.preview.text.toPlainText()
    assert "Build the tram" in dialog.preview.rich.toPlainText()
    assert "5 points, 1 link" in dialog.scope.told.text()
    assert dialog.preview.pages.currentWidget() is dialog.preview.rich
    bar = dialog.preview.tabs
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(1).center())
    assert dialog.preview.pages.currentWidget() is dialog.preview.text
    dialog.save_to(tmp_path / "a.md")
    assert opened().preview.text.isVisible(), "looked at as the last time"


def test_losses_are_said_with_their_numbers_or_calmly_not_at_all(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None]
) -> None:
    formats(made_up("bare", plain), made_up("full", plain, CARRIES=EVERYTHING))
    dialog = opened()
    said = dialog.losses.sentences()
    assert "1 note is left out." in said and "2 passages are left out." in said
    assert dialog.losses.list.isVisible() and not dialog.losses.calm.isVisible()
    assert "1 note is left out." in dialog.foot.save.accessibleDescription(), "for those who do not see the list"
    choose(qtbot, dialog, "full")
    assert dialog.losses.sentences() == [] and dialog.losses.calm.text() == "Nothing is left out."


def test_the_form_is_made_from_the_options_and_the_preview_follows(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None]
) -> None:
    formats(made_up("bare", plain, SHOUT, END), made_up("other", plain))
    dialog = opened()
    box = part(dialog.form, QCheckBox, "loud")
    shown(qtbot, dialog, lambda: QTest.keyClick(box, Qt.Key.Key_Space))
    assert "BUILD THE TRAM" in dialog.preview.text.toPlainText()
    ending = part(dialog.form, QComboBox, "end")
    shown(qtbot, dialog, lambda: QTest.keyClick(ending, Qt.Key.Key_Down))
    assert dialog.preview.text.toPlainText().strip().endswith("!")
    choose(qtbot, dialog, "other")
    choose(qtbot, dialog, "bare")
    assert dialog.form.values() == {"loud": True, "end": "bang"}, "what was chosen stays while others are looked at"


def test_another_part_is_another_file(qtbot: QtBot, opened: Opened, session: Session) -> None:
    roots = [node.id for node in session.project.children(session.sides()[1].id, None)]  # type: ignore[union-attr]
    dialog = opened(tuple(roots))
    box = dialog.scope.box
    assert [box.itemData(at) for at in range(box.count())] == [str(part) for part in Part]
    box.setFocus()
    shown(qtbot, dialog, lambda: QTest.keyClick(box, Qt.Key.Key_Down))
    assert dialog.scope.wanted.part is Part.LEFT and "3 points" in dialog.scope.told.text()
    for wanted in (Part.RIGHT, Part.BRANCHES):
        shown(qtbot, dialog, lambda: QTest.keyClick(box, Qt.Key.Key_Down))
        assert dialog.scope.wanted.part is wanted and "2 points" in dialog.scope.told.text()
    assert dialog.scope.wanted.node_ids == tuple(roots)


def test_several_selected_nodes_are_what_is_meant_and_only_this_time(
    opened: Opened, session: Session, tmp_path: Path
) -> None:
    roots = tuple(session.project.children(case.id, None)[0].id for case in session.project.cases())
    dialog = opened(roots)
    assert dialog.scope.wanted.part is Part.BRANCHES and "2 selected branches" in dialog.scope.box.currentText()
    dialog.save_to(tmp_path / "a.md")
    assert opened(roots[:1]).scope.part is Part.PAIRING


def test_without_a_selected_node_its_entry_is_dimmed_and_says_why(opened: Opened) -> None:
    box = opened().scope.box
    at = box.findText("Selected branches: select nodes first")
    assert at >= 0 and not box.model().flags(box.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_references_are_of_the_whole_project_and_the_part_comes_back(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened(first="bibtex")
    assert not dialog.scope.box.isEnabled() and dialog.scope.wanted.part is Part.WHOLE
    assert dialog.losses.calm.isVisible() and "Trams" in dialog.preview.text.toPlainText()
    choose(qtbot, dialog, "markdown")
    assert dialog.scope.box.isEnabled() and dialog.scope.wanted.part is Part.PAIRING


def test_what_a_format_refuses_is_a_sentence_in_its_place(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None]
) -> None:
    def refuse(_snapshot: object, _options: object) -> None:
        raise UserError("format.unknown", name="this one")

    formats(made_up("bare", plain), made_up("sour", refuse))
    dialog = opened()
    with qtbot.waitSignal(dialog.maker.refused):
        QTest.keyClick(dialog.formats.list, Qt.Key.Key_Down)
    assert dialog.format.name == "sour" and "this one" in dialog.preview.sentence.text()
    assert dialog.preview.sentence.isVisible()
    assert not dialog.foot.copy.isEnabled() and not dialog.foot.save.isEnabled() and dialog.foot.every.isEnabled()
    shown(qtbot, dialog, lambda: QTest.keyClick(dialog.formats.list, Qt.Key.Key_Up))
    assert dialog.preview.text.isVisible() and dialog.foot.copy.isEnabled() and dialog.foot.save.isEnabled()


def test_save_proposes_a_name_and_gives_the_ending(
    opened: Opened, answer: Callable[..., list[str]], tmp_path: Path, settings: Settings, session: Session
) -> None:
    asked = answer(tmp_path / "mine")
    dialog = opened()
    said: list[str] = []
    dialog.told.connect(said.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert Path(asked[0]).name == "trams.md"
    assert "Build the tram" in (tmp_path / "mine.md").read_text("utf-8")
    assert not dialog.isVisible() and said and "mine.md" in said[0]
    last = recall(settings, key_of(session)).last
    assert last is not None and last.path == tmp_path / "mine.md" and last.format == "markdown"


@pytest.mark.parametrize(("said", "name"), [("a", "a.big.json"), ("a.json", "a.json"), ("a.x", "a.x.big.json")])
def test_an_ending_of_two_parts_is_known(
    opened: Opened, answer: Callable[..., list[str]], formats: Callable[..., None], tmp_path: Path, said: str, name: str
) -> None:
    formats(made_up("big", plain, EXTENSIONS=(".big.json",)))
    answer(tmp_path / said)
    QTest.mouseClick(opened().foot.save, LEFT)
    assert (tmp_path / name).exists()


def test_a_name_that_got_its_ending_here_replaces_nothing_unasked(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mine.md").write_text("another's", "utf-8")
    answers = [str(tmp_path / "mine"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (answers.pop(0), ""))
    dialog = opened()
    QTest.mouseClick(dialog.foot.save, LEFT)
    assert not answers, "it was asked once more"
    assert (tmp_path / "mine.md").read_text("utf-8") == "another's" and dialog.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_folder_that_cannot_be_written_is_a_sentence_and_the_window_stays(
    opened: Opened, answer: Callable[..., list[str]], tmp_path: Path
) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    answer(shut / "map.md")
    dialog = opened()
    with read_only(shut):
        QTest.mouseClick(dialog.foot.save, LEFT)
        assert dialog.isVisible() and "map.md" in dialog.bar.sentence and list(shut.iterdir()) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.bar.sentence == "" and dialog.isVisible()


def test_the_open_project_is_never_written_over(opened: Opened, session: Session) -> None:
    dialog = opened()
    before = session.path.read_bytes()
    dialog.save_to(session.path)
    assert dialog.bar.sentence and session.path.read_bytes() == before


def test_markdown_is_copied_as_rich_text_too(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    QTest.mouseClick(dialog.foot.copy, LEFT)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == dialog.preview.text.toPlainText()
    assert bytes(held.data("text/markdown").data()).decode() == held.text()
    assert "<li>" in held.html() and "Build the tram" in held.html()
    choose(qtbot, dialog, "html")
    QTest.mouseClick(dialog.foot.copy, LEFT)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().startswith("# ") and "Build the tram" in held.html() and "<style" not in held.html()
    choose(qtbot, dialog, "bibtex")
    QTest.mouseClick(dialog.foot.copy, LEFT)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().startswith("@") and not held.hasHtml()


def test_what_is_no_text_is_not_copied(opened: Opened, formats: Callable[..., None]) -> None:
    formats(made_up("blob", lambda _snapshot, _options: (b"\x00\xff\x00", [])))
    dialog = opened()
    assert not dialog.foot.copy.isEnabled() and dialog.foot.copy.toolTip()
    assert "cannot be shown" in dialog.preview.rich.toPlainText()


def test_all_formats_go_into_one_folder_and_one_that_fails_leaves_the_others(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None], answer: Callable[..., list[str]], tmp_path: Path
) -> None:
    def refuse(_snapshot: object, _options: object) -> None:
        raise UserError("format.unknown", name="this one")

    def json(name: str):  # type: ignore[no-untyped-def]
        return made_up(name, plain, EXTENSIONS=(".json",))

    formats(made_up("bare", plain), made_up("sour", refuse), json("one"), json("two"))
    folder = tmp_path / "out"
    folder.mkdir()
    answer(folder)
    dialog = opened()
    QTest.mouseClick(dialog.foot.every, LEFT)
    assert sorted(p.name for p in folder.iterdir()) == ["trams.bare", "trams.one.json", "trams.two.json"]
    report = dialog.preview.rich.toPlainText()
    assert "3 of 4 files were written" in report and "this one" in report and "1 note is left out." in report
    assert "3 of 4" in dialog.foot.told.text() and dialog.isVisible()


def test_all_replaces_nothing_that_is_there_unasked(
    opened: Opened, formats: Callable[..., None], answer: Callable[..., list[str]], tmp_path: Path
) -> None:
    formats(made_up("one", plain), made_up("two", plain))
    (tmp_path / "trams.one").write_text("another's", "utf-8")
    answer(tmp_path)
    dialog = opened()
    QTest.mouseClick(dialog.foot.every, LEFT)
    assert dialog.bar.asks and not (tmp_path / "trams.two").exists()
    QTest.keyClick(dialog.bar.buttons()[-1], Qt.Key.Key_Return)
    assert not (tmp_path / "trams.two").exists(), "cancelled"
    QTest.mouseClick(dialog.foot.every, LEFT)
    QTest.mouseClick(dialog.bar.buttons()[1], LEFT)
    assert (tmp_path / "trams.two").exists() and (tmp_path / "trams.one").read_text("utf-8") == "another's"
    QTest.mouseClick(dialog.foot.every, LEFT)
    QTest.mouseClick(dialog.bar.buttons()[0], LEFT)
    assert (tmp_path / "trams.one").read_text("utf-8").startswith("Build the tram")


def test_only_the_ticked_ones_go_where_some_are_ticked(
    opened: Opened, formats: Callable[..., None], answer: Callable[..., list[str]], tmp_path: Path, settings: Settings
) -> None:
    formats(made_up("one", plain), made_up("two", plain))
    answer(tmp_path)
    dialog = opened()
    QTest.keyClick(dialog.formats.list, Qt.Key.Key_Space)
    assert "(1)" in dialog.foot.every.text()
    QTest.mouseClick(dialog.foot.every, LEFT)
    assert (tmp_path / "trams.one").exists() and not (tmp_path / "trams.two").exists()
    dialog.reject()
    assert opened().formats.list.formats.ticked == {"one"}


def test_it_opens_as_it_was_left_for_this_project(
    qtbot: QtBot, opened: Opened, formats: Callable[..., None], tmp_path: Path, session: Session
) -> None:
    formats(made_up("one", plain, SHOUT), made_up("two", plain, SHOUT))
    dialog = opened()
    choose(qtbot, dialog, "two")
    shown(qtbot, dialog, lambda: QTest.keyClick(part(dialog.form, QCheckBox, "loud"), Qt.Key.Key_Space))
    dialog.scope.box.setFocus()
    shown(qtbot, dialog, lambda: QTest.keyClick(dialog.scope.box, Qt.Key.Key_Down))
    dialog.save_to(tmp_path / "a.two")
    again = opened()
    assert again.format.name == "two" and again.form.values() == {"loud": True}
    assert again.scope.part is Part.LEFT and again.kept.folder == str(tmp_path)


@pytest.mark.parametrize(
    "broken", ["", "[]", "{", '{"KEY": 3}', '{"KEY": {"options": {"markdown": {"x": 1}}, "last": 1}}']
)
def test_settings_that_somebody_broke_are_as_at_first(
    opened: Opened, settings: Settings, session: Session, broken: str
) -> None:
    settings.set(EXPORTS, broken.replace("KEY", key_of(session)))
    dialog = opened()
    assert dialog.format.name == "markdown" and dialog.preview.text.toPlainText()


def test_an_edit_that_comes_in_meanwhile_is_in_the_preview(qtbot: QtBot, opened: Opened, session: Session) -> None:
    dialog = opened()
    root = session.project.children(session.sides()[0].id, None)[0]  # type: ignore[union-attr]
    shown(qtbot, dialog, lambda: session.do(lambda reader: nodes.change_text(reader, root.id, "Build it now")))
    assert "Build it now" in dialog.preview.text.toPlainText()


def test_every_control_has_a_name_and_is_in_sight_at_its_smallest(opened: Opened, formats: Callable[..., None]) -> None:
    formats(made_up("one", plain, SHOUT, END), by_name("markdown"))
    dialog = opened()
    dialog.resize(820, 480)
    for each in dialog.findChildren(QComboBox) + dialog.findChildren(QCheckBox):
        assert each.accessibleName() or (isinstance(each, QCheckBox) and each.text())
    for button in (dialog.foot.every, dialog.foot.copy, dialog.foot.save, dialog.foot.close_button):
        assert button.width() >= button.sizeHint().width()
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
    for view in (
        dialog.preview.text,
        dialog.preview.rich,
        dialog.losses.list,
        dialog.formats.list,
        dialog.formats.field,
    ):
        assert view.accessibleName()


def test_f6_goes_round_the_panes_and_back(opened: Opened, formats: Callable[..., None]) -> None:
    formats(made_up("one", plain, SHOUT))
    dialog = opened()
    seen = []
    for _each in range(6):
        seen.append(dialog.focusWidget())
        QTest.keyClick(dialog, Qt.Key.Key_F6)
    assert len(set(seen)) == 6 and dialog.formats.list.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.focusWidget() is seen[-1]
