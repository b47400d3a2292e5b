"""The filter bar by itself: what its chips say, what it asks for, and how it finds room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.filtering import KIND, LINK, STATE, STATUS, TAG, Chip, Filter, Found
from ui.filters.bar import FilterBar
from ui.filters.words import WHOLE, WORDS, chip_name, hidden_words, tags_word
from ui.theme import Theme

COUNTS: dict[Chip, int] = {
    (LINK, "turns"): 1,
    (KIND, "rebuttal"): 12,
    (KIND, "claim"): 40,
    (STATE, "open"): 3,
    (STATUS, "conceded"): 0,
    (TAG, "law"): 4,
    (TAG, "Allies"): 2,
}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> FilterBar:
    """A bar that does as it is asked, over counts that stay."""
    bar = FilterBar(theme)
    qtbot.addWidget(bar)
    bar.filter_changed.connect(lambda wanted: bar.set_found(wanted, Found(counts=COUNTS, hidden_nodes=1)))
    bar.resize(1200, 40)
    bar.set_found(Filter(), Found(counts=COUNTS))
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def test_chips_stand_in_a_fixed_order_whatever_the_order_of_the_counts(bar: FilterBar) -> None:
    assert [each.chip for each in bar.chips()] == [
        (KIND, "claim"),
        (KIND, "rebuttal"),
        (STATUS, "conceded"),
        (STATE, "open"),
        (LINK, "turns"),
    ]


def test_a_chip_that_is_off_stays_though_nothing_of_its_kind_is_left(bar: FilterBar) -> None:
    wanted = Filter(kinds_off=frozenset({"evidence"}))
    bar.set_found(wanted, Found(counts=COUNTS))
    gone = bar.chip((KIND, "evidence"))
    assert gone is not None
    assert not gone.isChecked()
    assert gone.accessibleName() == "evidence, 0, hidden"
    bar.set_found(Filter(), Found(counts=COUNTS))
    assert bar.chip((KIND, "evidence")) is None


def test_chips_that_stay_keep_the_focus(bar: FilterBar) -> None:
    chip = bar.chip((KIND, "rebuttal"))
    assert chip is not None
    chip.setFocus()
    bar.set_found(Filter(), Found(counts={**COUNTS, (KIND, "evidence"): 5}))
    assert bar.chip((KIND, "rebuttal")) is chip
    assert chip.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_toggles(bar: FilterBar, key: Qt.Key, qtbot: QtBot) -> None:
    chip = bar.chip((STATE, "open"))
    assert chip is not None
    chip.setFocus()
    with qtbot.waitSignal(bar.filter_changed) as told:
        QTest.keyClick(chip, key)
    assert told.args == [Filter(statuses_off=frozenset({"open"}))]
    QTest.keyClick(chip, key)
    assert bar.filter == Filter()


def test_a_double_click_on_the_only_one_shows_all_of_them_again(bar: FilterBar) -> None:
    chip = bar.chip((KIND, "claim"))
    assert chip is not None
    for wanted in (Filter(kinds_off=frozenset({"rebuttal"})), Filter()):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(chip, Qt.MouseButton.LeftButton)
        assert bar.filter == wanted


def test_words_wait_for_a_pause_and_enter_takes_them_at_once(bar: FilterBar, qtbot: QtBot) -> None:
    asked: list[Filter] = []
    bar.filter_changed.connect(asked.append)
    bar.take_focus()
    with qtbot.waitSignal(bar.filter_changed):
        QTest.keyClicks(bar.field, "law")
    assert asked == [Filter(text="law")], "once, not by every letter"
    QTest.keyClicks(bar.field, "s")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert asked[-1] == Filter(text="laws")


def test_what_is_being_typed_is_not_overwritten(bar: FilterBar) -> None:
    bar.take_focus()
    QTest.keyClicks(bar.field, "la")
    bar.set_found(Filter(), Found(counts=COUNTS))
    assert bar.field.text() == "la"


def test_escape_takes_the_words_and_leaves(bar: FilterBar, qtbot: QtBot) -> None:
    bar.take_focus()
    QTest.keyClicks(bar.field, "law")
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.filter.text == "law"


def test_show_all_takes_every_part_back(bar: FilterBar) -> None:
    bar.set_found(Filter(text="law", tags=frozenset({"law"})), Found(counts=COUNTS, hidden_nodes=3))
    QTest.mouseClick(bar.show_all, Qt.MouseButton.LeftButton)
    assert bar.filter == Filter()
    assert bar.field.text() == ""


def test_tags_are_in_the_order_of_the_alphabet_with_their_counts(bar: FilterBar) -> None:
    texts = [bar.popup.list.item(at).text() for at in range(bar.popup.list.count())]
    assert texts == ["Allies  2", "law  4"]


def test_typing_narrows_the_tags(bar: FilterBar) -> None:
    bar.popup.open_below(bar.tags)
    QTest.keyClicks(bar.popup.field, "ALL")
    assert [bar.popup.list.item(at).isHidden() for at in range(2)] == [False, True]
    QTest.keyClick(bar.popup.field, Qt.Key.Key_Down)
    QTest.keyClick(bar.popup.field, Qt.Key.Key_Return)
    assert bar.filter.tags == {"Allies"}
    bar.popup.close()


@pytest.mark.parametrize("width", [300, 600, 900, 2000])
def test_every_part_has_its_room_at_any_width(bar: FilterBar, width: int) -> None:
    counts = {**dict.fromkeys(WORDS, 1234), (TAG, "law"): 4}
    bar.set_found(Filter(text="law"), Found(counts=counts, hidden_nodes=9000, hidden_links=2000))
    bar.resize(width, bar.height())
    parts = [bar.field, bar.tags, *bar.chips(), bar.hidden, bar.show_all]
    for at, part in enumerate(parts):
        assert bar.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[at + 1 :])


def test_every_chip_has_words_of_its_own() -> None:
    assert len({chip_name(chip, 1, True) for chip in WORDS}) == len(WORDS)
    assert set(WHOLE) <= set(WORDS)


@pytest.mark.parametrize(
    ("nodes", "links", "words"),
    [
        (41, 5, "41 nodes and 5 links hidden"),
        (1, 1, "1 node and 1 link hidden"),
        (1200, 0, "1,200 nodes hidden"),
        (0, 1, "1 link hidden"),
        (0, 0, "Nothing is hidden"),
    ],
)
def test_how_much_is_hidden_is_said_in_words(nodes: int, links: int, words: str) -> None:
    assert hidden_words(Found(hidden_nodes=nodes, hidden_links=links)) == words


def test_the_tags_button_names_them() -> None:
    assert tags_word(()) == "Tags"
    assert tags_word({"law"}) == "Tag: law"
    assert tags_word({"law", "Allies", "money"}) == "Tags: Allies +2"
