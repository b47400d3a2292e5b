"""How a passage is cited in Markdown: by its place in words, or by a key that Pandoc looks up."""

from __future__ import annotations

import re

from models.messages import _
from models.report import Passage
from storage.formats.markdown_choice import Choice
from storage.formats.markdown_text import inline

_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_:.-]*[A-Za-z0-9])?")  # means the same in Pandoc and is no markup anywhere


def pandoc_cite(passage: Passage) -> str:
    """`[@key, p. 3]`, without a page `[@key, ¶ 4]`; "" where the article has no key that Pandoc can read."""
    if not _KEY.fullmatch(passage.citekey):
        return ""
    if passage.page:
        return f"[@{passage.citekey}, p. {inline(passage.page)}]"
    return f"[@{passage.citekey}, ¶ {passage.paragraph}]" if passage.paragraph else f"[@{passage.citekey}]"


def place_of(passage: Passage) -> str:
    """`¶ 4, *2 of 3*, *“Other article”*`: typed text has no bare stars, so it can be read back."""
    place = inline(passage.where)
    if passage.of:
        nth = _("{number} of {total}").format(number=passage.occurrence, total=passage.of)
        place = f"{place}, *{inline(nth)}*"
    if passage.place != passage.where:
        place = f"{place}, *“{inline(passage.article)}”*"
    return place


def full_cite(passage: Passage, choice: Choice) -> str:
    """The place and the citation, as far as they were chosen; "" for neither."""
    cite = pandoc_cite(passage) if choice.citations else ""
    return " ".join(part for part in (place_of(passage) if choice.places else "", cite) if part)


def short_cite(passage: Passage, choice: Choice) -> str:
    """The citation alone where there is one, else the place."""
    cite = pandoc_cite(passage) if choice.citations else ""
    return cite or (place_of(passage) if choice.places else "")
