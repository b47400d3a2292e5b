"""Menus and shortcuts from the action table."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from models.messages import _
from ui.actions import ACTIONS, Action, Menu


def build_actions(window: QMainWindow, handlers: Any) -> dict[str, QAction]:
    """One QAction for each row of the table, connected to the handler of its name."""
    made = {}
    for row in ACTIONS:
        action = QAction(_(row.text), window)
        action.setObjectName(row.name)
        if row.key:
            action.setShortcut(QKeySequence(row.key))
        elif row.hint:
            action.setText(f"{_(row.text)}\t{QKeySequence(row.hint).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.setCheckable(row.checkable)
        action.setAutoRepeat(row.name in ("undo", "redo", "next_link", "previous_link"))
        if row.name != "open_recent":
            action.triggered.connect(getattr(handlers, row.name))
        window.addAction(action)
        made[row.name] = action
    return made


def build_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[Menu, QMenu]:
    """The menu bar; groups are parted by lines."""
    menus: dict[Menu, QMenu] = {}
    last: dict[Menu, int] = {}
    for row in ACTIONS:
        if row.menu not in menus:
            menus[row.menu] = window.menuBar().addMenu(_(row.menu.value))
        menu = menus[row.menu]
        if last.get(row.menu, row.group) != row.group:
            menu.addSeparator()
        last[row.menu] = row.group
        menu.addAction(actions[row.name])
    return menus


def node_menu_actions(actions: dict[str, QAction], parent: QMainWindow) -> list[QAction]:
    """The entries of a node's context menu, with lines between groups."""
    entries: list[QAction] = []
    group = None
    for row in (r for r in ACTIONS if r.in_node_menu):
        if group is not None and row.group != group:
            line = QAction(parent)
            line.setSeparator(True)
            entries.append(line)
        group = row.group
        entries.append(actions[row.name])
    return entries


def key_list() -> list[tuple[str, str, str]]:
    """(menu, what it does, key) for every action that has a key."""
    return [(_plain(row.menu.value), _plain(row.text), _key(row)) for row in ACTIONS if row.key or row.hint]


def _plain(msgid: str) -> str:
    return _(msgid).replace("&", "").rstrip("…")


def _key(row: Action) -> str:
    return QKeySequence(row.key or row.hint).toString(QKeySequence.SequenceFormat.NativeText)
