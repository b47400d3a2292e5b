"""Answer statuses, coverage, places and partners of two cases side by side."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.comparison import (
    Coverage,
    answer_statuses,
    answered,
    coverage,
    partners,
    place,
    touches_statuses,
    touches_tags,
)
from models.entities import CHALLENGES, Kind, LinkKind
from tests.factories import World
from tests.models.gardens import attempt, garden, random_making

TEXT = "HEADING HERE\nOne one one.\nTwo two two.\nThree three three.\nFour four four.\n"


class Pair:
    """Left: top > middle > evidence, and aside. Right: a claim and a piece of evidence."""

    def __init__(self) -> None:
        self.world = world = World()
        self.left, self.right = (world.case(world.article(TEXT)) for _ in range(2))
        self.top = world.node(self.left, "Top", quotes=["HEADING", "Two two"])
        self.middle = world.node(self.left, "Middle", self.top)
        self.proof = world.node(self.left, "Proof", self.middle, Kind.EVIDENCE)
        self.aside = world.node(self.left, "Aside")
        self.claim = world.node(self.right, "Claim")
        self.other = world.node(self.right, "Other", self.claim, Kind.EVIDENCE)
        self.pairing = world.pairing(self.left, self.right)

    def statuses(self) -> dict[str, str]:
        found = answer_statuses(self.world.project, self.pairing)
        return {self.world.project.node(key).text: status for key, status in found.items()}


def test_without_links_every_claim_is_unanswered_and_evidence_has_no_status() -> None:
    assert Pair().statuses() == dict.fromkeys(("Top", "Middle", "Aside", "Claim"), "unanswered")


@pytest.mark.parametrize("kind", LinkKind)
def test_what_a_link_on_a_claim_makes_of_it(kind: LinkKind) -> None:
    if kind is LinkKind.ANSWERS:
        return
    pair = Pair()
    pair.world.link(pair.claim, pair.middle, kind)
    status = "conceded" if kind is LinkKind.CONCEDES else "answered" if kind in CHALLENGES else "unanswered"
    above = "partly" if kind in CHALLENGES else "unanswered"
    assert pair.statuses() == {"Top": above, "Middle": status, "Aside": "unanswered", "Claim": "unanswered"}


def test_a_challenge_below_answers_partly_all_the_way_up() -> None:
    pair = Pair()
    pair.world.link(pair.other, pair.proof, LinkKind.QUESTIONS)
    assert pair.statuses() == {"Top": "partly", "Middle": "partly", "Aside": "unanswered", "Claim": "unanswered"}


def test_a_concession_weighs_more_than_a_challenge() -> None:
    pair = Pair()
    pair.world.link(pair.claim, pair.top, LinkKind.REBUTS)
    pair.world.link(pair.other, pair.top, LinkKind.CONCEDES)
    assert pair.statuses()["Top"] == "conceded"


def test_what_a_case_says_against_itself_answers_nothing() -> None:
    pair = Pair()
    pair.world.link(pair.aside, pair.top, LinkKind.REBUTS)
    assert set(pair.statuses().values()) == {"unanswered"}


def test_an_answer_to_a_link_leaves_the_challenged_claim_answered() -> None:
    pair = Pair()
    challenge = pair.world.link(pair.claim, pair.top, LinkKind.REBUTS)
    pair.world.link(pair.middle, challenge, LinkKind.ANSWERS)
    assert pair.statuses() == {
        "Top": "answered", "Middle": "unanswered", "Aside": "unanswered", "Claim": "unanswered",
    }  # fmt: skip
    assert partners(pair.world.project, pair.middle.id) == [pair.claim.id]
    assert partners(pair.world.project, pair.top.id) == [pair.claim.id]


def test_the_count_takes_answered_and_conceded() -> None:
    assert answered({"a": "answered", "b": "conceded", "c": "partly", "d": "unanswered"}) == (2, 4)
    assert answered({}) == (0, 0)


def test_coverage_counts_numbered_paragraphs_once() -> None:
    pair = Pair()
    project = pair.world.project
    assert coverage(project, pair.left.id) == Coverage(1, 4)
    start = TEXT.index("two two.")
    pair.world.anchor(pair.aside, start, TEXT.index("Four"))
    assert coverage(project, pair.left.id) == Coverage(2, 4)
    pair.world.anchor(pair.aside, 0, len(TEXT))
    assert coverage(project, pair.left.id) == Coverage(4, 4)
    assert coverage(project, pair.right.id) == Coverage(0, 4)


def test_a_place_is_the_paragraph_of_the_first_passage() -> None:
    pair = Pair()
    project = pair.world.project
    assert place(project, pair.top.id) == ""
    assert place(project, pair.aside.id) == ""
    pair.world.anchor(pair.aside, TEXT.index("Three"), TEXT.index("Four"))
    pair.world.anchor(pair.aside, TEXT.index("Four"), len(TEXT))
    assert place(project, pair.aside.id) == "¶ 3"


def test_partners_come_in_the_order_of_their_links_and_once() -> None:
    pair = Pair()
    pair.world.link(pair.other, pair.top, LinkKind.REBUTS, created="2025-02-02T00:00:00.000Z")
    pair.world.link(pair.top, pair.claim, LinkKind.AGREES, created="2025-01-01T00:00:00.000Z")
    pair.world.link(pair.claim, pair.top, LinkKind.TENSION, created="2025-03-03T00:00:00.000Z")
    assert partners(pair.world.project, pair.top.id) == [pair.claim.id, pair.other.id]
    assert partners(pair.world.project, pair.aside.id) == []


@given(st.integers(0, 2**32))
def test_what_an_edit_does_not_touch_stays_as_it_was_counted(seed: int) -> None:
    """Statuses and tags are counted anew only after edits that may change them."""
    rng = random.Random(seed)
    world = garden()
    project = world.project
    pairing = project.pairings()[0]

    def tags() -> set[str]:
        nodes = (node for case in project.cases() for node, _depth in project.walk(case.id))
        return {tag for node in nodes for tag in node.tags}

    for _ in range(12):
        edit = attempt(random_making(rng), project)
        if edit is None:
            continue
        before = answer_statuses(project, pairing), tags()
        world.blobs.update(edit.blobs)
        project.apply(edit.changes)
        if not touches_statuses(edit):
            assert answer_statuses(project, pairing) == before[0]
        if not touches_tags(edit):
            assert tags() == before[1]
