"""Markdown export: one golden file, and three parsers that must read the same from any debate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.report import ReportNode, build_report
from storage.formats import markdown_map
from storage.formats.markdown_notes import note_lines
from storage.formats.markdown_text import inline, paragraphs
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.markdown_parsers import Block, agreed, tables
from tests.formats.samples import debate

GOLDEN = Path(__file__).parent.parent / "golden" / "markdown_map.md"
NASTY = [
    *("1. one", "2024. A year", "7) seven", "+ plus", "- minus", "* star", "# title", "###### six #", "C#", "> quote"),
    *("    code", "\tcode", "***", "---", "___", "- - -", "===", "=", "--", "_x_", "__x__", "*x*", "**x**", "***x"),
    *("<b>bold</b>", "<!-- hidden -->", "<script>", "</li>", "&amp;", "&copy", "&#35;", "AT&T", "a &", "a < b > c"),
    *("\\", "\\\\", "\\*", "a\\", "`", "``", "`code`", "```", "~~~", "~~struck~~", "https://example.org/a_b?c=d&e=f"),
    *("<https://example.org>", "[x](y)", "![x](y)", "![", "[", "]", "[x]: y", "[^1]", "[ ] todo", "x  ", "|", "a | b"),
    *("|a|b|", "| --- |", "😀 emoji 👩‍👧", "שלום עולם", "مرحبا", "a\u00a0b", "\u00a0edge\u00a0", "\u3000wide\u3000"),
    *("", " ", "one\ntwo", "one\n\ntwo", "one\n===", "one\n---", "one\n    four", "a\n1. b", ": term", "*[HTML]: x"),
    *(
        "$5 and $6",
        "{: .class }",
        "{#id}",
        "!!! note",
        "e\u0301",
        "klzzwxh:0",
        "a--b",
        "“quoted”",
        "x\u200b",
        "_",
        "*",
        "x {: .class }",
        "a\n: b",
        "x {#id}",
    ),
    *("a*b*c", "snake_case_name", "5*6*7", "**a", "b**", "(a)", "1986\\. x", "www.example.org", "me@example.org", "~"),
]
PIECES = st.sampled_from([*NASTY, " ", "\n", "\n\n", "\t", "  ", *"\\`*_{}[]()<>#+-.!|~&:=\"'$^%@;/?,0123456789ab"])
TEXTS = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=30)


def lines(text: str) -> list[str]:
    """What a reader should see of a typed text: its lines, runs of spaces as one, what no file can show as U+FFFD."""
    hidden = r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    found = (re.sub("[ \t]+", " ", line).strip(" ") for line in re.sub(hidden, "\ufffd", text).splitlines())
    return [line for line in found if line]


def note_read(text: str) -> list[str]:
    """What a reader should see of a note, given what `note_lines` makes of it; test_markdown_notes.py tests that."""
    tags = {"": "{}", "*": "⟪em⟫{}⟪/em⟫", "**": "⟪strong⟫{}⟪/strong⟫"}
    return ["".join(tags[marker].format(run) for run, marker in runs) for runs in note_lines(text)]


def one(text: str) -> str:
    return " ".join(lines(text))


def labelled(label: str, text: str) -> list[str]:
    first, *rest = lines(text) or [""]
    return [f"⟪em⟫{label}:⟪/em⟫ {first}", *rest] if first else []


def labelled_note(label: str, text: str) -> list[str]:
    first, *rest = note_read(text) or [""]
    return [f"⟪em⟫{label}:⟪/em⟫ {first}", *rest] if first else []


def expected(node: ReportNode, path: tuple[str, ...]) -> list[Block]:
    """The blocks that a point shallower than the limit is to be read as, its children left out."""
    first, *rest = lines(node.text) or [""]
    remarks = ", ".join(["unstated"] * node.implicit + [node.bearing] * (node.bearing != ""))
    head = f"⟪strong⟫{node.word} {node.number}⟪/strong⟫" + (f" ({remarks})" if remarks else "")
    found: list[Block] = [(path, f"{head} {first}" if first else head), *((path, line) for line in rest)]
    for passage in node.passages:
        found += [((*path, "blockquote"), line) for line in lines(passage.quote) or ["…"]]
        nth = f", ⟪em⟫{passage.occurrence} of {passage.of}⟪/em⟫" if passage.of else ""
        found.append((path, f"— {one(passage.where)}{nth}"))
    found += [(path, line) for line in labelled("Reasoning", node.reasoning)]
    found += [(path, line) for line in labelled_note("Note", node.note)]
    found += [(path, f"⟪em⟫{label}:⟪/em⟫ {one(value)}".rstrip(" ")) for label, value in node.facts]
    tags = f"⟪em⟫Tags:⟪/em⟫ {', '.join(one(tag) for tag in node.tags)}"
    return found + [(path, re.sub(" +", " ", tags).rstrip(" "))] * bool(node.tags)


def expected_tree(nodes: tuple[ReportNode, ...], path: tuple[str, ...] = ()) -> list[Block]:
    found: list[Block] = []
    for at, node in enumerate(nodes):
        here = (*path, "ul", f"li{at}")
        found += expected(node, here) + expected_tree(node.children, here)
    return found


def written(world: World, pairing_id: str | None = None) -> str:
    data, _losses = markdown_map.write(Snapshot(world.project, pairing_id), {})
    return data.decode()


def test_golden() -> None:
    sample = debate()
    text = written(sample.world, sample.pairing.id)
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_written_twice_it_is_the_same() -> None:
    first, second = debate(), debate()
    assert written(first.world, first.pairing.id) == written(second.world, second.pairing.id)


def test_three_parsers_read_the_golden_file_alike() -> None:
    sample = debate()
    report = build_report(sample.world.project, sample.pairing.id)
    read = agreed(GOLDEN.read_text(encoding="utf-8"))
    headings = [(path[0], text) for path, text in read if path[:1] in (("h1",), ("h2",), ("h3",))]
    assert headings == [
        ("h1", "Build the *tram* #1"),
        ("h2", "For trams"),
        ("h2", "For *buses*"),
        ("h2", "Clash table"),
        ("h3", "Under no heading"),
        ("h3", "Points without a partner"),
        ("h2", "Unanswered points"),
        ("h3", "For trams"),
        ("h3", "For *buses*"),
        ("h2", "Links"),
        ("h2", "Links to what is not shown here"),
    ]
    for section in report.sections:
        tree = expected_tree(section.roots)
        start = read.index(tree[0])
        assert read[start : start + len(tree)] == tree
    one_way, other = tables(GOLDEN.read_text(encoding="utf-8"))
    assert one_way == other
    cells = [text for _path, text in one_way]
    assert len(cells) == 3 * 6 + 2 * 6
    interest, cost = "Interest is left out (Claim 2, ¶ 3)", "2024. A line is cheap | over time (Claim 1.2, ¶ 2)"
    at = cells.index(cost)
    assert cells[at - 1 : at + 5] == ["2", cost, "← rebuts", interest, "met", "fair (50%)"]
    (link,) = report.elsewhere
    assert read[-1][1] == f"⟪strong⟫L2⟪/strong⟫ {link.source} ⟪strong⟫{link.relation}⟪/strong⟫ {link.target}"


def test_without_a_pairing_each_link_stands_in_full_once() -> None:
    sample = debate()
    report = build_report(sample.world.project)
    text = written(sample.world)
    read = agreed(text)
    at = read.index((("h2",), "Links")) + 1
    assert not tables(text)[0]
    found = [words for path, words in read[at:] if words.startswith("⟪strong⟫")]
    assert found == [
        f"⟪strong⟫{link.label}⟪/strong⟫ {link.source} ⟪strong⟫{link.relation}⟪/strong⟫ "
        + (f"{link.answers}: " if link.answers else "")
        + str(link.target)
        for link in report.links
    ]


def premises() -> World:
    """Premises of each sort: alone, taken together, unstated; undercuts of each sort of step."""
    world = World()
    case = world.case(world.article("Ferries run late. Bridges cost millions."), "The ferry stays")
    top = world.node(case, "The town keeps its ferry.")
    money = world.node(
        case, "A bridge costs four million.", top, "evidence", ["Bridges cost millions"], premise_group="m"
    )
    poor = world.node(case, "The town has three.", top, premise_group="m")
    world.node(case, "A town does not borrow for traffic.", top, premise_group="m", implicit=True)
    world.node(case, "The land would pay.", poor, "rebuttal")
    undercut = world.node(case, "Tolls pay a bridge back.", money, "rebuttal", inference=True)
    world.node(case, "Tolls were ruled out by the council.", undercut, "rebuttal", inference=True)
    late = world.node(case, "Half of the ferries run late.", top, "rebuttal", ["Ferries run late"])
    world.node(case, "A bridge has queues as well.", late, "rebuttal", inference=True)
    alone = world.node(case, "Children row to school.", top, "evidence")
    world.node(case, "They would row beside a bridge, too.", alone, "rebuttal", inference=True)
    many = world.node(case, "Everybody says so.", implicit=True)
    for name in ("The mayor", "The priest", "The smith", "The baker", "The miller", "The ferryman"):
        world.node(case, f"{name} says so.", many, "evidence", premise_group="s")
    return world


def test_premises_and_undercuts_are_told_by_numbers() -> None:
    text = written(premises())
    assert text == (GOLDEN.parent / "markdown_premises.md").read_text(encoding="utf-8")
    tree = expected_tree(build_report(premises().project).sections[0].roots)
    read = agreed(text)
    start = read.index(tree[0])
    assert read[start : start + len(tree)] == tree


def one_point(text: str, note: str, tag: str, quote: str) -> tuple[str, list[Block]]:
    world = World()
    case = world.case(world.article(quote or "x", title=tag), text, annotator=note)
    top = world.node(case, text, note=note, tags=(tag,), reasoning=quote)
    child = world.node(case, quote, top, "rebuttal", scheme=tag)
    world.node(case, tag, child, "rebuttal", inference=True)
    world.anchor(child, 0, max(1, len(quote)))
    world.anchor(child, 0, 1)
    world.node(case, note, top, "evidence", implicit=True, premise_group="g")
    world.node(case, text, top, "evidence", premise_group="g")
    other = world.case(world.article("y"), tag)
    world.link(child, world.node(other, text), "agrees", note=note)
    return written(world), expected_tree(build_report(world.project).sections[0].roots)


def check(text: str, note: str, tag: str, quote: str) -> None:
    result, tree = one_point(text, note, tag, quote)
    read = agreed(result)
    start = next(at for at, (path, _text) in enumerate(read) if path[:1] == ("ul",))
    assert read[start : start + len(tree)] == tree
    assert (("h2",), one(text) or "Case without a name") in read
    noted = [(("ul", "li0"), words) for words in labelled_note("Note", note)]
    assert read[len(read) - len(noted) :] == noted


@pytest.mark.parametrize("text", NASTY)
def test_every_nasty_text_comes_through_in_every_place(text: str) -> None:
    check(text, text, text, text)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_any_text_comes_through(text: str, note: str, tag: str, quote: str) -> None:
    check(text, note, tag, quote)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_literal(text: str) -> None:
    blocks = paragraphs(text)
    read = agreed("\n\n".join([f"# {inline(text)}.", *blocks]) + "\n")
    assert [words for _path, words in read] == [f"{one(text)}.".lstrip(" "), *lines(text)]


@pytest.mark.parametrize("depth", [8, 9, 10, 14, 30])
def test_no_depth_is_lost(depth: int) -> None:
    world = World()
    case = world.case(world.article("One paragraph."), "Deep")
    parent = None
    for level in range(depth):
        parent = world.node(case, f"level {level}", parent, quotes=["One", "One paragraph."], note="a\nb")
        world.node(case, f"aside {level}", parent, "evidence")
    read = agreed(written(world))
    items: dict[str, int] = {}
    for path, text in read:
        if text.startswith("⟪strong⟫"):
            items[text.split("⟫")[-1].strip()] = path.count("ul")
    wanted = {f"level {level}": level % 9 + 1 for level in range(depth)}
    wanted |= {f"aside {level}": (level + 1) % 9 + 1 for level in range(depth)}
    assert items == wanted
    headings = [text for path, text in read if path == ("h3",)]
    assert len(headings) == depth // 9
    for at, heading in enumerate(headings):
        assert f"“level {9 * at + 8}”" in heading
        assert any(text == f"⟪em⟫Goes on below:⟪/em⟫ {heading}" for _path, text in read)


def test_two_thousand_levels_do_not_stop_it() -> None:
    world = World()
    case = world.case(world.article("x"), "Very deep")
    parent = None
    for _level in range(2000):
        parent = world.node(case, "again", parent)
    assert written(world).count("**Claim 1") == 2000


def test_control_characters_are_reported() -> None:
    world = World()
    world.node(world.case(world.article("x"), "Case"), "a\x00b\x02c\ud800")
    data, losses = markdown_map.write(Snapshot(world.project), {})
    assert "a\ufffdb\ufffdc\ufffd" in data.decode()
    assert [(loss.key, dict(loss.arguments)) for loss in losses] == [("format.characters_replaced", {"number": 3})]


def test_what_is_not_written_letter_by_letter_is_told() -> None:
    world = World()
    case = world.case(world.article("Words"))
    for text in ("Two  spaces", "A\ttab", "As it is", ""):
        world.node(case, text)
    for name, told in (
        ("markdown", ["lost.spaces 2", "lost.words 1"]),
        ("kialo", ["lost.spaces 2"]),
        ("argdown", []),  # which has a place for the words as they are
    ):
        _data, losses = by_name(name).write(Snapshot(world.project, None), {})
        found = [f"{loss.key} {loss.arguments['count']}" for loss in losses]
        assert [each for each in found if each.split()[0] in ("lost.spaces", "lost.words")] == told, name
