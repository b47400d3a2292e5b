"""The program's own words as they look in a file of Markdown, in English and in the window's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.messages import _
from models.report import CONFIDENCE, QUALITY, RELEVANCE, SCHEME
from models.words import KIND_NAMES
from storage.formats.list_labels import LINKED, UNSTATED
from storage.formats.markdown_outline import (
    GOES_ON,
    HEADINGS,
    MOTION,
    NOTE,
    NOTES,
    PASSAGE,
    READ_BY,
    REASONING,
    TAGS,
)
from storage.formats.markdown_text import inline

_LABELS = (READ_BY, REASONING, NOTE, TAGS, NOTES, PASSAGE, GOES_ON, MOTION, SCHEME, CONFIDENCE, RELEVANCE, QUALITY)


@dataclass(frozen=True, slots=True)
class Words:
    """Each word as it is written, with the msgid or key that it stands for; `first` finds a numbered point,
    `plain` any labelled one."""

    labels: dict[str, str]
    headings: dict[str, str]
    kinds: dict[str, str]
    remarks: dict[str, str]
    first: re.Pattern[str]
    plain: re.Pattern[str]


def known_words() -> Words:
    """The words of the language in force."""
    return _words(tuple(_(word) for word in (*_LABELS, *HEADINGS, *KIND_NAMES.values(), UNSTATED, LINKED)))


@lru_cache(maxsize=4)
def _words(_translated: tuple[str, ...]) -> Words:
    def both(words: tuple[str, ...]) -> dict[str, str]:
        return {inline(told): word for word in words for told in (_(word), word)}

    kinds = {inline(told): kind for kind, word in KIND_NAMES.items() for told in (_(word), word)}
    names = "|".join(re.escape(name) for name in kinds)
    first = re.compile(rf"^- \*\*(?:{names}) \d+(?:\.\d+)*\*\*(?: |$)", re.MULTILINE)
    plain = re.compile(rf"^- \*\*(?:{names})\*\*(?: |$)", re.MULTILINE)
    return Words(both(_LABELS), both(HEADINGS), kinds, both((UNSTATED, LINKED)), first, plain)
