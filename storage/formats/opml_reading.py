"""Outlines read: expat tells elements one by one with their lines, so that nesting without end needs no deep tree."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from xml.parsers import expat

from models.branches import MOST
from models.entities import Kind, LinkKind
from models.interchange.graph import Graph, Pair, Part, Point, Relation, Source
from models.interchange.rows import pair_of, part_of, point_of, relation_of, source_of
from models.messages import Message, _
from storage.formats.list_labels import SUPPORT, labelled
from storage.formats.map_files import MOST_XML, NotThisFormat, clean
from storage.formats.opml import lead_of
from storage.formats.zipping import xml_text

_OWN = "counterpoint:"
_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*>)*<(?:\w+:)?opml[\s>/]", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:b|i|u|em|strong|span|a|code|mark|s|del|time)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ADDRESSES = ("url", "htmlurl", "xmlurl")


def is_opml(data: bytes) -> bool:
    """Whether the outermost element is opml."""
    head = data[:4000]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return _ROOT.match(text) is not None


def read(data: bytes) -> tuple[Graph, list[Message]]:
    """The map in a file. Raises NotThisFormat."""
    if not data.strip():
        raise NotThisFormat(_("the file is empty"))
    if len(data) > MOST_XML:
        raise NotThisFormat(_("the file is too large"))
    reader = _Reader()
    parser = reader.parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotThisFormat(_("this is no sound XML"), line=error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise NotThisFormat(_("this is no sound XML"), line=1) from error
    return reader.graph(), [Message(key, {"count": count}) for key, count in reader.told.items() if count]


@dataclass(slots=True)
class _Open:
    """An outline that is open: the point that it is, or the case that it stands for (both "": passed over)."""

    point: str = ""
    relation: str = ""
    part: str = ""
    last: str = ""  # the key of the relation of the last point right below it


class _Reader:
    """Takes the elements of one file."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()
        self.points: dict[str, Point] = {}
        self.relations: dict[str, Relation] = {}
        self.parts: dict[str, Part] = {}
        self.sources: list[Source] = []
        self.pairs: list[Pair] = []
        self.links: list[Mapping[str, Any]] = []
        self.whole: Mapping[str, Any] = {}
        self.title = ""
        self._names: list[str] = []
        self._open: list[_Open] = [_Open()]
        self._words: list[str] = []
        self._is_read = False  # whether the text of the open element counts
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._entity

    def _line(self) -> int:
        return int(self.parser.CurrentLineNumber)

    def _entity(self, *_declared: object) -> None:
        raise NotThisFormat(_("it declares entities"), line=self._line())

    def _data(self, data: str) -> None:
        if self._is_read:
            self._words.append(data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._names and name.rpartition(":")[2].lower() != "opml":
            raise NotThisFormat(_("its root is no opml"), line=self._line())
        self._names.append(name)
        self._words = []
        self._is_read = name == "title" or name.startswith(_OWN)
        if name.lower() == "outline":
            values = {key.lower(): value for key, value in attributes.items()}
            self._open.append(self._outline(values))

    def _end(self, name: str) -> None:
        self._names.pop()
        if name.lower() == "outline":
            self._open.pop()
        elif self._is_read:
            words = "".join(self._words)
            if name == "title":
                self.title = self.title or clean(words).strip()
            else:
                self._own(name.removeprefix(_OWN), _read(words))
        self._is_read = False

    def _own(self, name: str, row: Mapping[str, Any]) -> None:
        if name == "map":
            self.whole = row
        elif name == "case":
            part = part_of(row)
            self.parts.setdefault(part.key, part)
        elif name == "source":
            self.sources.append(source_of(row))
        elif name == "pairing":
            self.pairs.append(pair_of(row))
        elif name == "link":
            self.links.append(row)

    # -- outlines

    def _outline(self, values: dict[str, str]) -> _Open:
        above = self._open[-1]
        text = values.get("text") or values.get("title") or ""
        case = values.get(f"{_OWN}case")
        if case is not None and len(self._open) == 1:
            part = self.parts.get(case, Part(case))
            self.parts[case] = replace(part, name=clean(text))
            return _Open(part=case)
        if len(self.points) > MOST:
            raise NotThisFormat(_("it holds more points than any map"), line=self._line())
        own = _read(values[f"{_OWN}point"]) if f"{_OWN}point" in values else None
        opened = self._of_ours(text, values, own, above) if own else self._of_others(text, values, above)
        above.last = opened.relation
        return opened

    def _where(self) -> str:
        return _("line {number}").format(number=self._line())

    def _of_ours(self, text: str, values: dict[str, str], row: Mapping[str, Any], above: _Open) -> _Open:
        label = row.get("label")
        if isinstance(label, str):
            text = text.removeprefix(xml_seen(label))
        point = point_of({name: value for name, value in row.items() if name != "key"}, text=clean(text))
        category = values.get("category", "")
        if category and category != xml_seen(",".join(point.tags)):
            point = replace(point, tags=_tags(category))
        note = values.get("_note", "").removeprefix(xml_seen(lead_of(dict(row))))
        key = self._key(row.get("key"))
        quotes = tuple(replace(quote, exact=clean(quote.exact)) for quote in point.quotes)
        self.points[key] = replace(
            point,
            key=key,
            part=above.part,
            note=clean(note),
            reasoning=clean(point.reasoning),
            tags=tuple(map(clean, point.tags)),
            quotes=quotes,
            where=self._where(),
        )
        line = row.get("line")
        kind = LinkKind.REBUTS if point.kind is Kind.REBUTTAL else LinkKind.SUPPORTS
        relation = relation_of(line) if isinstance(line, Mapping) else Relation("", "", kind=kind)
        return self._below(key, above, relation)

    def _of_others(self, text: str, values: dict[str, str], above: _Open) -> _Open:
        text = unescape(_MARKUP.sub("", _BREAK.sub("\n", text))) if "<" in text or "&" in text else text
        found = labelled(clean(text).strip())
        kind = Kind(found.label) if found.label in ("claim", "evidence", "rebuttal") else None
        kind = Kind.REBUTTAL if found.label == "undercut" else kind
        notes = [values.get("_note", ""), *(values[name] for name in _ADDRESSES if name in values)]
        note = "\n\n".join(clean(each).strip() for each in notes if each.strip())
        key = self._key("")
        is_top = not above.point
        self.points[key] = Point(
            key,
            found.text if found.label != SUPPORT or not is_top else clean(text).strip(),
            None if is_top and kind is Kind.REBUTTAL else kind,
            above.part,
            note=note,
            tags=_tags(values.get("category", "")),
            implicit=found.implicit,
            where=self._where(),
        )
        kinds = {"rebuttal": LinkKind.REBUTS, "undercut": LinkKind.UNDERCUTS}
        group = ""
        if found.linked and above.last:
            before = self.relations[above.last]
            group = before.group or f"g {above.last}"
            self.relations[above.last] = replace(before, group=group)
        return self._below(key, above, Relation("", "", kind=kinds.get(found.label, LinkKind.SUPPORTS), group=group))

    def _below(self, key: str, above: _Open, relation: Relation) -> _Open:
        """The outline of a point, joined to the one it stands in."""
        if not above.point:
            return _Open(key, part=above.part)
        kind, target, on = relation.kind, above.point, ""
        if kind is LinkKind.UNDERCUTS:
            kind, target, on = (kind, "", above.relation) if above.relation else (LinkKind.REBUTS, target, "")
        elif kind not in (LinkKind.SUPPORTS, LinkKind.REBUTS):
            kind = LinkKind.SUPPORTS
        name = f"{key}>"
        self.relations[name] = replace(
            relation, key=name, source=key, target=target, on=on, kind=kind, tree=True, where=self.points[key].where
        )
        return _Open(key, name, above.part)

    def _key(self, given: object) -> str:
        """A key that no other point has: that of the file, where it has one."""
        if isinstance(given, str) and given and given not in self.points:
            return given
        key = f"outline {len(self.points) + 1}"
        while key in self.points:
            key += "+"
        return key

    # -- the whole

    def graph(self) -> Graph:
        own = self.whole
        title = own.get("title")
        known = set(self.parts)
        parts = self.parts or {"": Part("", self.title)}
        first = next(iter(parts))
        points = tuple(point if point.part in parts else replace(point, part=first) for point in self.points.values())
        colours = own.get("tag_colours")
        return Graph(
            points=points,
            relations=(*self.relations.values(), *self._links()),
            parts=tuple(parts.values()),
            sources=tuple(self.sources),
            pairs=tuple(pair for pair in self.pairs if pair.left in known and pair.right in known),
            title=clean(title) if isinstance(title, str) else self.title,
            notes=clean(own["notes"]) if isinstance(own.get("notes"), str) else "",
            tag_colours={k: v for k, v in colours.items() if isinstance(v, str)} if isinstance(colours, dict) else {},
        )

    def _links(self) -> list[Relation]:
        found: dict[str, Relation] = {}
        for at, row in enumerate(self.links, 1):
            link = relation_of(row, where=_("link {number}").format(number=at))
            key = link.key if link.key and link.key not in found and link.key not in self.relations else f"link {at}"
            found[key] = replace(link, key=key, tree=False, note=clean(link.note))
        gone = -1
        while gone:  # an answer to what is left out is left out as well
            known = {*found, *self.relations}
            kept = {key: each for key, each in found.items() if self._has_ends(each, known)}
            gone = len(found) - len(kept)
            self.told["map.no_end"] += gone
            found = kept
        return list(found.values())

    def _has_ends(self, link: Relation, known: set[str]) -> bool:
        is_end = link.on in known if link.on else link.target in self.points
        return link.source in self.points and is_end


def xml_seen(text: str) -> str:
    """A text as it comes back from XML, which cannot hold every character."""
    return _shown(xml_text(text))


def _shown(escaped: str) -> str:
    for written, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        escaped = escaped.replace(written, sign)
    return escaped


def _tags(category: str) -> tuple[str, ...]:
    tags = (" ".join(clean(part).strip("/ ").split()) for part in category.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _read(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, Mapping) else {}
