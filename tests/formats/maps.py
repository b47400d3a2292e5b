"""Random small projects with hostile texts, and graphs reduced to what a format holds, for round trips.

@given(projects())
def test_round_trip(drawn):
    project, pairing_id = drawn
    snapshot = Snapshot(project, pairing_id)
    data, losses = FORMAT.write(snapshot)
    parsed, _ = FORMAT.parse(data, "map.x")
    assert comparable(parsed, CARRIES) == comparable(snapshot.graph, CARRIES)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from models.edits import changed
from models.entities import CHALLENGES, MUTUAL, Article, Case, Kind, Link, LinkKind, Node, Pairing
from models.project import Project
from models.rules import MAY_HOLD, SUPPORTING
from tests.factories import TIME, World
from tests.formats.reducing import comparable as comparable

HOSTILE = (
    "",
    "[brackets] (and) {braces} <angles>",
    "[A title]: what it says",
    "<Name>: an argument #tag",
    "see https://example.org/a_b?c=d&e=f#g, or <mailto:a@b.c>",
    "- a leading dash",
    "+ plus",
    "+> support",
    "-> See 1.2",
    "1. a number",
    "1.1.2. Pro: a number of Kialo",
    "# no heading",
    "> no quotation",
    "    indented",
    "*bold* _italic_ `code` ~~gone~~ **",
    "| a | table |",
    "---",
    "===",
    "<b>html</b> &amp; &lt;script&gt;alert(1)</script>",
    "<!-- comment --> ]]> -->",
    "emoji 🙂 👩‍👧 🇩🇪",
    "astral 𝔘𝔫𝔦 𠜎",
    "שלום עולם",
    "مرحبا, (نص) 12",
    "caf\u0065\u0301 é",
    "one\ntwo",
    "one\n\ntwo\n- three",
    "\ttab\tin it",
    "a \"quoted\" \\ back\\slash, 'single', semi;colon",
    "=1+2",
    "@mention {author: x}",
    "// no comment /* nor */",
    "%{x} ${y} {{z}}",
    "Pro: words that look like a label",
    "Evidence:",
    "(undercut) words",
    "ends with a colon:",
    "two  spaces   in a row",
    "a\u00a0b\u200bc\u202ed\ufeff",
    "null",
    "true",
    "1e5",
    "x" * 300,
)
ALPHABET = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"])
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(ALPHABET, max_size=20),
    st.lists(st.sampled_from(("the", "ferry", "is", "late", "bridges", "cost", "[x]", "#", "é")), max_size=8).map(
        " ".join
    ),
)
short = st.one_of(st.just(""), st.just(""), texts)
names = st.sampled_from(("", "The case", "A [case]: #1", "Für & wider", "ספר", "  ", "Case\twith tab"))
tags = st.lists(
    st.sampled_from(("economy", "two words", "c#", "50%", "a, b", "ünder_score", "🙂")), max_size=3, unique=True
)
people = st.sampled_from(("", "Ada", "Béla; & <Co>", "O'Neil, Ann"))
times = st.sampled_from((TIME, "2024-02-29T23:59:59.999Z", "2025-06-01T00:00:00.000Z"))
figures = st.sampled_from((None, None, 0.0, 0.25, 0.5, 1.0))
PARAGRAPHS = (
    "The ferry is late and the bridge is late.",
    "A bridge costs more than a ferry; a ferry costs time. The ferry is late.",
    "Nobody 🙂 counts [the dead] of 𝔘𝔫𝔦, <b>not</b> even שלום.",
    "- It rains.",
    "x",
    "The ferry is late and the bridge is late.",
)


@st.composite
def projects(draw: st.DrawFn, most: int = 12) -> tuple[Project, str | None]:
    """A project of one or two cases with up to `most` nodes each, and the id of their pairing or None."""
    world = World()
    articles = [_article(draw, world) for _ in range(draw(st.integers(1, 2)))]
    cases = [_case(draw, world, draw(st.sampled_from(articles))) for _ in range(draw(st.integers(1, 2)))]
    nodes = [node for case in cases for node in _tree(draw, world, case, most)]
    for node in nodes:
        _passages(draw, world, node)
    _links(draw, world, nodes)
    for name in draw(st.lists(st.sampled_from(("economy", "two words", "unused")), max_size=2, unique=True)):
        world.tag(name, draw(st.sampled_from(("red", "teal"))))
    pairing = None
    if len(cases) == 2 and draw(st.booleans()):
        pairing = world.pairing(cases[0], cases[1], motion=draw(short), notes=draw(short))
        _clashes(draw, world, pairing)
    return world.project, pairing.id if pairing else None


def _article(draw: st.DrawFn, world: World) -> Article:
    text = "\n\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5)))
    title = draw(st.sampled_from(("An article", "Title: [with] “marks” & <tags>", "כותרת", "")))
    more: dict[str, Any] = {
        "authors": tuple(draw(st.lists(st.sampled_from(("Ada Lovelace", "Béla Bartók")), max_size=2)))
    }
    if draw(st.booleans()):
        more |= {
            "date": "2024-02",
            "url": "https://example.org/a?b=c&d",
            "citekey": "lovelace2024",
            "doi": "10.1000/182",
        }
    return world.article(text, title, **more)


def _case(draw: st.DrawFn, world: World, article: Article) -> Case:
    return world.case(article, draw(names), annotator=draw(people), colour=draw(st.sampled_from(("", "blue"))))


def _tree(draw: st.DrawFn, world: World, case: Case, most: int) -> list[Node]:
    made: list[Node] = []
    for _ in range(draw(st.integers(0, most))):
        parent = draw(st.sampled_from([None, *made, *made, *made]))
        if parent is None:
            kind = Kind.CLAIM
        else:
            kind = draw(st.sampled_from([each for each in Kind if each in MAY_HOLD[parent.kind]]))
        undercuts = kind is Kind.REBUTTAL and parent is not None and parent.parent_id is not None
        group = kind in SUPPORTING and parent is not None and draw(st.booleans())
        more: dict[str, Any] = {
            "note": draw(short),
            "reasoning": draw(short) if kind in SUPPORTING else "",
            "tags": tuple(draw(tags)),
            "author": draw(people),
            "created": draw(times),
            "inference": undercuts and draw(st.booleans()),
            "implicit": draw(st.integers(0, 4)) == 0,
            "premise_group": draw(st.sampled_from(("g", "h"))) if group else None,
            "scheme": draw(st.sampled_from(("", "", "expert opinion"))) if parent is not None else "",
        }
        if draw(st.integers(0, 3)) == 0:
            more |= {"confidence": draw(figures), "relevance": draw(figures)}
            more["quality"] = draw(st.sampled_from(("", "a survey, n = 12"))) if kind is Kind.EVIDENCE else ""
        made.append(world.node(case, draw(texts), parent, kind, **more))
    return _without_lonely_groups(world, case, made)


def _without_lonely_groups(world: World, case: Case, nodes: list[Node]) -> list[Node]:
    """Premises are taken together with others, never alone; what was drawn alone is taken alone."""
    found = []
    for node in nodes:
        siblings = world.project.children(case.id, node.parent_id)
        if node.premise_group and sum(other.premise_group == node.premise_group for other in siblings) < 2:
            alone = replace(node, premise_group=None)
            world.project.apply(changed(node, alone))
            node = alone
        found.append(node)
    return found


def _passages(draw: st.DrawFn, world: World, node: Node) -> None:
    if draw(st.booleans()):
        return
    text = world.project.text(world.project.case(node.case_id).article_id)
    spans = set()
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()) and (found := text.find("ferry", draw(st.integers(0, len(text))))) >= 0:
            spans.add((found, found + len("ferry")))
        else:
            start = draw(st.integers(0, len(text) - 1))
            spans.add((start, draw(st.integers(start + 1, len(text)))))
    for start, end in sorted(spans):
        if text[start:end].strip() == text[start:end]:
            world.anchor(node, start, end)


def _links(draw: st.DrawFn, world: World, nodes: list[Node]) -> None:
    links: list[Link] = []
    taken: set[object] = set()
    if len(nodes) < 2:
        return
    for _ in range(draw(st.integers(0, 5))):
        source, target = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        kind = draw(st.sampled_from([each for each in LinkKind if each is not LinkKind.ANSWERS]))
        ends = frozenset((source.id, target.id)) if kind in MUTUAL else (source.id, target.id)
        kin = {source.parent_id, target.parent_id} & {source.id, target.id}
        if source is target or kin or (ends, kind) in taken:
            continue
        taken.add((ends, kind))
        links.append(world.link(source, target, kind, **_noted(draw)))
    challenged = [link for link in links if link.kind in CHALLENGES]
    for _ in range(draw(st.integers(0, 2))):
        if challenged:
            about, source = draw(st.sampled_from(challenged)), draw(st.sampled_from(nodes))
            if source.id != about.source_id and (source.id, about.id) not in taken:
                taken.add((source.id, about.id))
                challenged.append(world.link(source, about, LinkKind.ANSWERS, **_noted(draw)))


def _noted(draw: st.DrawFn) -> dict[str, Any]:
    return {"note": draw(short), "strength": draw(figures), "author": draw(people), "created": draw(times)}


def _clashes(draw: st.DrawFn, world: World, pairing: Pairing) -> None:
    issues = [world.issue(pairing, heading) for heading in draw(st.lists(texts, max_size=2))]
    for link in world.project.links():
        if link.kind in CHALLENGES and draw(st.booleans()):
            issue = draw(st.sampled_from([None, *issues]))
            world.clash(pairing, link, issue, why=draw(short), better=draw(st.sampled_from(("", "even"))))
