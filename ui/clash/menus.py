"""The menus of the clash table: what a cell can hold, under which heading rows stand, and all that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.clashes import EVEN, NEITHER
from models.entities import MUTUAL
from models.messages import _, ngettext, shorten
from models.words import PARTY_NAMES, PLAIN, STRENGTHS
from ui.clash.lines import COMMON, ISSUE, Line
from ui.clash.model import BETTER, LEADS, LEFT, LINK, RIGHT, STRENGTH, WEIGHING
from ui.link_menu import KINDS, badge_icon
from ui.typeahead import TypeAhead

if TYPE_CHECKING:
    from ui.clash.view import ClashView

HEADING = 60  # letters of a heading in a menu


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a cell can hold, and what takes it."""

    words: str
    take: Callable[[], None]
    is_current: bool = False
    key: str = ""  # "": the next digit; "-": none
    icon: QIcon | None = None


class ChoiceMenu(QMenu):
    """Digits choose, letters look for a word, Enter takes what is lit."""

    def __init__(self, name: str, choices: Sequence[Choice | None], parent: QWidget) -> None:
        """`choices`: None is a line between them."""
        super().__init__(parent)
        self._typed = TypeAhead()
        self._keys: dict[str, QAction] = {}
        self.setAccessibleName(name)
        fill(self, choices, self._keys)
        self.lit = next((action for action in self.actions() if action.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = event.text()
        action = self._keys.get(letters.upper()) if letters else None
        if action is not None:
            self.close()
            action.trigger()
        elif letters.strip() and letters.isprintable():
            actions = [each for each in self.actions() if each.isEnabled() and not each.isSeparator()]
            current = actions.index(self.activeAction()) if self.activeAction() in actions else None
            found = self._typed.find(letters, [each.text() for each in actions], current)
            if found is not None:
                self.setActiveAction(actions[found])
        else:
            super().keyPressEvent(event)

    def open_at(self, point: QPoint) -> None:
        self.popup(point)
        actions = [each for each in self.actions() if not each.isSeparator()]
        if actions:
            self.setActiveAction(self.lit or actions[0])


def fill(menu: QMenu, choices: Sequence[Choice | None], keys: dict[str, QAction] | None = None) -> None:
    """Put choices into a menu, with digits where `keys` takes them."""
    checkable = any(choice is not None and choice.is_current for choice in choices)
    number = 0
    for choice in choices:
        if choice is None:
            menu.addSeparator()
            continue
        key = choice.key
        if not key:
            number += 1
            key = str(number) if number < 10 else "-"
        words = choice.words.replace("&", "&&")
        action = menu.addAction(words if key == "-" or keys is None else f"{words}\t{key}")
        if choice.icon is not None and not choice.is_current:
            action.setIcon(choice.icon)
        if checkable and choice.key in ("", "0"):
            action.setCheckable(True)
            action.setChecked(choice.is_current)
        action.triggered.connect(lambda _on=False, choice=choice: choice.take())
        if keys is not None and key != "-":
            keys[key] = action


def cell_choices(view: ClashView, line: Line, column: int) -> list[Choice | None]:
    """What a cell can hold; nothing for cells of words and for what is not there."""
    row = line.row
    if row is None:
        return []
    about, clash, link = line.key, row.clash, row.link
    if column in (LINK, STRENGTH):
        if link is None:
            return []
        return _kinds(view, link.id, str(link.kind)) if column == LINK else _strengths(view, link.id, link.strength)
    left, right = view.words.cases
    values = [(case.id, view.words.party(case.id)) for case in (left, right) if case is not None]
    values.append((EVEN, _(PARTY_NAMES[EVEN])))
    name = "leads" if column == LEADS else "better"
    if column == BETTER:
        values.append((NEITHER, _(PARTY_NAMES[NEITHER])))
    now = getattr(clash, name, "")
    choices: list[Choice | None] = [
        Choice(words, lambda value=value: view.note_requested.emit(about, {name: value}), value == now)  # type: ignore[misc]
        for value, words in values
    ]
    nobody = _("open") if column == LEADS else _("not said")
    choices.append(Choice(nobody, lambda: view.note_requested.emit(about, {name: ""}), not now, "0"))
    if column == BETTER:
        choices += [None, Choice(_("Why…"), lambda: view.edit_key(about, BETTER), key="F2")]
    return choices if column in (BETTER, LEADS) else []


def _kinds(view: ClashView, link_id: str, now: str) -> list[Choice | None]:
    tokens = view.theme.tokens
    choices: list[Choice | None] = [
        Choice(
            _(PLAIN[kind]),
            lambda kind=str(kind): view.kind_requested.emit(link_id, kind),  # type: ignore[misc]
            kind == now,
            icon=badge_icon(kind, tokens),
        )
        for kind in KINDS
    ]
    if now not in MUTUAL:
        choices += [None, Choice(_("Turn round"), lambda: view.flip_requested.emit(link_id), key="D")]
    return choices


def _strengths(view: ClashView, link_id: str, now: float | None) -> list[Choice | None]:
    values = [(value, _(name)) for value, name in STRENGTHS.items()]
    choices: list[Choice | None] = [
        Choice(words, lambda value=value: view.strength_requested.emit(link_id, value), value == now)  # type: ignore[misc]
        for value, words in values
    ]
    choices.append(Choice(_("not said"), lambda: view.strength_requested.emit(link_id, None), now is None, "0"))
    return choices


def heading_choices(view: ClashView, abouts: Sequence[str]) -> list[Choice | None]:
    """Under which heading rows can be put."""
    wanted = list(abouts)
    lines = [line for line in view.chosen_lines() if line.key in wanted]
    homes = {line.issue_id for line in lines}
    here = homes.pop() if len(homes) == 1 else ""
    choices: list[Choice | None] = [
        Choice(
            shorten(issue.heading, HEADING),
            lambda issue_id=issue.id: view.file_rows(wanted, issue_id),  # type: ignore[misc]
            issue.id == here,
        )
        for issue in view.issues()
    ]
    if choices and any(line.issue_id for line in lines):
        choices.append(Choice(_("Under no heading"), lambda: view.file_rows(wanted, None), key="0"))
    if choices:
        choices.append(None)
    choices.append(Choice(_("New heading…"), lambda: view.ask_heading(wanted), key="N"))
    return choices


# -- the context menu


def row_menu(view: ClashView, line: Line, column: int) -> QMenu:
    """All that can be done with a row; of several that are chosen, what is done with all of them."""
    menu = QMenu(view)
    menu.setAccessibleName(_("Clash table"))
    chosen = view.chosen_lines() or [line]
    if len(chosen) > 1:
        count = ngettext("{count} row", "{count} rows", len(chosen)).format(count=len(chosen))
        menu.addAction(count).setEnabled(False)
        menu.addSeparator()
    else:
        _add_texts(view, menu, line, column)
        menu.addSeparator()
        _add_cells(view, menu, line)
        menu.addSeparator()
    if all(each.kind != COMMON for each in chosen):
        fill(menu.addMenu(_("Put under")), heading_choices(view, [each.key for each in chosen]))
        _add(menu, _("Move up"), lambda: view.move(-1), "Alt+Up")
        _add(menu, _("Move down"), lambda: view.move(1), "Alt+Down")
        menu.addSeparator()
    _add(menu, _("Copy"), view.copy, "Ctrl+C")
    _add_sorts(view, menu)
    links = [each.link_id for each in chosen if each.link_id is not None]
    if links:
        menu.addSeparator()
        words = ngettext("Delete link", "Delete {count} links", len(links)).format(count=len(links))
        _add(menu, words, view.delete_chosen, _("Del"))
    return menu


def _add_texts(view: ClashView, menu: QMenu, line: Line, column: int) -> None:
    if line.node is not None:
        _add(menu, _("Link one…"), lambda: view.want_link(line), _("Enter"))
    for side, node in ((LEFT, line.left), (RIGHT, line.right)):
        if node is not None:
            words = _("Edit “{text}”").format(text=shorten(node.text, 32).replace("&", "&&"))
            _add(menu, words, lambda side=side: view.edit_key(line.key, side), "F2" if side == column else "")
    for node in (line.left, line.right):
        if node is not None:
            words = _("Go to “{text}”").format(text=shorten(node.text, 32).replace("&", "&&"))
            _add(menu, words, lambda node=node: view.reveal_requested.emit(node.id))


def _add_cells(view: ClashView, menu: QMenu, line: Line) -> None:
    """What the cells of a row hold."""
    names = {LINK: _("Relation"), STRENGTH: _("Strength"), BETTER: _("Better evidence"), LEADS: _("Leads")}
    for cell, name in names.items():
        choices = cell_choices(view, line, cell)
        if choices:
            fill(menu.addMenu(name), choices)
        if cell == BETTER:
            _add(menu, _("Weighing…"), lambda: view.edit_key(line.key, WEIGHING))
    if line.link_id is not None:
        _add(menu, _("Edit the link…"), lambda: view.want_card(line))


def head_menu(view: ClashView, line: Line) -> QMenu:
    """All that can be done with a section."""
    menu = QMenu(view)
    menu.setAccessibleName(_("Section of the clash table"))
    folded = line.head is not None and line.head.folded
    _add(menu, _("Unfold") if folded else _("Fold"), lambda: view.set_folded(line.key, not folded))
    _add(menu, _("Fold all sections"), lambda: view.fold_all(True))
    _add(menu, _("Unfold all sections"), lambda: view.fold_all(False))
    menu.addSeparator()
    _add(menu, _("New heading…"), lambda: view.ask_heading([]))
    issue_id = line.issue_id
    if line.kind == ISSUE and issue_id is not None:
        _add(menu, _("Rename"), lambda: view.edit_key(line.key, LEFT), "F2")
        _add(menu, _("Move up"), lambda: view.move(-1), "Alt+Up")
        _add(menu, _("Move down"), lambda: view.move(1), "Alt+Down")
        menu.addSeparator()
        _add(menu, _("Delete heading, keep its rows"), lambda: view.issue_removed.emit(issue_id), _("Del"))
    _add_sorts(view, menu)
    return menu


def _add(menu: QMenu, words: str, take: Callable[[], object], key: str = "") -> None:
    text = words.replace("&", "&&")
    menu.addAction(f"{text}\t{key}" if key else text).triggered.connect(lambda _on=False: take())


def _add_sorts(view: ClashView, menu: QMenu) -> None:
    sorts = menu.addMenu(_("Sort rows by"))
    for value, words in (("issue", _("their own order")), ("strength", _("strength")), ("status", _("answer"))):
        action = sorts.addAction(words)
        action.setCheckable(True)
        action.setChecked(view.sort() == value)
        action.triggered.connect(lambda _on=False, value=value: view.ask_sort(value))
