"""What the head and foot lines of a text say about the article."""

from __future__ import annotations

from collections.abc import Sequence

from models.importing.about import About
from models.importing.extract import Extract
from models.importing.repair import Repair, RepairKind
from models.importing.repairs.author_notes import authors_of_note, note_places
from models.importing.repairs.head import read_head
from models.importing.repairs.sheet import Sheet

TITLE_LENGTH = 120  # code points; a longer first line is a paragraph
_APART = (RepairKind.FURNITURE, RepairKind.RUNNING_HEAD)


def about_from_text(extract: Extract, repairs: Sequence[Repair]) -> About:
    """Title, subtitle, authors, date, publication and language, as far as the text says them.

    A byline without a name is completed from the note at the foot. Where nothing says that the first line is a title,
    it serves as one in a text whose structure nobody marked.
    """
    sheet = Sheet(extract)
    sheet.take(repair for repair in repairs if repair.kind in _APART)
    head = read_head(sheet)
    notes = [sheet.texts[at] for at in note_places(sheet, head)]
    return About(
        title=head.title or (_first_line(sheet) if sheet.is_plain else ""),
        subtitle=head.subtitle,
        authors=head.authors or next(filter(None, map(authors_of_note, notes)), ()),
        publication=head.publication,
        date=head.date,
        language=sheet.language,
    )


def _first_line(sheet: Sheet) -> str:
    at = sheet.next_free(-1)
    first = sheet.texts[at].split("\n", 1)[0].strip() if at is not None else ""
    return first if len(first) <= TITLE_LENGTH else ""
