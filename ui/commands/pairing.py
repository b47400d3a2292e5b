"""What the window's actions do with pairings: their layouts, which one is on show, and what each is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from models.authoring import library
from models.entities import Pairing
from models.messages import _, shorten
from ui.dialogs.pairing import PairingDialog, PairingValues
from ui.intents.intents import Intents, open_menu
from ui.layouts import Layout, Layouts
from ui.session import Session
from ui.side import Side
from ui.theme import Theme


class PairingCommands(QObject):
    """Handlers of ui.actions.ACTIONS about pairings."""

    def __init__(self, intents: Intents, layouts: Layouts, import_files: Callable[[], None], theme: Theme) -> None:
        super().__init__(intents)
        self._intents = intents
        self._split = intents.split
        self._layouts = layouts
        self._import_files = import_files
        self._theme = theme

    # -- layouts

    def layout_mixed(self, _on: bool = True) -> None:
        self._layouts.choose(Layout.MIXED)

    def layout_texts(self, _on: bool = True) -> None:
        self._layouts.choose(Layout.TEXTS)

    def layout_trees(self, _on: bool = True) -> None:
        self._layouts.choose(Layout.TREES)

    def layout_maps(self, _on: bool = True) -> None:
        self._layouts.choose(Layout.MAPS)

    def layout_rows(self, _on: bool = True) -> None:
        """The clash table; pressed again, back to what it took the place of."""
        session = self._intents.session
        if self._layouts.is_rows:
            self._layouts.leave_rows()
            return
        if session is not None and session.pairing is None:
            session.refused.emit(_("A clash table needs a pairing of two cases."))
            self._layouts.changed.emit()  # the button that was pressed comes up again
            return
        self._layouts.choose(Layout.ROWS)

    def update_checks(self, actions: dict[str, QAction]) -> None:
        """Ticks and greyed entries as things stand."""
        current, pairing = self._layouts.current, self._pairing()
        for layout in Layout:
            actions[f"layout_{layout}"].setChecked(layout is current)
        for name in ("edit_pairing", "swap_sides", "delete_pairing"):
            actions[name].setEnabled(pairing is not None)
        session = self._intents.session
        actions["new_pairing"].setEnabled(session is not None and len(session.project.cases()) > 1)

    def fill_pairings(self, menu: QMenu) -> None:
        """The pairings of the project, the one on show ticked."""
        menu.clear()
        session, shown = self._intents.session, self._pairing()
        for pairing in session.project.pairings() if session is not None else ():
            action = menu.addAction(library.pairing_name(session.project, pairing).replace("&", "&&"))  # type: ignore[union-attr]
            action.setCheckable(True)
            action.setChecked(shown is not None and pairing.id == shown.id)
            action.triggered.connect(lambda _checked=False, key=pairing.id: self.show_pairing(key))
        if menu.isEmpty():
            menu.addAction(_("No pairing yet")).setEnabled(False)

    # -- pairings

    def _pairing(self) -> Pairing | None:
        return self._intents.session.pairing if self._intents.session is not None else None

    def show_pairing(self, pairing_id: str) -> None:
        if self._intents.session is not None:
            self._intents.session.show_pairing(pairing_id)

    def new_pairing(self) -> None:
        """Asks which cases, and under which motion."""
        session = self._intents.session
        if session is None:
            return
        cases = session.project.cases()
        if len(cases) < 2:
            session.refused.emit(_("A pairing needs two cases: import a second article first."))
            return
        shown = [case.id for case in session.sides() if case is not None]
        others = [case.id for case in cases if case.id not in shown]
        left, right = (*shown[:1], *others, *shown[1:])[:2]

        def make(values: PairingValues) -> None:
            session.do(
                lambda reader: library.pair(reader, values.left, values.right, values.motion, values.notes),
                then=session.show_pairing,
            )

        self._ask(session, _("New pairing"), PairingValues(left, right)).given.connect(make)

    def edit_pairing(self) -> None:
        """Asks for the motion, the notes and the sides of the pairing on show."""
        session, pairing = self._intents.session, self._pairing()
        if session is None or pairing is None:
            return
        values = PairingValues(pairing.left_case_id, pairing.right_case_id, pairing.motion, pairing.notes)
        dialog = self._ask(session, _("Motion, notes and sides"), values)

        def change(new: PairingValues) -> None:
            session.do(
                lambda reader: library.change_pairing(reader, pairing.id, new.left, new.right, new.motion, new.notes),
                drafts=session.close_draft(pairing.id, "notes"),
            )

        dialog.typed.connect(lambda text: session.draft("pairing", pairing.id, "notes", text))
        dialog.given.connect(change)
        dialog.rejected.connect(lambda: session.drop_draft(pairing.id, "notes"))

    def _ask(self, session: Session, title: str, values: PairingValues) -> PairingDialog:
        cases = [(case.id, case.name) for case in session.project.cases()]
        dialog = PairingDialog(self._theme, title, cases, values, self._intents.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def swap_sides(self) -> None:
        session, pairing = self._intents.session, self._pairing()
        if session is not None and pairing is not None:
            session.do(lambda reader: library.swap_sides(reader, pairing.id))

    def delete_pairing(self) -> None:
        """The pairing goes, with one undo to bring it back; its cases and links stay."""
        session, pairing = self._intents.session, self._pairing()
        if session is not None and pairing is not None:
            session.do(lambda reader: library.delete_pairing(reader, pairing.id))

    # -- the case on a side

    def choose_case(self, side: Side, point: QPoint) -> None:
        """A menu of all cases, to show another one on a side."""
        session = self._intents.session
        if session is None:
            return
        menu = QMenu(self._intents.window)
        for case in session.project.cases():
            words = f"{case.name} ({case.annotator})" if case.annotator else case.name
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(side.case is not None and case.id == side.case.id)
            action.triggered.connect(lambda _checked=False, case=case: self.show_case(side, case.id))
        menu.addSeparator()
        if side.case is not None:
            menu.addAction(_("&Rename the case…"), lambda: self.rename_case(side))
            menu.addAction(_("&New case over this article…"), lambda: self.new_case(side))
            menu.addAction(_("&Delete the case"), lambda: self.delete_case(side))
        menu.addAction(_("&Import articles…"), self._import_files)
        open_menu(menu, point)

    def delete_case(self, side: Side) -> None:
        """Put the case of a side into the bin, with its pairings. One undo brings all back."""
        if side.case is not None:
            self._intents.edit(side, library.delete_case, side.case.id)

    def show_case(self, side: Side, case_id: str) -> None:
        """Another case on a side: in the pairing of these two if there is one, else in a new one."""
        session = self._intents.session
        if session is None or (side.case is not None and side.case.id == case_id):
            return
        left, right = (
            case_id if each is side else each.case.id if each.case is not None else None for each in self._split.sides()
        )
        if left is None or right is None:
            return
        if left == right:  # what is wanted on this side stands on the other: they change places
            pairing = session.pairing
            if pairing is not None:
                self.swap_sides()
            return
        known = library.pairing_of(session.project, left, right)
        if known is None:
            session.do(lambda reader: library.pair(reader, left, right), then=session.show_pairing)
            return
        session.show_pairing(known.id)
        if known.left_case_id != left:
            session.do(lambda reader: library.swap_sides(reader, known.id))

    def new_case(self, side: Side) -> None:
        """Another reader's tree over the article of a side."""
        session, case = self._intents.session, side.case
        if session is None or case is None:
            return
        name = self._name(_("New case"), _("Another reading of the same article is called"), "")
        if name is not None:
            author = session.workspace.annotator
            session.do(
                lambda reader: library.add_case(reader, case.article_id, name, annotator=author),
                then=lambda made: self.show_case(side, made),
            )

    def rename_case(self, side: Side) -> None:
        session, case = self._intents.session, side.case
        if session is None or case is None:
            return
        name = self._name(
            _("Rename the case"), _("The case “{name}” is called").format(name=shorten(case.name)), case.name
        )
        if name is not None:
            session.do(lambda reader: library.rename_case(reader, case.id, name))

    def _name(self, title: str, question: str, name: str) -> str | None:
        words, accepted = QInputDialog.getText(self._intents.window, title, question, text=name)
        return words if accepted else None
