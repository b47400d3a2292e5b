"""The sentences of files and formats; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

FORMAT_SENTENCES: dict[str, str | tuple[str, str]] = {
    "file.missing": N_("There is no file {path}."),
    "file.is_folder": N_("{path} is a folder, not a file."),
    "file.link_broken": N_("{path} is a link to a file that does not exist."),
    "file.link_loop": N_("{path} is a link that leads back to itself."),
    "file.no_file": N_("{path} is not a file that holds data: it is a device, a pipe or the like."),
    "file.folder_missing": N_("The folder {folder} does not exist."),
    "file.not_readable": N_("{path} cannot be read: permission is missing."),
    "file.not_writable": N_("{path} cannot be written: permission is missing, or the place is read-only."),
    "file.disk_full": N_("{path} was not written: the disk is full."),
    "file.write_failed": N_("{path} was not written: {reason}."),
    "file.read_failed": N_("{path} was not read: {reason}"),
    "file.empty": N_("{path} is empty."),
    "file.too_big": N_("{path} has {size}; articles of up to {limit} can be imported."),
    "archive.damaged": N_("{name} is damaged: it cannot be unpacked. Ask for another copy of it."),
    "archive.part_missing": N_("{name} is damaged: its part {part} is missing."),
    "archive.too_many": N_("{name} holds more than {most} files; a document needs a few dozen."),
    "archive.too_big": N_("{name} unpacks to more than a document can be; it was not read."),
    "document.locked": N_("{name} is protected by a password: remove it in the program that made the file first."),
    "document.entities": N_(
        "{name} declares shortcuts of its own for text (XML entities). That is unsafe: it was not read."
    ),
    "document.damaged": N_("{name} is damaged: its text cannot be made out."),
    "document.too_deep": N_("{name} is nested too deeply; it was not read."),
    "document.old_word": N_("{name} is an old Word file: save it as DOCX in Word or LibreOffice, and import that."),
    "document.old_office": N_("{name} is an old Office file without an article in it."),
    "document.pages": N_("{name} was made by Pages: export it as Word or PDF there, and import that."),
    "document.no_article": N_("{name} is no text document: it holds a table, slides or drawings."),
    "document.too_long": N_("{name} has more than {most} characters; an article of that length is not read."),
    "document.too_many_lines": N_("{name} has more than {most} lines: that is data, no article."),
    "document.changes": N_(
        "The document holds tracked changes. Insertions are shown ({added}), deletions are not ({removed})."
    ),
    "document.comments": NN_(
        "{count} comment in the margin is not part of the article.",
        "{count} comments in the margin are not part of the article.",
    ),
    "document.hidden_text": NN_(
        "{count} paragraph has hidden text; it is set aside.", "{count} paragraphs have hidden text; it is set aside."
    ),
    "document.embedded": NN_(
        "{count} file embedded in the document is not read.", "{count} files embedded in the document are not read."
    ),
    "pdf.cut_off": N_("The file ends too early; what could be read is shown."),
    "pdf.form": N_("The file is a form (XFA); what is filled in may be missing."),
    "pdf.letters_guessed": NN_(
        "For {count} character the file does not say which letter it is; it was taken by its number. Check the text.",
        "For {count} characters the file does not say which letters they are; they were taken by their numbers."
        " Check the text.",
    ),
    "pdf.pages_unread": NN_(
        "Page {pages} is damaged and could not be read.", "Pages {pages} are damaged and could not be read."
    ),
    "pdf.pages_without_text": NN_(
        "Page {pages} holds pictures only; text recognition is not part of Counterpoint.",
        "Pages {pages} hold pictures only; text recognition is not part of Counterpoint.",
    ),
    "pdf.pictures_only": N_("{name}: this PDF holds pictures only; text recognition is not part of Counterpoint."),
    "pdf.recognised": NN_(
        "The text of {count} page was recognised from its picture by another program; check it.",
        "The text of {count} pages was recognised from their pictures by another program; check it.",
    ),
    "pdf.too_many_pages": N_("{name} has {number} pages; a PDF of up to {most} pages can be imported."),
    "pdf.unmapped": NN_(
        "For {count} character the file does not say which letter it is; it shows as �.",
        "For {count} characters the file does not say which letters they are; they show as �.",
    ),
    "pdf.unseen": NN_(
        "{count} block of text cannot be seen on its page; it is set aside.",
        "{count} blocks of text cannot be seen on their pages; they are set aside.",
    ),
    "epub.part_missing": N_("{part} is missing in the file; the rest is shown."),
    "epub.protected": N_("{name} is protected against copying: only the program that it was bought for can read it."),
    "html.by_script": N_(
        "This page shows its text by a script, and little of it is in the file. Open it in a browser and save it as "
        "“web page, complete”, or copy the text and paste it."
    ),
    "html.frames": N_("{name} only arranges other pages in frames; the text is in {files}. Import that page."),
    "html.only_script": N_(
        "{name} shows its text by a script: the file has no words. Open it in a browser and save it as “web page, "
        "complete”, or copy the text and paste it."
    ),
    "rtf.damaged": N_("{name} ends too early or is damaged; what could be read is shown."),
    "article.binary": N_("{name} is not a text: it holds data that only a program can read."),
    "article.no_words": N_("{name} holds no text."),
    "article.encoding_guessed": N_(
        "The text is not UTF-8; it was read as {encoding}. Check accents and quotation marks."
    ),
    "article.encoding_damaged": N_("The text is marked as {encoding}, but parts of it are not; they show as �."),
    "article.bytes_unreadable": NN_(
        "{count} place could not be read; it is in line {line}.",
        "{count} places could not be read; the first is in line {line}.",
    ),
    "article.misread": NN_(
        "{count} letter looks as if it had been read in a wrong encoding before (â€™ for ’).",
        "{count} letters look as if they had been read in a wrong encoding before (â€™ for ’).",
    ),
    "article.control_characters": N_("Control characters in the text, kept as they are: {number}."),
    "format.unknown": N_("There is no format {name}."),
    "format.library_missing": N_("The library {library} is missing; this installs it: {command}"),
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
