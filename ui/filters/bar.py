"""The filter over both sides: words, tags, a chip for each kind and state with its count, and what they hide."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from models.filtering import EVERYTHING, KIND, LINK, STATE, STATUS, TAG, Chip, Filter, Found
from models.messages import _, shorten
from ui.filters.chip import HEIGHT, FilterChip
from ui.filters.tags import TagPopup
from ui.filters.words import chips, hidden_words, tags, tags_word, values
from ui.labels import plain_label, tint
from ui.theme import Theme

EDGE, ROW_GAP, CHIP_GAP, GROUP_GAP = 16, 6, 6, 22
FIELD = 176
GROUPS = {KIND: 0, STATUS: 1, STATE: 1, LINK: 2}  # chips of a group stand together, parted from others by a line
PAUSE = 150  # milliseconds after a letter before the words are looked for
LETTERS = 24  # of a tag on its button


class FilterBar(QWidget):
    """Emits the filter that is wanted; who owns it says with `set_found` what became of it. As high as it needs."""

    filter_changed = Signal(object)  # Filter
    left = Signal()  # the keys go back to where they came from
    put_away = Signal()  # by its own button, which is there while nothing is hidden

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter, self._found = Filter(), EVERYTHING
        self._before: tuple[Chip, Filter] | None = None  # a chip that was just pressed, and the filter until then
        self._lines: list[tuple[int, int]] = []  # left edge and top of the lines between groups
        self.setAccessibleName(_("Filters"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Words to look for"))
        self.field.setAccessibleName(_("Show only points with these words"))
        self.field.setClearButtonEnabled(True)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask_words)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.textChanged.connect(lambda text: None if text or not self._filter.text else self._pause.start())
        self.field.returnPressed.connect(self._ask_words)
        self.tags = QToolButton(self)
        self.tags.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tags.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its chevron stands behind the word
        self.tags.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tags.installEventFilter(self)
        self.popup = TagPopup(theme, self)
        self.popup.tag_toggled.connect(lambda tag: self._ask(self._filter.toggled((TAG, tag))))
        self.tags.clicked.connect(self._open_tags)
        self._chips: dict[Chip, FilterChip] = {}
        self.hidden = plain_label(self)
        self.show_all = QToolButton(self)
        self.show_all.setText(_("Show all"))
        self.show_all.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_all.clicked.connect(self._show_all)
        self.away = QToolButton(self)
        self.away.setToolTip(_("Put the filters away"))
        self.away.setAccessibleName(_("Put the filters away"))
        self.away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.away.clicked.connect(self.put_away)
        for button in (self.show_all, self.away):
            button.installEventFilter(self)
        theme.changed.connect(self._take_theme)
        self._take_theme()
        self.set_found(self._filter, self._found)

    def _take_theme(self) -> None:
        for button in (self.tags, self.show_all, self.away):
            button.setFont(self._theme.interface_font())
        self.hidden.setFont(self._theme.interface_font())
        tint(self.hidden, self._theme.tokens.muted)
        tokens = self._theme.tokens
        accent = tokens.accent.name()
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {tokens.paper.name()}; border: 1px solid {tokens.covered.name()};"
            f" border-radius: 4px; padding: 0 6px; }} QLineEdit:focus {{ border: 1px solid {accent}; }}"
        )
        self.show_all.setStyleSheet(f"QToolButton {{ color: {accent}; }}")
        self.tags.setIcon(self._theme.icon("chevron-down", self._theme.tokens.muted))
        self.away.setIcon(self._theme.icon("x", self._theme.tokens.muted))
        self.tags.setIconSize(QSize(12, 12))
        self._arrange()
        self.update()

    # -- what it shows

    @property
    def filter(self) -> Filter:
        return self._filter

    def chip(self, chip: Chip) -> FilterChip | None:
        """The chip on show for something; None where that does not occur."""
        return self._chips.get(chip)

    def chips(self) -> list[FilterChip]:
        return list(self._chips.values())

    def set_found(self, wanted: Filter, found: Found) -> None:
        """The filter in force and what it leaves, with the counts."""
        self._filter, self._found = wanted, found
        names = list(chips(wanted, found))
        if names != list(self._chips):
            self._make_chips(names)
        for name, chip in self._chips.items():
            chip.show_count(found.counts.get(name, 0), not wanted.is_off(name))
        if not self._pause.isActive() and self.field.text().strip() != wanted.text.strip():
            self.field.setText(wanted.text)
        known = tags(wanted, found)
        self.tags.setText(shorten(tags_word(wanted.tags), LETTERS).replace("&", "&&"))
        self.tags.setAccessibleName(_("{tags}, choose tags").format(tags=tags_word(wanted.tags)))
        self.tags.setVisible(bool(known))
        self.popup.fill(known, wanted.tags)
        self.hidden.setText(hidden_words(found))
        for widget in (self.hidden, self.show_all):
            widget.setVisible(wanted.is_on)
        if (self.away if wanted.is_on else self.show_all).hasFocus():
            self.field.setFocus()
        self.away.setVisible(not wanted.is_on)
        self._arrange()

    def _make_chips(self, names: list[Chip]) -> None:
        """Chips come and go; those that stay keep the focus."""
        for name in [name for name in self._chips if name not in names]:
            gone = self._chips.pop(name)
            if gone.hasFocus():
                self.field.setFocus()
            gone.hide()
            gone.deleteLater()
        self._chips = {name: self._chips.get(name) or self._make_chip(name) for name in names}
        before: QWidget = self.tags
        for chip in self._chips.values():
            QWidget.setTabOrder(before, chip)
            chip.show()
            before = chip
        for button in (self.show_all, self.away):
            QWidget.setTabOrder(before, button)
            before = button

    def _make_chip(self, name: Chip) -> FilterChip:
        chip = FilterChip(self._theme, name, self)
        chip.clicked.connect(lambda: self._toggle(name))
        chip.only_wanted.connect(lambda: self._only(name))
        chip.stepped.connect(lambda by: self._step(chip, by))
        chip.left.connect(self.left)
        return chip

    # -- what is wanted

    def _ask(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self.filter_changed.emit(wanted)

    def _toggle(self, name: Chip) -> None:
        self._before = name, self._filter
        self._ask(self._filter.toggled(name))

    def _only(self, name: Chip) -> None:
        """The first half of a double click has toggled the chip: what is wanted goes by the filter before it."""
        pressed, before = self._before if self._before is not None else (None, self._filter)
        self._before = None
        base = before if pressed == name and before.toggled(name) == self._filter else self._filter
        self._ask(base.only(name, values(self._found, name[0])))

    def _ask_words(self) -> None:
        self._pause.stop()
        self._ask(self._filter.asking(self.field.text().strip()))

    def _show_all(self) -> None:
        self._pause.stop()
        self.field.clear()
        self._pause.stop()
        self._ask(Filter())
        self.field.setFocus()

    def _open_tags(self) -> None:
        self.popup.open_below(self.tags)

    # -- keys

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _step(self, chip: FilterChip, by: int) -> None:
        shown = self.chips()
        at = shown.index(chip) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at < 0:
            (self.tags if not self.tags.isHidden() else self.field).setFocus(Qt.FocusReason.BacktabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._ask_words()
            self.left.emit()
            return True
        buttons = (self.tags, self.show_all, self.away)
        if watched in buttons and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if event.key() != Qt.Key.Key_Down or watched is self.tags:
                next(button for button in buttons if button is watched).click()
            return True
        if watched is self.tags and event.key() == Qt.Key.Key_Right and self._chips:
            self.chips()[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    # -- where things stand

    def _arrange(self) -> None:
        """Lines of chips, as many as it takes; what is hidden stands at the right of the last line that has room."""
        width = max(self.width(), 240)
        right, x, y = width - EDGE, EDGE, ROW_GAP
        self._lines = []
        self.field.setGeometry(x, y, min(FIELD, right - x), HEIGHT)
        x += self.field.width() + CHIP_GAP
        if not self.tags.isHidden():
            x, y = self._put(self.tags, self.tags.sizeHint().width(), x, y, right)
        for _group, members in groupby(self._chips.values(), lambda chip: GROUPS[chip.chip[0]]):
            for at, chip in enumerate(members):
                wide = chip.sizeHint().width()
                if at == 0 and x + GROUP_GAP - CHIP_GAP + wide <= right:
                    self._lines.append((x + (GROUP_GAP - CHIP_GAP) // 2 - CHIP_GAP // 2, y))
                    x += GROUP_GAP - CHIP_GAP
                x, y = self._put(chip, wide, x, y, right)
        y = self._put_end(x, y, right)
        if self.height() != y + HEIGHT + ROW_GAP + 1 or self.minimumHeight() != self.height():
            self.setFixedHeight(y + HEIGHT + ROW_GAP + 1)
        self.update()

    def _put(self, widget: QWidget, wide: int, x: int, y: int, right: int) -> tuple[int, int]:
        """Where the next one may stand."""
        if x > EDGE and x + wide > right:
            x, y = EDGE, y + HEIGHT + ROW_GAP
        widget.setGeometry(x, y, min(wide, right - EDGE), HEIGHT)
        return x + widget.width() + CHIP_GAP, y

    def _put_end(self, x: int, y: int, right: int) -> int:
        """What is hidden and the button that shows it, or the one that puts the bar away; the top of the last line."""
        shown = [each for each in (self.hidden, self.show_all, self.away) if not each.isHidden()]
        wide = sum(each.sizeHint().width() for each in shown) + (len(shown) - 1) * 4
        if x > EDGE and x + wide > right:
            y += HEIGHT + ROW_GAP
        at = max(EDGE, right - wide)
        for each in shown:
            each.setGeometry(QRect(at, y, min(each.sizeHint().width(), right - at), HEIGHT))
            at += each.width() + 4
        return y

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(event.rect(), tokens.paper)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        for x, y in self._lines:
            painter.fillRect(QRect(x, y + 3, 1, HEIGHT - 6), tokens.line)
        painter.end()
