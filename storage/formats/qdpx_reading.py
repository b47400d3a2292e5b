"""A REFI-QDA project as points and relations: ours as they were, selections of strangers as points that quote them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.entities import Kind, LinkKind
from models.interchange.graph import Graph, Pair, Part, Point, Quote, Relation
from models.messages import Message
from models.tags import clean_tag
from storage.formats.qdpx_project import Project, Text, children, key_of, local, plain, target_of, words
from storage.formats.qdpx_terms import COLOURS, KIND_CODES, LINK_NAMES, ORIGIN, ROLE_CODES, guid, line_guid

_KINDS = {str(kind): kind for kind in Kind}


def read(data: bytes, name: str) -> tuple[Graph, list[Message]]:
    """The graph of a project and what it has no place for. Raises NotThisFormat, or UserError for an unsafe archive."""
    return _Reading(Project(data, name)).graph()


class _Reading:
    def __init__(self, project: Project) -> None:
        self._project = project
        self._points: dict[str, Point] = {}
        self._used: set[str] = set()  # ids of notes that belong to something
        self._codes: set[str] = set()  # ids of codes that something has
        self._quotes: dict[str, list[Quote]] = {}
        self._is_own = any(set(note.codes) & set(KIND_CODES) for note in project.notes.values())

    def graph(self) -> tuple[Graph, list[Message]]:
        project = self._project
        for note in project.notes.values():
            if self._kind(note) is not None and set(note.codes) & set(KIND_CODES):
                self._used.add(note.guid)
                self._points[note.guid] = self._own_point(note)
        for at, selection in enumerate(project.selections):
            self._selection(selection, at)
        for key, quotes in self._quotes.items():
            self._points[key] = replace(self._points[key], quotes=tuple(quotes))
        relations = tuple(self._relations())
        pairs = tuple(self._pairs())
        parts = tuple(self._parts())
        known = {part.key for part in parts}
        points = (p if p.part in known else replace(p, part=parts[0].key) for p in self._points.values())
        self._count_the_rest()
        title = words(project.root.get("name"))
        graph = Graph(
            points=tuple(points),
            relations=relations,
            parts=parts,
            sources=tuple(project.sources.values()),
            pairs=pairs,
            title="" if title == ORIGIN else title,
            notes=self._notes(),
            tag_colours=self._colours(),
        )
        return graph, [Message(key, {"count": count}) for key, count in project.losses.items() if count]

    # -- points

    def _kind(self, text: Text) -> Kind | None:
        for code in text.codes:
            if code in KIND_CODES:
                return KIND_CODES[code]
        return None

    def _own_point(self, note: Text) -> Point:
        said = self._roles(note)
        values = note.values
        return Point(
            key=note.guid,
            text=note.text,
            kind=self._kind(note),
            note=said["note"],
            reasoning=said["reasoning"],
            tags=self._tags(note),
            author=note.author,
            created=note.created,
            implicit=values.get("unstated") == "true",
            scheme=values.get("scheme", ""),
            confidence=_share(values.get("confidence")),
            relevance=_share(values.get("relevance")),
            quality=values.get("quality", ""),
            where=note.guid,
        )

    def _roles(self, text: Text) -> dict[str, str]:
        """The words of the notes that a point refers to: its reasoning, and all others as its note."""
        found: dict[str, list[str]] = {"note": [], "reasoning": []}
        for key in dict.fromkeys(text.notes):
            note = self._project.notes.get(key)
            if note is None or key in self._points:
                continue
            self._used.add(key)
            is_reasoning = any(ROLE_CODES.get(code) == "reasoning" for code in note.codes)
            found["reasoning" if is_reasoning else "note"].append(note.text)
        return {role: "\n\n".join(each for each in texts if each) for role, texts in found.items()}

    def _tags(self, text: Text) -> tuple[str, ...]:
        """The names of codes and of those above them, without what we put above our own."""
        found: dict[str, None] = {}
        own = {"Kinds", "Tags", "Notes"} if self._is_own else set()
        for key in text.codes:
            code = self._project.codes.get(key)
            if code is None or key in KIND_CODES or key in ROLE_CODES:
                continue
            self._codes.add(key)
            is_own = self._is_own and key == guid("tag", code.name)
            for name in (*(() if is_own else code.above), code.name):
                if clean_tag(name) and (is_own or name not in own) and (is_own or name.casefold() not in _KINDS):
                    found[clean_tag(name)] = None
        return tuple(found)

    def _selection(self, selection: Text, at: int) -> None:
        quote = selection.quote or Quote("")
        own = [key for key in selection.notes if key in self._points and self._points[key].kind is not None]
        if own and self._is_own:
            for key in own:
                self._quotes.setdefault(key, []).append(quote)
            return
        key = selection.guid if selection.guid and selection.guid not in self._points else f"selection {at + 1}"
        names = [self._project.codes[code].name.casefold() for code in selection.codes if code in self._project.codes]
        self._points[key] = Point(
            key=key,
            text=selection.text or quote.exact or selection.name,
            kind=next((_KINDS[name] for name in names if name in _KINDS), self._kind(selection)),
            part=quote.source,
            note=self._roles(selection)["note"],
            tags=self._tags(selection),
            author=selection.author,
            created=selection.created,
            quotes=(quote,) if quote.exact else (),
            where=selection.guid,
        )

    # -- relations

    def _relations(self) -> Iterator[Relation]:
        links = {key_of(each): each for each in self._project.all("Links") if local(each) == "Link"}
        groups = {key: self._project.notes[key].values.get("together", "") for key in self._points.keys() & self._used}
        for key, link in links.items():
            origin, target = plain(link.get("originGUID")), plain(link.get("targetGUID"))
            for end in (origin, target):
                self._end(end, links.keys())
            kind = LINK_NAMES.get((link.get("name") or "").strip().casefold())
            if kind is None:
                self._project.losses["map.qda_links"] += 1
            noted = [self._project.notes[each] for each in map(target_of, children(link, "NoteRef")) if self._has(each)]
            self._used.update(note.guid for note in noted)
            is_line = key == line_guid(origin)
            yield Relation(
                key=key,
                source=origin,
                target="" if target in links else target,
                on=target if target in links else "",
                kind=kind or LinkKind.SUPPORTS,
                tree=is_line if self._is_own else None,
                group=groups.get(origin, "") if is_line else "",
                strength=next((_share(note.values.get("strength")) for note in noted), None),
                note="\n\n".join(note.text for note in noted if note.text),
                author=next((note.author for note in noted), ""),
                created=next((note.created for note in noted), ""),
                where=key,
            )

    def _has(self, key: str) -> bool:
        return key in self._project.notes

    def _end(self, key: str, links: object) -> None:
        """What a link leads to is a point, be it only a note or a code."""
        if key in self._points:
            return
        if (note := self._project.notes.get(key)) is not None and not set(note.codes) & set(ROLE_CODES):
            self._used.add(key)
            self._points[key] = Point(key, note.text or note.name, tags=self._tags(note), author=note.author, where=key)
        elif (code := self._project.codes.get(key)) is not None:
            self._codes.add(key)
            self._points[key] = Point(key, code.name, where=key)

    # -- cases

    def _parts(self) -> Iterator[Part]:
        """Our cases with the notes of their sets; else a case for each source that something was found in."""
        sets = {key_of(each): each for each in self._project.all("Sets")}
        found = []
        for case in self._project.all("Cases") if self._is_own else ():
            held = sets.get(guid(key_of(case), "points"))
            if held is None:
                continue
            key, values = key_of(case), self._project.values_of(case)
            source = next(map(target_of, children(case, "SourceRef")), "")
            more = source, values.get("annotator", ""), values.get("colour", "")
            found.append(Part(key, words(case.get("name")), *more))
            for member in map(target_of, children(held, "MemberNote")):
                if member in self._points:
                    self._points[member] = replace(self._points[member], part=key)
        if not found:
            used = dict.fromkeys(point.part for point in self._points.values() if point.part)
            sources = self._project.sources
            found = [Part(key, sources[key].about.title, key) for key in used if key in sources]
        yield from found or [Part("")]

    def _pairs(self) -> Iterator[Pair]:
        for note in self._project.notes.values():
            if any(ROLE_CODES.get(code) == "pairing" for code in note.codes):
                self._used.add(note.guid)
                values = note.values
                left, right = values.get("left", ""), values.get("right", "")
                yield Pair(left, right, values.get("motion", ""), note.text)

    # -- the rest

    def _notes(self) -> str:
        """The description of the project, and notes that belong to nothing."""
        described = ("".join(map(str, each.itertext())) for each in children(self._project.root, "Description"))
        free = [note for note in self._project.notes.values() if note.guid not in self._used]
        told = ("\n".join(dict.fromkeys(filter(None, (note.name.strip(), note.text)))) for note in free)
        return "\n\n".join(each for each in (*map(words, described), *told) if each.strip())

    def _colours(self) -> dict[str, str]:
        names = {colour: name for name, colour in COLOURS.items()}
        codes = [(key, self._project.codes[key]) for key in self._codes]
        return {
            code.name: names[code.colour]
            for _key, code in sorted(codes, key=lambda pair: pair[0])
            if code.colour in names
        }

    def _count_the_rest(self) -> None:
        project = self._project
        if self._is_own:
            return
        above = {name for key in self._codes for name in project.codes[key].above}
        unused = [c for key, c in project.codes.items() if key not in self._codes and c.name not in above]
        project.losses["map.qda_codes"] += sum(c.name.casefold() not in _KINDS for c in unused)
        others = ("Cases", "Sets", "Graphs", "Variables")
        project.losses["map.qda_parts"] += sum(len(project.all(each)) for each in others)


def _share(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
