"""Text in whole lines: nothing is lost that fits, and what does not is an ellipsis."""

import pytest
from PySide6.QtGui import QFontMetrics

from ui.panel.lines import broken_lines, cut, elided_lines, quoted
from ui.theme import Theme

TEXT = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def test_lines_hold_all_words_within_the_width(theme: Theme) -> None:
    font = theme.interface_font()
    lines = broken_lines(TEXT, font, 120)
    assert " ".join(lines) == TEXT
    assert len(lines) > 3
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 121 for line in lines)


def test_the_last_line_is_elided(theme: Theme) -> None:
    font = theme.interface_font()
    lines = elided_lines(TEXT, font, 120, 2)
    assert len(lines) == 2 and lines[1].endswith("…")
    assert QFontMetrics(font).horizontalAdvance(lines[1]) <= 121
    assert elided_lines("short", font, 120, 2) == ["short"]
    assert elided_lines(TEXT, font, 120, 0) == []


def test_characters_beyond_the_basic_plane_are_not_cut(theme: Theme) -> None:
    text = "😀 one 😀 two 😀 three 😀 four"
    assert " ".join(broken_lines(text, theme.interface_font(), 60)) == text


def test_no_stop_stands_before_the_ellipsis(theme: Theme) -> None:
    font = theme.interface_font()
    text = "It was the U.S.A. that paid for the trams and the track."
    ends = {elided_lines(text, font, width, 1)[0] for width in range(40, 260)}
    assert not any(end.endswith((".…", " …", ",…")) for end in ends)
    assert {"It was the U.S…", "It was the U…"} <= ends
    assert cut("The end. And more", 9) == "The end…"
    assert cut("The end.", 8) == "The end."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the trams were full", "“the trams were full”"),
        ("“If they come", "“If they come”"),
        ("“If they come,” she said", "“If they come,” she said"),
        ("if they come,” she said", "“if they come,” she said”"),
        ("if they come,”", "“if they come,”"),
        ("she said “no”", "she said “no”"),
        ("„Wenn sie kommen“", "„Wenn sie kommen“"),
        ("„Wenn sie kommen", "„Wenn sie kommen“"),
        ("« Si »", "« Si »"),
        ('"If they come', '"If they come"'),
        ('"If they come"', '"If they come"'),
        ("", "“”"),
    ],
)
def test_a_quotation_has_its_marks_once(text: str, shown: str) -> None:
    assert quoted(text) == shown
