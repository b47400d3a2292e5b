"""Every word on the screen goes through the catalogue: with a marked translation, no plain English is left."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QMenu

from models import messages
from tests.flows.conftest import Desk


class Marked(gettext.NullTranslations):
    """Puts every translated sentence between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(autouse=True)
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(messages._catalogue, "translations", Marked())
    yield


def test_menus_buttons_and_names_are_translated(desk: Desk) -> None:
    window = desk.window
    plain = [
        action.text()
        for menu in window.findChildren(QMenu)
        for action in menu.actions()
        if action.text() and "⟦" not in action.text() and "/" not in action.text()
    ]
    assert plain == []
    untranslated = [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if any(c.isalpha() for c in button.text()) and "⟦" not in button.text()
    ]
    data = {node.text for side in window.split.sides() for node, _ in desk.project.walk(side.case.id)}
    tags = {tag for side in window.split.sides() for n, _ in desk.project.walk(side.case.id) for tag in n.tags}
    assert [word for word in untranslated if word not in data | tags] == []


def test_what_happened_is_told_in_the_readers_language(desk: Desk) -> None:
    root = desk.roots(desk.left)[0]
    desk.click_row(desk.left, root)
    desk.window.commands.move_up()
    assert desk.said[-1].startswith("⟦")
