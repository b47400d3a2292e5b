"""The tags of the node shown: chips, what does not fit behind "+3", and the place to type another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.messages import _, ngettext
from models.tags import clean_tag, shown_colour
from ui.panel.chips import GAP, HEIGHT, Chip, TagMenu
from ui.panel.tag_line import TagLine
from ui.theme import Theme
from ui.tips import plain_tip

__all__ = ["Chip", "TagRow"]

LINE = 110  # the least width of the line in which a tag is typed
LEAST = 48  # of a chip


class TagRow(QWidget):
    """As many rows as it is high. A chip's menu colours, renames and removes its tag."""

    tags_committed = Signal(list)
    colour_requested = Signal(str, str)  # tag, key of models.tags.COLOURS or nothing
    rename_requested = Signal(str, str)
    remove_requested = Signal(str)  # from every node

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._colours: Mapping[str, str] = {}
        self._known: Sequence[str] = ()
        self._renaming = ""
        self.more = Chip(theme, "", self, removable=False)
        self.more.clicked.connect(self._show_more)
        self.add = Chip(theme, _("+ tag"), self, removable=False, dashed=True)
        self.add.setAccessibleName(_("Add a tag"))
        self.add.clicked.connect(self.start_adding)
        self.line = TagLine(theme, self)
        self.line.setVisible(False)
        self.line.returnPressed.connect(self._take_line)
        self.line.cancelled.connect(self._close_line)
        self.line.finished.connect(self._take_line)
        self.line.chosen.connect(self._take_line)
        self.setMinimumSize(40, HEIGHT)
        theme.changed.connect(self.update)

    # -- what it shows

    def set_tags(self, tags: Sequence[str], known: Sequence[str], colours: Mapping[str, str] | None = None) -> None:
        """The node's tags, all tags of the project as suggestions, and the colours that were chosen for any."""
        self._colours, self._known = colours or {}, known
        focused = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        same = tuple(tags) == self._tags
        self._tags = tuple(tags)
        for chip in self._chips[len(self._tags) :]:
            chip.hide()
            chip.deleteLater()
        del self._chips[len(self._tags) :]
        before: QWidget = self._chips[-1] if self._chips else self.line
        for tag in self._tags[len(self._chips) :]:
            before = self._add_chip(tag, before)
        for chip, tag in zip(self._chips, self._tags, strict=True):
            chip.show_tag(tag, self._colour(tag))
        if same:
            return
        self._arrange()
        if focused >= 0:
            near = [chip for chip in self._chips[: focused + 1] if not chip.isHidden()]
            (near[-1] if near else self.add).setFocus()

    def _add_chip(self, tag: str, before: QWidget) -> Chip:
        """One more chip, behind another in the order of Tab."""
        chip = Chip(self._theme, tag, self, removable=True, colour=self._colour(tag))
        chip.remove_requested.connect(self._remove)
        chip.menu_requested.connect(self.popup_menu)
        self._chips.append(chip)
        QWidget.setTabOrder(before, chip)
        return chip

    def _colour(self, tag: str) -> str:
        return shown_colour(tag, self._colours.get(tag, ""))

    def chips(self) -> list[Chip]:
        return list(self._chips)

    # -- typing

    def start_adding(self) -> None:
        """Open the line for a new tag."""
        self._open_line("", _("New tag"))

    def start_renaming(self, tag: str) -> None:
        """Open the line in the place of a tag's chip."""
        self._open_line(tag, _("Another name for the tag {tag}").format(tag=tag))

    def _open_line(self, tag: str, name: str) -> None:
        self._take_line()
        known = sorted({name for name in self._known if name not in self._tags}, key=str.casefold)
        self.line.set_known(known, self._colours)
        self._renaming = tag
        self.line.setText(tag)
        self.line.setAccessibleName(name)
        self.line.selectAll()
        self.line.setVisible(True)
        self._arrange()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take what is being typed, if the line is open."""
        self._take_line()

    def _close_line(self) -> None:
        had_focus = self.line.hasFocus()
        was, self._renaming = self._renaming, ""
        self.line.clear()
        self.line.setVisible(False)
        self._arrange()
        if had_focus:
            chip = next((chip for chip in self._chips if chip.text() == was and not chip.isHidden()), self.add)
            chip.setFocus()

    def _take_line(self) -> None:
        if self.line.isHidden():
            return
        renamed, new, names = self._renaming, clean_tag(self.line.text()), self.line.names()
        self._close_line()
        if renamed:
            if new and new != renamed:
                self.rename_requested.emit(renamed, new)
            return
        fresh = [name for name in names if name not in self._tags]
        if fresh:
            self.tags_committed.emit([*self._tags, *fresh])

    # -- menus

    def _remove(self, tag: str) -> None:
        self.tags_committed.emit([one for one in self._tags if one != tag])

    def menu_of(self, tag: str, parent: QWidget) -> TagMenu:
        """What can be done with a tag."""
        menu = TagMenu(self._theme, tag, self._colours.get(tag, ""), parent)
        menu.colour_chosen.connect(partial(self.colour_requested.emit, tag))
        menu.rename_chosen.connect(partial(self.start_renaming, tag))
        menu.remove_here_chosen.connect(partial(self._remove, tag))
        menu.remove_everywhere_chosen.connect(partial(self.remove_requested.emit, tag))
        return menu

    def popup_menu(self, tag: str, place: QPoint) -> TagMenu:
        """The menu of one tag, shown at a place."""
        menu = self.menu_of(tag, self)
        menu.popup(place)
        return menu

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips:
            if chip.isHidden() and chip.text() != self._renaming:
                menu.addMenu(self.menu_of(chip.text(), menu))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # -- places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def rows_for(self, width: int, most: int) -> int:
        """How many rows all chips take at a width, at most `most`."""
        tail = self._tail()
        for rows in range(1, most):
            if len(_flow(self._widths(width), width, rows, tail)) == len(self._chips) + 1:
                return rows
        return most

    def _tail(self) -> int:
        adding = not self.line.isHidden() and not self._renaming
        return LINE if adding else self.add.sizeHint().width()

    def _widths(self, width: int) -> list[int]:
        most = max(LEAST, width - self._tail() - GAP)
        return [
            min(
                most,
                max(LINE, chip.sizeHint().width() + 16) if chip.text() == self._renaming else chip.sizeHint().width(),
            )
            for chip in self._chips
        ]

    def _arrange(self) -> None:
        rows = max(1, (self.height() + GAP) // (HEIGHT + GAP))
        widths, tail = self._widths(self.width()), self._tail()
        places = _flow(widths, self.width(), rows, tail)
        hidden = max(0, len(widths) + 1 - len(places))
        if hidden:
            for digits in (9, 99, 999):
                self.more.setText(f"+{min(hidden, digits)}")
                places = _flow(widths, self.width(), rows, tail + GAP + self.more.sizeHint().width())
                hidden = len(widths) + 1 - len(places)
                if hidden <= digits:
                    break
            self._tell_more(hidden, len(widths) - hidden)
        renaming = bool(self._renaming)
        for i, (chip, width) in enumerate(zip(self._chips, widths, strict=True)):
            shown = i < len(places) - 1
            mine = renaming and chip.text() == self._renaming
            chip.setVisible(shown and not mine)
            if shown:
                (self.line if mine else chip).setGeometry(*places[i], width, HEIGHT)
        x, y = places[-1]
        self.more.setVisible(bool(hidden))
        if hidden:
            self.more.setGeometry(x, y, self.more.sizeHint().width(), HEIGHT)
            x += self.more.width() + GAP
        last = self.line if not self.line.isHidden() and not renaming else self.add
        if renaming and self._renaming not in self._tags[: len(places) - 1]:
            last = self.line  # its chip has no room of its own
        self.add.setVisible(last is self.add)
        last.setGeometry(x, y, max(20, min(tail, self.width() - x)), HEIGHT)

    def _tell_more(self, hidden: int, shown: int) -> None:
        self.more.setText(f"+{hidden}")
        words = ngettext("{count} more tag: {tags}", "{count} more tags: {tags}", hidden)
        words = words.format(count=hidden, tags=", ".join(self._tags[shown:]))
        self.more.setToolTip(plain_tip(words))
        self.more.setAccessibleName(words)


def _flow(widths: Sequence[int], room: int, rows: int, tail: int) -> list[tuple[int, int]]:
    """Left and top of the first chips that fit into so many rows, and of the tail behind them, which always has room.

    All have fitted when there is one place more than there are widths.
    """
    places: list[tuple[int, int]] = []
    x = row = 0
    for width in widths:
        if x and x + width > room and row < rows - 1:
            x, row = 0, row + 1
        last = row == rows - 1
        if x + width + (GAP + tail if last else 0) > room and (x or last):
            break
        places.append((x, row * (HEIGHT + GAP)))
        x += width + GAP
    if x + tail > room and row < rows - 1 and len(places) == len(widths):
        x, row = 0, row + 1
    places.append((x, row * (HEIGHT + GAP)))
    return places
