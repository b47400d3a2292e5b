"""From a tree of HTML to its paragraphs, as a browser would set them. Nothing is left out but scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from models.importing.progress import tell
from models.texts import BlockKind
from storage.formats import html_tags as tags
from storage.formats.html_survey import Survey, attribute

_WORD = re.compile(r"\w")
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§])[\])]?\.?")
_STEPS = 20_000  # elements between two words on how far the reading is


@dataclass(slots=True)
class Part:
    """A paragraph of a document. `element` is what holds it; `linked` is how many of its characters are links.

    `hidden`: the document itself does not show it. `site` is true within navigation, forms and the like; `outside` is
    what was found to be no part of the article; `pre`: white space was kept.
    """

    words: str
    kind: BlockKind
    level: int = 0
    page: str = ""
    hidden: bool = False
    element: Any = None
    linked: int = 0
    site: bool = False
    pre: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class _Within:
    """What the elements around a word make of it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lists: int = 0
    hidden: bool = False
    site: bool = False
    pre: bool = False
    linked: bool = False
    row: bool = False  # in a row of a table of data, where nothing begins a paragraph
    captioned: bool = False  # pictures here have a caption that is shown


@dataclass(slots=True)
class _Open:
    """A paragraph that words are being added to."""

    words: list[str] = field(default_factory=list)
    linked: int = 0
    blank: bool = False  # white space waits for a word
    breaks: int = 0  # line breaks at the end


class Walker:
    """The parts of one tree. `pages` are the labels of the pages that began in it.

    `page` is the page that the tree begins on; `share` of the whole work it is to walk it, for telling how far it is.
    """

    def __init__(self, page: str = "", share: float = 1.0) -> None:
        self._share = share
        self.parts: list[Part] = []
        self.pages: list[str] = []
        self._page = page
        self._open = _Open()
        self._begun: tuple[str, Any, _Within] | None = None  # page, element and surroundings of the open paragraph
        self._aside: list[Part] = []  # what is hidden within the open paragraph, and comes behind it
        self._cells = 0
        self._prefix = ""  # the number of the note that begins
        self._mark: Part | None = None  # the number of a note that stands before it in a paragraph of its own
        self._described = ""  # the last picture

    def walk(self, tree: Any) -> list[Part]:
        """All paragraphs below `tree`, in the order of the document."""
        from lxml import etree

        self._survey = Survey(tree)
        stack: list[tuple[_Within, Any]] = [(_Within(), tree)]
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for step, (event, element) in enumerate(walk):
            if step % _STEPS == 0:
                self._tell(step)
            if event == "start":
                within = self._start(element, stack[-1][0])
                stack.append((within, element))
                if tags.name_of(element) in tags.NO_TEXT or element in self._survey.silent:
                    walk.skip_subtree()
                elif element.text:
                    self._text(element.text, within, element)
                continue
            if event == "end":
                within, _element = stack.pop()
                self._end(element, within)
            if element is not tree and element.tail:
                self._text(element.tail, stack[-1][0], stack[-1][1])
        self._close()
        self.parts += [self._mark] if self._mark else []
        return self.parts

    def _tell(self, step: int) -> None:
        if self._share:
            tell(step, round(self._survey.steps / self._share))

    # -- elements

    def _start(self, element: Any, outer: _Within) -> _Within:
        name = tags.name_of(element)
        if attribute(element, "type") in tags.PAGE_TYPES or attribute(element, "role") in tags.PAGE_TYPES:
            self._new_page(element)
        within = self._within(element, name, outer)
        if name == "br":
            self._break()
        elif name == "img" or (name == "input" and element.get("type") == "image"):
            self._picture(element, within)
        elif name in ("td", "th") and within.row:
            self._cell()
        elif name in tags.BLOCKS:
            self._blank() if outer.row else self._close()
        elif name == "rt" and not within.hidden and not self._survey.has_brackets:
            self._text("(", within, element)
        if name == "li" and within.kind is BlockKind.FOOTNOTE and element in self._survey.numbers:
            self._prefix = f"[{self._survey.numbers[element]}] "
        if element in self._survey.references and not outer.hidden:
            self._put("[", within, element)
        return within

    def _end(self, element: Any, within: _Within) -> None:
        name = tags.name_of(element)
        if element in self._survey.references and not within.hidden:
            self._put("]", within, element)
        if name == "rt" and not within.hidden and not self._survey.has_brackets:
            self._text(")", within, element)
        elif name == "tr" and within.row:
            self._close()
        elif name in tags.BLOCKS:
            self._blank() if within.row else self._close()

    def _within(self, element: Any, name: str, outer: _Within) -> _Within:
        changes: dict[str, Any] = {}
        if name in tags.HEADINGS:
            changes = {"kind": BlockKind.HEADING, "level": tags.HEADINGS[name]}
        elif outer.kind not in (BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.HEADING):
            changes = self._kind(element, name, outer)
        if name in ("ul", "ol", "dl", "menu", "dir"):
            changes["lists"] = outer.lists + 1
        if name == "p" and not outer.row and tags.SUBTITLE_CLASS.search(element.get("class") or ""):
            changes |= {"kind": BlockKind.SUBTITLE, "level": 0}
        if name == "table":
            changes["row"] = element not in self._survey.layouts and not outer.row
        elif name == "caption":
            changes["row"] = False
        if name == "a" and element.get("href"):
            changes["linked"] = True
        if name in tags.PRE:
            changes["pre"] = True
        if element in self._survey.captioned:
            changes["captioned"] = True
        if name in tags.SITE or attribute(element, "role") in ("navigation", "search", "dialog", "menu", "button"):
            changes["site"] = True
        if not outer.hidden and self._is_hidden(element, name):
            changes["hidden"] = True
        return replace(outer, **changes) if changes else outer

    def _kind(self, element: Any, name: str, outer: _Within) -> dict[str, Any]:
        if element in self._survey.notes:
            return {"kind": BlockKind.FOOTNOTE, "level": 0}
        if name in ("figcaption", "caption") or element in self._survey.captions:
            return {"kind": BlockKind.CAPTION, "level": 0}
        if name == "blockquote" or tags.PULL_CLASS.search(element.get("class") or ""):
            return {"kind": BlockKind.QUOTE, "level": 0}
        if name in ("li", "dt"):
            return {"kind": BlockKind.ITEM, "level": max(1, outer.lists)}
        if name == "dd":
            return {"kind": BlockKind.ITEM, "level": max(1, outer.lists) + 1}
        if name in ("th", "td") and outer.kind is not BlockKind.QUOTE:
            return {"kind": BlockKind.PARAGRAPH, "level": 0}
        return {}

    def _is_hidden(self, element: Any, name: str) -> bool:
        if name in tags.HIDDEN or element.get("hidden") is not None:
            return True
        if name not in tags.BLOCKS and tags.INLINE_SITE.search(element.get("class") or ""):
            return True
        style = element.get("style")
        return bool(style and len(style) < 5000 and tags.HIDDEN_STYLE.search(style))

    def _new_page(self, element: Any) -> None:
        label = element.get("title") or element.get("aria-label") or "".join(element.itertext())
        label = " ".join((label or (element.get("id") or "").lower().removeprefix("page")).split()).strip(" -_.")[:40]
        if label:
            self._page = label
            self.pages.append(label)
            self._survey.silent.add(element)

    def _picture(self, element: Any, within: _Within) -> None:
        words = " ".join((element.get("alt") or "").split())
        if not words:
            return
        if not _WORD.search(words) or "emoji" in (element.get("class") or ""):
            self._text(words, within, element)
        elif not within.captioned and words != self._described:
            self._described = words
            hidden = Part(words, BlockKind.CAPTION, 0, self._page, True, element, 0, within.site)
            self._aside.append(hidden)

    # -- words

    def _text(self, words: str, within: _Within, element: Any) -> None:
        if within.hidden:
            words = " ".join(words.split())
            if words:
                self._hide(words, element, within)
        elif within.pre and not within.row:
            for at, line in enumerate(words.replace("\f", " ").split("\n")):
                if at:
                    self._break()
                self._put(line.rstrip() if line.strip() else "", within, element)
        else:
            collapsed = tags.SPACE.sub(" ", words).replace("\u00ad", "")
            self._put(collapsed.lstrip(" "), within, element, blank=collapsed.startswith(" "))

    def _hide(self, words: str, element: Any, within: _Within) -> None:
        last = self._aside[-1] if self._aside else None
        if last is not None and last.kind is BlockKind.FURNITURE:
            last.words += words if last.words.endswith("[") or words == "]" else f" {words}"
        else:
            self._aside.append(Part(words, BlockKind.FURNITURE, 0, self._page, True, element, 0, within.site))

    def _put(self, words: str, within: _Within, element: Any, *, blank: bool = False) -> None:
        """Add words to the open paragraph; `blank`: after a space."""
        here = self._open
        here.blank |= blank
        if not words:
            return
        if here.breaks > 1:
            self._close()
            here = self._open
        if not here.words:
            if within.pre and not words.strip():
                return
            self._begun = self._page, element, within
            here.words += self._number(within)
        elif here.breaks:
            here.words.append("\n")
        elif here.blank:
            here.words.append(" ")
        here.breaks, here.blank = 0, False
        if within.linked:
            here.linked += len(words.strip())
        if words.endswith(" ") and not within.pre:
            words, here.blank = words[:-1], True
        here.words.append(words)

    def _number(self, within: _Within) -> list[str]:
        """What the open paragraph begins with when it is a note."""
        mark, prefix = self._mark, self._prefix
        self._mark, self._prefix = None, ""
        if within.kind is not BlockKind.FOOTNOTE:
            self.parts += [mark] if mark else []
            return []
        return [f"[{mark.words.strip('[]().')}] "] if mark else [prefix] if prefix else []

    def _blank(self) -> None:
        self._open.blank = True

    def _break(self) -> None:
        if self._begun is not None and self._begun[2].row:
            self._blank()
        else:
            self._open.breaks += 1
            self._open.blank = False

    def _cell(self) -> None:
        if self._open.words:
            self._open.words.append(" |")
            self._open.blank, self._open.breaks = True, 0

    def _close(self) -> None:
        """End the open paragraph."""
        words = "".join(self._open.words).rstrip(" \n|" if self._begun and self._begun[2].row else " \n")
        if self._begun is not None and words.strip():
            page, element, within = self._begun
            kind, level = within.kind, within.level
            part = Part(words, kind, level, page, False, element, self._open.linked, within.site, within.pre)
            if kind is BlockKind.FOOTNOTE and not self._aside and _MARK.fullmatch(words):
                self._mark = part
            else:
                self.parts.append(part)
        self.parts += self._aside
        self._aside = []
        self._open, self._begun = _Open(), None
