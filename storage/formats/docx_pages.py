"""Which page of a DOCX file a word stands on, as far as the file tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.formats.office_text import label
from storage.formats.office_xml import child, local, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element


class Pages:
    """The label of the page that is being read.

    Word notes where its pages ended when it saved; without such notes only the breaks that were set by hand are known.
    """

    def __init__(self, body: _Element) -> None:
        self.noted = False
        self._sections: list[_Element] = []
        by_hand = False
        for node in body.iter("{*}lastRenderedPageBreak", "{*}sectPr", "{*}br", "{*}pageBreakBefore"):
            name = local(node)
            self.noted |= name == "lastRenderedPageBreak"
            by_hand |= name == "pageBreakBefore" or value(node, "type") == "page"
            if name == "sectPr":
                self._sections.append(node)
        self._any = self.noted or by_hand or len(self._sections) > 1
        self._section = 0
        self._style = "decimal"
        self._number = self._first(1)

    @property
    def label(self) -> str:
        return label(self._number, self._style) if self._any else ""

    def broken(self, *, by_hand: bool) -> None:
        if by_hand != self.noted:
            self._number += 1

    def section(self) -> None:
        """A section ends: the next one has its own way of counting."""
        self._section += 1
        kind = None
        if self._section < len(self._sections):
            kind = value(child(self._sections[self._section], "type"))
        number = self._number if kind == "continuous" else self._number + 1
        first = self._first(number)
        # Where Word noted its pages, the break behind this adds one.
        self._number = first - 1 if self.noted and kind != "continuous" else first

    def _first(self, otherwise: int) -> int:
        if self._section >= len(self._sections):
            return otherwise
        counting = child(self._sections[self._section], "pgNumType")
        self._style = value(counting, "fmt") or "decimal"
        start = whole(value(counting, "start"))
        return otherwise if start is None else start
