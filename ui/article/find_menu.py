"""What can be made of all that was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.messages import N_, _, ngettext
from ui.article.parents import Parent

_PLAIN = {
    "claim": N_("New &claims"),
    "evidence": N_("New &evidence"),
    "rebuttal": N_("New &rebuttals"),
    "passage": N_("&Add to the selected node"),
}
_UNDER = {
    "claim": N_("New &claims under “{text}”"),
    "evidence": N_("New &evidence under “{text}”"),
    "rebuttal": N_("New &rebuttals under “{text}”"),
    "passage": N_("&Add to “{text}”"),
}
_AT_THE_TOP = N_("New &claims at the top")
_BESIDE = N_("New &claims beside “{text}”")


class AnnotateMenu(QMenu):
    """New nodes of each kind under `parent` (None: it is not known), or more passages of it."""

    chosen = Signal(str)  # "claim", "evidence", "rebuttal" or "passage"

    def __init__(self, matches: int, parent: Parent | None, owner: QWidget) -> None:
        super().__init__(owner)
        self._parent = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = self.addAction(ngettext("{count} match", "{count} matches", matches).format(count=matches))
        head.setEnabled(False)
        for kind in _PLAIN:
            if kind == "passage":
                self.addSeparator()
            action = self.addAction(self._words(kind))
            action.setData(kind)
            action.setEnabled(self._is_possible(kind))
            action.triggered.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))

    def choose_first(self) -> None:
        """The first thing that can be done is in front: Enter does it."""
        self.setActiveAction(next(action for action in self.actions() if action.isEnabled()))

    def _is_possible(self, kind: str) -> bool:
        parent = self._parent
        if parent is None:
            return True
        return not parent.is_top if kind == "passage" else parent.takes(kind)

    def _words(self, kind: str) -> str:
        parent = self._parent
        if parent is None or parent.is_top:
            return _(_AT_THE_TOP) if parent is not None and kind == "claim" else _(_PLAIN[kind])
        beside = kind != "passage" and not parent.holds(kind)
        return _(_BESIDE if beside else _UNDER[kind]).format(text=parent.words.replace("&", "&&"))
