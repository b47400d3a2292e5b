"""What a reader of RTF knows: the state of a group, places where words go, styles, code pages.

The tables of destinations and character sets are striprtf's. Its text alone would lose styles, notes and tables, so
that the walk over the control words (storage.formats.rtf_body) is our own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from models.texts import BlockKind
from storage.formats.needed import needed
from storage.formats.office_styles import meant
from storage.formats.office_text import Item

_CHAIN = 50  # styles that are based on one another
USUAL_CODEC = "cp1252"
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
# Groups whose words are the document's own although striprtf passes over them, or that lead to such.
_FORMULAS = frozenset(
    [
        "mmath",
        "moMath",
        "moMathPara",
        "mr",
        "me",
        "mnum",
        "mden",
        "mdeg",
        "msub",
        "msup",
        "mf",
        "mrad",
        "msSub",
        "msSup",
        "msSubSup",
        "msPre",
        "mnary",
        "md",
        "mfunc",
        "mfName",
        "macc",
        "mbar",
        "mbox",
        "mborderBox",
        "meqArr",
        "mgroupChr",
        "mlim",
        "mlimLow",
        "mlimUpp",
        "mlimlow",
        "mlimupp",
        "mm",
        "mmr",
        "mphant",
    ]
)
ENTERED = frozenset({"shp", "shpinst", "shpgrp", "do", "result", "object", "nonshppict", "formfield"}) | _FORMULAS
BOXES = frozenset({"shptxt", "dptxbxtext"})
MARGINS = frozenset({"header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"})
_MORE_SKIPPED = frozenset({"listtext", "ftnsep", "aftnsep", "generator", "wpsinst", "latentstyles", "xmlopen", "pict"})
NUMBERING = {"nar": "decimal", "nalc": "lowerLetter", "nauc": "upperLetter", "nrlc": "lowerRoman", "nruc": "upperRoman"}
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman", 708: "iso8859-6", 1361: "johab"}


def skipped() -> frozenset[str]:
    """Control words that begin a group without words of the document."""
    known: frozenset[str] = needed("striprtf.striprtf").destinations
    return (known | _MORE_SKIPPED) - ENTERED


def codec_of_page(page: int) -> str:
    return _known(_CODE_PAGES.get(page, f"cp{page}"))


def codec_of_charset(charset: int) -> str:
    """The codec of a font's character set; "" for one that says nothing."""
    if charset == 1:
        return ""
    return _known(needed("striprtf.striprtf").charset_map.get(charset, USUAL_CODEC))


def _known(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return USUAL_CODEC
    return name


class Sink:
    """A place where words go: the text, a note, a text box, a margin, or a field of the document's properties."""

    __slots__ = ("after", "begun", "cell", "hidden", "items", "role", "row", "words")

    def __init__(self, role: str) -> None:
        self.role = role
        self.words: list[str] = []
        self.hidden: list[str] = []
        self.items: list[Item] = []
        self.cell: list[Item] = []
        self.row: list[list[Item]] = []
        self.after: list[Item] = []  # notes and boxes, once the paragraph (or the row) has ended
        self.begun = ""  # the page that the paragraph begins on


@dataclass(slots=True)
class State:
    """What holds within a group and is forgotten at its end. `sink` is None where words are passed over."""

    sink: Sink | None
    kept: Sink | None = None
    role: str = ""
    codec: str = ""
    uc: int = 1
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = 9
    listed: int = 0
    level: int = 0
    in_table: bool = False
    left: int = 0
    right: int = 0
    break_before: bool = False
    based: int = -1

    def copy(self) -> State:
        return State(*_STATE(self))  # for each group: quicker than dataclasses.replace

    def reset_paragraph(self) -> None:
        self.style, self.outline, self.listed, self.level = 0, 9, 0, 0
        self.in_table, self.left, self.right, self.break_before = False, 0, 0, False


_STATE: Callable[[State], tuple[Any, ...]] = attrgetter(*(f.name for f in fields(State)))


@dataclass(slots=True)
class Styles:
    """The style sheet: number -> (name, number of the style it is based on, outline level)."""

    rows: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    _meanings: dict[int, tuple[BlockKind, int]] = field(default_factory=dict)

    def meaning(self, number: int) -> tuple[BlockKind, int]:
        chain: list[int] = []
        found = None
        while number in self.rows and number not in self._meanings and number not in chain:
            chain.append(number)
            name, base, outline = self.rows[number]
            found = meant(name)
            if found is None and outline < 9:
                found = BlockKind.HEADING, outline + 1
            if found is not None or len(chain) == _CHAIN:
                break
            number = base
        found = found or self._meanings.get(number, (BlockKind.PARAGRAPH, 0))
        self._meanings.update(dict.fromkeys(chain, found))
        return found


@dataclass(slots=True)
class Info:
    """The \\info group."""

    words: dict[str, str] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)  # yr, mo, dy
    pages: int | None = None
    language: str = ""

    @property
    def day(self) -> str:
        parts = [self.created.get(key, 0) for key in ("yr", "mo", "dy")]
        return "{:04}-{:02}-{:02}".format(*parts) if all(parts) else ""


def language_of(number: int) -> str:
    """The tag of a language that Windows numbers: 1031 -> "de-DE"."""
    import locale

    known: Any = getattr(locale, "windows_locale", {})
    tag = str(known.get(number, ""))
    return re.sub(r"[_.@].*", "", tag) + ("-" + tag.split("_")[1] if "_" in tag else "") if tag else ""
