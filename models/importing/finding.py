"""Every repair that is proposed for an extract, in the order of the text."""

from __future__ import annotations

from models.importing.extract import Extract
from models.importing.repair import Repair, RepairKind
from models.importing.repairs.headings import find_headings
from models.importing.repairs.hyphens import find_hyphens
from models.importing.repairs.joining import find_joins
from models.importing.repairs.repeated import find_repeated
from models.importing.repairs.sheet import Sheet
from models.importing.repairs.spaces import find_ligatures, find_spaces

ORDER = {kind: at for at, kind in enumerate(RepairKind)}


def find_repairs(extract: Extract) -> tuple[Repair, ...]:
    """The finders speak in turn; a block that one has spoken for is left alone by those after it."""
    sheet = Sheet(extract)
    found: list[Repair] = []
    finders = (find_repeated, find_headings)
    for finder in finders:
        proposed = list(finder(sheet))
        found += proposed
        sheet.take(proposed)
    joins = list(find_joins(sheet))
    found += joins
    found += find_hyphens(sheet, joins)
    found += find_spaces(sheet)
    found += find_ligatures(sheet)
    return tuple(sorted(found, key=lambda repair: (repair.start, ORDER[repair.kind])))
