"""Cards carried onto cards to be linked with them, across cases and within one; the card that waits for its partner."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from models.errors import UserError
from tests.ui.map.test_dragging import drag, part
from tests.ui.outline import garden
from tests.ui.outline.hands import heard
from ui.carried import carry_nodes

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asked(view):
    return heard(view.reparent_requested)


def test_a_node_of_another_case_is_linked_with_the_card_it_is_let_go_on(view, asked, project):
    garden.add(project, replace(garden.make_node("z", None, "n"), case_id="D"))
    links, data, where = heard(view.link_dropped), carry_nodes("D", ["z"]), part(view, "e", 0.5, 0.1)
    assert drag(view, [], where, drop=False, data=data)
    assert view.hands.carrying._bubble.text() == f"Link with “{project.node('e').text}”"
    assert view.hands.carrying.landing is None
    drag(view, [], where, data=data)
    assert asked == [] and links == [("z", "e", view.viewport().mapToGlobal(where))]
    assert not view.hands.carrying.is_on


def test_nodes_that_cannot_be_linked_say_why(view, asked, project):
    for each in "zy":
        garden.add(project, replace(garden.make_node(each, None, each), case_id="D"))
    links, said = heard(view.link_dropped), heard(view.drop_refused)
    assert not drag(view, [], QPoint(100, 800), data=carry_nodes("D", ["z"]))
    assert not drag(view, [], part(view, "e", 0.5, 0.5), data=carry_nodes("D", ["z", "y"]))
    assert not drag(view, "f", part(view, "f", 0.5, 0.5), keys=BOTH)
    first = "Let go on a node to link the two; cut and paste moves a branch to the other case."
    assert said == [first, str(UserError("rule.link_one_node")), str(UserError("rule.link_to_itself"))]
    assert asked == [] == links


def test_ctrl_and_shift_link_within_a_case(view, asked):
    links = heard(view.link_dropped)
    assert drag(view, "c", part(view, "f", 0.5, 0.5), keys=BOTH)
    assert drag(view, "c", part(view, "e", 0.5, 0.5), drop=False)  # the keys are up again: it would move
    assert view.hands.carrying.landing is not None and not view.hands.carrying.links.is_on
    assert asked == [] and [link[:2] for link in links] == [("c", "f")]


def test_the_card_that_waits_for_its_partner_has_a_dashed_frame(view):
    before = view.viewport().grab().toImage()
    view.set_marked_node("f")
    assert view.viewport().grab().toImage() != before
    view.set_marked_node(None)
    assert view.viewport().grab().toImage() == before
