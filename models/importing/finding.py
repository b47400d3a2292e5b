"""Every repair that is proposed for an extract, in the order of the text."""

from __future__ import annotations

from models.importing.extract import Extract
from models.importing.repair import Repair, RepairKind
from models.importing.repairs.author_notes import find_author_notes
from models.importing.repairs.captions import find_captions
from models.importing.repairs.furniture import find_furniture
from models.importing.repairs.head import find_head, read_head
from models.importing.repairs.headings import find_headings
from models.importing.repairs.hyphens import find_hyphens
from models.importing.repairs.joining import find_joins
from models.importing.repairs.repeated import find_repeated
from models.importing.repairs.running_heads import find_running_heads
from models.importing.repairs.sheet import Sheet
from models.importing.repairs.spaces import find_ligatures, find_spaces

MOST_BLOCKS = 300_000  # of a text with more, only characters are repaired: so many lines are data, no article
_ORDER = {kind: at for at, kind in enumerate(RepairKind)}


def find_repairs(extract: Extract) -> tuple[Repair, ...]:
    """The finders speak in turn; a block that one has spoken for is left alone by those after it."""
    sheet = Sheet(extract)
    found: list[Repair] = []

    def take(repairs: list[Repair]) -> None:
        found.extend(repairs)
        sheet.take(repairs)

    if len(sheet) > MOST_BLOCKS:
        return (*find_spaces(sheet), *find_ligatures(sheet))
    take(list(find_running_heads(sheet)))
    take(list(find_furniture(sheet)))
    head = read_head(sheet)
    notes = list(find_author_notes(sheet, head))
    take([*find_head(sheet), *notes])
    take(list(find_captions(sheet)))
    take(list(find_repeated(sheet)))
    take(list(find_headings(sheet)))
    joins = list(find_joins(sheet))
    take(joins)
    found.extend(find_hyphens(sheet, joins))
    found.extend(find_spaces(sheet))
    found.extend(find_ligatures(sheet))
    return tuple(sorted(found, key=lambda repair: (repair.start, _ORDER[repair.kind])))
