"""The report: what goes in, in which order, and the words for places and links."""

from __future__ import annotations

from dataclasses import replace

from models.edits import changed
from models.entities import LinkKind
from models.report import ReportLink, ReportNode, bibliographic_line, build_report, series
from models.texts import Block, BlockKind, Layout, numbered
from models.words import RELATIONS
from tests.factories import World
from tests.formats.samples import debate


def flat(nodes: tuple[ReportNode, ...]) -> list[tuple[str, int, str, str, str]]:
    found = []
    for node in nodes:
        found.append((node.number, node.depth, node.kind, node.relation, node.text))
        found += flat(node.children)
    return found


def told(links: tuple[ReportLink, ...]) -> list[str]:
    return [f"{link.source} {link.relation} {link.target}" for link in links]


def test_a_pairing() -> None:
    sample = debate()
    report = build_report(sample.world.project, sample.pairing.id)
    assert (report.title, report.motion) == ("Build the *tram* #1", "Build the *tram* #1")
    assert report.notes == "Two sides.\n\n1. Money"
    assert [(s.case, s.annotator) for s in report.sections] == [("For trams", "Ines"), ("For *buses*", "")]
    assert flat(report.sections[0].roots) == [
        ("1", 0, "claim", "", "The town needs trams."),
        ("1.1", 1, "claim", "supports", "Trams are quicker"),
        ("1.1.1", 2, "evidence", "supports", "19 against 41 minutes"),
        ("1.2", 1, "claim", "supports", "2024. A line is cheap | over time"),
    ]
    assert flat(report.sections[1].roots)[2:] == [
        ("1.1.1", 2, "rebuttal", "rebuts", "The stops had been empty before"),
        ("1.1.1.1", 3, "undercut", "undercuts", "Stops say nothing of rails"),
        ("2", 0, "claim", "", "Interest is left out"),
    ]


def test_places_and_quotes() -> None:
    sample = debate()
    need = build_report(sample.world.project, sample.pairing.id).sections[0].roots[0]
    assert [(p.quote, p.place) for p in need.passages] == [("WHY THE TOWN NEEDS TRAMS", "heading")]
    across, within = need.children[1].passages
    assert (across.quote, across.place) == (
        "*once*; a bus fleet costs 3 million each year.\nIt pays for itself",
        "¶ 2",
    )
    assert (within.quote, within.place) == ("seven years", "¶ 3")


def test_a_line_break_inside_a_paragraph_is_a_space_and_pages_are_named() -> None:
    world = World()
    text = "one\ntwo\n\nthree"
    spans = numbered([Block(0, 7, page="12"), Block(9, 14, BlockKind.CAPTION)])
    case = world.case(world.article(text, layout=Layout(spans, ((0, 0, len(text)),))))
    node = world.node(case, quotes=[text, "three"])
    world.anchor(world.node(case, "moved"), 0, 7)
    anchor = world.project.anchors("node-00002")[0]
    world.project.apply(changed(anchor, replace(anchor, exact="other\nwords\n\nthan stand there")))
    first, second = build_report(world.project).sections[0].roots
    assert first.text == node.text
    assert [(p.quote, p.place) for p in first.passages] == [("one two\nthree", "¶ 1, p. 12"), ("three", "caption")]
    assert [p.quote for p in second.passages] == ["other words\nthan stand there"]


def test_an_article_without_blocks_still_has_a_place() -> None:
    world = World()
    case = world.case(world.article("words", layout=Layout((), ())))
    world.anchor(world.node(case), 0, 5)
    passage = build_report(world.project).sections[0].roots[0].passages[0]
    assert (passage.quote, passage.place) == ("words", "outside the paragraphs")


def test_links_inside_outside_and_on_links() -> None:
    sample = debate()
    report = build_report(sample.world.project, sample.pairing.id)
    interest = "“Interest is left out” (For *buses*, 2)"
    cost = "“2024. A line is cheap | over time” (For trams, 1.2)"
    rails = "“Rails cannot move” (For *buses*, 1)"
    assert told(report.links) == [
        f"{cost} answers {interest} rebuts {cost}",
        f"{rails} turns “The town needs trams.” (For trams, 1)",
        f"{interest} rebuts {cost}",
    ]
    assert report.links[2].note == "see | **table 2**"
    assert report.links[2].details == ("Strength: 50%",)
    assert told(report.elsewhere) == [f"{rails} in tension with “Buses break down” (Another reading, 1)"]


def test_an_answer_to_an_answer() -> None:
    world = World()
    case = world.case(world.article("x"), "Case")
    a, b, c, d = (world.node(case, name) for name in "abcd")
    attack = world.link(a, b)
    answer = world.link(c, attack, "answers")
    world.link(d, answer, "answers")
    expected = "“d” (Case, 4) answers “c” (Case, 3) answers [“a” (Case, 1) rebuts “b” (Case, 2)]"
    assert told(build_report(world.project).links)[-1] == expected


def test_no_link_of_a_shown_case_is_lost_whatever_is_chosen() -> None:
    sample = debate()
    project = sample.world.project
    every = build_report(project)
    assert (every.title, len(every.sections), len(every.links), every.elsewhere) == ("Argument map", 3, 4, ())
    trams = build_report(project, None, [sample.trams.id])
    assert (trams.title, trams.links) == ("For trams", ())
    assert len(trams.elsewhere) == 3
    buses = build_report(project, None, [sample.buses.id])
    assert len(buses.elsewhere) == 4
    chosen = build_report(project, sample.pairing.id, [sample.buses.id, sample.buses.id])
    assert (chosen.title, [s.case for s in chosen.sections]) == ("Build the *tram* #1", ["For *buses*"])


def test_what_is_in_the_bin_stays_out() -> None:
    sample = debate()
    project = sample.world.project
    interest = sample.nodes["interest"]
    project.apply(changed(interest, replace(interest, binned_by="somebody")))
    report = build_report(project, sample.pairing.id)
    assert [root.text for root in report.sections[1].roots] == ["Rails cannot move"]
    assert len(report.links) == 1
    project.apply(changed(sample.buses, replace(sample.buses, binned_by="somebody")))
    report = build_report(project, sample.pairing.id)
    assert [section.case for section in report.sections] == ["For trams"]
    assert report.links == report.elsewhere == ()


def test_details_and_linked_premises() -> None:
    world = World()
    case = world.case(world.article("x"))
    top = world.node(case, "top")
    for group in ("g", "g", "h", "h", "h", None, *"llllll"):
        world.node(case, "premise", top, premise_group=group, kind="evidence" if group == "g" else "claim")
    world.node(case, "all", top, scheme="Sign", confidence=0.25, relevance=1.0, quality="good", reasoning="why")
    children = build_report(world.project).sections[0].roots[0].children
    assert [child.bearing for child in children] == [
        "taken together with 1.2",
        "taken together with 1.1",
        "taken together with 1.4 and 1.5",
        "taken together with 1.3 and 1.5",
        "taken together with 1.3 and 1.4",
        "",
        *["taken together with the others of 1.7–1.12"] * 6,
        "",
    ]
    assert [child.details for child in children[:-1]] == [()] * 12
    details = ("Scheme: Sign", "Confidence: 25%", "Relevance: 100%", "Quality of the evidence: good")
    assert (children[-1].details, children[-1].reasoning) == (details, "why")


def test_an_undercut_names_the_step_that_it_attacks() -> None:
    world = World()
    case = world.case(world.article("x"))
    top = world.node(case, "top")
    first = world.node(case, "first", top, premise_group="g")
    world.node(case, "second", top, premise_group="g")
    third = world.node(case, "third", top)
    against = world.node(case, "against", top, "rebuttal")
    for parent in (first, third, against):
        world.node(
            case, "no", world.node(case, "not so", parent, "rebuttal", inference=True), "rebuttal", inference=True
        )
    children = build_report(world.project).sections[0].roots[0].children
    undercuts = [child.children[0] for child in children if child.children]
    assert [(node.word, node.bearing) for node in undercuts] == [
        ("Undercut", "attacks the step from 1.1 and 1.2 to 1"),
        ("Undercut", "attacks the step from 1.3 to 1"),
        ("Undercut", "attacks the step from 1.4 to 1"),
    ]
    assert undercuts[0].children[0].bearing == "attacks the step from 1.1.1 to 1.1"


def test_numbers_in_words() -> None:
    numbers = ["1", "2", "3", "4", "5", "6"]
    assert [series(numbers[:count]) for count in (1, 2, 3)] == ["1", "1 and 2", "1, 2 and 3"]
    assert (series(numbers[:5]), series(numbers)) == ("1, 2, 3, 4 and 5", "1–6")


def test_bibliographic_lines() -> None:
    world = World()
    full = world.article(
        "x", "T", subtitle="S", authors=("A", "B"), publication="P", date="2024", url="u", accessed="today"
    )
    assert bibliographic_line(full) == "A, B, “T: S”, P, 2024, u (accessed today)"
    assert bibliographic_line(world.article("x", "T", accessed="today")) == "“T”"
    assert bibliographic_line(world.article("x", "T", doi="10.1/a")) == "“T”, https://doi.org/10.1/a"
    assert bibliographic_line(world.article("x", "")) == ""


def test_every_kind_of_link_has_its_words() -> None:
    assert set(RELATIONS) == set(LinkKind)
