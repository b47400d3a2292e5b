"""Pages as PDF on the command line: Qt without a window, a screen or even installed faces."""

from __future__ import annotations

from models.messages import Message
from storage.formats.registry import Snapshot
from storage.printing import PrintOptions
from ui.pictures.offscreen import application, theme_for
from ui.printing.making import draft, pdf_of


def printed(snapshot: Snapshot, options: PrintOptions) -> tuple[bytes, list[Message]]:
    """The bytes of a PDF file and what it leaves out. Raises UserError."""
    made = draft(theme_for(application()), snapshot, options)
    for _step in made.steps:
        pass
    return pdf_of(made.sheets), list(made.losses)
