"""Branches as nested bullets for other programs, and the lists and outlines of other programs as branches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from models import messages
from models.branches import Branches, BranchNode
from models.entities import Kind
from models.errors import UserError
from models.rules import MAY_HOLD, SUPPORTING
from storage.formats.list_lines import LONGEST, plain
from storage.formats.markdown_list import LEVELS, parse, write

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL
LETTERS = {C: "C", E: "E", R: "R"}

# What people type, with everything that means something to Markdown or to the reading of labels.
words = (
    st.text(
        st.sampled_from("ab5 Éあ*_`~[](){}#+-.!|<>&;:\\/\"'=•–1\t\u200f")
        | st.characters(exclude_categories=("Cs", "Cc", "Cn")),
        max_size=24,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
signs = st.sampled_from(
    ["- a", "* b", "1. c", "2) d", "# e", "> f", "```", "~~~", "---", "===", "| g | h |", "[i]: j", "\\- k", "\\\\1. l",
     "<b>m</b>", "&lt;n", "&amp;lt;o", "**p**", "  - q", "    r", "•  s", "– t", "", "Claim: u", ":- v", "* * *"]
)  # fmt: skip
notes = st.lists(signs | words, max_size=5).map("\n".join)


@st.composite
def some_branches(draw: st.DrawFn) -> Branches:
    """Lawful branches of what a text can carry, their premises linked as they may be."""
    nodes: list[BranchNode] = []
    last_child: dict[int, int] = {}
    linked: dict[int, int] = {}
    for at in range(draw(st.integers(1, 12))):
        parent = draw(st.integers(-1, at - 1))
        while parent >= 0 and parent not in path_of(nodes, at - 1):  # reading order: below what is still open
            parent = nodes[parent].parent
        kind = draw(st.sampled_from(sorted(MAY_HOLD[nodes[parent].kind] if parent >= 0 else (C, E, R))))
        before = last_child.get(parent)
        if before is not None and {kind, nodes[before].kind} <= SUPPORTING and draw(st.booleans()):
            linked[at] = linked.setdefault(before, before)
        last_child[parent] = at
        nodes.append(
            BranchNode(
                parent,
                kind,
                draw(words),
                tidy(draw(notes)),
                implicit=draw(st.booleans()),
                inference=kind is R and draw(st.booleans()),
            )
        )
    numbers: dict[int, int] = {}
    return Branches(
        tuple(
            node if at not in linked else with_group(node, numbers.setdefault(linked[at], len(numbers)))
            for at, node in enumerate(nodes)
        )
    )


def path_of(nodes: list[BranchNode], at: int) -> set[int]:
    found = set()
    while at >= 0:
        found.add(at)
        at = nodes[at].parent
    return found


def with_group(node: BranchNode, group: int) -> BranchNode:
    from dataclasses import replace

    return replace(node, group=group)


def tidy(note: str) -> str:
    """A note as a list can carry it: no blank line at its ends, no indent of all lines, no tabs."""
    lines = [line if line.strip() else "" for line in note.expandtabs(4).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line), default=0)
    return "\n".join(line[indent:] for line in lines)


def told(branches: Branches) -> list[str]:
    """One line a point: depth as dots, kind, words."""
    depths: list[int] = []
    lines = []
    for node in branches.nodes:
        depths.append(depths[node.parent] + 1 if node.parent >= 0 else 0)
        lines.append(f"{'.' * depths[-1]}{LETTERS[node.kind]} {node.text}")
    return lines


def read(text: str, under: Kind | None = C) -> list[str]:
    return told(parse(text, under)[0])


# -- out and in again


@given(some_branches())
@example(
    Branches((BranchNode(-1, C, "Claim: twice"), BranchNode(0, E, "- not a list"), BranchNode(1, E, "1. nor this")))
)
@example(
    Branches((BranchNode(-1, C, "a", note="- x\n  - y\n\n1. z"), BranchNode(0, R, "b", note="# c", inference=True)))
)
def test_what_was_written_is_read_again(branches: Branches) -> None:
    again, losses = parse(write(branches))
    assert again == branches
    assert losses == []


@given(some_branches())
def test_other_readers_see_the_same_bullets_with_the_same_words(branches: Branches) -> None:
    """CommonMark's own parser finds one item a point, nested as they are, and nothing typed as markup."""
    written = write(branches)
    parser = MarkdownIt("commonmark", {"maxNesting": 1000})
    tokens = parser.parse(written)
    items = [token for token in tokens if token.type == "list_item_open"]
    assert [item.level // 2 for item in items] == [len(line) - len(line.lstrip(".")) for line in told(branches)]
    first_lines = [tokens[at + 2].children for at, token in enumerate(tokens) if token.type == "list_item_open"]
    for children, node in zip(first_lines, branches.nodes, strict=True):
        assert {child.type for child in children or []} == {"text"}
        shown = "".join(child.content for child in children or [])
        assert shown.split(": ", 1)[1] == node.text
    kinds = {token.type for token in tokens}
    assert not kinds & {"heading_open", "blockquote_open", "fence", "hr", "html_block", "ordered_list_open"}


def test_a_list_reads_well() -> None:
    branches = Branches(
        (
            BranchNode(-1, C, "The town needs trams & buses"),
            BranchNode(0, E, "Trams are quicker", note="See table 2.\n\nTwice.", implicit=True, group=0),
            BranchNode(0, C, "Time matters ~20 % < all", group=0),
            BranchNode(2, R, "Not at night"),
            BranchNode(3, R, "Nights do not count", inference=True),
        )
    )
    assert write(branches) == (
        "- Claim: The town needs trams & buses\n"
        "  - Evidence (unstated): Trams are quicker\n"
        "\n"
        "    See table 2.\n"
        "\n"
        "    Twice.\n"
        "\n"
        "  - Claim (linked with the one above): Time matters ~20 % < all\n"
        "    - Rebuttal: Not at night\n"
        "      - Undercut: Nights do not count\n"
    )
    assert write(Branches(())) == ""


def test_what_is_nested_too_deep_stands_as_deep_as_can_be() -> None:
    nodes = (BranchNode(-1, C, "p 0"), *(BranchNode(at - 1, C, f"p {at}") for at in range(1, LEVELS + 3)))
    again = parse(write(Branches(nodes)))[0]
    assert again.nodes[: LEVELS + 1] == nodes[: LEVELS + 1]
    assert [node.parent for node in again.nodes[LEVELS + 1 :]] == [LEVELS - 1] * 2


# -- lists of other programs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", ["C one"]),
        ("  one  \n\n two", ["C one", "C two"]),
        ("one\n\ttwo\n\t\tthree\n\tfour\nfive", ["C one", ".C two", "..C three", ".C four", "C five"]),
        ("one\n  two\n    three\n two and a half", ["C one", ".C two", "..C three", ".C two and a half"]),
        ("- one\n- two", ["C one", "C two"]),
        ("* one\n  * two\n    + three\n* four", ["C one", ".C two", "..C three", "C four"]),
        ("- one\n\t- two\n\t\t- three", ["C one", ".C two", "..C three"]),
        ("1. one\n2. two\n   1. three\n   2) four", ["C one", "C two", ".C three", ".C four"]),
        ("1. one\n  - two", ["C one", ".C two"]),
        ("- one\n    - two\n        - three", ["C one", ".C two", "..C three"]),
        ("- one\n - two", ["C one", "C two"]),
        ("- [ ] one\n- [x] two", ["C one", "C two"]),
        ("•\tone\n\to\ttwo\n–  three", ["C one", ".C two", "C three"]),
        (
            "# Trams\n- one\n## Money\ntwo\n- three\n# Buses",
            ["C Trams", ".C one", ".C Money", "..C two", "...C three", "C Buses"],
        ),
        ("Why:\n\n- one\n- two\n\nAlso\n\n- three", ["C Why:", ".C one", ".C two", "C Also", "C three"]),
        ("- one that\n  goes on\nand on\n- two", ["C one that goes on and on", "C two"]),
        ("- one\n-\n- two\n\n---\n\n- three", ["C one", "C two", "C three"]),
        ("- one\r\n  - two\r\n", ["C one", ".C two"]),
        ("\ufeff- one", ["C one"]),
        ("2024. A year", ["C 2024. A year"]),
        ("-5 degrees\n*so*", ["C -5 degrees", "C *so*"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_other_peoples_lists(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Claim: a\n\tEvidence: b\n\tObjection: c\n\t\tPro: d\n\tCon: e\n\tPremise: f",
            ["C a", ".E b", ".R c", "..C d", ".R e", ".C f"],
        ),
        ("- **Claim:** a\n  - **Evidence**: b\n  - __CON:__ c\n  - *Con:* d", ["C a", ".E b", ".R c", ".C Con: d"]),
        ("- Evidence: a\n  - b\n    - Pro: c\n    - Reason : d", ["E a", ".E b", "..E c", "..E d"]),
        ("- **Claim 1.2** a\n- **Rebuttal 3** (implicit) b", ["C a", "R b"]),
        ("- **Claim** 1 of many\n- Claims: many\n- Evidence", ["C Claim 1 of many", "C Claims: many", "C Evidence"]),
        (
            "- Behauptung: a\n\t- Dafür: b\n\t\t- Dagegen: c\n\t- Beleg: d\n\t- Gegenargument: e",
            ["C a", ".C b", "..R c", ".E d", ".R e"],
        ),
        ("- Thèse : a\n  - Pour : b\n    - Contre\u00a0: c\n  - Preuve\u202f: d", ["C a", ".C b", "..R c", ".E d"]),
        ("- These: a\n- Pour it out: b", ["C These: a", "C Pour it out: b"]),
        ("- Claim (revised): a\n- Claim:\n- Proof: b", ["C Claim (revised): a", "C Claim:", "C Proof: b"]),
    ],
)  # fmt: skip
def test_labels_say_what_a_point_is(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_undercuts_unstated_and_linked_premises_by_their_words() -> None:
    nodes = parse("- a\n  - b (unstated)\n  - Undercut: c\n  - Pro (Implicit): d\n  - E (linked): e")[0].nodes
    assert [node.inference for node in nodes] == [False, False, True, False, False]
    assert [node.implicit for node in nodes] == [False, False, False, True, False]
    nodes = parse("- Claim (linked with the one above): a\n- Con: b\n- Pro (linked with the one above): c\n"
                  "- Pro (unstated, linked with the one above): d")[0].nodes  # fmt: skip
    assert [node.group for node in nodes] == [-1, -1, 0, 0] and nodes[3].implicit


def test_a_claim_under_evidence_becomes_evidence_and_is_told() -> None:
    branches, losses = parse("- Evidence: a\n  - Claim: b\n    - Claim: c\n  - Con: d\n    - Claim: e")
    assert told(branches) == ["E a", ".E b", "..E c", ".R d", "..C e"]
    assert list(map(str, losses)) == ["2 claims under evidence became evidence."]


def test_the_place_decides_over_points_without_a_label() -> None:
    assert read("a\n\tb", E) == ["E a", ".E b"]
    assert read("Claim: a\nb", E) == ["C a", "E b"]  # the claim will stand beside the evidence
    assert read("Con: a\n\tb", E) == ["R a", ".C b"]
    branches, losses = parse("Evidence: a\nUndercut: b\nc", None)
    assert told(branches) == ["C a", "C b", "C c"] and not any(node.inference for node in branches.nodes)
    assert list(map(str, losses)) == ["2 points at the top became claims: a case starts with claims."]


def test_paragraphs_of_an_item_are_its_note() -> None:
    text = "- a\n\n  first\n  line\n\n\n  second\n\n  - b\n\n    of b\n\n  of a again\n- c\n\nnot of c"
    nodes = parse(text)[0].nodes
    assert [(node.text, node.note) for node in nodes] == [
        ("a", "first\nline\n\n\nsecond\n\nof a again"), ("b", "of b"), ("c", ""), ("not of c", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain", "plain"),
        ("**bold** and *soft*, _too_", "bold and soft, too"),
        ("5*6*7 and a*b*", "5*6*7 and a*b*"),
        ("[words](http://example.org/a_b) <http://x.org>", "words (http://example.org/a_b) http://x.org"),
        ("[http://x.org](http://x.org)", "http://x.org"),
        ("`code` ~~gone~~ ![a map](m.png)", "`code` ~~gone~~ a map (m.png)"),
        ("AT&amp;T \\*stars\\* &#92; <b>", "AT&T *stars* \\ <b>"),
        ("[sic] [x][y]", "[sic] [x][y]"),
        ("***all***", "all"),
    ],
)
def test_words_of_a_line(line: str, expected: str) -> None:
    assert plain(line) == expected


@given(st.text(st.sampled_from("ab 1.-*+#>`~_[]()!|<&;:\\\n\t\r •o\x0b\u2028é") | st.characters(), max_size=120))
def test_whatever_the_clipboard_holds_no_word_is_lost(text: str) -> None:
    branches, losses = parse(text)
    assert all(str(loss) for loss in losses)
    for at, node in enumerate(branches.nodes):
        assert -1 <= node.parent < at and node.text == " ".join(node.text.split()) != ""
    kept = "".join(f"{node.text}\n{node.note}" for node in branches.nodes)
    simple = set(re.findall(r"[b-nq-zé]", text.replace("&", " ")))  # letters that are no bullet and in no entity
    assert "&" in text or simple <= set(re.findall(r"[b-nq-zé]", kept))


def test_the_windows_language_has_its_labels_too(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {"Claim": "These", "Rebuttal": "Einwand", "unstated": "unausgesprochen", "Con": "Contra"}
    translation: Callable[[str], str] = lambda text: german.get(text, text)  # noqa: E731
    monkeypatch.setattr(messages._catalogue, "translations", type("T", (), {"gettext": staticmethod(translation)})())
    branches = Branches((BranchNode(-1, C, "a", implicit=True), BranchNode(0, R, "b")))
    assert write(branches) == "- These (unausgesprochen): a\n  - Einwand: b\n"
    assert parse(write(branches))[0] == branches
    assert read("These: a\n\tContra: b\n\tcon: c\n\tClaim: d") == ["C a", ".R b", ".R c", ".C d"]


# -- sizes


def test_far_too_much_is_refused_with_a_sentence() -> None:
    with pytest.raises(UserError) as caught:
        parse("a\n" * 100_001)
    assert caught.value.message.key == "branches.too_many"
    with pytest.raises(UserError) as caught:
        parse("a" * (LONGEST + 1))
    assert str(caught.value) == "One line has 20,001 characters; a point is a sentence or two."


def lists() -> Iterator[Any]:
    marked = ("point {}, plainly", "point {} & more", "**point** {}", "point {} [a](http://b.c)")
    flat = "\n".join("- " + marked[at % 4].format(at) for at in range(10_000))
    nested = "\n".join("  " * (at % 40) + f"- Evidence: point {at}" for at in range(10_000))
    noted = "\n".join(f"- point {at}\n\n  a note" for at in range(10_000))
    chain = "\n".join("\t" * min(at, 2_000) + f"point {at}" for at in range(3_000))
    yield from ((flat, 10_000), (nested, 10_000), (noted, 10_000), (chain, 3_000))
    yield from (("[" * 20_000, 1), ("- " + "*a " * 6_000, 1), ("- " + "[a](" * 4_000, 1))


@pytest.mark.parametrize(("text", "count"), list(lists()), ids=range(7))
def test_long_and_deep_lists_are_read_and_written(text: str, count: int) -> None:
    """What would take minutes where a reader of lists looks at every line again and again."""
    branches, _losses = parse(text)
    assert len(branches.nodes) == count
    assert write(branches)
