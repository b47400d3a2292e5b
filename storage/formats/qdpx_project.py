"""A REFI-QDA project as it is read from its archive: users, codes, sources with texts, selections, notes, links."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.bibliography.csl import from_csl
from models.importing.about import About
from models.interchange.graph import Quote, Source
from models.messages import _
from models.texts import normal_newlines, storable_text
from storage.formats.archives import MOST_XML, Archive
from storage.formats.map_files import NotThisFormat, read_xml
from storage.formats.qdpx_offsets import best, exact_end, text_of
from storage.formats.qdpx_terms import SOURCE_WORDS, VARIABLE_GUIDS

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OTHER_SOURCES = frozenset({"PictureSource", "PDFSource", "AudioSource", "VideoSource"})
_OTHER_SELECTIONS = frozenset({"PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection"})


@dataclass(slots=True)
class Code:
    """A code with the names of all codes above it, the topmost first, and its colour (#RRGGBB in capitals)."""

    name: str
    above: tuple[str, ...] = ()
    colour: str = ""


@dataclass(slots=True)
class Text:
    """A text with what was coded: a selection of a source, or a note."""

    guid: str
    name: str = ""
    text: str = ""
    codes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    author: str = ""
    created: str = ""
    quote: Quote | None = None


class Project:
    """Everything of a project by its id. `losses`: what there is no place for, counted by the key of a sentence."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name)
        found = [each for each in self._archive.names() if each.lower().endswith(".qde")]
        if not found:
            raise NotThisFormat(_("there is no project.qde in it"))
        found.sort(key=lambda each: (each.rpartition("/")[2].lower() != "project.qde", each.count("/")))
        self.root = read_xml(self._archive.read(found[0], MOST_XML), name)
        if local(self.root) != "Project":
            raise NotThisFormat(_("it does not begin with a Project"), element=found[0])
        self.losses: Counter[str] = Counter()
        self._members = {each.lower().rpartition("/")[2]: each for each in self._archive.names()}
        self._users = {key_of(each): words(each.get("name")) for each in self._in("Users")}
        self.codes = self._read_codes()
        self.sources: dict[str, Source] = {}
        self.selections: list[Text] = []
        for each in self._in("Sources"):
            self._read_source(each)
        self.notes = {key_of(each): self._text(each) for each in self._in("Notes") if local(each) == "Note"}

    def _in(self, container: str) -> Iterator[_Element]:
        for each in children(self.root, container):
            yield from (child for child in each if isinstance(child.tag, str))

    def all(self, container: str) -> list[_Element]:
        """The elements within a container of the project ("Links")."""
        return list(self._in(container))

    def _read_codes(self) -> dict[str, Code]:
        found: dict[str, Code] = {}
        stack: list[tuple[_Element, tuple[str, ...]]] = []
        for each in self._in("CodeBook"):
            if local(each) == "Codes":
                stack += [(code, ()) for code in children(each, "Code")[::-1]]
        while stack:
            element, above = stack.pop()
            name = " ".join(words(element.get("name")).split())
            colour = (element.get("color") or "").upper()
            found.setdefault(key_of(element), Code(name, above[-20:], colour))
            described = ("".join(map(str, each.itertext())).strip() for each in children(element, "Description"))
            self.losses["map.qda_descriptions"] += sum(map(bool, described))
            stack += [(code, (*above[-20:], name)) for code in children(element, "Code")[::-1]]
        return found

    # -- sources

    def _read_source(self, element: _Element) -> None:
        key, kind = key_of(element), local(element)
        holder = element
        if kind in _OTHER_SOURCES:
            held = children(element, "Representation")
            others = sum(local(each) in _OTHER_SELECTIONS for each in element)
            self.losses["map.qda_media"] += max(others, 0 if held else 1)
            if not held:
                return
            holder = held[0]
        raw = self._source_text(holder)
        values = self._values(element)
        title = values.get("title", "") if "line" in values else words(element.get("name"))
        text = normal_newlines(raw)  # as it is: places count its characters
        self.sources[key] = Source(key, _about(values, title), text, values.get("line", ""))
        self.losses["map.qda_source_codings"] += len(children(element, "Coding"))
        told = [each for each in holder if isinstance(each.tag, str) and local(each) == "PlainTextSelection"]
        places = [(_number(e.get("startPosition")), _number(e.get("endPosition")), e.get("name") or "") for e in told]
        way = best(raw, [(s, e, name) for s, e, name in places if s is not None and e is not None])
        if way.is_utf16:
            self.losses["map.qda_units"] += 1
        for each, (start, end, name) in zip(told, places, strict=True):
            selection = self._text(each)
            selection.quote = Quote(words(name), key)
            if start is not None and end is not None and raw:
                first = way.place(start)
                last = exact_end(text, first, way.place(end), words(name))
                if 0 <= first < last <= len(text):
                    selection.quote = Quote(text[first:last], key, first, last)
                else:
                    self.losses["map.qda_outside"] += 1
            self.selections.append(selection)

    def _source_text(self, element: _Element) -> str:
        content = children(element, "PlainTextContent")
        if content:
            return storable_text("".join(map(str, content[0].itertext())))
        path = element.get("plainTextPath") or ""
        member = self._members.get(path.replace("\\", "/").rpartition("/")[2].lower(), "")
        if not path or not member:
            self.losses["map.qda_missing"] += 1
            return ""
        return text_of(self._archive.read(member))

    # -- anything with a text

    def _text(self, element: _Element) -> Text:
        found = Text(key_of(element), words(element.get("name")))
        user, made = element.get("creatingUser"), element.get("creationDateTime")
        for child in element:
            match local(child):
                case "PlainTextContent":
                    found.text = clean(normal_newlines("".join(map(str, child.itertext()))))
                case "Description" if not found.text:
                    found.text = clean("".join(map(str, child.itertext())))
                case "Coding":
                    user, made = user or child.get("creatingUser"), made or child.get("creationDateTime")
                    found.codes += [target_of(each) for each in children(child, "CodeRef")]
                    found.notes += [target_of(each) for each in children(child, "NoteRef")]
                case "NoteRef":
                    found.notes.append(target_of(child))
        if not found.text and element.get("plainTextPath"):
            found.text = clean(normal_newlines(self._source_text(element)))
        found.values = self._values(element)
        found.author = self._users.get(plain(user), "")
        found.created = words(made)
        return found

    def _values(self, element: _Element) -> dict[str, str]:
        """The values of our own variables."""
        found = {}
        for value in children(element, "VariableValue"):
            name = next((VARIABLE_GUIDS.get(target_of(ref), "") for ref in children(value, "VariableRef")), "")
            for each in value:
                if name and local(each).endswith("Value"):
                    found[name] = clean("".join(map(str, each.itertext())))
        return found

    def values_of(self, element: _Element) -> dict[str, str]:
        return self._values(element)


def _about(values: dict[str, str], title: str) -> About:
    told: dict[str, Any] = {name: values.get(name, "") for name in SOURCE_WORDS if name != "line"}
    authors = tuple(name for name in values.get("authors", "").split("\n") if name)
    try:
        csl = json.loads(values.get("csl", "") or "{}")
    except (ValueError, RecursionError):
        csl = {}
    return About(title=title, authors=authors, csl=from_csl(csl).csl if isinstance(csl, dict) else {}, **told)


def local(element: _Element) -> str:
    """The name of an element without its name space; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: _Element, name: str) -> list[_Element]:
    return [child for child in element if local(child) == name]


def plain(guid: str | None) -> str:
    """An id in small letters, without braces."""
    return (guid or "").strip().strip("{}").lower()


def key_of(element: _Element) -> str:
    return plain(element.get("guid"))


def target_of(element: _Element) -> str:
    return plain(element.get("targetGUID"))


def clean(text: str) -> str:
    return _CONTROL.sub("", storable_text(text))


def words(text: str | None) -> str:
    return clean(normal_newlines(text or ""))


def _number(text: str | None) -> int | None:
    """A position; None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None
