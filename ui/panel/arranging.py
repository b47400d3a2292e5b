"""Gives each part of the node panel its place, and says which parts are on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from models.messages import _, ngettext
from ui.panel.columns import BODY_TOP, BOTTOM, FOOT, HEADING, HEADING_TOP, HEIGHT, TAG_STEP, note_areas, whole
from ui.panel.editor import BLEED
from ui.panel.lines import needed_lines
from ui.panel.node_links import ROW
from ui.panel.pieces import StatusLabel
from ui.panel.views import LinkView, NodeView
from ui.theme import Theme
from ui.theme.theme import INTERFACE_LINE
from ui.tips import plain_tip

if TYPE_CHECKING:
    from ui.panel.node_panel import NodePanel

LEAST_KIND = 72  # the status gives up its word before the kind gets narrower
LEAST_HEADING = 64  # of the name of the heading that a passage stands under


class Arrangement:
    """The places of the parts of one panel; it knows them by their names."""

    def __init__(self, panel: NodePanel, theme: Theme) -> None:
        self._panel, self._theme = panel, theme
        self._parts = panel.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._busy = False

    def pause(self) -> None:
        """Leave everything where it is until `go_on`, however much changes meanwhile."""
        self._busy = True

    def go_on(self) -> None:
        self._busy = False
        self.arrange()

    def arrange(self) -> None:
        """Bring all parts in line with the panel's size, its node and what is being edited."""
        if self._busy:  # showing the parts of an open note tells of changes that are part of this
            return
        self._busy = True
        try:
            node = self._panel.node()
            if node is None:
                for part in self._parts:
                    part.setVisible(False)
                return
            self._first()
            self._passages(node)
            self._note(node)
        finally:
            self._busy = False

    def _first(self) -> None:
        panel = self._panel
        x, width = panel.columns()[0]
        for part in (panel.kind, panel.text, panel.tags):
            part.setVisible(True)
        panel.status.setVisible(bool(panel.status.status))
        status_width = panel.status.sizeHint().width() if panel.status.status else 0
        if width - status_width - 8 < LEAST_KIND:
            status_width = min(status_width, StatusLabel.SIGN)
        kind_width = min(panel.kind.sizeHint().width(), width + 4 - status_width - 8)
        panel.kind.setGeometry(x - 4, HEADING_TOP, kind_width, HEADING)
        panel.status.setGeometry(x + width - status_width, HEADING_TOP, status_width, HEADING)
        free = panel.height() - BOTTOM - BODY_TOP - self._text_height(width)
        rows = panel.tags.rows_for(width, max(1 + (panel.height() - HEIGHT) // TAG_STEP, free // (FOOT + 4)))
        tags = rows * (FOOT + 4) - 4
        foot = panel.height() - BOTTOM - tags
        self._place_text(panel.text, QRect(x, BODY_TOP, width, foot - 4 - BODY_TOP))
        panel.tags.setGeometry(x, foot, width, tags)

    def _text_height(self, width: int) -> int:
        """What the whole text of the node would take."""
        most = self._panel.height() // INTERFACE_LINE
        return needed_lines(self._panel.text.text(), self._theme.interface_font(), width, most) * INTERFACE_LINE

    # -- passages

    def _passages(self, node: NodeView) -> None:
        panel = self._panel
        x, width = panel.columns()[1]
        for part in (panel.passages_heading, panel.place, panel.passages):
            part.setVisible(True)
        count = len(node.passages)
        several = ngettext("{count} passage", "{count} passages", count).format(count=count)
        panel.passages_heading.show_words(several if count > 1 else _("Passage"))
        left = min(panel.passages_heading.sizeHint().width(), width)
        words, in_full = self._place_words(max(0, width - left - 8))
        panel.place.show_words(words)
        panel.place.setToolTip(plain_tip(in_full if in_full != words else ""))
        panel.passages_heading.setGeometry(x, HEADING_TOP, left, HEADING)
        panel.place.setGeometry(x + left + 8, HEADING_TOP, max(0, width - left - 8), HEADING)
        panel.passages.place(QRect(x, BODY_TOP - 1, width, panel.height() - BOTTOM - BODY_TOP + 1))

    def _place_words(self, room: int) -> tuple[str, str]:
        """Where the current passage stands, as there is room for it, and in full."""
        passage = self._panel.passages.current_passage()
        if passage is None:
            return "", ""
        place = passage.place or passage.cite
        if not passage.heading:
            return place, place
        words = _("{place}, in “{heading}”") if place else _("in “{heading}”")
        in_full = words.format(place=place, heading=passage.heading)
        metrics = QFontMetrics(self._theme.small_font())
        if metrics.horizontalAdvance(in_full) <= room:
            return in_full, in_full
        rest = room - metrics.horizontalAdvance(words.format(place=place, heading=""))
        if rest < LEAST_HEADING:
            return place, in_full
        heading = metrics.elidedText(passage.heading, Qt.TextElideMode.ElideRight, rest)
        return words.format(place=place, heading=heading), in_full

    # -- the note, and what it covers while it is edited

    def _note(self, node: NodeView) -> None:
        panel = self._panel
        (third, third_width), (fourth, fourth_width) = panel.columns()[2:]
        is_open = panel.note.is_open()
        areas = note_areas(third, fourth + fourth_width - third, panel.height())
        turned = is_open and areas.turns and panel.preview_tab.isChecked()
        panel.note_heading.setVisible(True)
        panel.note_heading.setGeometry(third, HEADING_TOP, min(third_width, 60), HEADING)
        panel.note.setVisible(True)
        if is_open:
            self._place_text(panel.note, areas.editor)
            preview = areas.preview
            panel.preview.setGeometry(
                preview.left(), preview.top() - 2, preview.width(), whole(preview.height(), INTERFACE_LINE)
            )
            panel.preview_heading.setGeometry(areas.preview.left(), HEADING_TOP, areas.preview.width(), HEADING)
            tab = panel.preview_tab.sizeHint().width()
            panel.preview_tab.setGeometry(areas.editor.right() + 1 - tab, HEADING_TOP, tab, HEADING)
        else:
            self._place_text(panel.note, QRect(third, BODY_TOP, third_width, panel.height() - BOTTOM - BODY_TOP))
        panel.preview_heading.setVisible(is_open and areas.beside)
        panel.preview_tab.setVisible(is_open and areas.turns)
        panel.preview.setVisible(turned or (is_open and not areas.turns))
        if is_open:
            panel.preview.raise_()
            panel.preview.refresh()
        self._fourth(node, fourth, fourth_width, on_show=not is_open)

    def _fourth(self, node: NodeView, x: int, width: int, *, on_show: bool) -> None:
        panel = self._panel
        left = x - 2
        for tab in (panel.links_tab, panel.history_tab):
            wide = tab.sizeHint().width()
            tab.setGeometry(left, HEADING_TOP, wide, HEADING)
            left += wide + 10
            tab.setVisible(on_show)
        panel.links_count.show_words(count_words(node.links))
        panel.links_count.setGeometry(left, HEADING_TOP, max(0, x + width - left), HEADING)
        area = QRect(x - BLEED, BODY_TOP - 1, width + 2 * BLEED, panel.height() - 4 - BODY_TOP + 1)
        panel.links.setGeometry(area.left(), area.top(), area.width(), whole(area.height(), ROW))
        panel.history.place(area)
        panel.links_count.setVisible(on_show and panel.links_tab.isChecked())
        panel.links.setVisible(on_show and panel.links_tab.isChecked())
        panel.history.setVisible(on_show and panel.history_tab.isChecked())

    def _place_text(self, view: QWidget, area: QRect) -> None:
        """Whole lines, their words at the area's edge."""
        height = whole(area.height(), INTERFACE_LINE)
        view.setGeometry(area.left() - BLEED, area.top() - 2, area.width() + 2 * BLEED, height)


def count_words(links: tuple[LinkView, ...]) -> str:
    """How many links there are, and how many of them are out of sight."""
    away = sum(not link.in_sight for link in links)
    if not links:
        return _("none yet")
    if not away:
        return str(len(links))
    return _("{count}, of which {away} out of sight").format(count=len(links), away=away)
