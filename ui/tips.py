"""Tooltips of plain text: Qt would take some texts for HTML."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """A tooltip that says just this, broken into lines; empty for nothing."""
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>") if text else ""
