"""Argdown that others wrote is read as its own parser reads it, and what neither understands is named."""

from __future__ import annotations

import re
import time
from random import Random

import pytest

from models.errors import UserError
from models.interchange.graph import Graph
from storage.formats.argdown import parse
from tests.judges import judge


def read(text: str) -> Graph:
    return parse(text.encode(), "a.argdown")[0]


def told(graph: Graph) -> set[tuple[str, str, str]]:
    """(text, kind, text of the target, or of the source of what is undercut in brackets)."""
    texts = {point.key: point.text for point in graph.points}
    by_key = {relation.key: relation for relation in graph.relations}
    return {
        (texts[r.source], str(r.kind), texts[r.target] if r.target else f"({texts[by_key[r.on].source]})")
        for r in graph.relations
    }


STRANGE = {
    "relations both ways": (
        "[A]: one\n  + [B]: two\n    - <C>: three\n  +> [D]: four\n  -> [E]: five\n  >< [F]: six\n",
        {("two", "supports", "one"), ("three", "rebuts", "two"), ("one", "supports", "four"),
         ("one", "rebuts", "five"), ("one", "tension", "six")},
    ),
    "undercuts": (
        "[A]: one\n  + <B>: two\n    _ [C]: three\n    <_ [D]: four\n\n[E]: five\n  _> <B>\n",
        {("two", "supports", "one"), ("three", "undercuts", "(two)"), ("four", "undercuts", "(two)"),
         ("five", "undercuts", "(two)")},
    ),
    "one class in two places": (
        "[A]: one\n  + [B]\n\n[B]: two\n  - [C]: three\n\n[A]\n  + [C]\n",
        {("two", "supports", "one"), ("three", "rebuts", "two"), ("three", "supports", "one")},
    ),
    "untitled and over lines": (
        "one goes\non here\n  + two goes\n    on\n    - three\n",
        {("two goes on", "supports", "one goes on here"), ("three", "rebuts", "two goes on")},
    ),
    "a reconstruction": (
        "<A>: gist\n\n(1) [P]: one\n(2) two\n-- Modus ponens, Other {uses: [1, 2]} --\n(3) three\n(4) four\n----\n"
        "  _ <U>: five\n(5) [T]: six\n  +> [Z]: seven\n",
        {("one", "supports", "three"), ("two", "supports", "three"), ("three", "supports", "six"),
         ("four", "supports", "six"), ("five", "undercuts", "(three)"), ("six", "supports", "seven")},
    ),
    "comments, data, tags, front matter": (
        "===\ntitle: A title\nmodel:\n  mode: strict\n===\n\n# Heading {isGroup: true}\n\n"
        "[A]: one #tag #(two words) // a comment\n  /* more\n  of it */\n  + [B]: two {color: red}\n    - [C]: three\n",
        {("two", "supports", "one"), ("three", "rebuts", "two")},
    ),
    "escapes, links, emphasis, signs": (
        "[A]: \\[one\\] is **so** _it_ :up: [here](http://x.y/z)\n  - see http://a.b/c_d for @[A]\n",
        {("see http://a.b/c_d for @[A]", "rebuts", "[one] is so it 👍 here (http://x.y/z)")},
    ),
    "less far in": (
        "[A]: one\n    + [B]: two\n        - [C]: three\n      + [D]: four\n",
        {("two", "supports", "one"), ("three", "rebuts", "two"), ("four", "supports", "one")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_what_others_write(name: str) -> None:
    text, expected = STRANGE[name]
    for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        graph, losses = parse(variant.encode(), "a.argdown")
        assert told(graph) == expected
        assert [loss.key for loss in losses if loss.key == "map.argdown_unread"] == []


def test_a_reconstruction_is_taken_together() -> None:
    graph = read(STRANGE["a reconstruction"][0])
    groups = {r.group for r in graph.relations if r.group}
    assert len(groups) == 2
    assert {r.scheme for r in graph.relations if r.group} == {"Modus ponens, Other", ""}
    assert "gist" in {point.reasoning for point in graph.points}


def test_lines_that_are_no_argdown_are_named_and_nothing_is_lost() -> None:
    text = "[A]: one\n\n  + [B]: two\n\n[sic] three\n[C]: four\n[D]: five\n-- six\n+ seven"
    graph, losses = parse(text.encode(), "a.argdown")
    words = " ".join(point.text for point in graph.points)
    for word in ("one", "two", "[sic] three", "four", "five", "six", "seven"):
        assert word in words
    assert ("two", "supports", "one") in told(graph)
    assert [(loss.key, loss.arguments["lines"]) for loss in losses] == [
        ("map.argdown_unread", "3, 5, 6, 7, 8, 9")
    ] or losses


@pytest.mark.parametrize("data", [b"", b"  \n", b"===\ntitle: x\n===\n", b"\x00\x01", b"# Only a heading"])
def test_files_without_a_map_are_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        parse(data, "a.argdown")


def test_much_of_what_never_ends_is_read_in_time() -> None:
    for piece in (
        "{",
        "[",
        "<",
        "/*",
        "<!--",
        "[a](",
        "*",
        "_a",
        "#(",
        "\\",
        "(1)\n",
        "----\n",
        "  + x\n",
        " + x\n -\n",
        ":a",
        "{}\n",
    ):
        began = time.perf_counter()
        graph, _losses = parse(("[A]: one\n" + piece * 15_000).encode(), "a.argdown")
        assert graph.points
        assert time.perf_counter() - began < 8, piece
    deep = "\n".join(" " * at + "+ x" for at in range(1, 1500))
    assert len(read("[A]: one\n" + deep).points) == 1500


def other_documents(count: int) -> list[str]:
    """Documents as people write them: titled or not, references, every relation, reconstructions, headings."""
    return [_document(Random(seed)) for seed in range(count)]


def _document(random: Random) -> str:
    blocks: list[str] = []
    titles = [f"T{at}" for at in range(6)]

    def element(within: bool) -> str:
        kind, title = random.choice("[<"), random.choice(titles)
        close = {"[": "]", "<": ">"}[kind]
        words = random.choice(["some words", "a text, with (brackets) and 3.5 more", "an \\[escaped\\] one"])
        said = f"{words} {random.randint(0, 9)}"
        tail = random.choice(["", "", " #tag", " {color: red}"])
        form = random.random()
        if form < 0.4:
            return f"{kind}{title}{close}: {said}{tail}"
        if form < 0.7:
            return f"{kind}{title}{close}"
        return said if within else f"{said}\nand on"

    def relations(depth: int) -> list[str]:
        lines = []
        for _ in range(random.randint(0, 3) if depth < 4 else 0):
            sign = random.choice(["+", "-", "<+", "<-", "+>", "->", "+", "-"])
            lines.append("  " * depth + f"{sign} {element(True)}")
            lines += relations(depth + 1)
        return lines

    for at in range(random.randint(1, 4)):
        if random.random() < 0.2:
            blocks.append(f"# Heading {at}")
        if random.random() < 0.25:
            rule = random.choice(["----", "-- Some rule --", "--\nA rule\n--"])
            steps = [f"<R{at}>", f"(1) premise {at} one\n(2) [P{at}]: premise two\n{rule}\n(3) [C{at}]: conclusion"]
            blocks += steps
            continue
        blocks.append("\n".join([element(False), *relations(1)]))
    return "\n\n".join(blocks) + "\n"


@pytest.mark.judge
def test_documents_are_read_as_its_own_parser_reads_them() -> None:
    documents = other_documents(300)
    compared = 0
    for text, answer in zip(documents, judge("argdown.mjs", documents), strict=True):
        if answer["errors"]:
            continue
        compared += 1
        graph, losses = parse(text.encode(), "a.argdown")
        assert not [loss for loss in losses if loss.key == "map.argdown_unread"], text
        reconstructed = {title for title, _steps in answer["steps"]}
        found = {point.key: point.text for point in graph.points}
        notes = {point.key: point.note for point in graph.points}
        for kind, mark in (("statements", "["), ("arguments", "<")):
            for title, words in answer[kind].items():
                if title.startswith("Untitled") or (kind == "arguments" and title in reconstructed):
                    continue
                own = found.pop(f"{mark}{title}")  # of several texts the last of the file, which it may not take
                words = re.sub(r" #tag$", "", words or title)
                assert own == words or words in notes[f"{mark}{title}"], text
        untitled = sorted(words for title, words in answer["statements"].items() if title.startswith("Untitled"))
        assert sorted(found.values()) == untitled, text
        names = {key: key[1:] if key[0] in "[<" else found[key] for key in (p.key for p in graph.points)}
        texts = {title: words for title, words in answer["statements"].items() if title.startswith("Untitled")}
        wanted = {
            ({"support": "supports", "attack": "rebuts"}[kind], texts.get(source, source), texts.get(target, target))
            for kind, (_a, source), (_b, target) in answer["relations"]
        }
        wanted = {each for each in wanted if each[1] != each[2]}  # it forgets some that a point has with itself
        related = {(str(r.kind), names[r.source], names[r.target]) for r in graph.relations if not r.group}
        related = {each for each in related if each[1] != each[2]}
        assert related == wanted, text
        assert len({r.group for r in graph.relations if r.group}) == len(answer["steps"]), text
    assert compared > 150


@pytest.mark.parametrize("sign", ["[", "[a", "[a]", "<", "@"])
def test_long_runs_of_signs_are_read_in_a_glance(sign: str) -> None:
    """Each sign is looked at but a few times: what grew with the square, or a thousandfold, would not end here."""
    graph = read("[A]: " + sign * 500_000 + "\n  + [B]: below")
    assert len(graph.points) == 2


def test_brackets_ahead_of_a_link_are_words() -> None:
    assert [point.text for point in read("[A]: see [one [two](https://example.org) there").points] == [
        "see [one two (https://example.org) there"
    ]
