"""PDF articles, read by pdfium: lines are put in the order of reading, and blocks guessed from type and place.

Nothing in a PDF is run: no scripts, no forms, no attachments. What stands on pages stays apart page by page; to join
what a page broke, and to set running heads aside, is a matter of repairs.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.errors import UserError
from models.importing.extract import Extract, Flow, extract_of
from models.importing.progress import tell
from models.messages import N_, Message
from models.texts import Block, BlockKind, numbered, storable_text
from storage.formats.limits import MOST_CHARACTERS, MOST_PAGES
from storage.formats.needed import needed
from storage.formats.pdf_about import Said, about_of, packet_of, with_head
from storage.formats.pdf_blocks import Kind, give_levels, kinds_of
from storage.formats.pdf_lines import PageLines, mark_running, page_lines
from storage.formats.pdf_order import order
from storage.formats.pdf_paragraphs import Group, groups_of, setting_of
from storage.formats.pdf_words import WordReader, named, nameless
from storage.formats.registry import Subject

NAME = "pdf"
TITLE = N_("PDF")
SUBJECT: Subject = "article"
EXTENSIONS = (".pdf",)
MEDIA_TYPES = ("application/pdf", "application/x-pdf")
_MARK = re.compile(rb"%PDF-\d")
_SPACE = b"\xef\xbb\xbf \t\r\n"
_INFO = ("Title", "Author", "Subject", "CreationDate")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_FOREGROUND = 2  # form types from here on are XFA
_ASIDE = 300  # characters of turned text that are a stamp or a label, not an article

_pdfium = threading.Lock()  # it keeps one state for all threads


@dataclass(slots=True)
class _Found:
    """What was read of the pages; `pictures` and `unread` are numbers of pages, from 0."""

    pages: list[PageLines] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    recognised: int = 0
    unmapped: int = 0
    characters: int = 0


def recognises(data: bytes) -> bool:
    """Some programs write a few lines of their own before the mark; a page that speaks of PDF is none."""
    return _MARK.search(data[:1024]) is not None and not data.lstrip(_SPACE).startswith(b"<")


def parse(data: bytes, name: str) -> Extract:
    """The article in a PDF called `name`. Raises UserError for what is locked, damaged, too long or without text."""
    with _pdfium:
        found, said, warnings = _read(data, name)
    if not any(page.runs or page.aside for page in found.pages):
        if found.unread and not found.pictures:
            raise UserError("document.damaged", name=name)
        raise UserError("pdf.pictures_only" if found.pictures else "article.no_words", name=name)
    guessed = _with_letters(found)
    mark_running(found.pages)
    total = len(found.labels)  # the other half of the way
    for number, page in enumerate(found.pages):
        order(page)
        tell(total + number // 2, 2 * total)
    setting = setting_of(found.pages)
    groups: list[Group] = []
    for number, page in enumerate(found.pages):
        groups += groups_of(page, number, setting)
        tell(total + (total + number) // 2, 2 * total)
    kinds = kinds_of(groups, setting)
    about = with_head(about_of(said, name), groups, kinds, setting, said)
    give_levels(groups, kinds)
    text, blocks, hidden = _laid(groups, kinds, found.pages)
    return extract_of(
        text,
        blocks,
        Flow.PAGES,
        "application/pdf",
        about=about,
        warnings=tuple(warnings + _warnings(found, hidden, guessed)),
        pages=tuple(found.labels),
    )


# -- reading


def _read(data: bytes, name: str) -> tuple[_Found, Said, list[Message]]:
    pdfium = needed("pypdfium2")
    document = _opened(pdfium, data, name)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UserError("pdf.too_many_pages", name=name, number=count, most=MOST_PAGES)
        warnings = []
        if b"%%EOF" not in data[-2048:]:
            warnings.append(Message("pdf.cut_off"))
        if pdfium.raw.FPDF_GetFormType(document.raw) >= _FOREGROUND:
            warnings.append(Message("pdf.form"))
        said = Said(_info(document), packet_of(data), _language(pdfium.raw, document.raw))
        return _pages(pdfium, document, count, name), said, warnings
    finally:
        document.close()


def _opened(pdfium: Any, data: bytes, name: str) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > 0:
            return document
        document.close()
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UserError("document.locked", name=name) from error
    raise UserError("document.damaged", name=name)


def _info(document: Any) -> dict[str, str]:
    return {key: storable_text(document.get_metadata_value(key)).replace("\0", "") for key in _INFO}


def _language(raw: Any, document: Any) -> str:
    if not hasattr(raw, "FPDFCatalog_GetLanguage"):
        return ""
    import ctypes

    units = (ctypes.c_ushort * 64)()
    size = raw.FPDFCatalog_GetLanguage(document, units, ctypes.sizeof(units))
    return bytes(units)[: max(0, min(size, 128) - 2)].decode("utf-16-le", "replace").strip()


def _pages(pdfium: Any, document: Any, count: int, name: str) -> _Found:
    found, reader = _Found(), WordReader(pdfium.raw)
    for at in range(count):
        tell(at, 2 * count)  # the way is half done when all are read
        label = _label(document, at)
        found.labels.append(label)
        _page(pdfium, document, at, label, reader, found)
        if found.characters > MOST_CHARACTERS:
            raise UserError("document.too_long", name=name, most=MOST_CHARACTERS)
    return found


def _label(document: Any, at: int) -> str:
    label = storable_text(document.get_page_label(at)).replace("\0", "").strip()
    return label or str(at + 1)


def _page(pdfium: Any, document: Any, at: int, label: str, reader: WordReader, found: _Found) -> None:
    try:
        page = document[at]
    except pdfium.PdfiumError:
        found.unread.append(at)
        return
    try:
        text_page = page.get_textpage()
        try:
            words = reader.words(text_page.raw, page.get_cropbox())
        finally:
            text_page.close()
        if not words.words:
            _wordless(pdfium.raw, page.raw, at, found)
    except pdfium.PdfiumError:
        found.unread.append(at)
        return
    finally:
        page.close()
    length = sum(len(word.text) for word in words.words)
    found.characters += length
    found.unmapped += words.unmapped
    found.recognised += words.invisible > length / 2
    found.pages.append(page_lines(words, label))


def _with_letters(found: _Found) -> bool:
    """Put letters, or signs of replacement, for characters without a name; whether there were letters to put."""
    if not found.unmapped:
        return False
    lines = [line for page in found.pages for line in (*page.runs, *page.aside)]
    texts = named([line.text for line in lines])
    for at, line in enumerate(lines):
        line.text = nameless(line.text if texts is None else texts[at])
    return texts is not None


def _wordless(raw: Any, page: Any, at: int, found: _Found) -> None:
    """A page without words is empty, holds pictures, or text that cannot be made out."""
    count = min(raw.FPDFPage_CountObjects(page), 100)
    kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, number)) for number in range(count)}
    if raw.FPDF_PAGEOBJ_TEXT in kinds:
        found.unread.append(at)
    elif kinds:
        found.pictures.append(at)


# -- the text


def _laid(
    groups: Sequence[Group], kinds: Sequence[Kind], pages: Sequence[PageLines]
) -> tuple[str, tuple[Block, ...], int]:
    """The text, its blocks, and how many blocks nobody sees on the pages."""
    turns = {number: _main_turn(page) for number, page in enumerate(pages)}
    parts: list[str] = []
    blocks: list[Block] = []
    begin = unseen = 0
    for group, kind in zip(groups, kinds, strict=True):
        text = storable_text(group.text).strip()
        if not text:
            continue
        line = group.lines[0]
        stamp = line.turn != turns[group.page] and len(text) <= _ASIDE
        unseen += line.hidden
        if line.hidden or stamp:
            kind = Kind(BlockKind.FURNITURE)
        end = begin + len(text)
        label = pages[group.page].label
        blocks.append(Block(begin, end, kind.kind, level=kind.level, page=label, hidden=line.hidden or stamp))
        parts.append(text)
        begin = end + 2
    return "\n\n".join(parts), numbered(blocks), unseen


def _main_turn(page: PageLines) -> int:
    turns = Counter(run.turn for run in page.runs)
    return turns.most_common(1)[0][0] if turns else 0


def _warnings(found: _Found, hidden: int, guessed: bool) -> list[Message]:
    warnings = []
    for key, numbers in (("pdf.pages_without_text", found.pictures), ("pdf.pages_unread", found.unread)):
        if numbers:
            warnings.append(Message(key, {"count": len(numbers), "pages": _series(numbers, found.labels)}))
    unmapped = "pdf.letters_guessed" if guessed else "pdf.unmapped"
    for key, count in (("pdf.recognised", found.recognised), (unmapped, found.unmapped), ("pdf.unseen", hidden)):
        if count:
            warnings.append(Message(key, {"count": count}))
    return warnings


def _series(numbers: Iterable[int], labels: Sequence[str]) -> str:
    """ "3–5, 9": the labels of pages, those in a row by the first and the last."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    told = [labels[row[0]] if len(row) == 1 else f"{labels[row[0]]}–{labels[row[-1]]}" for row in rows]
    return ", ".join(told[:12] + ["…"] * (len(told) > 12))
