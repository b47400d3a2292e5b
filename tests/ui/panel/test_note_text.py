"""A note is set as print while it is not being edited."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QTextFormat
from pytestqt.qtbot import QtBot

from tests.ui.panel.sample import NODE, elsewhere
from ui.panel.node_panel import NodePanel
from ui.panel.note_text import NoteText
from ui.theme import Theme

LINE = 20


def note(theme: Theme, source: str, width: int = 200, height: int = 100) -> NoteText:
    made = NoteText(source, theme.interface_font(), QColor("black"), LINE)
    made.fit(width, height)
    return made


def test_marks_are_set_and_headings_are_no_larger(theme: Theme) -> None:
    made = note(theme, "# Fares\n\nThey are **low**, and\n\n- one\n- two")
    assert made.toPlainText() == "Fares\nThey are low, and\none\ntwo"
    heading = made.begin().begin().fragment().charFormat()
    assert not heading.property(QTextFormat.Property.FontSizeAdjustment)
    assert made.size().height() == 4 * LINE


def test_html_stays_text_and_pictures_are_not_read(theme: Theme) -> None:
    assert "<b>" in note(theme, "a <b>bold</b> word").toPlainText()
    assert note(theme, "![a](/etc/hostname)").loadResource(2, "/etc/hostname") is None


@pytest.mark.parametrize("source", ["word " * 200, "one\n\n" * 40, "- item\n" * 40, "x" * 900, "|a|b|\n|-|-|\n|c|d|\n"])
@pytest.mark.parametrize("height", [0, 10, 20, 100])
def test_what_does_not_fit_ends_in_an_ellipsis(theme: Theme, source: str, height: int) -> None:
    made = note(theme, source, height=height)
    assert made.toPlainText().rstrip().endswith("…") or made.size().height() <= height
    assert made.size().height() <= max(height, LINE) or source.startswith("|")


def test_the_source_is_what_is_edited(qtbot: QtBot, panel: NodePanel) -> None:
    panel.show_node(replace(NODE, note="Check the **fares**."))
    printed = panel.note.grab().toImage()
    panel.note.setFocus()
    assert panel.note.text() == "Check the **fares**."
    assert panel.note.grab().toImage() != printed
    with qtbot.assertNotEmitted(panel.note_committed):
        elsewhere(panel).setFocus()
    assert panel.note.grab().toImage() == printed
