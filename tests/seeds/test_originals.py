"""The debate over the two articles themselves, which are not ours to give: COUNTERPOINT_ARTICLES names their folder."""

from __future__ import annotations

import os
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.anchors import StandOff, WordIndex, folded_words, trimmed, words_hash
from models.authoring.library import Source
from models.errors import UserError
from models.project import Project
from models.texts import content_hash
from seeds.sample import SIDES, build_sample, find_originals, load_data
from tests.models.gardens import rows

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = os.environ.get("COUNTERPOINT_ARTICLES", "")
RUN = 8  # words in a row that nobody writes twice by chance
TITLES = [title for side in SIDES for title in [load_data(side)["article"]["title"]]]

originals_needed = pytest.mark.skipif(
    not ARTICLES, reason="COUNTERPOINT_ARTICLES is not set: the articles are no part of this repository"
)
DATA = {side: load_data(side) for side in SIDES}


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    found, strangers = find_originals(Path(ARTICLES), DATA)
    assert strangers == []
    return found


def passages(side: str) -> list[tuple[str, StandOff]]:
    return [(node["key"], StandOff(**p)) for node in DATA[side]["nodes"] for p in node["original"]]


def built(folder: Path) -> tuple[Project, tuple[Any, ...]]:
    sample = build_sample(folder)
    project = Project(read_blob=lambda key: sample.edit.blobs[key])
    project.apply(sample.edit.changes)
    return project, sample.notes


@originals_needed
@pytest.mark.parametrize("side", SIDES)
def test_the_originals_are_known_by_their_text(sources: dict[str, Source], side: str) -> None:
    text = sources[side].source_text
    assert content_hash(text.encode()) == DATA[side]["original"]["sha256"]
    assert len(text) == DATA[side]["original"]["length"]


@originals_needed
@pytest.mark.parametrize("side", SIDES)
def test_every_passage_lands_on_whole_words_of_a_paragraph_or_two(sources: dict[str, Source], side: str) -> None:
    source = sources[side]
    text, layout, index = source.source_text, source.layout, WordIndex(source.reading_text)
    nodes_with = {key for key, _passage in passages(side)}
    assert len(nodes_with) >= 0.8 * len(DATA[side]["nodes"])
    for key, passage in passages(side):
        start, end = passage.start, passage.end
        words = folded_words(text[start:end])
        assert 12 <= end - start <= 700, key
        assert (words_hash(words), len(words)) == (passage.hash, passage.words), key
        assert trimmed(text, start, end) == (start, end), key
        assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum()), key
        assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()), key
        assert layout.block_at(end - 1) - layout.block_at(start) <= 1, key
        assert index.find(passage) == (start, end), key


@originals_needed
def test_the_sample_over_the_originals_attaches_everything(sources: dict[str, Source]) -> None:
    project, notes = built(Path(ARTICLES))
    assert notes == ()
    assert len(rows(project)["anchor"]) == sum(len(passages(side)) for side in SIDES)
    assert {article.title for article in project.articles()} == set(TITLES)
    for anchor in rows(project)["anchor"].values():
        assert project.text(anchor.article_id)[anchor.start : anchor.end] == anchor.exact


FURNITURE = (
    "Home | News | Log in\n\nSubscribe now to read on!\n\n{}\n\nRelated: ten other stories\n© All rights reserved\n"
)
COPIES: dict[str, Callable[[str], bytes]] = {
    "rewrapped": lambda text: "\n\n".join(
        textwrap.fill(line, 72) for line in text.split("\n") if line.strip()
    ).encode(),
    "carriage returns": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "furniture": lambda text: FURNITURE.format(text).encode(),
    "straight quotes": lambda text: text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
}


@originals_needed
@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_copy_attaches_as_well(sources: dict[str, Source], tmp_path: Path, copy: str, suffix: str) -> None:
    for side in SIDES:
        (tmp_path / f"{side}{suffix}").write_bytes(COPIES[copy](sources[side].source_text))
    project, notes = built(tmp_path)
    assert [str(note) for note in notes] == []
    wanted = {(node["text"], p["hash"]) for side in SIDES for node in DATA[side]["nodes"] for p in node["original"]}
    got = set()
    for anchor in rows(project)["anchor"].values():
        assert trimmed(anchor.exact, 0, len(anchor.exact)) == (0, len(anchor.exact))
        got.add((project.node(anchor.node_id).text, words_hash(folded_words(anchor.exact))))
    assert got == wanted


@originals_needed
def test_what_a_cut_copy_lacks_is_listed(sources: dict[str, Source], tmp_path: Path) -> None:
    side = SIDES[0]
    source = sources[side]
    key, passage = passages(side)[3]
    block = source.layout.blocks[source.layout.block_at(passage.start)]
    cut = source.source_text[: block.start] + source.source_text[block.end :]
    (tmp_path / "cut.txt").write_text(cut, "utf-8")
    (tmp_path / "other.txt").write_text(sources[SIDES[1]].source_text, "utf-8")
    _project, notes = built(tmp_path)
    (note,) = notes
    text = next(node["text"] for node in DATA[side]["nodes"] if node["key"] == key)
    assert note.key == "sample.lost"
    assert text[:40] in str(note) and DATA[side]["article"]["title"] in str(note)
    inside = [p for _key, p in passages(side) if block.start <= p.start < block.end]
    assert note.arguments["count"] >= len(inside) >= 1


@originals_needed
def test_a_stranger_beside_the_originals_is_named(sources: dict[str, Source], tmp_path: Path) -> None:
    for side in SIDES:
        (tmp_path / f"{side}.txt").write_text(sources[side].source_text, "utf-8")
    (tmp_path / "readme.md").write_text("# About\n\nSome other words.\n")
    _project, notes = built(tmp_path)
    assert [str(note) for note in notes] == [f"{tmp_path / 'readme.md'} is neither of the two articles of the debate."]


@originals_needed
def test_an_unreadable_file_beside_the_originals_is_named(sources: dict[str, Source], tmp_path: Path) -> None:
    for side in SIDES:
        (tmp_path / f"{side}.txt").write_text(sources[side].source_text, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    _project, notes = built(tmp_path)
    (note,) = notes
    assert "empty.txt" in str(note)


def test_an_unrelated_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "cooking.txt").write_text("How to boil an egg\n\nPut it into water and wait for a while.\n")
    with pytest.raises(UserError) as refused:
        build_sample(tmp_path)
    assert str(refused.value) == f"{tmp_path / 'cooking.txt'} is neither of the two articles of the debate."


def test_a_folder_without_articles_is_a_sentence(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "holds no text or Markdown file."), (tmp_path / "no", "There is no folder")):
        with pytest.raises(UserError) as refused:
            build_sample(folder)
        assert said in str(refused.value)


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@originals_needed
def test_nothing_of_the_originals_stands_in_this_repository(sources: dict[str, Source]) -> None:
    cited = {run for title in TITLES for run in runs(folded_words(title))}
    known = {run for source in sources.values() for run in runs(folded_words(source.source_text))} - cited
    assert len(known) > 3000
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    copied = {}
    for name in filter(None, map(os.fsdecode, names)):
        if (ROOT / name).is_file():
            text = (ROOT / name).read_bytes().decode("utf-8", "replace")
            found = runs(folded_words(text)) & known
            if found:
                copied[name] = sorted(found)[:2]
    assert copied == {}
