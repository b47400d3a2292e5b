"""What the head and foot lines of a text say about the article."""

from __future__ import annotations

from collections.abc import Sequence

from models.importing.about import About
from models.importing.extract import Extract
from models.importing.repair import Repair


def about_from_text(extract: Extract, repairs: Sequence[Repair]) -> About:
    return About()
