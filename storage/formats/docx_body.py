"""The text of a DOCX file: its paragraphs in the order of reading, with what each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from models.importing.progress import tell
from models.texts import BlockKind
from storage.formats.docx_pages import Pages
from storage.formats.docx_parts import PLAIN, Meaning, Parts, list_level
from storage.formats.needed import needed
from storage.formats.office_text import Item, label, row_items, trusted_pages
from storage.formats.office_xml import OFF, child, local, switched, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_REMOVED = frozenset({"del", "moveFrom"})
_ADDED = frozenset({"ins", "moveTo"})
_SILENT = frozenset(
    {
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "separator",
        "continuationSeparator",
        "binData",
        "fldData",
    }
)
_NOTES = {"footnoteReference": ("footnotePr", "decimal"), "endnoteReference": ("endnotePr", "lowerRoman")}
_INDENT = 280  # twentieths of a point on both sides: a quotation set off without a style


class Body:
    """Reads once: `items`, and what a reader should know (`added`, `removed`, `concealed`)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.added = self.removed = self.concealed = 0
        self._sink: list[Item] = []
        self._words: list[str] = []
        self._hidden: list[str] = []
        self._conceal = False  # the style of the paragraph hides its words
        self._begun = ""  # the page that the paragraph begins on
        self._boxes: list[_Element] = []
        self._cited: list[tuple[str, str, _Element]] = []
        self._counts = {"footnoteReference": 0, "endnoteReference": 0}
        self._last: list[tuple[str, str, _Element]] = []  # endnotes
        self._marks: dict[tuple[str, str], str] = {}  # of the notes that were cited
        self._in_note = False
        self._pages = Pages(parts.body)

    def items(self) -> list[Item]:
        total = len(self._parts.body)
        for at, node in enumerate(self._parts.body):
            if at % 100 == 0:
                tell(at, total)
            self._block(node)
        self._flush_carried()
        self._notes(self._last)
        self._margins()
        tell(total, total)
        return self._sink if self._pages.noted else trusted_pages(self._sink, self._parts.page_count)

    # -- blocks

    def _blocks(self, parent: _Element) -> None:
        for node in parent:
            self._block(node)

    def _block(self, node: _Element) -> None:
        name = local(node)
        if name == "p":
            self._paragraph(node)
        elif name == "tbl":
            self._rows(node)
        elif name == "sdt" and (_is_contents(node) or _is_placeholder(node)):
            self._into(self._blocks, node, Item.as_furniture)
        elif name == "AlternateContent":
            self._blocks(_alternative(node))
        elif name in _REMOVED:
            self.removed += 1
        elif name not in _SILENT:
            self.added += name in _ADDED and len(node) > 0
            self._blocks(node)

    def _into(self, read: Callable[[_Element], None], node: _Element, change: Callable[[Item], Item]) -> None:
        with self._collecting() as found:
            read(node)
        self._sink += [change(item) for item in found]

    @contextmanager
    def _collecting(self) -> Iterator[list[Item]]:
        """What is read meanwhile goes into the list; the paragraph around it is kept as it stands."""
        kept = self._sink, self._words, self._hidden, self._conceal, self._begun, self._boxes, self._cited
        found: list[Item] = []
        self._sink, self._words, self._hidden, self._boxes, self._cited = found, [], [], [], []
        try:
            yield found
            self._flush_carried()
        finally:
            self._sink, self._words, self._hidden, self._conceal, self._begun, self._boxes, self._cited = kept

    def _rows(self, table: _Element) -> None:
        for row in table:
            name = local(row)
            if name == "tr":
                properties = child(row, "trPr")
                if child(properties, "del") is not None:
                    self.removed += 1
                    continue
                self.added += child(properties, "ins") is not None
                self._row(row)
            elif name in ("sdt", "sdtContent", "customXml", "ins"):
                self._rows(row)

    def _row(self, row: _Element) -> None:
        cells: list[list[Item]] = []
        notes: list[Item] = []
        for cell in _cells(row):
            with self._collecting() as found:
                self._blocks(cell)
            cells.append([item for item in found if item.kind is not BlockKind.FOOTNOTE])
            notes += [item for item in found if item.kind is BlockKind.FOOTNOTE]
        self._sink += row_items(cells) + notes

    def _paragraph(self, node: _Element) -> None:
        properties = child(node, "pPr")
        if child(properties, "pageBreakBefore") is not None and switched(child(properties, "pageBreakBefore")):
            self._pages.broken(by_hand=True)
        meaning = self._meaning(properties)
        self._conceal = meaning.words_hidden
        self._inline(node)
        section = child(properties, "sectPr")
        if child(properties, "rPr", "del") is not None:  # the end of the paragraph is deleted: the next one goes on
            self.removed += 1
        elif value(child(properties, "framePr"), "dropCap") in ("drop", "margin"):
            pass  # a big first letter: its word goes on in the next paragraph
        else:
            self._flush(meaning)
        if section is not None:
            self._pages.section()

    def _meaning(self, properties: _Element | None) -> Meaning:
        if properties is None:
            return self._parts.usual
        style = value(child(properties, "pStyle"))
        meaning = self._parts.styles.get(style, PLAIN) if style else self._parts.usual
        outline = whole(value(child(properties, "outlineLvl")))
        listed = list_level(child(properties, "numPr"))
        listed = meaning.listed if listed is None else listed
        kind, level = meaning.kind, meaning.level
        if kind is BlockKind.PARAGRAPH and outline is not None and 0 <= outline < 9:
            kind, level = BlockKind.HEADING, outline + 1
        elif kind is BlockKind.PARAGRAPH and listed:
            kind, level = BlockKind.ITEM, listed
        elif kind is BlockKind.PARAGRAPH and _set_off(child(properties, "ind")):
            kind = BlockKind.QUOTE
        return Meaning(kind, level, listed, meaning.words_hidden)

    def _flush_carried(self) -> None:
        if self._words or self._hidden or self._cited or self._boxes:
            self._flush(PLAIN)

    def _flush(self, meaning: Meaning) -> None:
        words, hidden, boxes, cited = "".join(self._words), "".join(self._hidden), self._boxes, self._cited
        page = self._begun or self._pages.label
        self._words, self._hidden, self._boxes, self._cited, self._begun = [], [], [], [], ""
        if words.strip():
            self._sink.append(Item(meaning.kind, words, meaning.level, page, meaning.kind is BlockKind.FURNITURE))
        if hidden.strip():
            self.concealed += 1
            self._sink.append(Item(BlockKind.FURNITURE, hidden, 0, page, True))
        for box in boxes:
            self._into(self._blocks, box, lambda item: item)
        self._notes([note for note in cited if note[0] == "footnoteReference"])
        self._last += [note for note in cited if note[0] == "endnoteReference"]

    def _notes(self, cited: list[tuple[str, str, _Element]]) -> None:
        for _kind, mark, node in cited:
            self._in_note = True
            with self._collecting() as found:
                self._blocks(node)
            self._in_note = False
            page = self._pages.label
            words = "\n".join(item.words.strip() for item in found if item.words.strip() and not item.hidden)
            self._sink.append(Item(BlockKind.FOOTNOTE, f"{mark} {words}", 0, page))
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

    def _put(self, words: str, hidden: bool) -> None:
        if not self._begun and words.strip():
            self._begun = self._pages.label
        (self._hidden if hidden else self._words).append(words)

    def _inline(self, parent: _Element, hidden: bool = False) -> None:
        for node in parent:
            name = local(node)
            if name == "t":
                self._put(node.text or "", hidden)
            elif name == "r":
                self._inline(node, hidden or self._is_hidden(node))
            elif name in _CHARACTERS:
                self._put(_CHARACTERS[name], hidden)
            elif name in ("br", "lastRenderedPageBreak"):
                self._break(node, name, hidden)
            elif name in _NOTES:
                self._cite(node, name)
            elif name in _REMOVED:
                self.removed += 1
            elif name in _SILENT:
                continue
            elif name == "sym":
                self._put(_symbol(node), hidden)
            elif name == "txbxContent":
                self._boxes.append(node)
            elif name == "AlternateContent":
                self._inline(_alternative(node), hidden)
            elif name == "rt":
                self._ruby(node, hidden)
            else:
                self.added += name in _ADDED and len(node) > 0
                self._inline(node, hidden or (name == "sdt" and _is_placeholder(node)))

    def _ruby(self, node: _Element, hidden: bool) -> None:
        """How a word is spoken, behind it in brackets; in the file it stands before it."""
        base = node.getnext()
        if base is not None and local(base) == "rubyBase":
            self._inline(base, hidden)
            for spoken in base.iterchildren():
                base.remove(spoken)
        self._put("(", hidden)
        self._inline(node, hidden)
        self._put(")", hidden)

    def _is_hidden(self, run: _Element) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return self._conceal
        vanish = child(properties, "vanish")
        if vanish is not None:
            return switched(vanish)
        style = value(child(properties, "rStyle"))
        return self._conceal or (style is not None and self._parts.styles.get(style, PLAIN).words_hidden)

    def _break(self, node: _Element, name: str, hidden: bool) -> None:
        if name == "br" and value(node, "type") != "page":
            self._put("\n", hidden)
            return
        self._pages.broken(by_hand=name == "br")
        if name == "br" and "".join(self._words).strip():
            self._put("\n", hidden)

    def _cite(self, node: _Element, name: str) -> None:
        key = name, value(node, "id") or ""
        note = self._parts.notes.get(key)
        if note is None or self._in_note:
            return
        if (value(node, "customMarkFollows") or "0") not in OFF:
            following = node.getnext()  # it is read as a word by itself
            mark = (following.text or "*") if following is not None else "*"
        else:
            mark = self._marks.get(key) or self._next_mark(name)
            self._put(mark, False)
        if key not in self._marks:  # a note that is cited again is shown where it was cited first
            self._marks[key] = mark
            self._cited.append((name, mark, note))

    def _next_mark(self, name: str) -> str:
        self._counts[name] += 1
        settings, usual = _NOTES[name]
        return f"[{label(self._counts[name], self._parts.counting.get(settings, usual))}]"


def _is_contents(node: _Element) -> bool:
    gallery = value(child(node, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery == "Table of Contents"


def _is_placeholder(node: _Element) -> bool:
    """Whether a field says only what should be written into it."""
    return child(node, "sdtPr", "showingPlcHdr") is not None


def _alternative(node: _Element) -> _Element:
    """The first choice that holds words; the same words stand in the fallback once more."""
    for choice in node:
        if any((text.text or "").strip() for text in choice.iter("{*}t")):
            return choice
    return node[0] if len(node) else node


def _cells(row: _Element) -> Iterator[_Element]:
    for node in row:
        name = local(node)
        if name == "tc":
            yield node
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _cells(node)


def _set_off(indent: _Element | None) -> bool:
    left = whole(value(indent, "left") or value(indent, "start"))
    right = whole(value(indent, "right") or value(indent, "end"))
    return left is not None and right is not None and left >= _INDENT and right >= _INDENT


def _symbol(node: _Element) -> str:
    """The character of a symbol font, by its name in Unicode."""
    font, code = value(node, "font") or "", value(node, "char") or ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    known = needed("mammoth.docx.dingbats").dingbats
    found = known.get((font, point)) or known.get((font, point & 0xFF))
    return chr(found or point) if 31 < (found or point) < 0xD800 or 0xDFFF < (found or point) < 0x110000 else ""
