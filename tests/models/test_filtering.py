"""What a filter keeps, against a model that asks every node and link by itself, over and over."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.entities import CHALLENGES, Kind, Link, LinkKind, Node
from models.filtering import KIND, LINK, STATE, STATUS, TAG, Chip, Filter, Found, sift
from models.finding import folded
from models.project import Project
from tests.factories import World

TAGS = ("law", "money", "Ünrest")
WORDS = ("bank", "Bänke", "tariff", "rate of 20 percent", "it’s law")
STATUSES = ("unanswered", "partly", "answered", "conceded")


class Field:
    """Two cases with a third beside them, and what a session would know of them."""

    def __init__(self) -> None:
        self.world = World()
        article = self.world.article("A text.\n")
        self.cases = [self.world.case(article, name) for name in ("Left", "Right", "Third")]
        self.pairing = self.world.pairing(self.cases[0], self.cases[1])
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.statuses: dict[str, str] = {}
        self.states: dict[str, str] = {}

    @property
    def project(self) -> Project:
        return self.world.project

    def sift(self, wanted: Filter, spared: frozenset[str] = frozenset()) -> Found:
        return sift(self.project, self.pairing, wanted, self.statuses, self.states, spared)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    field = Field()
    for _each in range(draw(st.integers(0, 14))):
        case = draw(st.sampled_from(field.cases))
        here = [node for node in field.nodes if node.case_id == case.id]
        parent = draw(st.sampled_from([None, *here]))
        kind = draw(st.sampled_from(Kind))
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
        tags = tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2)))
        note = draw(st.sampled_from(("", "see the bank")))
        binned = draw(st.sampled_from((None, None, None, "bin")))
        node = field.world.node(case, text, parent, kind, tags=tags, note=note, binned_by=binned)
        field.nodes.append(node)
        if kind is Kind.CLAIM:
            field.statuses[node.id] = draw(st.sampled_from(STATUSES))
    for _each in range(draw(st.integers(0, 10)) if field.nodes else 0):
        source = draw(st.sampled_from(field.nodes))
        link_kind = draw(st.sampled_from(LinkKind))
        ends: list[Node | Link] = [*field.links] if link_kind is LinkKind.ANSWERS else [*field.nodes]
        if ends:
            link = field.world.link(source, draw(st.sampled_from(ends)), link_kind)
            field.links.append(link)
            if link_kind in CHALLENGES:
                field.states[link.id] = draw(st.sampled_from(("open", "met")))
    return field


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


filters = st.builds(
    Filter,
    kinds_off=some(*Kind),
    statuses_off=some(*STATUSES, "open", "met"),
    links_off=some(*LinkKind),
    tags=some(*TAGS, "gone"),
    text=st.sampled_from(("", "", " ", "bank", "BANK tariff", "law", "it's", "nowhere")),
)


class Slow:
    """The same said of one node or link at a time."""

    def __init__(self, field: Field, wanted: Filter, spared: frozenset[str] = frozenset()) -> None:
        self.field, self.wanted, self.spared = field, wanted, spared

    def is_here(self, node_id: str) -> bool:
        node = self.field.project.node(node_id)
        return self.field.project.is_visible(node_id) and node.case_id in {case.id for case in self.field.cases[:2]}

    def concerns(self, link: Link) -> bool:
        far = self.is_here(link.target_id) if link.target_id else self.concerns(self.answered(link))
        return far and self.is_here(link.source_id)

    def answered(self, link: Link) -> Link:
        return self.field.project.link(link.target_link_id or "")

    def keeps_node(self, node_id: str) -> bool:
        node, wanted = self.field.project.node(node_id), self.wanted
        if node_id in self.spared:
            return True
        said = folded(" ".join((node.text, node.note, *node.tags)))
        return (
            str(node.kind) not in wanted.kinds_off
            and self.field.statuses.get(node_id) not in wanted.statuses_off
            and (not wanted.tags or bool(wanted.tags & set(node.tags)))
            and all(word in said for word in folded(wanted.text).split())
        )

    def keeps_link(self, link: Link) -> bool:
        own = (
            str(link.kind) not in self.wanted.links_off
            and self.field.states.get(link.id) not in self.wanted.statuses_off
        ) or link.id in self.spared
        far = self.keeps_node(link.target_id) if link.target_id else self.keeps_link(self.answered(link))
        return own and far and self.keeps_node(link.source_id)

    def nodes(self) -> set[str]:
        return {node.id for node in self.field.nodes if self.is_here(node.id)}

    def links(self) -> set[str]:
        return {link.id for link in self.field.links if self.concerns(link)}

    def chips_of(self, thing: Node | Link) -> set[Chip]:
        if isinstance(thing, Link):
            state = self.field.states.get(thing.id)
            return {(LINK, str(thing.kind))} | ({(STATE, state)} if state else set())
        status = self.field.statuses.get(thing.id)
        return (
            {(KIND, str(thing.kind))} | ({(STATUS, status)} if status else set()) | {(TAG, tag) for tag in thing.tags}
        )

    def counts(self) -> Mapping[Chip, int]:
        """Each chip's things that the filter without that chip's part keeps."""
        project, found = self.field.project, dict[Chip, int]()
        things: list[Node | Link] = [*map(project.node, self.nodes()), *map(project.link, self.links())]
        for thing in things:
            for chip in self.chips_of(thing):
                others = Slow(self.field, self.wanted.without(chip[0]))
                kept = others.keeps_link(thing) if isinstance(thing, Link) else others.keeps_node(thing.id)
                found[chip] = found.get(chip, 0) + kept
        return found


@settings(max_examples=300, deadline=None)
@given(fields(), filters, st.data())
def test_what_is_kept_and_counted_is_what_the_slow_model_says(
    field: Field, wanted: Filter, data: st.DataObject
) -> None:
    things = [*(node.id for node in field.nodes), *(link.id for link in field.links)]
    spared = data.draw(st.frozensets(st.sampled_from(things), max_size=3)) if things else frozenset()
    found, slow, project = field.sift(wanted, spared), Slow(field, wanted, spared), field.project
    assert {i for i in slow.nodes() if found.keeps_node(i)} == {i for i in slow.nodes() if slow.keeps_node(i)}
    assert {i for i in slow.links() if found.keeps_link(i)} == {
        i for i in slow.links() if slow.keeps_link(project.link(i))
    }
    for kept, here, hidden in (
        (found.nodes, slow.nodes(), found.hidden_nodes),
        (found.links, slow.links(), found.hidden_links),
    ):
        assert kept is None or kept <= here
        assert hidden == (len(here) - len(kept) if kept is not None else 0)
        assert (kept is None) == (hidden == 0)
    assert wanted.is_on or found.nodes is found.links is None
    assert found.counts == slow.counts()


@settings(max_examples=100, deadline=None)
@given(fields(), filters)
def test_a_part_let_through_shows_no_less(field: Field, wanted: Filter) -> None:
    found = field.sift(wanted)
    for part in (KIND, STATUS, STATE, LINK, TAG):
        more = field.sift(wanted.without(part))
        if found.nodes is not None and more.nodes is not None:
            assert found.nodes <= more.nodes
        if found.links is not None and more.links is not None:
            assert found.links <= more.links


chips = st.one_of(
    st.tuples(st.just(KIND), st.sampled_from([str(kind) for kind in Kind])),
    st.tuples(st.just(STATUS), st.sampled_from(STATUSES)),
    st.tuples(st.just(STATE), st.sampled_from(("open", "met"))),
    st.tuples(st.just(LINK), st.sampled_from([str(kind) for kind in LinkKind])),
    st.tuples(st.just(TAG), st.sampled_from(TAGS)),
)


@given(filters, chips)
def test_a_chip_pressed_twice_changes_nothing(wanted: Filter, chip: Chip) -> None:
    once = wanted.toggled(chip)
    assert once != wanted
    assert once.toggled(chip) == wanted
    assert once.without(chip[0]) == wanted.without(chip[0]), "the other parts are left alone"


@given(filters, chips)
def test_only_one_chip_and_then_all_of_its_part_again(wanted: Filter, chip: Chip) -> None:
    part, value = chip
    values = {KIND: {*map(str, Kind)}, STATUS: {*STATUSES}, STATE: {"open", "met"}, LINK: {*map(str, LinkKind)}}
    others = values.get(part, {*TAGS})
    start = wanted.without(part)
    only = start.only(chip, others)
    if part == TAG:
        assert only.tags == {value}
    else:
        assert [each for each in sorted(others) if not only.is_off((part, each))] == [value]
    assert only.without(part) == start
    assert only.only(chip, others) == start


def test_an_answer_goes_with_the_link_that_it_answers() -> None:
    field = Field()
    one, other, reply = (field.world.node(field.cases[at], "A point") for at in (0, 1, 0))
    link = field.world.link(other, one, LinkKind.REBUTS)
    answer = field.world.link(reply, link, LinkKind.ANSWERS)
    found = field.sift(Filter(links_off=frozenset({"rebuts"})))
    assert found.links == frozenset()
    assert found.hidden_links == 2
    assert found.nodes is None, "links hide no nodes"
    assert found.counts[LINK, "rebuts"] == 1
    assert found.counts[LINK, "answers"] == 1, "under the other parts: its own does not count"
    assert field.sift(Filter(links_off=frozenset({"answers"}))).links == {link.id}
    assert field.sift(Filter()).keeps_link(answer.id)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("BANK", True),
        ("banks list", True),
        ("list banks", True),
        ("it's", True),
        ("lists", False),
        ("bank zebra", False),
    ],
)
def test_every_word_is_looked_for_in_text_note_and_tags(asked: str, kept: bool) -> None:
    field = Field()
    node = field.world.node(field.cases[0], "More banks", note="on the list", tags=("it’s law",))
    assert field.sift(Filter(text=asked)).keeps_node(node.id) is kept


def test_without_a_pairing_the_first_two_cases_are_meant() -> None:
    field = Field()
    here, there = (field.world.node(field.cases[at], "A point", kind=Kind.EVIDENCE) for at in (0, 2))
    found = sift(field.project, None, Filter(kinds_off=frozenset({"evidence"})), {}, {})
    assert found.hidden_nodes == 1
    assert not found.keeps_node(here.id)
    assert not found.keeps_node(there.id)
    assert found.counts == {(KIND, "evidence"): 1}
