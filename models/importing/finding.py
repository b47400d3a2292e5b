"""Every repair that is proposed for an extract, in the order of the text."""

from __future__ import annotations

from models.importing.extract import Extract
from models.importing.repair import Repair


def find_repairs(extract: Extract) -> tuple[Repair, ...]:
    return ()
