"""How tests look at an extract, and what holds of every one."""

from __future__ import annotations

from typing import Any

from models.importing.extract import Extract
from models.texts import Block
from models.texts import BlockKind as K


def checked(found: Extract) -> Extract:
    """The extract itself, once its blocks lie on its text in order and every word is in one."""
    ends = 0
    for block in found.blocks:
        assert ends <= block.start < block.end
        assert words(found, block) == words(found, block).strip()
        assert not found.text[ends : block.start].strip()
        assert block.kind is not K.FURNITURE or block.hidden
        ends = block.end
    assert not found.text[ends:].strip()
    assert found.source_text == found.text
    return found


def words(found: Extract, block: Block) -> str:
    return found.text[block.start : block.end]


def outline(found: Extract) -> list[tuple[str, int, str]]:
    return [(str(block.kind), block.level, words(found, block)) for block in found.blocks]


def said(found: Extract, kind: K) -> list[str]:
    return [words(found, block) for block in found.blocks if block.kind is kind]


def keys(found: Extract) -> dict[str, dict[str, Any]]:
    return {message.key: dict(message.arguments) for message in found.warnings}
