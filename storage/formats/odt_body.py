"""The text of an OpenDocument text: its paragraphs in the order of reading, with what each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from models.importing.progress import tell
from models.texts import BlockKind
from storage.formats.odt_parts import PLAIN, Meaning, Parts
from storage.formats.office_text import Item, label, row_items, trusted_pages
from storage.formats.office_xml import child, local, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100  # of those that one element stands for
_CONTENTS = frozenset(
    {"table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index", "object-index"}
)
_SILENT = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "binary-data", "desc", "event-listeners", "forms", "object"}
    | {"script", "scripts", "sequence-decls", "user-field-decls", "variable-decls", "dde-connection-decls"}
    | {"change", "note-citation", "plugin", "applet", "image-map"}
)
_DRAWN = frozenset(
    {"frame", "custom-shape", "rect", "ellipse", "circle", "g", "line", "polygon", "polyline", "path", "connector"}
    | {"regular-polygon", "caption", "measure", "scene", "a-frame"}
)
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"


class Body:
    """Reads once: `items`, and how many paragraphs hold hidden words (`concealed`)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.concealed = 0
        self._sink: list[Item] = []
        self._words: list[str] = []
        self._hidden: list[str] = []
        self._begun = ""
        self._boxes: list[_Element] = []
        self._cited: list[_Element] = []
        self._last: list[_Element] = []  # endnotes
        self._deleted: set[str] = set()  # changes that are being read over
        self._page = 1
        self._noted = False  # the file says where its pages end

    def items(self) -> list[Item]:
        total = len(self._parts.body)
        self._noted = next(self._parts.body.iter("{*}soft-page-break"), None) is not None
        for at, node in enumerate(self._parts.body):
            if at % 100 == 0:
                tell(at, total)
            self._block(node, 0)
        for note in self._last:
            self._note(note)
        self._margins()
        tell(total, total)
        return self._sink if self._noted else trusted_pages(self._sink, self._parts.page_count)

    # -- blocks

    def _blocks(self, parent: _Element, listed: int = 0) -> None:
        for node in parent:
            self._block(node, listed)

    def _block(self, node: _Element, listed: int) -> None:
        name = local(node)
        if name in ("p", "h"):
            self._paragraph(node, listed)
        elif name == "list":
            self._blocks(node, listed + 1)
        elif name == "numbered-paragraph":
            self._blocks(node, max(1, whole(value(node, "level")) or 1))
        elif name == "table":
            self._rows(node)
        elif name == "soft-page-break":
            self._page += 1
        elif name in ("change-start", "change-end"):
            self._change(node, name)
        elif name in _CONTENTS or self._is_hidden_section(node):
            with self._collecting() as found:
                self._blocks(node)
            self.concealed += name == "section"
            self._sink += [item.as_furniture() for item in found]
        elif name not in _SILENT and not name.endswith("-source"):
            self._blocks(node, listed)

    def _is_hidden_section(self, node: _Element) -> bool:
        if local(node) != "section":
            return False
        style = self._parts.style(node)
        return value(node, "display") == "none" or style.hidden

    @contextmanager
    def _collecting(self) -> Iterator[list[Item]]:
        """What is read meanwhile goes into the list; the paragraph around it is kept as it stands."""
        kept = self._sink, self._words, self._hidden, self._begun, self._boxes, self._cited
        found: list[Item] = []
        self._sink, self._words, self._hidden, self._boxes, self._cited = found, [], [], [], []
        try:
            yield found
        finally:
            self._sink, self._words, self._hidden, self._begun, self._boxes, self._cited = kept

    def _rows(self, table: _Element) -> None:
        for row in table:
            name = local(row)
            if name == "table-row":
                self._row(row)
            elif name == "soft-page-break":
                self._page += 1
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                self._rows(row)

    def _row(self, row: _Element) -> None:
        cells: list[list[Item]] = []
        notes: list[Item] = []
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            with self._collecting() as found:
                self._blocks(cell)
            cells.append([item for item in found if item.kind is not BlockKind.FOOTNOTE])
            notes += [item for item in found if item.kind is BlockKind.FOOTNOTE]
        self._sink += row_items(cells) + notes

    def _paragraph(self, node: _Element, listed: int) -> None:
        style = self._parts.style(node)
        if style.page:
            self._page = style.number or (self._page + 1 if self._sink else self._page)
        hidden = style.hidden or any(value(h, "is-hidden") == "true" for h in node.iter("{*}hidden-paragraph"))
        self._begun = ""
        self._inline(node, hidden)
        kind, level = _kind(node, style, listed)
        self._flush(kind, level)

    def _flush(self, kind: BlockKind, level: int) -> None:
        words, hidden, boxes, cited = "".join(self._words), "".join(self._hidden), self._boxes, self._cited
        page = self._begun or self._label()
        self._words, self._hidden, self._boxes, self._cited, self._begun = [], [], [], [], ""
        if words.strip():
            self._sink.append(Item(kind, words, level, page, kind is BlockKind.FURNITURE))
        if hidden.strip():
            self.concealed += 1
            self._sink.append(Item(BlockKind.FURNITURE, hidden, 0, page, True))
        for box in boxes:
            with self._collecting() as found:
                self._blocks(box)
            self._sink += found
        for note in cited:
            if value(note, "note-class") == "endnote":
                self._last.append(note)
            else:
                self._note(note)

    def _note(self, node: _Element) -> None:
        with self._collecting() as found:
            for body in node:
                if local(body) == "note-body":
                    self._blocks(body)
        words = "\n".join(item.words.strip() for item in found if not item.hidden)
        self._sink.append(Item(BlockKind.FOOTNOTE, f"{_mark(node)} {words}", 0, self._label()))
        self._sink += [item for item in found if item.hidden]

    def _margins(self) -> None:
        """Headers and footers: words that stand on every page, and are no part of the article."""
        said: set[str] = set()
        for node in self._parts.margins:
            with self._collecting() as found:
                self._blocks(node)
            for item in found:
                if item.words.strip() not in said and any(c.isalpha() for c in item.words):
                    said.add(item.words.strip())
                    self._sink.append(item.as_furniture())

    # -- within a paragraph

    def _label(self) -> str:
        return label(self._page, "decimal")

    def _change(self, node: _Element, name: str) -> None:
        """Deleted words stand in their place in some files, between two marks."""
        key = value(node, "change-id") or ""
        if name == "change-end":
            self._deleted.discard(key)
        elif key in self._parts.deletions and key in self._parts.ended:
            self._deleted.add(key)

    def _put(self, words: str, hidden: bool) -> None:
        if self._deleted:
            return
        if not self._begun and words.strip():
            self._begun = self._label()
        (self._hidden if hidden else self._words).append(words)

    def _text(self, text: str | None, hidden: bool) -> None:
        """Words between tags, where white space of any length is one space, and none follows another."""
        if not text:
            return
        plain = _SPACES.sub(" ", text)
        target = self._hidden if hidden else self._words
        if plain.startswith(" ") and (not target or target[-1].endswith((" ", "\n"))):
            plain = plain[1:]
        if plain:
            self._put(plain, hidden)

    def _inline(self, parent: _Element, hidden: bool) -> None:
        self._text(parent.text, hidden)
        for node in parent:
            self._element(node, local(node), hidden)
            self._text(node.tail, hidden)

    def _element(self, node: _Element, name: str, hidden: bool) -> None:
        if name == "s":
            self._put(" " * max(1, min(_MOST_SPACES, whole(value(node, "c")) or 1)), hidden)
        elif name == "tab":
            self._put("\t", hidden)
        elif name == "line-break":
            self._put("\n", hidden)
        elif name == "soft-page-break":
            self._page += 1
        elif name in ("change-start", "change-end"):
            self._change(node, name)
        elif self._deleted:
            self._inline(node, hidden)
        elif name == "note":
            self._put(_mark(node), hidden)
            self._cited.append(node)
        elif name == "ruby-text":
            self._put("(", hidden)
            self._inline(node, hidden)
            self._put(")", hidden)
        elif name == "hidden-text":
            self._put(value(node, "string-value") or node.text or "", True)
        elif name in _DRAWN and _DRAWING in str(node.tag):
            self._boxes.append(node)
        elif name not in _SILENT and not (name == "title" and "svg" in str(node.tag)):
            style = self._parts.style(node) if name == "span" else PLAIN
            self._inline(node, hidden or style.hidden)


def _mark(note: _Element) -> str:
    """How a note is called, set off from the words that it follows."""
    words = (
        "".join(map(str, citation.itertext())).strip() if (citation := child(note, "note-citation")) is not None else ""
    )
    return f"[{words}]" if words.isalnum() else words or "[*]"


def _kind(node: _Element, style: Meaning, listed: int) -> tuple[BlockKind, int]:
    if style.kind is BlockKind.PARAGRAPH and local(node) == "p":
        return (BlockKind.ITEM, listed) if listed else (BlockKind.PARAGRAPH, 0)
    if local(node) == "h" and style.kind not in (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.FURNITURE):
        return BlockKind.HEADING, max(1, whole(value(node, "outline-level")) or style.level or 1)
    return style.kind, style.level
