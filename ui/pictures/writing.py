"""A picture of a project's maps as the bytes of a file; nothing is written here."""

from __future__ import annotations

from models.messages import Message
from models.project import Project
from storage.pictures import PictureOptions, Wanted
from ui.pictures.content import content_of
from ui.pictures.pdf import pdf_bytes
from ui.pictures.png import png_bytes
from ui.pictures.sheet import Content, Sheet
from ui.pictures.svg import svg_bytes
from ui.theme import Theme


def sheet_of(theme: Theme, content: Content, options: PictureOptions) -> Sheet:
    """The picture laid out, not yet in a format."""
    return Sheet(theme, content, dark=options.dark, caption=options.caption, key=options.key)


def picture(theme: Theme, project: Project, wanted: Wanted, options: PictureOptions) -> tuple[bytes, list[Message]]:
    """The file's bytes and what the picture could not carry. Raises UserError."""
    content = content_of(theme, project, wanted, options.checked())
    data, losses = bytes_of(theme, sheet_of(theme, content, options), options)
    return data, [*content.losses, *losses]


def bytes_of(theme: Theme, sheet: Sheet, options: PictureOptions) -> tuple[bytes, list[Message]]:
    """A picture that is laid out, in the format of `options`. Raises UserError."""
    if options.format == "svg":
        return svg_bytes(sheet, transparent=options.transparent), []
    if options.format == "png":
        return png_bytes(sheet, options.scale, transparent=options.transparent), []
    return pdf_bytes(sheet, options, theme)
