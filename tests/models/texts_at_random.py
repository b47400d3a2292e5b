"""Texts, corrections of them and passages on them, for property tests."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from models.anchors import make_anchor
from models.differing import Hunk
from models.entities import Anchor

WORDS = ("the", "ferry", "late", "bridges", "cost", "a", "é", "caf\u0065\u0301", "👩‍👧", "ספר", "村", "won’t", "x")
GAPS = (" ", " ", " ", "\n", "\n\n", ". ", ", ", "  ")
words = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=30)
texts = st.one_of(
    words.map(lambda pairs: "".join(word + gap for word, gap in pairs)),
    st.text(alphabet="ab \n", max_size=30),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(texts, st.just(""))), max_size=4)


def edited(text: str, changes: Sequence[tuple[float, int, str]]) -> str:
    """The text after each of (where, from 0 to 1; how many characters go; what comes)."""
    for part, gone, come in changes:
        at = round(part * len(text))
        text = text[:at] + come + text[at + gone :]
    return text


@st.composite
def corrections(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it: a few edits, a stretch cut and pasted elsewhere, or another text."""
    old = draw(texts)
    how = draw(st.integers(0, 3))
    if how == 0:
        return old, draw(texts)
    new = edited(old, draw(edits))
    if how == 1 and new:
        start = draw(st.integers(0, len(new) - 1))
        end = draw(st.integers(start, min(len(new), start + 20)))
        rest = new[:start] + new[end:]
        at = draw(st.integers(0, len(rest)))
        new = rest[:at] + new[start:end] + rest[at:]
    return old, new


@st.composite
def passages(draw: st.DrawFn, text: str, most: int = 8) -> list[Anchor]:
    if not text:
        return []
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    found = draw(st.lists(spans, max_size=most))
    return [make_anchor(text, "n", "a", start, min(len(text), start + length)) for start, length in found]


def applied(old: str, new: str, hunks: Sequence[Hunk]) -> str:
    """The old text with what the hunks say, their words taken from the new one."""
    result, at, onto = "", 0, 0
    for hunk in hunks:
        onto += hunk.start - at
        result += old[at : hunk.start] + new[onto : onto + hunk.length]
        at, onto = hunk.end, onto + hunk.length
    return result + old[at:]
