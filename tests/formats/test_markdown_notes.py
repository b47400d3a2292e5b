"""Notes in the Markdown export: nothing gets lost, nothing breaks out, and emphasis is what every parser sees."""

from __future__ import annotations

import re
import string
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from models.report import build_report
from storage.formats import markdown_map
from storage.formats.markdown_notes import note_cell, note_following, note_lines, note_paragraphs
from storage.formats.markdown_text import lines_of, showable
from storage.formats.registry import Snapshot
from tests.factories import World
from tests.formats.markdown_parsers import agreed, emphasis, tables
from tests.formats.test_markdown_map import NASTY, expected_tree, note_read

WRITTEN = [
    ("leverage must come **first**", ["leverage must come **first**"]),
    ("__first__, *then* _last_.", ["**first**, *then* *last*."]),
    ("**First**: (*so* far) [*it* goes", ["**First**: (*so* far) \\[*it* goes"]),
    ("**two words**; *a, b & c*", ["**two words**; *a, b &amp; c*"]),
    ("**a *b* c** and *a **b** c*", ["**a b c** and *a b c*"]),
    ("***both***", ["**both**"]),
    ("**“quoted”** and *why?*", ["“quoted” and why?"]),
    ("“**a**” *b*-c", ["“a” b-c"]),
    ("5*6*7, x**2**, **first**ly", ["5\\*6\\*7, x\\*\\*2\\*\\*, \\*\\*first\\*\\*ly"]),
    ("2 * 3 * 4 and **open", ["2 \\* 3 \\* 4 and \\*\\*open"]),
    ("\\*as typed\\*", ["\\*as typed\\*"]),
    ("**over\ntwo lines**", ["**over**", "**two lines**"]),
    ("a\n\n*b*  \nc\\\nd", ["a", "*b*", "c", "d"]),
    ("- *a*\n- b\n  1. c\n\n     d", ["\\- *a*", "\\- b", "1\\. c", "d"]),
    ("7. a\n8) b\n-\n* * *", ["7\\. a", "8\\) b", "\\-", "\\*\\*\\*"]),
    ("> *q*\n> r\n> > s", ["\\> *q*", "\\> r", "\\> > s"]),
    ("# One *two*\n\nThree\n=====", ["\\# One *two*", "Three"]),
    ("```py\n*a* = 1\n```\n\n    *b*", ["py", "\\*a\\* = 1", "\\*b\\*"]),
    ("see `a*b*c` **now**", ["see a\\*b\\*c **now**"]),
    ("[the *paper*](https://example.org/a_b 'PDF')", ["the *paper* (https://example.org/a\\_b PDF)"]),
    ("<https://example.org> ![a *b*](c.png)", ["https://example.org a *b* (c.png)"]),
    ("**[a](b)** [**a**](b)", ["a (b) **a** (b)"]),
    ("**www.example.org** *me@example.org* x", ["www.example.org me@example.org x"]),
    ("[x]: https://example.org\n\n[x]", ["\\[x\\]: https://example.org", "\\[x\\]"]),
    ("<b>**bold**</b>\n\n<!-- *x* y -->", ["&lt;b>bold&lt;/b>", "&lt;!-- *x* y -->"]),
    ("a &amp; **b**", ["a &amp;amp; **b**"]),
    ("| **a** | b |\n| --- | --- |", ["&#124; **a** | b |", "&#124; --- | --- |"]),
    ("```", ["&#96;&#96;&#96;"]),
    ("", []),
]
MARKERS = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "*a*",
    "**b**",
    "*a b*",
    "**c d**",
    " **e** ",
    " *f* ",
    "*\n",
    "\n**",
    "é*",
    "**ß",
]
BLOCKS = ["\n- ", "\n* ", "\n1. ", "\n> ", "\n# ", "\n    ", "\n\n", "\n```\n", "](u)", "](<u v> 't')", "[", "![", "\\"]
PIECES = st.sampled_from([*MARKERS, *MARKERS, *BLOCKS, *NASTY, *" .,;:!?()[]{}a1“”-\u00a0\u200b²\u0301|"])
WRAPPED = st.builds(
    lambda before, marker, first, inner, last, after: f"{before}{marker}{first}{inner}{last}{marker}{after}",
    st.sampled_from(["", " ", " ", "(", "\n", "“"]),
    st.sampled_from(["*", "**", "_", "__", "***"]),
    st.sampled_from(["a", "a", "é", "1", "“", "("]),
    PIECES | st.text(max_size=5),
    st.sampled_from(["b", "b", "ß", "2", ")", "."]),
    st.sampled_from(["", " ", " ", *".,;:!?)”\n"]),
)
NOTES = (
    st.lists(PIECES, max_size=14).map("".join)
    | st.lists(WRAPPED | WRAPPED | PIECES, max_size=6).map("".join)
    | st.text(alphabet="ab1 *_\n\\.(", max_size=40)
)
WORDS = st.text(alphabet="abcxyzäßπжи語1٣", min_size=1, max_size=5)
STRETCHES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


class _Emphasised(HTMLParser):
    """The texts of all strong and all em elements, however nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {"strong": [], "em": []}
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.found:
            self._open.append([tag, ""])

    def handle_endtag(self, tag: str) -> None:
        if tag in self.found:
            name, text = self._open.pop()
            self.found[name].append(re.sub("[ \t]+", " ", text))

    def handle_data(self, data: str) -> None:
        for entry in self._open:
            entry[1] += data


def emphasised(note: str) -> dict[str, list[str]]:
    """What CommonMark itself sees emphasised in a note, entities left as typed."""
    parser = MarkdownIt("commonmark", {"html": False}).disable(["entity", "reference"])
    reading = _Emphasised()
    reading.feed(parser.render("\n".join(showable(note)[0].splitlines())))
    reading.close()
    return reading.found


def words(text: str) -> str:
    return "".join(c for c in text if c not in string.punctuation and not c.isspace())


def check_blocks(note: str) -> None:
    """All parsers see each line as one paragraph with the text and the emphasis that it is meant to have."""
    blocks = note_paragraphs(note)
    assert len(blocks) == len(note_read(note)) == len(note_following(note))
    read = agreed("\n\n".join(["# Notes", *blocks, "- item", *(f"    {block}" for block in blocks)]) + "\n")
    meant = note_read(note)
    assert read == [
        (("h1",), "Notes"),
        *(((), line) for line in meant),
        *((("ul", "li0"), line) for line in ["item", *meant]),
    ]
    table = "\n".join(["| a | b |", "| --- | --- |", f"| {note_cell(note)} | end |"])
    one_way, other = tables(table + "\n")
    assert one_way == other
    assert [text for _path, text in one_way] == ["a", "b", " ".join(meant), "end"]


@pytest.mark.parametrize(("note", "blocks"), WRITTEN)
def test_examples(note: str, blocks: list[str]) -> None:
    assert note_paragraphs(note) == blocks
    check_blocks(note)


@settings(max_examples=400, deadline=None)
@given(NOTES)
def test_any_note_is_read_alike(note: str) -> None:
    check_blocks(note)


@settings(max_examples=100, deadline=None)
@given(NOTES)
@example("**a**\n\n- *b*\n\n      c\n\n# d")
def test_no_note_breaks_out_of_its_place(note: str) -> None:
    world = World()
    case, other = world.case(world.article("x"), "Case"), world.case(world.article("y"), "Case")
    pairing = world.pairing(case, other, "Title", notes=note)
    top = world.node(case, "one", note=note)
    child = world.node(case, "two", top, note=note)
    world.node(case, "three", child)
    world.link(child, world.node(other, "four"), "agrees", note=note)
    data, _losses = markdown_map.write(Snapshot(world.project, pairing.id), {})
    text = data.decode()
    read = agreed(text)
    report = build_report(world.project, pairing.id)
    tree = expected_tree(report.sections[0].roots)
    start = next(at for at, (path, _text) in enumerate(read) if path[:1] == ("ul",))
    assert read[start : start + len(tree)] == tree
    notes = note_read(note)
    first = [f"⟪em⟫Notes:⟪/em⟫ {notes[0]}", *notes[1:]] if notes else []
    assert read[1 : len(first) + 1] == [((), line) for line in first]
    headings = [block for block in read if block[0] and block[0][0].startswith("h")]
    found = [path[0] for path, _text in headings]
    assert found == ["h1", "h2", "h2", "h2", "h3", "h2", "h2", "h3", "h3", "h2"]
    one_way, other_way = tables(text)
    assert one_way == other_way


@settings(max_examples=500, deadline=None)
@given(NOTES)
def test_no_word_gets_lost_and_none_is_emphasised_that_was_not(note: str) -> None:
    lines = note_lines(note)
    assert words("".join(run.text for runs in lines for run in runs)) == words(showable(note)[0])
    assert bool(lines) == bool(lines_of(note))
    assume("](" not in note)  # an address joins the words that it belongs to
    typed = emphasised(note)
    for runs in lines:
        for text, marker in runs:
            if marker:
                assert any(words(text) in words(found) for found in typed["strong" if marker == "**" else "em"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(STRETCHES, st.sampled_from(["", "*", "**", "_", "__"]), st.sampled_from(["", *".,;:!?"]))))
def test_plain_emphasis_always_survives(parts: list[tuple[str, str, str]]) -> None:
    note = " ".join(f"{marker}{text}{marker}{stop}" for text, marker, stop in parts)
    read = agreed("\n\n".join(["# Notes", *note_paragraphs(note)]) + "\n")
    meant = [("em" if len(marker) == 1 else "strong", text) for text, marker, _stop in parts if marker]
    assert [(element, text) for _path, element, text in emphasis(read)] == meant


@pytest.mark.parametrize("note", ["![" * 3000, ">" * 3000 + "a", "*a " * 3000, "**a*" * 2000, "[a](b " * 2000])
def test_pathological_notes_do_not_stop_it(note: str) -> None:
    assert words(" ".join(run.text for runs in note_lines(note) for run in runs)) == words(note)
