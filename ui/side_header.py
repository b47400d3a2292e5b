"""The head of a side: which case it shows, and which of its views are on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from models.entities import Article, Case
from models.messages import _
from ui.answered_badge import AnsweredBadge
from ui.labels import ElidedLabel, plain_label, tint
from ui.theme import Theme
from ui.tips import plain_tip

HEADER = 40  # pixels
ROOMY = 720  # pixels: with less than that the figures of the map are left out
SPACIOUS = 640  # pixels: with less than that "answered 9 of 21" is "9 of 21"


class Tab(QToolButton):
    """A plain word that is underlined while its view is on; several may be on at once."""

    def __init__(self, theme: Theme, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(word)
        self.setCheckable(True)
        self.setFixedHeight(HEADER)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        broadest = QFontMetrics(self._theme.interface_font(600))
        return QSize(broadest.horizontalAdvance(self.text()) + 4, HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setFont(self._theme.interface_font(600 if self.isChecked() else 400))
        painter.setPen(tokens.ink if self.isChecked() or self.underMouse() else tokens.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), tokens.ink)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 8, -1, -6))


class Header(QWidget):
    """Case name, bibliographic line, a menu to choose another case, and the views that are on."""

    toggled = Signal()
    pressed = Signal(str)  # a view's name: its tab was pressed with the mouse, and the view is on or off by now
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEADER)
        self._name = ElidedLabel(self)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line = ElidedLabel(self)
        self._line.least = 8  # a name cut after two letters tells nothing; the tip has it
        self._figures = plain_label(self)
        self._figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figures.setTextFormat(Qt.TextFormat.PlainText)
        self.answered = AnsweredBadge(theme, self)
        self.choose = QToolButton(self)
        self.choose.setAutoRaise(True)
        self.choose.setIconSize(QSize(16, 16))
        self.choose.setAccessibleName(_("Choose the case on this side"))
        self.choose.setToolTip(plain_tip(self.choose.accessibleName()))
        self.choose.clicked.connect(self._on_choose)
        self.text_tab = Tab(theme, _("Text"), self)
        self.tree_tab = Tab(theme, _("Tree"), self)
        self.map_tab = Tab(theme, _("Map"), self)
        self._tabs = {"text": self.text_tab, "tree": self.tree_tab, "map": self.map_tab}
        self._beside_map = ["text", "tree"]  # what was on before the map took its place
        self._order = ["text", "tree"]  # what is on, the longest shown first
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._line, 1)
        row.addWidget(self.choose)
        row.addWidget(self._figures)
        row.addWidget(self.answered)
        for name, tab in self._tabs.items():
            row.addSpacing(8)
            row.addWidget(tab)
            tab.setChecked(name in self._order)
            tab.toggled.connect(lambda on, name=name: self._on_tab(name, on))
            tab.clicked.connect(lambda _on, name=name: self._on_clicked(name))
        self.restyle()

    def restyle(self) -> None:
        self._name.setFont(self._theme.interface_font(600))
        self._line.setFont(self._theme.interface_font())
        self._line.set_colour(self._theme.tokens.muted)
        self._figures.setFont(self._theme.small_font())
        self.answered.update()
        tint(self._figures, self._theme.tokens.muted)
        self.choose.setIcon(self._theme.icon("chevron-down", self._theme.tokens.muted))

    def show_case(self, case: Case | None, article: Article | None) -> None:
        self._name.setText(case.name if case else _("No case"))
        self._name.setToolTip(plain_tip(case.name if case else ""))
        line = bibliographic_line(article) if article else ""
        self._line.setText(line)
        self._line.setToolTip(plain_tip(f"{article.title}\n{line}" if article else ""))

    def show_figures(self, words: str) -> None:
        """What the map says of itself, where there is room for it: "31 nodes, 8 out of sight"."""
        self._figures.setText(words)
        self._figures.setVisible(bool(words) and self.width() >= ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._figures.setVisible(bool(self._figures.text()) and self.width() >= ROOMY)
        self.answered.set_short(self.width() < SPACIOUS)

    def _on_choose(self) -> None:
        self.menu_requested.emit(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    # -- which views are on

    def shows(self) -> list[str]:
        """The views that are on, of "text", "tree" and "map", as the tabs stand."""
        return [name for name, tab in self._tabs.items() if tab.isChecked()]

    def set_shows(self, names: Iterable[str]) -> None:
        """Turn just these views on; with none that is known, text and tree."""
        wanted = [name for name in self._tabs if name in set(names)] or ["text", "tree"]
        if wanted == self.shows():
            return
        if "map" in wanted and "map" not in self.shows():
            self._beside_map = self.shows()
        self._settle(wanted)

    def turn(self, name: str, on: bool) -> None:
        """Turn one view on or off, as a press on its tab does."""
        self._tabs[name].setChecked(on)

    def _on_tab(self, name: str, on: bool) -> None:
        """The map comes alone, since it wants the room; beside it or beside each other two views have room."""
        before = [other for other in self._order if other != name]
        if on:
            if name == "map":
                self._beside_map = before
            self._settle([name] if name == "map" else [*before[-1:], name])
        else:
            self._settle(before or {"map": self._beside_map, "text": ["tree"]}.get(name, ["text"]))

    def _on_clicked(self, name: str) -> None:
        if not self._tabs[name].hasFocus():  # the space bar leaves the keys where they are
            self.pressed.emit(name)

    def _settle(self, wanted: list[str]) -> None:
        self._order = [name for name in self._order if name in wanted]
        self._order += [name for name in wanted if name not in self._order]
        for name, tab in self._tabs.items():
            was = tab.blockSignals(True)
            tab.setChecked(name in wanted)
            tab.blockSignals(was)
            tab.update()
        self.toggled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.paper)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)


def bibliographic_line(article: Article) -> str:
    """Last name, publication, year: the short form for headers."""
    author = article.authors[0].split()[-1] if article.authors else ""
    return ", ".join(part for part in (author, article.publication, article.date[:4]) if part)
