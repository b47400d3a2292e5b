"""The dialog that takes pictures: what it says before anything is written, what it writes, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.errors import UserError
from tests.ui.pictures.conftest import Debate
from ui.dialogs.picture import PictureDialog, Subject
from ui.pictures.pages import MOST_PAGES
from ui.pictures.remembered import PICTURE, remembered
from ui.settings import FOLDER, Settings
from ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def debate() -> Debate:
    return Debate()


class Saved:
    """What the dialog wrote; `refusal` is raised instead when it is set."""

    def __init__(self) -> None:
        self.files: dict[Path, bytes] = {}
        self.refusal: UserError | None = None

    def __call__(self, path: Path, data: bytes) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.files[path] = data


@pytest.fixture
def saved() -> Saved:
    return Saved()


Opened = Callable[..., PictureDialog]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, settings: Settings, debate: Debate, saved: Saved) -> Opened:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()

    def make(**more: object) -> PictureDialog:
        values = {"case_ids": (debate.left.id, debate.right.id), **more}
        dialog = PictureDialog.open_for(theme, settings, Subject(debate.project, **values), saved, host)  # type: ignore[arg-type]
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


def choose(box: QComboBox, words: str) -> None:
    """Choose the row that begins so, by the arrow keys."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _row in range(box.count()):
        if not box.currentText().startswith(words):
            QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText().startswith(words)


def type_number(box: QAbstractSpinBox, number: str) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, number)
    QTest.keyClick(box, Qt.Key.Key_Tab)


def test_it_says_how_large_a_picture_will_be(opened: Opened) -> None:
    dialog = opened()
    assert dialog.sheet is not None
    wide, high = (round(side) for side in dialog.sheet.size)
    assert dialog.measure.text() == f"{wide:,} × {high:,} pixels"
    choose(dialog.form.kind, "PNG")
    type_number(dialog.form.enlargement, "2")
    assert dialog.measure.text() == f"{2 * wide:,} × {2 * high:,} pixels"
    choose(dialog.form.kind, "PDF")
    assert dialog.measure.text().startswith("1 page A4, letters of ")
    choose(dialog.form.pages, "Several")
    choose(dialog.form.paper, "A5")
    type_number(dialog.form.enlargement, "3")
    assert dialog.plan is not None
    count = dialog.plan.count
    assert count > 1 and dialog.measure.text().startswith(f"{count} pages A5 ({dialog.plan.columns} across, ")


def test_only_what_concerns_the_format_is_in_sight(opened: Opened) -> None:
    form = opened().form
    assert form.transparent.isVisible() and not form.paper.isVisible() and not form.enlargement.isVisible()
    choose(form.kind, "PNG")
    assert form.transparent.isVisible() and form.enlargement.isVisible() and not form.margin.isVisible()
    choose(form.kind, "PDF")
    assert form.paper.isVisible() and not form.transparent.isVisible() and not form.enlargement.isVisible()
    choose(form.pages, "Several")
    assert form.enlargement.isVisible() and form.overlap.isVisible()


def test_it_saves_what_it_shows_and_closes(
    opened: Opened, saved: Saved, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, pattern: str) -> tuple[str, str]:
        asked.extend((name, pattern))
        return str(tmp_path / "mine"), pattern

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog = opened()
    choose(dialog.form.kind, "PNG")
    QTest.keyClick(dialog.form.transparent, Qt.Key.Key_Space)
    assert dialog.sheet is not None
    size = tuple(round(side) for side in dialog.sheet.size)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert Path(asked[0]).name == "Build the tram.png" and asked[1] == "PNG (*.png)"
    (path,) = saved.files
    made = QImage.fromData(saved.files[path])
    assert path == tmp_path / "mine.png"
    assert (made.width(), made.height()) == size and made.pixelColor(0, 0).alpha() == 0
    assert not dialog.isVisible()
    assert settings.get(FOLDER) == str(tmp_path)


def test_no_place_no_picture(opened: Opened, saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    dialog = opened()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert saved.files == {} and dialog.isVisible()


def test_trouble_with_the_file_is_said_in_the_dialog(opened: Opened, saved: Saved, tmp_path: Path) -> None:
    saved.refusal = UserError("file.disk_full", path="x.svg")
    dialog = opened()
    dialog.save_to(tmp_path / "x.svg")
    assert dialog.isVisible() and dialog.trouble.isVisible()
    assert dialog.trouble.text() == "x.svg was not written: the disk is full."
    saved.refusal = None
    dialog.save_to(tmp_path / "x.svg")
    assert saved.files[tmp_path / "x.svg"].startswith(b"<?xml") and not dialog.isVisible()


def test_a_picture_goes_to_the_clipboard(opened: Opened) -> None:
    dialog = opened()
    choose(dialog.form.kind, "PNG")
    type_number(dialog.form.enlargement, "0.5")
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().image()
    assert dialog.sheet is not None
    assert copied.width() == pytest.approx(dialog.sheet.size[0] / 2, abs=1)
    assert dialog.measure.text() == f"Copied: {copied.width():,} × {copied.height():,} pixels"
    assert dialog.isVisible()


def test_what_cannot_be_drawn_is_said_and_cannot_be_saved(opened: Opened, debate: Debate) -> None:
    for number in range(40):
        debate.node(f"Point {number}", debate.root)
    dialog = opened()
    choose(dialog.form.kind, "PNG")
    choose(dialog.form.shape_of_map, "Top-down")
    type_number(dialog.form.enlargement, "8")
    assert "The largest scale that works is" in dialog.trouble.text()
    assert not dialog.save.isEnabled()
    works = dialog.trouble.text().rsplit(" ", 1)[1].rstrip(".")
    type_number(dialog.form.enlargement, works)
    assert not dialog.trouble.isVisible() and dialog.save.isEnabled()


def test_an_empty_case_says_so(opened: Opened, debate: Debate) -> None:
    empty = debate.world.case(debate.project.articles()[0], "Nothing yet")
    dialog = opened(case_ids=(empty.id,))
    assert dialog.trouble.text() == "“Nothing yet” has no node yet; there is nothing to draw."
    assert not dialog.save.isEnabled() and not dialog.copy.isEnabled()
    assert dialog.measure.text() == ""


def test_folds_are_kept_or_not(opened: Opened, debate: Debate) -> None:
    dialog = opened(folded=frozenset([debate.claim.id]))
    assert dialog.sheet is not None
    folded = dialog.sheet.size
    assert "3 nodes are folded away" in dialog.losses.text()
    QTest.keyClick(dialog.form.as_on_screen, Qt.Key.Key_Space)
    assert dialog.sheet.size > folded
    assert "folded" not in dialog.losses.text()
    assert not opened().form.as_on_screen.isVisible()


def test_a_branch_in_focus_is_all_that_is_drawn(opened: Opened, debate: Debate) -> None:
    dialog = opened(top=debate.claim.id)
    assert dialog.sheet is not None
    assert {node.id for node in dialog.sheet.content.nodes} == {
        node.id for node in (debate.claim, debate.rail, debate.road, debate.undercut)
    }


def test_both_cases_in_one_picture(opened: Opened, debate: Debate) -> None:
    dialog = opened()
    assert dialog.sheet is not None
    one = dialog.sheet.size
    choose(dialog.form.cases, "Both")
    assert dialog.sheet.size[0] * dialog.sheet.size[1] > one[0] * one[1]
    assert dialog.sheet.content.title == "Build the tram and Keep the buses"
    assert not opened(case_ids=(debate.left.id,)).form.cases.isVisible()


def test_options_are_remembered_but_for_the_shape_on_screen(opened: Opened, saved: Saved, tmp_path: Path) -> None:
    dialog = opened()
    choose(dialog.form.kind, "PDF")
    choose(dialog.form.paper, "A3")
    choose(dialog.form.shape_of_map, "Left")
    dialog.save_to(tmp_path / "x.pdf")
    assert saved.files[tmp_path / "x.pdf"].startswith(b"%PDF")
    again = opened(shape="compact").form.options()
    assert (again.format, again.paper, again.shape) == ("pdf", "A3", "compact")


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", '{"format": "gif"}', '{"scale": "big"}', '{"scale": 99, "new": 1}', "3"]
)
def test_what_cannot_be_understood_is_forgotten(settings: Settings, kept: str) -> None:
    settings.set(PICTURE, kept)
    assert remembered(settings, "right").format == "svg"
    assert remembered(settings, "right").shape == "right"


def test_each_part_has_a_name_and_a_key_of_its_own(opened: Opened) -> None:
    dialog = opened(folded=frozenset("x"))
    parts: list[QLabel | QAbstractButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
    keys = [key.toString() for part in parts if not (key := QKeySequence.mnemonic(part.text())).isEmpty()]
    assert len(keys) >= 14 and len(set(keys)) == len(keys)
    fields = [*dialog.form.findChildren(QComboBox), *dialog.form.findChildren(QAbstractSpinBox)]
    assert len(fields) == 11 and all(field.accessibleName() for field in fields)


def test_the_preview_follows(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened()
    before = dialog.preview.grab().toImage()
    choose(dialog.form.colours, "Dark")
    after = dialog.preview.grab().toImage()
    middle = dialog.preview.frame()[0].topLeft().toPoint()
    assert before.pixelColor(middle.x() + 3, middle.y() + 3).lightness() > 200
    assert after.pixelColor(middle.x() + 3, middle.y() + 3).lightness() < 60
    choose(dialog.form.kind, "PDF")
    choose(dialog.form.pages, "Several")
    type_number(dialog.form.enlargement, "3")
    extent = dialog.preview.extent
    assert dialog.sheet is not None and extent.contains(dialog.sheet.bounds)
    assert dialog.plan is not None and 1 < dialog.plan.count < MOST_PAGES
