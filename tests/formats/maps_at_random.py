"""Maps made at random as graphs, numbered as the program numbers them, in words that every format trips over."""

from __future__ import annotations

from random import Random

from models.entities import Kind, LinkKind
from models.importing.about import About
from models.interchange.graph import Graph, Part, Point, Quote, Relation, Source

HOSTILE = (
    *("[sic]", "<b>", "{x}", "}", "#1", "# head", "//", "http://a.b/c?d=e#f", "- dash", "+ plus", "(1) one", "_under_"),
    *("*star*", ":up:", ".v.", "🦊", "👩‍👩‍👧", "\n", "\n\n", "  ", "\t", "===", "---", "@[x]", "@<y>", "a:b", "3.5"),
    *("e.g.", "\\", "`c`", "[a](http://b)", "<!-- c -->", "/* x */", "]:", "><", "->", "~", "é", "日本語"),
    *("“q”", ";", ",", "two words", "End.", "Why?", "(b)", "=", "a==b", "/", "_>", "'", '"', "&amp;", "&"),
    *("\\N", "-> See 1.", "\u00a0", "\u2028"),
)
TAGS = ("a", "two words", "x)y", "#h", "日", "🦊", "[b]")


def words(random: Random) -> str:
    joint = random.choice(["", " "])
    return random.choice(["", "x "]) + joint.join(random.choice(HOSTILE) for _ in range(random.randint(1, 8)))


def graph_at_random(seed: int, points: int = 12) -> Graph:
    """One or two cases of up to so many points with undercuts, premises together, passages and links of all kinds."""
    return _Making(Random(seed), points).graph()


class _Making:
    def __init__(self, random: Random, most: int) -> None:
        self._random, self._most = random, most
        self._points: list[Point] = []
        self._relations: list[Relation] = []

    def graph(self) -> Graph:
        random = self._random
        parts = [Part("c1", random.choice(["", words(random).strip()]), "s1")]
        if random.random() < 0.4:
            parts.append(Part("c2", words(random).strip(), "s1", "Ada"))
        for part in parts:
            self._grow(part)
        source = Source("s1", About(words(random), authors=(words(random),)), "", words(random))
        relations = (*self._relations, *self._links())
        return Graph(tuple(self._points), relations, tuple(parts), (source,), (), words(random).strip())

    def _grow(self, part: Part) -> None:
        random = self._random
        mine = [self._point(part, None, "1")]
        while len(mine) < random.randint(1, self._most):
            parent = random.choice(mine)
            if parent.number.count(".") > 7:
                continue
            behind = sum(point.number.rpartition(".")[0] == parent.number for point in mine)
            mine.append(self._point(part, parent, f"{parent.number}.{behind + 1}"))
        self._points += sorted(mine, key=lambda point: [*map(int, point.number.split("."))])

    def _point(self, part: Part, parent: Point | None, number: str) -> Point:
        random = self._random
        key, kind = f"{part.key}-{number}", Kind.CLAIM
        if parent is not None:
            bearing = random.choice([LinkKind.SUPPORTS, LinkKind.SUPPORTS, LinkKind.REBUTS])
            if random.random() < 0.2 and "." in parent.number:
                bearing = LinkKind.UNDERCUTS
            supports = bearing is LinkKind.SUPPORTS
            kind = random.choice([Kind.CLAIM, Kind.EVIDENCE]) if supports else Kind.REBUTTAL
            target, on = ("", f"{parent.key}>") if bearing is LinkKind.UNDERCUTS else (parent.key, "")
            group = f"{parent.key}/g" if supports and random.random() < 0.5 else ""
            self._relations.append(Relation(f"{key}>", key, target, on, bearing, True, group))
        quotes = (Quote(words(random), "s1", 0, 3, words(random), words(random), "¶ 1"),)
        return Point(
            key,
            words(random).strip() or "x",
            kind,
            part.key,
            number,
            note=random.choice(["", words(random)]),
            tags=tuple(dict.fromkeys(random.choice(TAGS) for _ in range(random.randint(0, 2)))),
            implicit=random.random() < 0.1,
            confidence=random.choice([None, 0.5]),
            quotes=quotes if random.random() < 0.3 else (),
        )

    def _links(self) -> list[Relation]:
        random = self._random
        links: list[Relation] = []
        kinds = [kind for kind in LinkKind if kind is not LinkKind.ANSWERS]
        for at in range(random.randint(0, 5)):
            source, target = random.choice(self._points), random.choice(self._points)
            if source is not target and (source.key, target.key) not in {(x.source, x.target) for x in links}:
                link = Relation(f"L{at}", source.key, target.key, "", random.choice(kinds), False, note=words(random))
                links.append(link)
            elif links:
                links.append(Relation(f"L{at}", source.key, "", random.choice(links).key, LinkKind.ANSWERS, False))
        return links
