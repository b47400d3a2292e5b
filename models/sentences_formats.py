"""The sentences of files and formats; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

FORMAT_SENTENCES: dict[str, str | tuple[str, str]] = {
    "file.missing": N_("There is no file {path}."),
    "file.is_folder": N_("{path} is a folder, not a file."),
    "file.folder_missing": N_("The folder {folder} does not exist."),
    "file.not_readable": N_("{path} cannot be read: permission is missing."),
    "file.not_writable": N_("{path} cannot be written: permission is missing, or the place is read-only."),
    "file.disk_full": N_("{path} was not written: the disk is full."),
    "file.write_failed": N_("{path} was not written: {reason}"),
    "file.read_failed": N_("{path} was not read: {reason}"),
    "file.empty": N_("{path} is empty."),
    "file.too_big": N_("{path} has {size}; articles of up to {limit} can be imported."),
    "article.binary": N_("{name} is not a text: it holds data that only a program can read."),
    "article.no_words": N_("{name} holds no text."),
    "article.encoding_guessed": N_(
        "The text is not UTF-8; it was read as {encoding}. Check accents and quotation marks."
    ),
    "article.encoding_damaged": N_("The text is marked as {encoding}, but parts of it are not; they show as �."),
    "article.control_characters": N_("Control characters in the text, kept as they are: {number}."),
    "format.unknown": N_("There is no format {name}."),
    "format.unknown_extension": N_("No format is known for files that end in {extension}."),
    "format.cannot_write": N_("The format {name} can only be read."),
    "format.cannot_read": N_("The format {name} can only be written."),
    "format.list_top": NN_(
        "{count} point at the top became a claim: a case starts with claims.",
        "{count} points at the top became claims: a case starts with claims.",
    ),
    "format.list_evidence": NN_(
        "{count} claim under evidence became evidence.", "{count} claims under evidence became evidence."
    ),
    "format.point_too_long": N_("One line has {number} characters; a point is a sentence or two."),
    "format.characters_replaced": N_("Characters that no text file can show were written as �: {number}."),
}
