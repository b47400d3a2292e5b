"""The template that translators start from holds every sentence of the program, and no other."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "translations" / "counterpoint.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}
ROOMS = ("models", "storage", "seeds", "ui")


def test_the_template_is_fresh() -> None:
    """`make messages` writes it anew."""
    said = {
        message if isinstance(message, str) else tuple(message)
        for room in ROOMS
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / room, keywords=KEYWORDS)
        if message
    }
    said |= {found[1] for found in extract_from_file("python", ROOT / "main.py", keywords=KEYWORDS)}
    with TEMPLATE.open("rb") as file:
        kept = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in read_po(file) if entry.id}
    singular = {entry if isinstance(entry, str) else entry[0] for entry in kept}
    assert {entry if isinstance(entry, str) else entry[0] for entry in said} == singular
    assert {entry for entry in said if isinstance(entry, tuple)} <= kept
