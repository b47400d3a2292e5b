"""The edit that brings in an argument map of another program: new cases over articles, with points and links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.anchors import make_anchor
from models.authoring.library import CASE_COLOURS, Source, article_of
from models.authoring.references import about_of, citekeys, columns_of
from models.bibliography.citekeys import key_for
from models.bibliography.matching import match
from models.edits import Change, Edit, made
from models.entities import Anchor, Article, Case, Link, Node, Pairing, Tag, new_id, now
from models.importing.about import About
from models.interchange.arranging import Arranged, Placed
from models.interchange.graph import Graph, Part, Point, Quote
from models.interchange.graph import Source as GraphSource
from models.interchange.locating import Text
from models.messages import Message, _, message, ngettext, shorten
from models.ordering import between, spread
from models.ports import Reader
from models.report import bibliographic_line
from models.tags import COLOURS, clean_tag
from models.texts import content_hash, normal_newlines, plain_layout, storable_text

TRIED = 50  # quotations that tell articles apart which have the same title
NOTHING_SAID = "…"  # the text of a point that has none
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in: the new cases in order, how many points, links and passages, and how many articles are new."""

    case_ids: tuple[str, ...]
    points: int
    links: int
    passages: int
    new_articles: int

    def told(self, name: str) -> Message:
        """What came in from the file `name`, as a sentence."""
        parts = [
            ngettext("{count} point", "{count} points", self.points).format(count=f"{self.points:,}"),
            ngettext("{count} link", "{count} links", self.links).format(count=f"{self.links:,}") if self.links else "",
            ngettext("{count} passage", "{count} passages", self.passages).format(count=f"{self.passages:,}")
            if self.passages
            else "",
        ]
        return Message("map.taken", {"name": name, "what": ", ".join(filter(None, parts))})


def take_map(
    reader: Reader,
    graph: Graph,
    arranged: Arranged,
    *,
    name: str = "",
    annotator: str = "",
    over: Mapping[str, str | None] | None = None,
) -> tuple[Edit, tuple[Taken, list[Message]]]:
    """A map as one edit; with it what came in, and what of it could not be placed.

    `name` is a title of last resort, as of the file. `over`: the id of the article that the part with a key is to lie
    over (None: one of its own); other parts find theirs by text, bibliographic data or title, or get a new one.
    """
    return _Taking(reader, graph, arranged, name, annotator, over or {}).run()


def known_articles(reader: Reader, graph: Graph, arranged: Arranged) -> dict[str, str]:
    """For each part the id of the article that it finds by itself; "" where it would get a new one."""
    taking = _Taking(reader, graph, arranged, "", "", {})
    sources = {part.key: taking.source_of(part) for part in arranged.parts}
    found = {key: taking.known(source) if source is not None else None for key, source in sources.items()}
    return {key: article.id if article is not None else "" for key, article in found.items()}


class _Taking:
    def __init__(
        self,
        reader: Reader,
        graph: Graph,
        arranged: Arranged,
        name: str,
        annotator: str,
        over: Mapping[str, str | None],
    ) -> None:
        self._reader, self._graph, self._arranged = reader, graph, arranged
        self._name, self._annotator, self._over = name, annotator, over
        self._sources = {source.key: source for source in graph.sources}
        self._new: dict[str, Article] = {}  # by id
        self._citekeys = citekeys(reader)  # that are taken
        self._blobs: dict[str, bytes] = {}
        self._texts: dict[str, Text] = {}  # by the article's id
        self._of_source: dict[str, str] = {}  # articles by the key of the source
        self._own_text: dict[tuple[str, str], bool] = {}  # by source and article
        self._told: Counter[str] = Counter()
        self._time = now()

    def run(self) -> tuple[Edit, tuple[Taken, list[Message]]]:
        cases = dict(zip((part.key for part in self._arranged.parts), self._cases(), strict=True))
        nodes: list[Node] = []
        anchors: list[Anchor] = []
        ids: dict[str, str] = {}
        for part in self._arranged.parts:
            tree = self._arranged.placed[part.key]
            ids |= {placed.point.key: new_id() for placed in tree}
            for node, own in self._nodes(tree, cases[part.key], ids, self._articles_of(part, cases[part.key])):
                nodes.append(node)
                anchors += own
        links = list(self._links(ids))
        pairings = list(self._pairings(cases))
        tags = list(self._tags(nodes))
        rows: list[Article | Case | Node | Anchor | Link | Pairing | Tag] = []
        rows += [*self._new.values(), *cases.values(), *nodes, *anchors, *links, *pairings, *tags]
        changes: tuple[Change, ...] = tuple(map(made, rows))
        title = self._graph.title or next((c.name for c in cases.values() if c.name), self._name)
        edit = Edit(
            message("edit.import_map", name=shorten(title or self._name), count=len(nodes)), changes, self._blobs
        )
        told = [Message(key, {"count": count}) for key, count in self._told.items() if count]
        case_ids = tuple(case.id for case in cases.values())
        taken = Taken(case_ids, len(nodes), len(links), len(anchors), len(self._new))
        return edit, (taken, told)

    # -- cases and articles

    def _cases(self) -> Iterator[Case]:
        known = self._reader.cases()
        place = known[-1].position if known else None
        for at, part in enumerate(self._arranged.parts):
            article = self._article_of_part(part)
            place = between(place, None)
            name = _line(part.name) or _line(self._graph.title) or article.title
            usual = CASE_COLOURS[(len(known) + at) % len(CASE_COLOURS)]
            colour = part.colour if _COLOUR.fullmatch(part.colour) else usual
            yield Case(new_id(), article.id, name, colour, _line(part.annotator) or self._annotator, place)

    def _article_of_part(self, part: Part) -> Article:
        source = self.source_of(part) or GraphSource("", About(title=part.name or self._graph.title))
        if part.key in self._over:
            chosen = self._over[part.key]
            article = self._reader.article(chosen) if chosen is not None else self._make(source)
            self._of_source.setdefault(source.key, article.id)
            return article
        return self._article(source) if source.key else self._make(source)

    def source_of(self, part: Part) -> GraphSource | None:
        """The source that a part names; of a single part the single source."""
        if part.source not in self._sources and len(self._sources) == 1 and len(self._arranged.parts) == 1:
            return next(iter(self._sources.values()))
        return self._sources.get(part.source)

    def _article(self, source: GraphSource) -> Article:
        """The article of a source: the project's own, one made before, or a new one."""
        if source.key not in self._of_source:
            article = self.known(source) or self._make(source)
            self._of_source[source.key] = article.id
        article_id = self._of_source[source.key]
        return self._new.get(article_id) or self._reader.article(article_id)

    def known(self, source: GraphSource) -> Article | None:
        """The article of the project that a source is, if it can be told."""
        articles = self._reader.articles()
        if source.text:
            key = content_hash(_clean(source.text).encode())
            return next((article for article in articles if article.text_hash == key), None)
        by_line = [article for article in articles if source.line and bibliographic_line(article) == source.line]
        by_key = [a for a in articles if source.about.citekey and a.citekey == source.about.citekey]
        for alike in (by_line, by_key):
            if len(alike) == 1:
                return alike[0]
        found = match([source.about], {article.id: about_of(article) for article in articles})[0].articles
        return self._quoted(by_line or by_key or [self._reader.article(key) for key in found], source)

    def _quoted(self, candidates: Sequence[Article], source: GraphSource) -> Article | None:
        """Of articles that are alike the one that holds most of what is quoted from the source, if one does."""
        if len(candidates) < 2:
            return next(iter(candidates), None)
        words = [q.exact for p in self._graph.points for q in p.quotes if q.source == source.key and q.exact][:TRIED]
        held = {article.id: sum(each in self._text(article.id).text for each in words) for article in candidates}
        best = max(candidates, key=lambda article: held[article.id])
        return best if list(held.values()).count(held[best.id]) == 1 else None

    def _make(self, source: GraphSource) -> Article:
        """A new article: with the source's text, else with nothing but its title."""
        title = _line(source.about.title) or _line(source.line) or _line(self._name) or _("A map without an article")
        text = _clean(source.text) or title
        layout = plain_layout(text)
        columns = columns_of(source.about) | {"media_type": "text/plain", "encoding": "utf-8"}
        columns.pop("title")
        article, blobs = article_of(Source(title, text.encode(), text, text, layout, columns))
        article = replace(article, citekey=key_for(about_of(article), self._citekeys))
        self._citekeys.add(article.citekey)
        self._new[article.id] = article
        self._blobs |= blobs
        self._texts[article.id] = Text(article.id, text, layout)
        return article

    def _text(self, article_id: str) -> Text:
        if article_id not in self._texts:
            text, layout = self._reader.text(article_id), self._reader.layout(article_id)
            self._texts[article_id] = Text(article_id, text, layout)
        return self._texts[article_id]

    def _articles_of(self, part: Part, case: Case) -> Mapping[str, str]:
        """Articles by the key of the source that a quote names; "" is the case's own."""
        found = defaultdict(lambda: case.article_id, {"": case.article_id})
        named = {q.source for placed in self._arranged.placed[part.key] for q in placed.point.quotes}
        for key in named - {"", part.source}:
            source = self._sources.get(key)
            if source is not None:
                found[key] = self._article(source).id
        if part.source:
            found[part.source] = case.article_id
        return found

    # -- points

    def _nodes(
        self, tree: tuple[Placed, ...], case: Case, ids: Mapping[str, str], articles: Mapping[str, str]
    ) -> Iterator[tuple[Node, list[Anchor]]]:
        families: dict[str, list[str]] = defaultdict(list)
        for placed in tree:
            families[placed.parent].append(placed.point.key)
        places = {
            k: place for family in families.values() for k, place in zip(family, spread(len(family)), strict=True)
        }
        groups: dict[str, str] = defaultdict(new_id)
        for placed in tree:
            point = placed.point
            anchors, left = self._anchors(point, ids[point.key], articles)
            note = "\n\n".join(words for words in (_clean(point.note).rstrip(), *left) if words.strip())
            yield (
                Node(
                    id=ids[point.key],
                    case_id=case.id,
                    parent_id=ids[placed.parent] if placed.parent else None,
                    position=places[point.key],
                    kind=placed.kind,
                    text=_words(point.text) or NOTHING_SAID,
                    note=note,
                    reasoning=_clean(point.reasoning).strip(),
                    tags=tuple(dict.fromkeys(tag for each in point.tags if (tag := clean_tag(_line(each))))),
                    author=_line(point.author) or self._annotator,
                    created=point.created or self._time,
                    inference=placed.inference,
                    implicit=point.implicit,
                    premise_group=groups[placed.group] if placed.group else None,
                    scheme=_line(point.scheme),
                    confidence=_share(point.confidence),
                    relevance=_share(point.relevance),
                    quality=_line(point.quality),
                ),
                anchors,
            )

    def _anchors(self, point: Point, node_id: str, articles: Mapping[str, str]) -> tuple[list[Anchor], list[str]]:
        """The passages that were found, and those that were not as quotations for the note."""
        anchors: dict[tuple[str, int, int], Anchor] = {}
        left: list[str] = []
        for quote in point.quotes:
            text = self._text(articles[quote.source])
            place = text.find(quote, self._is_own_text(quote.source, text))
            if place is not None:
                anchor = make_anchor(text.text, node_id, text.article_id, *place)
                anchors.setdefault((text.article_id, *place), anchor)
            elif quote.exact.strip():
                self._told["map.passages_lost"] += 1
                left.append(_quoted(quote))
        return list(anchors.values()), left

    def _is_own_text(self, source_key: str, text: Text) -> bool:
        """Whether offsets into a source are offsets into this text; where no source is named they may be."""
        key = source_key, text.article_id
        if key not in self._own_text:
            source = self._sources.get(source_key)
            self._own_text[key] = source is None or (bool(source.text) and _clean(source.text) == text.text)
        return self._own_text[key]

    # -- between points

    def _links(self, ids: Mapping[str, str]) -> Iterator[Link]:
        keys = {relation.key: new_id() for relation in self._arranged.links}
        for relation in self._arranged.links:
            yield Link(
                id=keys[relation.key],
                source_id=ids[relation.source],
                target_id=None if relation.on else ids[relation.target],
                target_link_id=keys[relation.on] if relation.on else None,
                kind=relation.kind,
                strength=_share(relation.strength),
                note=_clean("\n\n".join(w for w in (relation.note, relation.scheme) if w)).strip(),
                author=_line(relation.author) or self._annotator,
                created=relation.created or self._time,
            )

    def _pairings(self, cases: Mapping[str, Case]) -> Iterator[Pairing]:
        """The pairs of the map; two cases that come alone into an empty project are one, as imported articles are."""
        known = self._reader.pairings()
        place = known[-1].position if known else None
        pairs = [(p.left, p.right, p.motion, p.notes) for p in self._graph.pairs if {p.left, p.right} <= cases.keys()]
        keys = list(cases)
        if not pairs and len(keys) == 2 and not self._reader.cases():
            pairs = [(keys[0], keys[1], "", "")]
        for left, right, motion, notes in pairs:
            if left != right:
                place = between(place, None)
                yield Pairing(new_id(), _line(motion), cases[left].id, cases[right].id, _clean(notes).strip(), place)

    def _tags(self, nodes: list[Node]) -> Iterator[Tag]:
        known = self._reader.tags()
        used = {tag for node in nodes for tag in node.tags}
        for name, colour in self._graph.tag_colours.items():
            if name in used and name not in known and colour in COLOURS:
                yield Tag(new_id(), name, colour)


def _quoted(quote: Quote) -> str:
    """A passage that was not found, as a quotation in a note."""
    lines = [f"> {line}".rstrip() for line in _clean(quote.exact).strip().split("\n")]
    return "\n".join([*lines, *([f">\n> — {quote.place}"] if quote.place else [])])


def _clean(text: str) -> str:
    return storable_text(normal_newlines(text)).replace("\0", "\ufffd")


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _words(text: str) -> str:
    """The text of a point: each of its lines with single spaces."""
    return "\n".join(line for line in (" ".join(line.split()) for line in _clean(text).split("\n")) if line)


def _share(value: float | None) -> float | None:
    return min(1.0, max(0.0, value)) if value is not None and value == value else None
