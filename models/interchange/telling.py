"""A part of a project as a graph: what writers of formats for other programs start from."""

from __future__ import annotations

from collections.abc import Iterator

from models.authoring.references import about_of
from models.entities import Case, Link, LinkKind, Node
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation, Source
from models.interchange.scope import Scope
from models.report import bibliographic_line, place_words
from models.steps import bearing_of

BEARINGS = {"supports": LinkKind.SUPPORTS, "rebuts": LinkKind.REBUTS, "undercuts": LinkKind.UNDERCUTS}


def line_key(node_id: str) -> str:
    """The key of the relation that a node has to its parent."""
    return f"{node_id}>"


def graph_of(scope: Scope, *, texts: bool = False) -> Graph:
    """The points, tree lines and links of `scope`; with the articles' reading texts where `texts` is set.

    Keys are ids of the project, those of tree lines end in ">". Tree lines stand in the order of their points, then the
    links in the order they were made; an undercut's line is `on` the line it attacks, so the line of its parent.
    """
    project = scope.project
    points: list[Point] = []
    lines: list[Relation] = []
    for case in scope.cases():
        for node, number in _numbered(scope, case):
            points.append(_point(scope, node, number))
            if node.parent_id is not None and node.parent_id in scope.node_ids:
                lines.append(_line(scope, node))
    articles = dict.fromkeys(case.article_id for case in scope.cases())
    for point in points:
        articles.update(dict.fromkeys(quote.source for quote in point.quotes))
    colours = {name: project.tags()[name].colour for p in points for name in p.tags if name in project.tags()}
    return Graph(
        points=tuple(points),
        relations=(*lines, *map(_link, scope.links())),
        parts=tuple(Part(c.id, c.name, c.article_id, c.annotator, c.colour) for c in scope.cases()),
        sources=tuple(_source(scope, article_id, texts) for article_id in articles),
        pairs=tuple(Pair(p.left_case_id, p.right_case_id, p.motion, p.notes) for p in scope.pairings()),
        title=title_of(scope),
        notes=scope.project.pairing(scope.pairing_id).notes if scope.pairing_id is not None else "",
        tag_colours=colours,
    )


def title_of(scope: Scope) -> str:
    """The motion of the pairing that is meant, the name of the only case, or ""."""
    if scope.pairing_id is not None and (motion := scope.project.pairing(scope.pairing_id).motion.strip()):
        return motion
    cases = scope.cases()
    return cases[0].name.strip() if len(cases) == 1 else ""


def _numbered(scope: Scope, case: Case) -> Iterator[tuple[Node, str]]:
    """The nodes of a case with the numbers that people call them by, which are those of the whole case."""
    numbers: dict[str | None, str] = {None: ""}
    if scope.branch_ids is not None:  # numbers count what is not told, too
        counts: dict[str | None, int] = {}
        for node, _depth in scope.project.walk(case.id):
            counts[node.parent_id] = counts.get(node.parent_id, 0) + 1
            numbers[node.id] = f"{numbers[node.parent_id]}{counts[node.parent_id]}."
        for node, _depth in scope.walk(case.id):
            yield node, numbers[node.id][:-1]
        return
    seen: dict[str | None, int] = {}
    for node, _depth in scope.walk(case.id):
        seen[node.parent_id] = seen.get(node.parent_id, 0) + 1
        numbers[node.id] = f"{numbers[node.parent_id]}{seen[node.parent_id]}."
        yield node, numbers[node.id][:-1]


def _point(scope: Scope, node: Node, number: str) -> Point:
    project = scope.project
    quotes = tuple(
        Quote(
            a.exact,
            a.article_id,
            a.start,
            a.end,
            a.prefix,
            a.suffix,
            place_words(project.layout(a.article_id), a.start),
        )
        for a in project.anchors(node.id)
    )
    return Point(
        key=node.id,
        text=node.text,
        kind=node.kind,
        part=node.case_id,
        number=number,
        note=node.note,
        reasoning=node.reasoning,
        tags=node.tags,
        author=node.author,
        created=node.created,
        implicit=node.implicit,
        scheme=node.scheme,
        confidence=node.confidence,
        relevance=node.relevance,
        quality=node.quality,
        quotes=quotes,
    )


def _line(scope: Scope, node: Node) -> Relation:
    kind = LinkKind.REBUTS if scope.attacks_outside(node) else BEARINGS[bearing_of(node)]
    if kind is LinkKind.UNDERCUTS:
        target, on = "", line_key(str(node.parent_id))
    else:
        target, on = str(node.parent_id), ""
    group = f"{node.parent_id}/{node.premise_group}" if node.premise_group is not None else ""
    return Relation(line_key(node.id), node.id, target, on, kind, True, group)


def _link(link: Link) -> Relation:
    return Relation(
        key=link.id,
        source=link.source_id,
        target=link.target_id or "",
        on=link.target_link_id or "",
        kind=link.kind,
        tree=False,
        strength=link.strength,
        note=link.note,
        author=link.author,
        created=link.created,
    )


def _source(scope: Scope, article_id: str, texts: bool) -> Source:
    article = scope.project.article(article_id)
    text = scope.project.text(article_id) if texts else ""
    return Source(article_id, about_of(article), text, bibliographic_line(article))
