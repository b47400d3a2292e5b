"""Elements and attributes by their names without namespaces, which differ between editions of the same standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

OFF = frozenset({"0", "false", "off"})


def local(node: _Element) -> str:
    """The tag without its namespace; "" for what is no element."""
    tag = node.tag
    return tag[tag.find("}") + 1 :] if isinstance(tag, str) else ""


def child(node: _Element | None, *path: str) -> _Element | None:
    """The first child, and its first child…, of those names."""
    for name in path:
        node = next((c for c in node if local(c) == name), None) if node is not None else None
    return node


def value(node: _Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if node is None:
        return None
    for key, found in node.attrib.items():
        if str(key)[str(key).find("}") + 1 :] == name:
            return str(found)
    return None


def switched(node: _Element | None) -> bool:
    """Whether an on/off property is there and on."""
    return node is not None and (value(node) or "").lower() not in OFF


def whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None
