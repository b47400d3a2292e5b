"""Passages over a changed text: on the same words at their own place, or on the review list."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anchors import make_anchor
from models.attaching import SHORT
from models.carrying import Carried, Carrying, Outcome, carry
from models.differing import Shifting
from models.entities import Anchor
from tests.models.texts_at_random import corrections, passages

ARTICLE = (
    "The harbour ferry sails late at night. Bridges cost millions and nobody pays for them.\n"
    "The council met on Tuesday. It voted for the bridge by a large majority of its members.\n"
    "Islanders were angry, and the ferry’s crew 👩‍✈️ was too.\n"
)
FIRST, SECOND, THIRD = ARTICLE.splitlines(keepends=True)


def anchor(text: str, quote: str) -> Anchor:
    start = text.index(quote)
    return make_anchor(text, "n", "a", start, start + len(quote))


def fate(new: str, quote: str, old: str = ARTICLE) -> tuple[str, str | None]:
    """What becomes of the quote's passage, and its words then."""
    (found,) = carry(old, new, [anchor(old, quote)]).outcomes.values()
    return str(found.outcome), new[found.start : found.end] if found.outcome is not Outcome.LOST else None


@given(corrections(), st.data())
def test_a_passage_stands_on_the_same_words_or_is_on_the_review_list(
    pair: tuple[str, str], data: st.DataObject
) -> None:
    old, new = pair
    anchors = data.draw(passages(old))
    carrying = carry(old, new, anchors)
    shifting = Shifting(carrying.hunks)
    assert set(carrying.outcomes) == {each.id for each in anchors}
    for each in anchors:
        found = carrying.outcomes[each.id]
        assert found.node_id == each.node_id and 0 <= found.score <= 100
        if found.outcome is Outcome.LOST:
            assert (found.start, found.end) == (-1, -1)
            continue
        assert 0 <= found.start < found.end <= len(new)
        assert new[found.start : found.end].strip() or each.exact.isspace()
        if found.outcome is Outcome.KEPT:
            assert new[found.start : found.end] == each.exact
            assert found.place == (shifting.start(each.start), shifting.end(each.end))
        if shifting.passage(each.start, each.end) is not None:
            assert found.outcome is Outcome.KEPT
    assert {each.anchor_id for each in carrying.review} == {
        key for key, found in carrying.outcomes.items() if found.outcome is not Outcome.KEPT
    }


@given(corrections(), st.data())
def test_what_is_kept_keeps_its_order(pair: tuple[str, str], data: st.DataObject) -> None:
    """So that nothing is kept at some other place where the same words stand."""
    old, new = pair
    anchors = sorted(data.draw(passages(old, 12)), key=lambda each: each.start)
    outcomes = carry(old, new, anchors).outcomes
    kept = [each for each in anchors if outcomes[each.id].outcome is Outcome.KEPT]
    for one, other in pairwise(kept):
        assert outcomes[one.id].start <= outcomes[other.id].start
        if one.end <= other.start:
            assert outcomes[one.id].end <= outcomes[other.id].start


@given(corrections(), st.data())
def test_carrying_is_the_same_each_time(pair: tuple[str, str], data: st.DataObject) -> None:
    old, new = pair
    anchors = data.draw(passages(old))
    first = carry(old, new, anchors)
    assert carry(old, new, list(reversed(anchors)), hunks=first.hunks).outcomes == first.outcomes


@pytest.mark.parametrize("quote", ["ferry sails", "late at night", "👩‍✈️ was", "too."])
def test_a_mended_typo_elsewhere_leaves_a_passage_alone(quote: str) -> None:
    for new in (ARTICLE.replace("harbour", "harbor"), ARTICLE.replace("Tuesday", "a Tuesday"), "New line\n" + ARTICLE):
        assert fate(new, quote) == ("kept", quote)


def test_what_is_typed_at_an_end_lies_outside() -> None:
    new = ARTICLE.replace("ferry sails", "old ferry sails very")
    assert fate(new, "ferry sails") == ("kept", "ferry sails")
    new = ARTICLE.replace("ferry sails", "xferry sailsx")
    assert fate(new, "ferry sails") == ("kept", "ferry sails")


@pytest.mark.parametrize(
    ("new", "quote", "expected"),
    [
        (ARTICLE.replace("sails", "sailed"), "ferry sails late", "ferry sailed late"),
        (ARTICLE.replace("sails", "sailed"), "harbour ferry sails", "harbour ferry sailed"),
        (ARTICLE.replace("👩‍✈️", "👨‍✈️"), "crew 👩‍✈️ was", "crew 👨‍✈️ was"),
        (ARTICLE.replace("and nobody ", ""), "Bridges cost millions and nobody pays", "Bridges cost millions pays"),
        (ARTICLE.replace("by a large majority", "twice"), "for the bridge by a large majority", "for the bridge twice"),
        (ARTICLE.replace("too.\n", "angry as well."), "was too.", None),
    ],
)  # fmt: skip
def test_changed_words_stay_at_their_place_for_review(new: str, quote: str, expected: str | None) -> None:
    assert fate(new, quote) == (("changed", expected) if expected else ("lost", None))


@pytest.mark.parametrize(
    ("new", "quote", "expected"),
    [
        (SECOND + FIRST + THIRD, "ferry sails late", "ferry sails late"),
        (THIRD + FIRST + SECOND, "Islanders were angry", "Islanders were angry"),
        (SECOND + FIRST.replace("late", "very late") + THIRD, "ferry sails late", "ferry sails very late"),
        (
            SECOND + FIRST.replace("nobody pays", "no one pays") + THIRD,
            "Bridges cost millions and nobody pays for them.",
            "Bridges cost millions and no one pays for them.",
        ),
    ],
)
def test_words_that_went_elsewhere_are_found_there(new: str, quote: str, expected: str) -> None:
    assert fate(new, quote) == ("moved", expected)


def test_the_same_words_elsewhere_do_not_draw_a_passage_from_its_place() -> None:
    old = FIRST + SECOND + FIRST
    new = FIRST.replace("sails late", "sailed late") + SECOND + FIRST
    assert fate(new, "ferry sails late", old) == ("changed", "ferry sailed late")


def test_the_best_context_decides_between_the_same_words() -> None:
    old = "Some say the bridge is dear. Others disagree.\n" + ARTICLE
    new = (
        ARTICLE + "Everybody knows whether the bridge is dear or not.\nMore of it, of other things.\n"
        "But some say the bridge is dear. Others may disagree.\n"
    )
    (found,) = carry(old, new, [anchor(old, "the bridge is dear")]).outcomes.values()
    assert (found.outcome, found.start) == (Outcome.MOVED, new.index("the bridge is dear. Others"))


@pytest.mark.parametrize("quote", ["voted for the bridge", "Tuesday", SECOND.strip(), "met"])
def test_deleted_words_are_lost_and_never_attached_to_something_else(quote: str) -> None:
    assert fate(FIRST + THIRD, quote) == ("lost", None)


def test_a_passage_at_the_very_end_of_the_text() -> None:
    old = "First words. Last words"
    assert fate(old + "!", "Last words", old) == ("kept", "Last words")
    assert fate("First words. The last words", "Last words", old)[0] in ("changed", "lost")
    assert fate("First words.", "Last words", old) == ("lost", None)


def test_a_passage_over_everything() -> None:
    new = ARTICLE.replace("sails", "sailed").replace("Tuesday", "Monday")
    assert fate(new, ARTICLE) == ("changed", new.strip())
    assert fate("Something altogether different", ARTICLE) == ("lost", None)


def test_an_anchor_that_stood_on_other_words_is_put_right_by_review() -> None:
    wrong = replace(anchor(ARTICLE, "council"), id="x", start=0, end=5)
    carrying = carry(ARTICLE, ARTICLE + "More.\n", [wrong])
    assert carrying.outcomes["x"].outcome is Outcome.MOVED
    assert carrying.new[slice(*carrying.outcomes["x"].place)] == "council"


def test_other_quotation_marks_are_no_other_words() -> None:
    new = ARTICLE.replace("ferry’s", "Ferry's").replace("nobody", "no one").replace("a large", "no  large")
    anchors = [anchor(ARTICLE, quote) for quote in ("the ferry’s crew", "and nobody pays", "sails late")]
    outcomes = carry(ARTICLE, new, anchors).outcomes
    shown = [(str(outcomes[each.id].outcome), outcomes[each.id].same_words) for each in anchors]
    assert shown == [("changed", True), ("changed", False), ("kept", True)]


def test_the_review_list_goes_down_the_old_text() -> None:
    new = ARTICLE.replace("late", "early").replace("Tuesday", "Monday").replace("angry", "cross")
    anchors = [anchor(ARTICLE, quote) for quote in ("were angry", "met on Tuesday", "sails late at", "council")]
    carrying: Carrying = carry(ARTICLE, new, anchors)
    shown: list[Carried] = carrying.review
    assert [carrying.anchors[each.anchor_id].exact for each in shown] == [
        "sails late at",
        "met on Tuesday",
        "were angry",
    ]


def test_passages_of_a_shuffled_article_are_found_or_lost_but_never_on_other_words() -> None:
    dice = random.Random(11)
    vocabulary = ["".join(dice.choice("abcdefghijklmnop") for _ in range(dice.randrange(2, 9))) for _ in range(900)]
    paragraphs = [" ".join(dice.choice(vocabulary) for _ in range(60)) for _ in range(150)]
    old = "\n".join(paragraphs)
    new = "\n".join(dice.sample(paragraphs, len(paragraphs)))
    anchors = []
    for at in range(0, len(old) - 200, 311):
        start = old.rindex(" ", 0, at + 30) + 1
        anchors.append(make_anchor(old, "n", "a", start, old.index(" ", start + dice.randrange(90))))
    carrying = carry(old, new, anchors)
    whole = [each for each in anchors if "\n" not in each.exact and len(each.exact) >= SHORT]
    assert len(whole) > 60
    for each in whole:
        found = carrying.outcomes[each.id]
        assert found.outcome in (Outcome.KEPT, Outcome.MOVED)
        assert new[found.start : found.end] == each.exact
