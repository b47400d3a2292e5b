"""Where sentences begin and end. sentencex (Wikimedia's segmenter) decides; docs/adr/005-sentences.md says why."""

from __future__ import annotations

import re

from models.anchors import trimmed

_SURROGATES = re.compile("[\ud800-\udfff]")
_ENDS_OF_LINES = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # the segmenter panics at some of the longer ones
_SPACES = re.compile(r"[^\S\n\r\t ]")


def bounds(text: str, language: str = "en") -> list[tuple[int, int]]:
    """[start, end) of each sentence in code points, in order, without the white space around it.

    Everything but white space is in exactly one of them, whatever the text holds. `language` is a tag such as "en" or
    "de-AT"; one that sentencex does not know is read like English.
    """
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]  # loaded on use

    if not text or text.isspace():
        return []
    whole = _SURROGATES.sub("\ufffd", text)  # the segmenter takes UTF-8, which has no place for halves of characters
    whole = _SPACES.sub(" ", _ENDS_OF_LINES.sub("\n", whole))
    found = get_sentence_boundaries(language.replace("_", "-").split("-")[0].lower() or "en", whole)
    starts = sorted({0, *(at for each in found if 0 < (at := each["start_index"]) < len(text))})
    stretches = (trimmed(text, a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return [(start, end) for start, end in stretches if start < end]
