"""Going through a pairing by keys: all its links, the partners of a node, the claims that nobody has answered."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.comparison import UNANSWERED
from models.crossing import links_at
from models.filtering import Filter
from tests.flows.conftest import Desk
from ui.layouts import Layout
from ui.session import Session
from ui.side import Side

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEXT, BACK, PARTNER, CLAIM = Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft, Qt.Key.Key_M, Qt.Key.Key_U


@pytest.fixture
def session(desk: Desk) -> Session:
    assert desk.window.session is not None
    for side in (desk.left, desk.right):
        side.map.animated = False
    return desk.window.session


@pytest.fixture
def told(session: Session) -> list[str]:
    heard: list[str] = []
    session.told.connect(heard.append)
    return heard


def begin(desk: Desk, side: Side) -> None:
    """The keys are in a side's tree, and its first node is selected."""
    side.outline.setFocus()
    side.outline.go_to_row(0)


def numbers(words: str) -> tuple[int, int]:
    """Which of how many, as the status line says."""
    found = re.search(r"(\d+) of (\d+)", words)
    assert found is not None, words
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("mirrored", [False, True])
def test_every_link_comes_by_once_in_the_reading_order_of_the_side_with_the_keys(
    desk: Desk, session: Session, told: list[str], mirrored: bool
) -> None:
    side = desk.right if mirrored else desk.left
    side.outline.setFocus()
    session.select(None)
    ends = {link.link_id: (link.left_node, link.right_node)[mirrored] for link in desk.window.split.link_ends()}
    order = [node.id for node, _depth in desk.project.walk(desk.case(side).id)]
    seen: list[str] = []
    for _each in ends:
        desk.press(NEXT, CTRL)
        assert session.front_link is not None and session.selected_node == ends[session.front_link]
        seen.append(session.front_link)
    assert sorted(seen) == sorted(ends)
    assert [numbers(words) for words in told] == [(at, len(ends)) for at in range(1, len(ends) + 1)]
    places = [order.index(ends[link]) for link in seen]
    assert places == sorted(places)
    desk.press(NEXT, CTRL)
    assert session.front_link == seen[0] and told[-1].startswith("Round again. Link 1 of")
    desk.press(BACK, CTRL)
    assert session.front_link == seen[-1] and told[-1].startswith("Round again.")


def test_the_next_link_is_the_next_after_the_selected_node(desk: Desk, session: Session) -> None:
    begin(desk, desk.left)
    order = [node.id for node, _depth in desk.project.walk(desk.case(desk.left).id)]
    at = next(at for at, node in enumerate(order) if at > 3 and not links_at(desk.project, node))
    session.select(order[at])
    desk.press(NEXT, CTRL)
    assert session.selected_node is not None
    after = order.index(session.selected_node)
    linked = {link.left_node for link in desk.window.split.link_ends()}
    assert after > at and not linked.intersection(order[at:after])
    session.select(order[at])
    desk.press(BACK, CTRL)
    assert order.index(session.selected_node) < at


def test_what_is_told_names_both_ends_and_the_relation(desk: Desk, session: Session, told: list[str]) -> None:
    begin(desk, desk.left)
    desk.press(NEXT, CTRL)
    assert session.front_link is not None
    assert re.fullmatch(r"Link 2 of \d+: “.+” .+ “.+”", told[-1])


def test_the_ends_of_a_link_that_is_stepped_to_are_aligned_though_clicks_do_not_align(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    desk.window.layouts.choose(Layout.TREES)
    desk.window.aligner.set_on(False)
    begin(desk, desk.left)
    with qtbot.waitSignal(desk.window.aligner.aligned, timeout=2000):
        desk.press(NEXT, CTRL)
    assert session.partner is not None
    span = desk.right.outline.row_span(session.partner)
    assert span is not None and span[0] >= 0 and span[1] <= desk.right.outline.viewport().height()


def several(desk: Desk) -> str:
    """A node of the left side with more than one partner."""
    walked = desk.project.walk(desk.case(desk.left).id)
    return next(node.id for node, _depth in walked if len(links_at(desk.project, node.id)) > 1)


def test_partners_are_stepped_through_and_the_one_in_front_has_the_frame(
    desk: Desk, session: Session, told: list[str], qtbot: QtBot
) -> None:
    desk.left.outline.setFocus()
    session.select(several(desk))
    partners = session.partners()
    assert len(partners) == 2
    with qtbot.waitSignal(desk.window.aligner.aligned, timeout=2000):
        desk.press(PARTNER, CTRL)
    assert session.partner == partners[1]
    assert numbers(told[-1]) == (2, 2) and told[-1].startswith("Partner 2 of 2: ")
    assert desk.right.outline._painter.partners[partners[1]] == 0
    desk.press(PARTNER, CTRL)
    assert session.partner == partners[0] and numbers(told[-1]) == (1, 2)
    assert desk.selected == several(desk)


def test_to_the_partner_and_back_with_the_keys(desk: Desk, session: Session) -> None:
    desk.left.outline.setFocus()
    node_id = several(desk)
    session.select(node_id)
    desk.press(PARTNER, CTRL)
    link, partner = session.front_link, session.partner
    desk.press(PARTNER, CTRL | SHIFT)
    assert (session.selected_node, session.front_link, session.partner) == (partner, link, node_id)
    assert desk.focus() is desk.right.outline
    desk.press(PARTNER, CTRL | SHIFT)
    assert session.selected_node == node_id and desk.focus() is desk.left.outline


def test_from_text_to_text_and_where_one_side_is_on_show_to_its_tab(desk: Desk, session: Session) -> None:
    session.select(several(desk))
    desk.left.article.setFocus()
    desk.press(PARTNER, CTRL | SHIFT)
    assert desk.focus() is desk.right.article
    desk.press(PARTNER, CTRL | SHIFT)
    desk.window.split.set_sides("one")
    assert desk.window.split.side_in_front() is desk.left
    desk.press(PARTNER, CTRL | SHIFT)
    assert desk.window.split.side_in_front() is desk.right and desk.right.isAncestorOf(desk.focus())


def test_a_node_without_a_link_says_so(desk: Desk, session: Session, told: list[str]) -> None:
    begin(desk, desk.left)
    alone = next(n.id for n, _d in desk.project.walk(desk.case(desk.left).id) if not links_at(desk.project, n.id))
    session.select(alone)
    for modifier in (CTRL, CTRL | SHIFT):
        desk.press(PARTNER, modifier)
        assert told[-1] == "This node has no link." and desk.selected == alone
    session.select(None)
    desk.press(PARTNER, CTRL)
    assert told[-1] == "Select a node first."


@pytest.mark.parametrize("mirrored", [False, True])
def test_every_unanswered_claim_of_the_side_comes_by_once(
    desk: Desk, session: Session, told: list[str], mirrored: bool
) -> None:
    side = desk.right if mirrored else desk.left
    side.outline.setFocus()
    session.select(None)
    walked = [node.id for node, _depth in desk.project.walk(desk.case(side).id)]
    wanted = [node for node in walked if session.status(node) == UNANSWERED]
    assert len(wanted) > 2
    seen: list[str | None] = []
    for _each in wanted:
        desk.press(CLAIM, CTRL)
        seen.append(desk.selected)
    assert seen == wanted
    assert told[-1].startswith(f"Unanswered {len(wanted)} of {len(wanted)}: “")
    desk.press(CLAIM, CTRL)
    assert desk.selected == wanted[0] and told[-1].startswith("Round again. Unanswered 1 of")
    desk.press(CLAIM, CTRL | SHIFT)
    assert desk.selected == wanted[-1]


def test_with_a_filter_only_what_it_keeps_comes_by(desk: Desk, session: Session, told: list[str]) -> None:
    begin(desk, desk.left)
    session.set_filter(Filter(links_off=frozenset(link.kind for link in desk.window.split.link_ends()) - {"rebuts"}))
    kept = sum(link.kind == "rebuts" for link in desk.window.split.link_ends())
    for _each in range(kept):
        desk.press(NEXT, CTRL)
        assert session.front_link is not None and desk.project.link(session.front_link).kind == "rebuts"
        assert all(link.kind == "rebuts" for link, _other in session.front.partners)
    assert numbers(told[-1]) == (kept, kept)
    session.set_filter(Filter(links_off=frozenset(link.kind for link in desk.project.links())))
    desk.press(NEXT, CTRL)
    assert told[-1] == "The filter hides all links."
    assert session.front_link is None
    session.set_filter(Filter(statuses_off=frozenset({UNANSWERED})))
    session.select(None)
    session.set_filter(Filter(statuses_off=frozenset({UNANSWERED}), text="nothing says this"))
    desk.press(CLAIM, CTRL)
    assert told[-1] == "The filter shows no unanswered claim on this side."


def test_after_a_jump_the_row_does_not_stand_at_the_edge(desk: Desk, session: Session) -> None:
    desk.window.layouts.choose(Layout.TREES)
    desk.window.resize(1280, 620)
    begin(desk, desk.left)
    outline = desk.left.outline
    heights = []
    for _each in desk.window.split.link_ends():
        desk.press(NEXT, CTRL)
        assert session.selected_node is not None
        span = outline.row_span(session.selected_node)
        bar = outline.verticalScrollBar()
        if span is not None and bar.minimum() < bar.value() < bar.maximum():
            heights.append((span[0], outline.viewport().height() - span[1]))
    assert len(heights) > 3
    assert min(map(min, heights)) > 40


def test_the_node_panel_says_which_partners_are_out_of_sight_once_they_are_aligned(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    desk.window.layouts.choose(Layout.TREES)
    begin(desk, desk.left)
    for _each in range(4):
        with qtbot.waitSignal(desk.window.aligner.aligned, timeout=2000):
            desk.press(NEXT, CTRL)
        assert session.partner is not None and desk.window.aligner.in_sight(session.partner)
        node = desk.window.panel.node()
        assert node is not None
        assert next(link.in_sight for link in node.links if link.link_id == session.front_link)


@pytest.mark.parametrize("layout", [Layout.TEXTS, Layout.TREES, Layout.MAPS])
def test_the_keys_act_in_texts_trees_and_maps(desk: Desk, session: Session, told: list[str], layout: Layout) -> None:
    desk.window.layouts.choose(layout)
    desk.left.take_focus(in_tree=layout is not Layout.TEXTS)
    session.select(several(desk))
    focus = desk.focus()
    assert focus in (desk.left.article, desk.left.outline, desk.left.map)
    for key, modifier, words in (
        (NEXT, CTRL, "Link "),
        (BACK, CTRL, "Link "),
        (PARTNER, CTRL, "Partner "),
        (CLAIM, CTRL, "Unanswered "),
        (CLAIM, CTRL | SHIFT, "Unanswered "),
        (Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.AltModifier, "Scrolling "),
    ):
        told.clear()
        desk.press(key, modifier)
        assert len(told) == 1 and told[0].removeprefix("Round again. ").startswith(words)
        assert desk.focus() is focus
        if key == PARTNER:
            session.select(desk.roots(desk.left)[0])


def test_a_held_key_goes_on(desk: Desk) -> None:
    actions = desk.window.actions_by_name
    held = ("next_link", "previous_link", "next_partner", "next_unanswered", "previous_unanswered")
    assert all(actions[name].autoRepeat() for name in held)
    assert not actions["go_to_partner"].autoRepeat() and not actions["lock_scrolling"].autoRepeat()
