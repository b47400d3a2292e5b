"""A pairing exported: golden files of the bundled debate, and what holds for any two cases and whatever is typed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import changed, made
from models.entities import Clash, Issue, LinkKind, Node, clash_id
from models.pairing_report import build_pairing_report
from models.project import Project
from seeds.sample import build_sample
from storage.formats.html_clashes import _led
from storage.formats.html_style import CSS
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.markdown_parsers import TABLE_READERS, agreed, structure, tables
from tests.formats.samples import debate
from tests.formats.test_markdown_map import NASTY, TEXTS, one

GOLDEN = Path(__file__).parent.parent / "golden"
VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """Strict reading: every element is closed where it should be. Collects ids, targets, headings, cells and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[int] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), "an attribute stands twice"
        assert "p" not in self.open or tag in ("a", "b", "span", "br", "strong", "em", "code", "del"), (tag, self.open)
        assert tag != "li" or self.open[-1] in ("ul", "ol")
        self.tags.append((tag, found))
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += int(found.get("colspan") or 1)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _tag, attrs in self.tags if name in attrs]


def exported(project: Project, pairing_id: str | None, name: str) -> str:
    data, _losses = by_name(name).write(Snapshot(project, pairing_id))
    return data.decode()


def sample() -> tuple[Project, str]:
    built = build_sample()
    project = Project(read_blob=lambda key: built.edit.blobs[key])
    project.apply(built.edit.changes)
    return project, built.pairing_id


@pytest.mark.parametrize(("name", "file"), [("markdown", "pairing.md"), ("html", "pairing.html")])
def test_the_bundled_debate_is_the_golden_file_in_every_run(name: str, file: str) -> None:
    project, pairing_id = sample()
    text = exported(project, pairing_id, name)
    assert text == (GOLDEN / file).read_text("utf-8")
    ids = [pairing_id, *(case.id for case in project.cases()), *(link.id for link in project.links())]
    assert not any(row in text for row in ids)


def test_the_golden_markdown_is_read_alike_and_its_tables_are_even() -> None:
    text = (GOLDEN / "pairing.md").read_text("utf-8")
    read = agreed(text)
    titles = [words for path, words in read if path == ("h2",)]
    assert titles[2:] == ["Clash table", "Common ground", "Unanswered points", "Links"]
    check_tables(text)


def test_the_golden_page_is_sound_and_stands_alone() -> None:
    page = check_page((GOLDEN / "pairing.html").read_text("utf-8"))
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    assert len(set(page.rows)) == 2  # the clash table has one column more than common ground
    levels = [int(tag[1]) for tag, _attrs in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def check_tables(text: str) -> list[str]:
    one_way, other = tables(text)
    assert one_way == other
    for render in TABLE_READERS.values():
        for table in re.findall(r"<table>.*?</table>", render(text), re.S):
            widths = {len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.S)}
            assert len(widths) == 1
    return [words for _path, words in one_way]


def check_page(html: str) -> Page:
    page = Page(html)
    ids, targets = page.values("id"), [href for href in page.values("href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets} <= set(ids)
    tags = [tag for tag, _attrs in page.tags]
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(tags)
    assert not page.values("src") and not re.search(r"@import|url\(", CSS)
    assert tags.count("h1") == 1 and dict(page.tags)["html"].get("lang") == "en"
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    return page


def test_rows_and_points_lead_to_one_another() -> None:
    page = check_page((GOLDEN / "pairing.html").read_text("utf-8"))
    targets = set(page.values("href"))
    rows = [found for found in page.values("id") if found.startswith("row-")]
    assert len(rows) > 30
    project, pairing_id = sample()
    report = build_pairing_report(project, pairing_id)
    assert report is not None
    for row in report.rows():
        for point in (row.left, row.right):
            assert point is None or f"#p{point.side + 1}-{point.number}" in targets
        assert row.left is None or row.right is None or f"#row-{row.number}" in targets


def test_nothing_that_links_said_before_is_lost() -> None:
    found = debate()
    project = found.world.project
    found.world.link(found.nodes["queue"], found.nodes["cost"], "tension", note="within")
    for name in ("markdown", "html"):
        text = exported(project, found.pairing.id, name)
        for words in ("answers", "turns", "in tension with", "table 2", "within", "Buses break down", "fair (50%)"):
            assert words in text, (name, words)


def test_columns_that_nobody_filled_are_left_out_and_empty_issues_say_so() -> None:
    world = World()
    left, right = (world.case(world.article("x"), name) for name in ("Left", "Right"))
    link = world.link(world.node(left, "one"), world.node(right, "two"))
    pairing = world.pairing(left, right)
    world.project.apply([made(Issue("i1", pairing.id, "Empty", "a")), made(Issue("i2", pairing.id, "Full", "b"))])
    row = Clash(clash_id(pairing.id, link.id), pairing.id, link.id, None, "i2", "a")
    world.project.apply([made(row)])
    text = exported(world.project, pairing.id, "markdown")
    assert "| No. | Left says | Link | Right says | Answer |\n" in text
    assert "### Empty\n\nNothing stands under this issue yet.\n" in text
    after = replace(row, better=right.id, why="a | b\nc", weighing="*much*", leads="even")
    world.project.apply(changed(row, after))
    text = exported(world.project, pairing.id, "markdown")
    assert "| Answer | Better evidence, and why | Weighing | Leads |" in text
    assert "| open | Right: a \\| b c | *much* | even |" in text


@pytest.mark.parametrize("gone", ["case", "same"])
def test_a_pairing_that_has_lost_a_side_is_told_as_before(gone: str) -> None:
    world = World()
    left, right = (world.case(world.article("x"), name) for name in ("Left", "Right"))
    world.link(world.node(left, "one"), world.node(right, "two"))
    pairing = world.pairing(left, left if gone == "same" else right)
    if gone == "case":
        world.project.apply(changed(right, replace(right, binned_by="x")))
    assert build_pairing_report(world.project, pairing.id) is None
    assert "Clash table" not in exported(world.project, pairing.id, "markdown")
    assert "one" in check_page(exported(world.project, pairing.id, "html")).text


def test_without_a_pairing_there_is_a_column_for_each_case() -> None:
    page = check_page(exported(debate().world.project, None, "html"))
    assert [found for found in page.values("id") if found.startswith("case-")] == ["case-1", "case-2", "case-3"]
    assert "table" not in {tag for tag, _attrs in page.tags}


PLAIN = TEXTS.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text))


@st.composite
def pairings(draw: st.DrawFn) -> tuple[World, str, list[str]]:
    """Two random cases, links of every sort between and within them, headings and notes; and the points' texts."""
    world = World()
    cases = [world.case(world.article("x y z"), draw(PLAIN)) for _side in range(2)]
    nodes: list[Node] = []
    for case in cases:
        own: list[Node] = []
        for _count in range(draw(st.integers(0, 4))):
            parent = draw(st.sampled_from([None, *own]))
            kind = "claim" if parent is None else draw(st.sampled_from(["claim", "rebuttal", "evidence"]))
            own.append(world.node(case, draw(PLAIN), parent, kind, note=draw(PLAIN), tags=(draw(PLAIN),)))
        nodes += own
    pairing = world.pairing(cases[0], cases[1], draw(PLAIN), notes=draw(PLAIN))
    world.project.apply([made(Issue("i", pairing.id, draw(PLAIN)))])
    for _count in range(draw(st.integers(0, 4)) if len(nodes) > 1 else 0):
        source, target = draw(st.permutations(nodes))[:2]
        kind = draw(st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.ANSWERS]))
        link = world.link(source, target, kind, note=draw(PLAIN), strength=draw(st.sampled_from([None, 0.0, 0.6])))
        if draw(st.booleans()):
            world.link(target, link, "answers", note=draw(PLAIN))
        issue = draw(st.sampled_from([None, "i"]))
        better, leads = draw(st.sampled_from(["", "even", "neither", cases[0].id])), draw(st.sampled_from(["", "even"]))
        row = clash_id(pairing.id, link.id)
        noted = Clash(row, pairing.id, link.id, None, issue, "", better, draw(PLAIN), draw(PLAIN), leads)
        world.project.apply([made(noted)])
    return world, pairing.id, [node.text for node in nodes]


@settings(max_examples=120, deadline=None)
@given(pairings())
def test_any_pairing_makes_even_tables_and_a_sound_page(given_: tuple[World, str, list[str]]) -> None:
    world, pairing_id, texts = given_
    text = exported(world.project, pairing_id, "markdown")
    agreed(text)
    check_tables(text)
    read = " ".join(words for _path, words in structure(TABLE_READERS["markdown-it"](text)))
    page = check_page(exported(world.project, pairing_id, "html"))
    shown = re.sub(r"\s+", " ", page.text)
    for each in texts:
        for line in re.split(r"[\r\n]", each):  # either ends a paragraph
            assert re.sub(r"\s+", " ", one(line)) in shown
            assert re.sub(r"[ \t\n]+", " ", one(line)).strip(" ") in read


@pytest.mark.parametrize("text", [*NASTY, "<img src=x onerror=alert(1)>", "x" * 5000, '" onclick="a', "word " * 1000])
def test_every_nasty_text_comes_through_in_every_place(text: str) -> None:
    world = World()
    left, right = (world.case(world.article("x"), text) for _side in range(2))
    link = world.link(world.node(left, text, note=text), world.node(right, text), note=text, strength=1.0)
    pairing = world.pairing(left, right, text, notes=text)
    world.project.apply([made(Issue("i", pairing.id, text))])
    row = clash_id(pairing.id, link.id)
    world.project.apply([made(Clash(row, pairing.id, link.id, None, "i", "", left.id, text, text, right.id))])
    markdown = exported(world.project, pairing.id, "markdown")
    agreed(markdown)
    cells = check_tables(markdown)
    assert f"{one(text)} (Claim 1)".strip(" ") in cells
    page = check_page(exported(world.project, pairing.id, "html"))
    assert not any(name.startswith("on") for _tag, attrs in page.tags for name in attrs)


def test_the_colours_are_those_of_the_window() -> None:
    tokens = pytest.importorskip("ui.theme.tokens")
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")
    for part, theme in ((light, tokens.LIGHT), (dark.split("@media print")[0], tokens.DARK)):
        for name in ("paper", "panel", "ink", "muted", "line", "accent", "partner"):
            assert f"--{name}: {getattr(theme, name).name().upper()}" in part
        for kind in ("claim", "evidence", "rebuttal"):
            assert f"--{kind}: {theme.kinds[kind].line.name().upper()}" in part


def test_characters_no_file_can_show_are_reported_wherever_they_stand() -> None:
    world = World()
    left, right = (world.case(world.article("x"), name) for name in ("Left", "Right"))
    link = world.link(world.node(left, "one"), world.node(right, "two"), note="n\x01")
    pairing = world.pairing(left, right)
    world.project.apply([made(Issue("i", pairing.id, "h\x00"))])
    row = clash_id(pairing.id, link.id)
    world.project.apply([made(Clash(row, pairing.id, link.id, None, "i", "", "", "w\x02", "\ud800"))])
    for name in ("markdown", "html"):
        _data, losses = by_name(name).write(Snapshot(world.project, pairing.id))
        assert [dict(loss.arguments) for loss in losses] == [{"number": 4}]


def test_a_note_of_one_line_stands_beside_its_label_and_a_list_below_it() -> None:
    page = (GOLDEN / "pairing.html").read_text("utf-8")
    assert '<span class="label">Weighing:</span> A small exception' in page
    assert "</span> </p><p>" not in page
    assert _led("Weighing", "<ul><li>cost</li></ul>").endswith("</p><ul><li>cost</li></ul>")
