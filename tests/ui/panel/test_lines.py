"""Text in whole lines: nothing is lost that fits, and what does not is an ellipsis."""

from PySide6.QtGui import QFontMetrics

from ui.panel.lines import broken_lines, elided_lines
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
