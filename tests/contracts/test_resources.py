"""What ships is used, and everything used is named with its licence."""

from __future__ import annotations

import re
from pathlib import Path

from models.entities import TABLES
from tests.contracts.test_locks import ROOT, pins

OTHER_NAMES = {"markdown": "Python-Markdown"}
PARTS_OF_QT = {"pyside6-essentials", "shiboken6"}


def test_every_icon_is_used() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py")]
    named = {name for text in texts for name in re.findall(r'"([a-z0-9-]+)(?:\.svg)?"', text)}
    drawn = {name for text in texts for name in re.findall(r'icon\([^()]*"([a-z0-9-]+)"', text)}
    icons = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert icons - (named - TABLES.keys()) - drawn == set()  # the name of a table may mean the table


def test_every_package_that_ships_is_named_with_its_licence() -> None:
    text = Path(ROOT, "resources", "licences", "README.md").read_text("utf-8")
    rows = {line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")}
    asked = {OTHER_NAMES.get(name, name).lower() for name in pins("requirements.lock").keys() - PARTS_OF_QT}
    assert asked - {row.lower() for row in rows} == set()
    assert any("PySide6" in row for row in rows)
