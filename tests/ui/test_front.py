"""The link in front: which one comes first, what stays through edits, what is stepped through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.authoring import links, nodes
from models.entities import LinkKind
from tests.storage.projects import LOWER, PROOF, SECOND, TOP, new_project
from ui.session import Session

RIGHT_TOP, RIGHT_LOWER, RIGHT_PROOF, RIGHT_SECOND = "node-00007", "node-00008", "node-00009", "node-00012"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "p.counterpoint"
    made = Session(new_project(path, wait=0), path)
    yield made
    made.close()


@pytest.fixture
def link(session: Session) -> Callable[..., str]:
    """Link two nodes; the new link's id."""

    def made(source: str, target: str, kind: LinkKind = LinkKind.REBUTS) -> str:
        found: list[Any] = []
        session.do(lambda reader: links.link_nodes(reader, source, target, kind), then=found.append)
        return str(found[0])

    return made


@pytest.fixture
def heard(session: Session) -> list[object]:
    told: list[object] = []
    session.front_changed.connect(told.append)
    return told


def test_the_partner_that_is_read_first_is_in_front(session: Session, link: Callable[..., str]) -> None:
    late, early = link(SECOND, RIGHT_SECOND), link(RIGHT_LOWER, SECOND)
    session.select(SECOND)
    assert (session.front_link, session.partner) == (early, RIGHT_LOWER)
    assert session.partners() == [RIGHT_LOWER, RIGHT_SECOND]
    session.step_partner(1)
    assert (session.front_link, session.partner) == (late, RIGHT_SECOND)
    assert session.partners() == [RIGHT_SECOND, RIGHT_LOWER]


def test_partners_are_stepped_through_round_and_round(
    session: Session, link: Callable[..., str], heard: list[object]
) -> None:
    made = [link(SECOND, RIGHT_TOP), link(SECOND, RIGHT_PROOF), link(SECOND, RIGHT_SECOND)]
    session.select(SECOND)
    for by in (1, 1, 1, -1):
        session.step_partner(by)
    assert heard == [made[0], made[1], made[2], made[0], made[2]]


def test_a_partner_of_the_own_case_comes_last(session: Session, link: Callable[..., str]) -> None:
    link(SECOND, TOP, LinkKind.TENSION)
    link(SECOND, RIGHT_SECOND)
    session.select(SECOND)
    assert session.partners() == [RIGHT_SECOND, TOP]


def test_an_answer_joins_who_answers_and_who_is_answered(session: Session) -> None:
    session.select(TOP)
    answer = next(link for link in session.project.links() if link.kind is LinkKind.ANSWERS)
    assert session.partners() == [RIGHT_TOP, answer.source_id]
    session.select_link(answer.id)
    assert (session.selected_node, session.partner) == (answer.source_id, TOP)


def test_a_link_is_selected_by_either_end(session: Session, link: Callable[..., str], heard: list[object]) -> None:
    link(SECOND, RIGHT_TOP)
    wanted = link(SECOND, RIGHT_SECOND)
    session.select_link(wanted)
    assert (session.selected_node, session.front_link, session.partner) == (SECOND, wanted, RIGHT_SECOND)
    session.select_link(wanted, RIGHT_SECOND)
    assert (session.selected_node, session.front_link, session.partner) == (RIGHT_SECOND, wanted, SECOND)
    assert heard == [wanted, wanted]  # the second time only the partner is another one


def test_a_link_to_what_is_selected_comes_to_the_front_without_another_selection(
    session: Session, link: Callable[..., str], heard: list[object]
) -> None:
    link(SECOND, RIGHT_TOP)
    wanted = link(SECOND, RIGHT_SECOND)
    session.select(SECOND)
    selections: list[object] = []
    session.selected.connect(selections.append)
    session.select_link(wanted)
    assert selections == [] and session.front_link == wanted


def test_the_front_is_known_when_the_selection_is_told(session: Session, link: Callable[..., str]) -> None:
    made = link(SECOND, RIGHT_SECOND)
    seen: list[object] = []
    session.selected.connect(lambda _node: seen.append(session.front_link))
    session.select(SECOND)
    assert seen == [made]


def test_a_link_that_goes_leaves_the_front_and_one_that_comes_takes_it(
    session: Session, link: Callable[..., str], heard: list[object]
) -> None:
    session.select(SECOND)
    assert session.front_link is None and session.partner is None and session.partners() == []
    first = link(SECOND, RIGHT_SECOND)
    link(SECOND, RIGHT_TOP)
    assert session.front_link == first  # what was in front stays there
    session.do(lambda reader: nodes.delete_node(reader, RIGHT_SECOND))
    assert session.partner == RIGHT_TOP
    session.undo()
    assert session.partner == RIGHT_TOP
    assert len(heard) == 2


def test_what_has_no_link_has_no_front(session: Session, heard: list[object]) -> None:
    session.select(PROOF)
    session.select(LOWER)
    session.step_partner(1)
    assert session.front_link is None
    assert heard[-1] is None
    session.select_link("no such link")
    assert session.selected_node == LOWER


def test_a_challenge_is_open_or_met_as_its_answers_are(session: Session, link: Callable[..., str]) -> None:
    challenge = next(each for each in session.project.links() if each.kind is LinkKind.REBUTS)
    answer = next(each for each in session.project.links() if each.kind is LinkKind.ANSWERS)
    kin = link(SECOND, RIGHT_SECOND, LinkKind.AGREES)
    assert session.challenge_state(challenge.id) == "met"
    assert session.challenge_state(kin) == ""
    session.do(lambda reader: links.remove_link(reader, answer.id))
    assert session.challenge_state(challenge.id) == "open"
    session.undo()
    assert session.challenge_state(challenge.id) == "met"
    session.do(lambda reader: nodes.delete_node(reader, answer.source_id))  # the answer goes with its node
    assert session.challenge_state(challenge.id) == "open"
