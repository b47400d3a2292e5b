"""A map as Argdown: points as statements below one another, premises taken together as a reconstruction.

A point is called by its number, with a letter of its case where there are several. One whose step is undercut is an
argument, since in Argdown only arguments have steps; its premises, where they are taken together, ask for a statement
again, and the undercut then names what it attacks from a place of its own. So do points that lie too deep for parsers,
which overflow at some 250 levels.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import asdict

from models.entities import Kind, LinkKind
from models.interchange.graph import Graph, Part, Point, Relation
from models.messages import Message
from storage.formats.argdown_words import escaped, near_tag, one_line, packed, short_title, tag
from storage.formats.options import Options

LEVELS = 40  # of one block
INDENT = "  "
DOWN = {LinkKind.SUPPORTS: "+", LinkKind.REBUTS: "-", LinkKind.UNDERCUTS: "_"}
# what the source of a link does to its target, as near as Argdown's relations come
ACROSS = {
    LinkKind.SUPPORTS: "+>",
    LinkKind.AGREES: "+>",
    LinkKind.CONCEDES: "+>",
    LinkKind.SAME_EVIDENCE: "+>",
    LinkKind.REBUTS: "->",
    LinkKind.QUESTIONS: "->",
    LinkKind.TURNS: "->",
    LinkKind.UNDERCUTS: "_>",
    LinkKind.TENSION: "><",
}


def written(graph: Graph, options: Options) -> tuple[str, list[Message]]:
    """The file's text, and what became of names that Argdown cannot hold."""
    writer = _Writer(*_cut(graph, int(options.get("depth", 0))), options)
    lines = list(writer.lines())
    losses = []
    if writer.cut:
        losses.append(Message("map.deeper", {"count": writer.cut, "levels": int(options["depth"])}))
    if writer.changed_tags:
        losses.append(Message("map.changed_tags", {"count": len(writer.changed_tags)}))
    return "\n".join(lines) + "\n", losses


def _cut(graph: Graph, depth: int) -> tuple[Graph, int]:
    """The graph without points below `depth` levels (0: all of it), and how many those are."""
    if not depth:
        return graph, 0
    parents = parents_of(graph)
    levels: dict[str, int] = {}
    for point in graph.points:  # parents stand before their children
        levels[point.key] = levels.get(parents.get(point.key, ""), 0) + 1
    points = tuple(point for point in graph.points if levels[point.key] <= depth)
    keys = {point.key for point in points}
    relations: list[Relation] = []
    kept: set[str] = set()
    for relation in graph.relations:
        if relation.source in keys and (relation.target in keys or relation.on in kept):
            kept.add(relation.key)
            relations.append(relation)
    values = {name: getattr(graph, name) for name in ("parts", "sources", "pairs", "title", "notes", "tag_colours")}
    return Graph(points, tuple(relations), **values), len(graph.points) - len(points)


def parents_of(graph: Graph) -> dict[str, str]:
    """The parent of each point that has one: where its line leads, of an undercut the point whose step it attacks."""
    by_key = {relation.key: relation for relation in graph.relations}
    return {r.source: r.target or by_key[r.on].source for r in graph.relations if r.tree}


class _Writer:
    def __init__(self, graph: Graph, cut: int, options: Options) -> None:
        self.cut = cut
        self.changed_tags: set[str] = set()
        self._graph = graph
        self._data = bool(options.get("data", True))
        self._passages = self._data and bool(options.get("passages", True))
        self._notes = self._data and bool(options.get("notes", True))
        self._words = options.get("titles") == "words"
        self._points = {point.key: point for point in graph.points}
        self._lines = {r.source: r for r in graph.relations if r.tree}
        self._parents = parents_of(graph)
        self._children: dict[str, list[str]] = defaultdict(list)
        for key in self._points:
            if key in self._parents:
                self._children[self._parents[key]].append(key)
        self._links: dict[str, list[Relation]] = defaultdict(list)
        self._ids: dict[str, int] = {}
        for relation in graph.relations:
            if not relation.tree:
                self._links[relation.source].append(relation)
                self._ids[relation.key] = len(self._ids) + 1
        self._sources = {source.key: at for at, source in enumerate(graph.sources, 1)}
        several = len(graph.parts) > 1
        self._letters = {part.key: letters(at) if several else "" for at, part in enumerate(graph.parts)}
        self._titles = {point.key: self._title(point) for point in graph.points}
        self._group()

    def _group(self) -> None:
        members: dict[str, list[str]] = defaultdict(list)
        for key, line in self._lines.items():
            if line.group:
                members[line.group].append(key)
        self._groups = {name: keys for name, keys in members.items() if len(keys) > 1}
        self._group_of = {key: name for name, keys in self._groups.items() for key in keys}
        concluding = {self._parents[keys[0]] for keys in self._groups.values()}
        attacked = {self._parents[line.source] for line in self._lines.values() if line.on}
        attacked |= {r.target for links in self._links.values() for r in links if r.kind is LinkKind.UNDERCUTS}
        lines = self._lines
        self._arguments = {k for k in attacked if k in lines and k not in self._group_of and k not in concluding}

    # -- the file

    def lines(self) -> Iterator[str]:
        yield from self._front()
        roots: dict[str, list[str]] = defaultdict(list)
        for key, point in self._points.items():
            if key not in self._parents:
                roots[point.part].append(key)
        is_first = True
        for part in self._graph.parts:
            if part.name.strip() or len(self._graph.parts) > 1:
                yield from () if is_first else ("",)
                yield self._heading(part)
                is_first = False
            for root in roots.get(part.key, ()):
                queue: deque[tuple[str, str]] = deque([("point", root)])
                while queue:
                    yield from () if is_first else ("",)
                    is_first = False
                    what, key = queue.popleft()
                    yield from self._block(key, queue) if what == "point" else self._steps(key, queue)

    def _front(self) -> Iterator[str]:
        graph = self._graph
        values: dict[str, object] = {"version": 1, "data": self._data}
        if self._data:
            abouts = [{k: v for k, v in asdict(source.about).items() if v} for source in graph.sources]
            lines = [source.line for source in graph.sources]
            values["sources"] = [about | {"line": line} for about, line in zip(abouts, lines, strict=True)]
            values["pairs"] = [
                {"left": self._letters[p.left], "right": self._letters[p.right], "motion": p.motion, "notes": p.notes}
                for p in graph.pairs
            ]
            if len(graph.parts) == 1 and not graph.parts[0].name.strip():  # it gets no heading that could hold it
                values |= {"part": self._said_of(graph.parts[0])}
            values |= {"notes": graph.notes} if graph.notes else {}
            values |= {"colours": graph.tag_colours} if graph.tag_colours else {}
        yield "==="
        if graph.title:
            yield f"title: {packed(graph.title)}"
        yield "model:"
        yield f"{INDENT}removeTagsFromText: true"
        yield f"counterpoint: {packed(values)}"
        yield "==="
        yield ""

    def _heading(self, part: Part) -> str:
        words = escaped(part.name) or self._letters[part.key]
        if not self._data:
            return f"# {words}"
        return f"# {words} {packed({'part': self._letters[part.key], **self._said_of(part)})}"

    def _said_of(self, part: Part) -> dict[str, object]:
        values = {"name": part.name, "annotator": part.annotator, "colour": part.colour}
        return {key: value for key, value in (*values.items(), ("source", self._sources.get(part.source, 0))) if value}

    def _block(self, top: str, queue: deque[tuple[str, str]]) -> Iterator[str]:
        """A point, what lies below it, and in `queue` what needs a block of its own."""
        stack: list[tuple[str, str, int]] = [("", top, 0)]
        while stack:
            sign, key, level = stack.pop()
            margin = INDENT * level
            if not key:
                yield f"{margin}{sign}"
                continue
            if level >= LEVELS and (self._children.get(key) or self._links.get(key)):
                yield f"{margin}{sign}{self._named(key)}"
                queue.append(("point", key))
                continue
            yield f"{margin}{sign}{self._defined(key)}"
            below: list[tuple[str, str, int]] = []
            seen: set[str] = set()
            for child in self._children.get(key, ()):
                group = self._group_of.get(child)
                line = self._lines[child]
                if group is not None:
                    if group not in seen:
                        queue.append(("steps", group))
                    seen.add(group)
                elif not line.on or key in self._arguments:
                    below.append((DOWN[line.kind] + " ", child, level + 1))
                elif key not in self._group_of:  # under the dashes those of premises taken together
                    queue.append(("point", child))
            signs = dict.fromkeys(self._across(key))
            below += [(each, "", level + 1) for each in signs]
            stack += reversed(below)

    def _across(self, key: str) -> Iterator[str]:
        """The relations of a point that are told at it: links, and an undercut whose parent is no argument."""
        line = self._lines.get(key)
        if line is not None and line.on:
            attacked = self._parents[key]
            if attacked not in self._arguments and attacked not in self._group_of:
                yield f"_> {self._named(attacked)}"
        for link in self._links.get(key, ()):
            if link.on or link.target == key:
                continue
            target = link.target
            sign = ACROSS[link.kind]
            if sign == "><" and target in self._arguments:
                sign = "->"
            is_step = sign == "_>" and target in self._group_of
            if (
                is_step
                and line is not None
                and line.on
                and self._group_of.get(self._parents[key]) == self._group_of[target]
            ):
                continue  # said under the dashes
            yield f"{sign} {self._step(self._group_of[target]) if is_step else self._named(target)}"

    def _steps(self, group: str, queue: deque[tuple[str, str]]) -> Iterator[str]:
        """Premises taken together, their conclusion, and the undercuts of the step."""
        members = self._groups[group]
        yield self._step(group)
        yield ""
        for number, key in enumerate(members, 1):
            first, *rest = self._block(key, queue)
            yield f"({number}) {first}"
            yield from (INDENT + line for line in rest)
        yield "----"
        for key in members:
            for child in self._children.get(key, ()):
                if self._lines[child].on:
                    first, *rest = self._block(child, queue)
                    yield f"{INDENT}_ {first}"
                    yield from (INDENT + line for line in rest)
        yield f"({len(members) + 1}) {self._named(self._parents[members[0]])}"

    # -- points

    def _title(self, point: Point) -> str:
        number = f"{self._letters.get(point.part, '')}{point.number}"
        words = short_title(point.text) if self._words else ""
        return f"{number} {words}".strip()

    def _step(self, group: str) -> str:
        members = [self._points[key] for key in self._groups[group]]
        letter = self._letters.get(members[0].part, "")
        return f"<{letter}{members[0].number}+{members[-1].number}>"

    def _named(self, key: str) -> str:
        title = self._titles[key]
        return f"<{title}>" if key in self._arguments else f"[{title}]"

    def _defined(self, key: str) -> str:
        point = self._points[key]
        words = escaped(point.text)
        tags, more = self._tags(point)
        values: dict[str, object] = {"tags": more} if more else {}
        if self._data:
            values |= self._values(point)
        rest = [*tags, packed(values)] if values else tags
        return " ".join([f"{self._named(key)}:" if words else self._named(key), *([words] if words else ()), *rest])

    def _tags(self, point: Point) -> tuple[list[str], list[str]]:
        """The tags as Argdown has them; all of them as data, too, where it has not all."""
        tags = []
        odd = False
        for name in point.tags:
            one = tag(name)
            if not one:
                odd = True
                one = near_tag(name)
                if not self._data:
                    self.changed_tags.add(name)
            if one:
                tags.append(one)
        tags = list(dict.fromkeys(tags))
        return tags, list(point.tags) if odd and self._data else []

    def _values(self, point: Point) -> dict[str, object]:
        line = self._lines.get(point.key)
        attacks = line is not None and line.kind is not LinkKind.SUPPORTS
        values: dict[str, object] = {}
        if point.kind is Kind.EVIDENCE and not attacks:
            values["kind"] = "evidence"
        if point.text != one_line(point.text):
            values["text"] = point.text
        values |= {"unstated": True} if point.implicit else {}
        if self._notes:
            values |= {"note": point.note} if point.note else {}
            values |= {"reasoning": point.reasoning} if point.reasoning else {}
        for name in ("scheme", "confidence", "relevance", "quality", "author", "created"):
            value = getattr(point, name)
            if value not in ("", None):
                values[name] = value
        if self._passages and point.quotes:
            values["quotes"] = [self._quote(asdict(quote)) for quote in point.quotes]
        links = [self._link(link) for link in self._links.get(point.key, ())]
        return values | ({"links": links} if links else {})

    def _quote(self, quote: dict[str, object]) -> dict[str, object]:
        quote["source"] = self._sources.get(str(quote["source"]), 0)
        return {name: value for name, value in quote.items() if value or (name in ("start", "end") and value == 0)}

    def _link(self, link: Relation) -> dict[str, object]:
        values: dict[str, object] = {"id": self._ids[link.key], "kind": str(link.kind)}
        values |= {"on": self._ids.get(link.on, 0)} if link.on else {"to": self._titles[link.target]}
        for name in ("strength", "note", "author", "created", "scheme"):
            value = getattr(link, name)
            if value not in ("", None):
                values[name] = value
        return values


def letters(at: int) -> str:
    """A, B, … Z, AA, AB …, from 0."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found
