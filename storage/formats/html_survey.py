"""What must be known of a document before its words are read in order: which tables hold data, which pictures have a
caption, where the notes are. One pass."""

from __future__ import annotations

import re
from typing import Any

from storage.formats import html_tags as tags

_MARK = re.compile(r"[\d*†‡§]{1,4}|[a-z]|[ivxlc]{1,6}")
_WORD = re.compile(r"\w")
_SHORT = 60  # characters of a link that can be a mark


def attribute(element: Any, name: str) -> str:
    """The value of `role`, or of EPUB's `type`, in small letters."""
    if name == "role":
        return (element.get("role") or "").strip().lower()
    found = element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""
    return found.strip().lower()


class Survey:
    """Sets of elements; `numbers` are those of notes in ordered lists; `steps` how many elements there are."""

    def __init__(self, tree: Any) -> None:
        from lxml import etree

        self.layouts: set[Any] = set()  # tables that lay out the page
        self.captioned: set[Any] = set()  # figures that show a caption
        self.captions: set[Any] = set()
        self.notes: set[Any] = set()  # footnotes, or what holds them
        self.numbers: dict[Any, int] = {}
        self.references: set[Any] = set()  # marks of notes, to stand in brackets
        self.silent: set[Any] = set()  # what shows no words: links back from notes, labels of pages
        self.has_brackets = False  # readings of characters come with their own brackets
        self.steps = 0
        self._tables: list[tuple[Any, list[int]]] = []  # open tables; the widths of their rows so far
        self._cells: list[int] = []
        self._length = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            self.steps += 1
            name = tags.name_of(element)
            if event == "start":
                self._length += len(element.text or "") if name not in tags.NO_TEXT else 0
                self._start(element, name)
            else:
                self._end(element, name)
                self._length += len(element.tail or "")

    def _start(self, element: Any, name: str) -> None:
        if name == "table":
            if self._tables:
                self.layouts.add(self._tables[-1][0])
            if attribute(element, "role") in ("presentation", "none"):
                self.layouts.add(element)
            self._tables.append((element, []))
        elif self._tables:
            if name in tags.SPLITS_TABLES:
                self.layouts.add(self._tables[-1][0])
            elif name == "tr":
                self._tables[-1][1].append(0)
            elif name in ("td", "th"):
                self._cells.append(self._length)
                if self._tables[-1][1]:
                    self._tables[-1][1][-1] += 1
        if name == "rp":
            self.has_brackets = True
        elif name == "a":
            self._link(element)
        elif name in tags.BLOCKS:
            self._note(element, name)
        self._caption(element, name)

    def _end(self, element: Any, name: str) -> None:
        if name in ("td", "th") and self._cells:
            if self._length - self._cells.pop() > tags.LONG_CELL and self._tables:
                self.layouts.add(self._tables[-1][0])
        elif name == "table" and self._tables:
            _table, widths = self._tables.pop()
            if max(widths, default=0) < 2:
                self.layouts.add(element)

    def _caption(self, element: Any, name: str) -> None:
        marked = name in tags.CAPTION_TAGS and tags.CAPTION_CLASS.search(element.get("class") or "")
        if marked and element.find(".//img") is None and self._length_of(element) < 1000:
            self.captions.add(element)
        elif name != "figcaption":
            return
        if not self._length_of(element):
            return
        parent = element.getparent()
        for _level in range(3):
            if parent is None or tags.name_of(parent) in ("body", "main", "article", "section", "td"):
                break
            self.captioned.add(parent)
            if tags.name_of(parent) == "figure":
                break
            parent = parent.getparent()

    @staticmethod
    def _length_of(element: Any) -> int:
        """How long an element's text is; what is longer than a caption is not counted to its end."""
        length = 0
        for words in element.itertext():
            length += len(words.strip())
            if length > 2000:
                break
        return length

    def _note(self, element: Any, name: str) -> None:
        kinds = set(attribute(element, "type").split()) | {attribute(element, "role")}
        marked = kinds & (tags.NOTE_ROLES | tags.NOTE_TYPES)
        named = tags.NOTE_CLASS.search(element.get("class") or "")
        is_note = marked or named or tags.NOTE_ID.match(element.get("id") or "")
        if is_note and name not in ("body", "html", "table"):
            self.notes.add(element)
        if name == "li":
            self._number(element)

    def _number(self, element: Any) -> None:
        """Number the notes of an ordered list."""
        parent = element.getparent()
        if parent is None or tags.name_of(parent) != "ol":
            return
        before = element.getprevious()
        while before is not None and before not in self.numbers:
            before = before.getprevious()
        start = parent.get("start") or "1"
        own = element.get("value") or ""
        number = self.numbers[before] + 1 if before is not None else int(start) if start.isdigit() else 1
        self.numbers[element] = int(own[:9]) if own.isdigit() else number

    def _link(self, element: Any) -> None:
        """A mark of a note stands in brackets; a link back from one is no word."""
        target = element.get("href") or ""
        typed = attribute(element, "type"), attribute(element, "role")
        words = ""
        for piece in element.itertext():
            words += piece
            if len(words) > _SHORT:
                return
        words = words.strip()
        arrow = target.startswith("#") and 0 < len(words) < 4 and not _WORD.search(words)
        if ("doc-backlink" in typed or arrow) and not _MARK.fullmatch(words):
            self.silent.add(element)
            return
        parent = element.getparent()
        raised = (parent is not None and tags.name_of(parent) == "sup") or element.find("sup") is not None
        referring = "#" in target and (raised or bool(tags.NOTE_LINK.search(element.get("class") or "")))
        if (referring or tags.NOTE_REFERENCES & set(typed)) and _MARK.fullmatch(words):
            self.references.add(element)
