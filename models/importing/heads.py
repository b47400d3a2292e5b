"""What the head and foot lines of a text say about the article."""

from __future__ import annotations

from collections.abc import Sequence

from models.importing.about import About
from models.importing.extract import Extract, Flow
from models.importing.languages import language_of
from models.importing.repair import Repair

TITLE_LENGTH = 120  # code points; a longer first line is a paragraph


def about_from_text(extract: Extract, repairs: Sequence[Repair]) -> About:
    if extract.flow is Flow.SET:
        return About(language=language_of(extract.text))
    first = extract.text.lstrip().split("\n", 1)[0].strip()
    return About(title=first if len(first) <= TITLE_LENGTH else "", language=language_of(extract.text))
