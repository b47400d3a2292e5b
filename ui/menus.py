"""Menus and shortcuts from the action table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from models.messages import _
from ui.actions import ACTIONS, Action, Menu
from ui.held import refused
from ui.shortcuts import Shortcuts, native

REPEATING = frozenset(
    {
        "undo",
        "redo",
        "next_link",
        "previous_link",
        "next_partner",
        "next_unanswered",
        "previous_unanswered",
        "zoom_in",
        "zoom_out",
        "find_next",
        "find_previous",
    }
)
SUBMENUS = frozenset({"open_recent", "read_as", "pairings"})
# Refused before anything opens while the project can only be looked at.
EDITING = frozenset(
    {
        "annotate_claim",
        "annotate_evidence",
        "annotate_rebuttal",
        "add_passage",
        "change_passage",
        "split_passage",
        "move_passage",
        "remove_passage",
        "cut",
        "paste",
        "paste_claim",
        "undo",
        "redo",
        "replace_in_nodes",
        "hide_paragraph",
        "set_aside_repeated",
        "article_details",
        "correct_text",
        "read_again",
        "replace_text",
        "delete_article",
        "rename",
        "new_claim",
        "new_evidence",
        "new_rebuttal",
        "new_undercut",
        "make_claim",
        "make_evidence",
        "make_rebuttal",
        "toggle_undercut",
        "link_premises",
        "unlink_premise",
        "toggle_implicit",
        "move_up",
        "move_down",
        "indent",
        "outdent",
        "pick_tags",
        "mark_or_link",
        "delete",
        "new_pairing",
        "edit_pairing",
        "swap_sides",
        "delete_pairing",
        "edit_link",
        "import_files",
        "import_folder",
        "paste_article",
        "import_map",
        "import_references",
    }
)


def build_actions(window: QMainWindow, handlers: Sequence[object], shortcuts: Shortcuts) -> dict[str, QAction]:
    """One QAction for each row of the table, connected to the method of its name in one of `handlers`."""
    made = {}
    for row in ACTIONS:
        action = QAction(_(row.text), window)
        action.setObjectName(row.name)
        action.setCheckable(row.checkable)
        action.setAutoRepeat(row.name in REPEATING)
        if row.name not in SUBMENUS:
            action.triggered.connect(_unless_held(window, row.name, _handler(handlers, row.name)))
        window.addAction(action)
        made[row.name] = action
    set_shortcuts(made, shortcuts)
    return made


def set_shortcuts(actions: Mapping[str, QAction], shortcuts: Shortcuts) -> None:
    """Give every action its keys; one that a view acts on itself is only shown."""
    for row in ACTIONS:
        keys = shortcuts.keys(row.name)
        actions[row.name].setShortcuts([QKeySequence(key) for key in keys])
        if row.hint:
            actions[row.name].setText(_(row.text) if keys else f"{_(row.text)}\t{native([row.hint])}")


def _handler(handlers: Sequence[object], name: str) -> Callable[..., object]:
    return next(getattr(one, name) for one in handlers if hasattr(one, name))  # type: ignore[no-any-return]


def _unless_held(window: QMainWindow, name: str, handler: Callable[..., object]) -> Callable[..., object]:
    """The handler, but for what edits a project that can only be looked at: that is refused with the reason."""
    if name not in EDITING:
        return handler

    def guarded(*_checked: object) -> None:
        if not refused(window.focusWidget() or window):
            handler()

    return guarded


def build_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[Menu, QMenu]:
    """The menu bar; groups are parted by lines."""
    menus: dict[Menu, QMenu] = {}
    inner: dict[tuple[Menu, str], QMenu] = {}
    last: dict[QMenu, int] = {}
    for row in ACTIONS:
        if row.menu not in menus:
            menus[row.menu] = window.menuBar().addMenu(_(row.menu.value))
        menu = menus[row.menu]
        if row.sub:
            if (row.menu, row.sub) not in inner:
                _part(menu, row, last)
                inner[row.menu, row.sub] = menu.addMenu(_(row.sub))
            menu = inner[row.menu, row.sub]
        _part(menu, row, last)
        menu.addAction(actions[row.name])
    return menus


def _part(menu: QMenu, row: Action, last: dict[QMenu, int]) -> None:
    """A line before the first entry of another group."""
    if last.get(menu, row.group) != row.group:
        menu.addSeparator()
    last[menu] = row.group


def node_menu_actions(actions: dict[str, QAction], parent: QMainWindow) -> list[QAction]:
    """The entries of a node's context menu, with lines between groups."""
    entries: list[QAction] = []
    group: tuple[Menu, int] | None = None
    for row in (r for r in ACTIONS if r.in_node_menu):
        here = row.menu, row.group
        if group is not None and here != group:
            line = QAction(parent)
            line.setSeparator(True)
            entries.append(line)
        group = here
        entries.append(actions[row.name])
    return entries


def key_list(shortcuts: Shortcuts) -> list[tuple[str, str, str]]:
    """(menu, what it does, key) for every action that has a key."""
    found = ((row, native(shortcuts.keys(row.name) or ([row.hint] if row.hint else ()))) for row in ACTIONS)
    return [(plain_words(row.menu.value), plain_words(row.text), keys) for row, keys in found if keys]


def plain_words(msgid: str) -> str:
    """What a menu says, without the mark of its letter."""
    return _(msgid).replace("&", "").rstrip("…")
