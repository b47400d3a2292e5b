"""What the elements of HTML are for a reader of words, after the HTML standard's own style sheet."""

from __future__ import annotations

import re


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Elements that begin and end a paragraph.
BLOCKS = _all(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe input label legend li main menu "
    "nav noframes noscript object ol optgroup option p plaintext pre search section select summary table tbody td "
    "template textarea tfoot th thead title tr ul video audio canvas xmp listing"
)
NO_TEXT = _all("script style head title link meta base param source track area col colgroup")
HIDDEN = _all("template noscript noframes noembed datalist select textarea annotation annotation-xml svg")
PRE = _all("pre textarea listing plaintext xmp")
SITE = _all("nav button form input label select option textarea dialog menu")
SPLITS_TABLES = _all(
    "h1 h2 h3 h4 h5 h6 article aside section nav header footer main form pre blockquote hr table iframe figure"
)
LONG_CELL = 400  # characters; a table with more in a cell lays out a page
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SPACE = re.compile(r"[ \t\n\f\r]+")

NOTE_ROLES = _all("doc-footnote doc-endnote doc-endnotes doc-footnotes")
NOTE_TYPES = _all("footnote footnotes endnote endnotes rearnote rearnotes note")
NOTE_REFERENCES = _all("doc-noteref noteref")
NOTE_ID = re.compile(
    r"(?:foot|end)notes?[-_:.]?\d+|cite_note|fn[-_:.]?\d+|(?:ftn|edn|sdfootnote|sdendnote|_ftn|_edn)\d+(?!.*(?:ref|anc))",
    re.I,
)
NOTE_CLASS = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?|msofootnotetext|msoendnotetext|reflist)(?:\s|$)", re.I)
CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:fig|img|image|photo|picture|media|wp)?-?_?(?:caption|bildunterschrift|thumbcaption)(?:$|[\s_-])",
    re.I,
)
CAPTION_TAGS = _all("p div span dd small td")
PULL_CLASS = re.compile(r"(?:^|[\s_-])pull-?_?quote(?:$|[\s_-])", re.I)
# Links for those who write a page, within its headings.
INLINE_SITE = re.compile(
    r"(?:^|\s)(?:mw-editsection|headerlink|heading-anchor|header-anchor|permalink|anchorjs-link)(?:\s|$)", re.I
)
NOTE_LINK = re.compile(r"(?:foot|end)note-?_?(?:anchor|ref|link|call)|fn-?ref|note-?ref", re.I)
PAGE_TYPES = frozenset({"pagebreak", "doc-pagebreak"})
TITLE_CLASS = re.compile(r"(?:^|\s)title(?:\s|$)", re.I)
SUBTITLE_CLASS = re.compile(r"(?:^|\s)subtitle(?:\s|$)", re.I)


def name_of(element: object) -> str:
    """An element's tag without its namespace, in small letters; "" for a comment."""
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
