"""N goes from passage to passage, U to what none covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from models.texts import BlockKind, Layout, plain_layout
from tests.ui.article.conftest import TEXT, mark
from tests.ui.article.hands import NONE, SHIFT, Key, key
from ui.article.view import ArticleView, Highlight

Make = Callable[..., ArticleView]


@pytest.fixture
def said(view: ArticleView) -> list[str]:
    return listen(view)


def listen(view: ArticleView) -> list[str]:
    said: list[str] = []
    view.told.connect(said.append)
    return said


def test_n_goes_through_the_passages_in_reading_order(view: ArticleView, said: list[str]) -> None:
    view.set_highlights(
        [
            mark(TEXT, "nest in the tower", "c"),
            mark(TEXT, "without a bench", "b"),
            mark(TEXT, "without a bench is a road", "a"),
            mark(TEXT, "ends with the file", "d"),
        ]
    )
    told: list[tuple[str, int]] = []
    view.node_clicked.connect(lambda node: told.append((node, view.caret_offset)))
    key(view, Key.Key_N, times=4)
    places = [TEXT.index(words) for words in ("without", "without", "nest", "ends")]
    assert told == list(zip("abcd", places, strict=True)) and said == []
    key(view, Key.Key_N)
    assert told[-1] == ("a", places[0]) and said == ["On from the beginning."]
    key(view, Key.Key_N, SHIFT)
    assert told[-1] == ("d", places[3]) and said[1:] == ["On from the end."]
    key(view, Key.Key_N, SHIFT, times=3)
    assert [node for node, _place in told[-3:]] == ["c", "b", "a"]
    assert view.selection == (places[0], places[0])


def test_n_starts_from_the_caret(view: ArticleView, qtbot: QtBot) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "a"), mark(TEXT, "nest in the tower", "b")])
    inside = TEXT.index("a bench") + 3
    for modifiers, node in ((SHIFT, "a"), (NONE, "b")):
        view.select(inside, inside)
        with qtbot.waitSignal(view.node_clicked) as told:
            key(view, Key.Key_N, modifiers)
        assert told.args == [node]


def test_identical_passages_are_all_stepped_through(view: ArticleView) -> None:
    view.set_highlights([mark(TEXT, "without a bench", f"n{n}") for n in range(3)])
    told: list[str] = []
    view.node_clicked.connect(told.append)
    view.node_clicked.connect(view.set_selected_node)
    key(view, Key.Key_N, times=3)
    assert told == ["n0", "n1", "n2"]


def test_n_brings_the_passage_into_view_and_not_the_nodes_first(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} says a few words that nobody will keep in mind." * 3 for n in range(200))
    view = make_view(text)
    view.set_highlights([mark(text, "Paragraph 3 ", "n"), replace(mark(text, "Paragraph 150", "n"), anchor_id="2")])
    view.node_clicked.connect(view.reveal_node)
    key(view, Key.Key_N, times=2)
    assert view.caret_offset == text.index("Paragraph 150")
    assert 0 <= view.caret_box().top() < view.viewport().height()


def test_passages_in_hidden_blocks_are_passed_over(make_view: Make) -> None:
    text = "One. Two.\n\nHidden. Too.\n\nThree."
    view, layout = make_view(""), plain_layout(text)
    blocks = tuple(replace(block, hidden=n == 1) for n, block in enumerate(layout.blocks))
    view.set_article(text, Layout(blocks, layout.pieces))
    over = Highlight("x", "over", text.index("Too"), text.index("Three") + 5, "claim")
    view.set_highlights([mark(text, "Hidden", "gone"), over])
    told: list[str] = []
    view.node_clicked.connect(told.append)
    key(view, Key.Key_N, times=2)
    assert told == ["over", "over"] and view.caret_offset == text.index("Three")


def test_nothing_to_step_to_is_said(view: ArticleView, said: list[str]) -> None:
    key(view, Key.Key_N)
    key(view, Key.Key_N, SHIFT)
    assert said == ["There is no passage in this text yet."] * 2


def selected(view: ArticleView) -> str:
    return view.shown_document.text[slice(*view.selection)]


def test_u_selects_sentences_that_nothing_covers(view: ArticleView, said: list[str]) -> None:
    view.set_highlights([mark(TEXT, "without a bench", "a"), mark(TEXT, "tea. Nobody", "b"), mark(TEXT, "שלום", "c")])
    found = []
    for _turn in range(4):
        key(view, Key.Key_U)
        found.append(selected(view))
    assert found[:3] == [
        "The square lost its bench in spring.",
        "People walk through and do not stay.",
        "The last line has no full stop and ends with the file",
    ]
    assert found[3] == found[0] and said == ["On from the beginning."]
    key(view, Key.Key_U, SHIFT)
    assert selected(view) == found[2] and said[1:] == ["On from the end."]
    key(view, Key.Key_U, SHIFT)
    assert selected(view) == found[1]


def test_u_starts_at_the_sentence_of_the_caret(view: ArticleView) -> None:
    inside = TEXT.index("People") + 3
    view.select(inside, inside)
    key(view, Key.Key_U)
    assert selected(view) == "People walk through and do not stay."
    key(view, Key.Key_U)
    assert selected(view).startswith("Owls 🦉🦉 nest")
    view.select(inside, inside)
    key(view, Key.Key_U, SHIFT)
    assert selected(view) == "People walk through and do not stay."


def test_headings_captions_and_site_text_are_no_sentences(make_view: Make) -> None:
    text = "A HEADING\n\nOne sentence.\n\nA caption.\n\nSite text.\n\nA quotation."
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FURNITURE, BlockKind.QUOTE]
    view, layout = make_view(""), plain_layout(text)
    blocks = tuple(replace(block, kind=kind) for block, kind in zip(layout.blocks, kinds, strict=True))
    view.set_article(text, Layout(blocks, layout.pieces))
    said = listen(view)
    found = []
    for _turn in range(3):
        key(view, Key.Key_U)
        found.append(selected(view))
    assert found == ["One sentence.", "A quotation.", "One sentence."]
    view.set_highlights([mark(text, "One sentence", "a"), mark(text, "quotation", "b")])
    key(view, Key.Key_U)
    assert said[-1] == "Every sentence has a passage."


def test_u_brings_the_sentence_into_view(make_view: Make) -> None:
    text = "\n\n".join(f"Paragraph {n} says few words that nobody will keep in mind." for n in range(200))
    view = make_view(text)
    view.set_highlights([Highlight("a", "a", 0, text.index("Paragraph 190"), "claim")])
    key(view, Key.Key_U)
    assert selected(view).startswith("Paragraph 190")
    assert 0 <= view.caret_box().top() < view.viewport().height()
