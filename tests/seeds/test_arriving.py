"""How the two real articles arrive: what is known about them, joined and hidden. No sentence of them stands here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.anchors import folded_words
from models.importing.incoming import Incoming
from models.importing.repair import Repair, RepairKind
from models.texts import NUMBERED, BlockKind
from seeds.sample import SIDES, load_data
from storage.articles import read_incoming

ARTICLES = os.environ.get("COUNTERPOINT_ARTICLES", "")
pytestmark = pytest.mark.skipif(
    not ARTICLES, reason="COUNTERPOINT_ARTICLES is not set: the articles are no part of this repository"
)


@pytest.fixture(scope="module")
def arrived() -> list[Incoming]:
    """The two articles in the order of their titles in the bundled debate."""
    titles = [folded_words(load_data(side)["article"]["title"]) for side in SIDES]
    came = [read_incoming(path) for path in sorted(Path(ARTICLES).glob("*.txt"))]
    found = [one for title in titles for one in came if folded_words(one.about.title) == title]
    assert len(found) == 2
    return sorted(found, key=lambda one: not one.about.date)


def of_kind(came: Incoming, kind: RepairKind) -> list[Repair]:
    return [repair for repair in came.repairs if repair.kind is kind and repair.on]


def first_words(came: Incoming, repair: Repair, count: int = 2) -> list[str]:
    return came.extract.text[repair.start : repair.end].split()[:count]


def test_the_first_is_known(arrived: list[Incoming]) -> None:
    about = arrived[0].about
    assert [len(name.split()) for name in about.authors] == [2]
    assert (about.date, about.publication, about.language) == ("2024-12-31", "Foreign Affairs", "en")
    assert about.subtitle == ""


def test_the_first_has_three_headings_four_joins_and_a_note(arrived: list[Incoming]) -> None:
    came = arrived[0]
    headings = [came.extract.text[r.start : r.end] for r in of_kind(came, RepairKind.HEADING)]
    assert [len(heading) for heading in headings] == [14, 23, 33]
    joins = of_kind(came, RepairKind.JOIN)
    letters = [came.extract.text[join.end] for join in joins]
    assert letters == ["h", "V", "s", "M"]
    (note,) = of_kind(came, RepairKind.AUTHOR_NOTE)
    assert tuple(first_words(came, note)) == tuple(came.about.authors[0].split())
    assert note.end == len(came.extract.text.rstrip())
    kinds = [block.kind for block in came.built().layout.blocks]
    assert kinds[:5] == [BlockKind.TITLE, *[BlockKind.BYLINE] * 3, BlockKind.PARAGRAPH]
    assert kinds.count(BlockKind.HEADING) == 3 and kinds[-1] is BlockKind.AUTHOR_NOTE
    assert not any(block.hidden for block in came.built().layout.blocks)


def test_the_second_is_known(arrived: list[Incoming]) -> None:
    came = arrived[1]
    assert came.about.subtitle.endswith("upside?") and len(came.about.subtitle) == 104
    (note,) = of_kind(came, RepairKind.AUTHOR_NOTE)
    assert came.about.authors == (" ".join(first_words(came, note)),)
    assert came.about.publication == "Foreign Policy"
    kinds = [block.kind for block in came.built().layout.blocks]
    assert kinds[:3] == [BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE]


def test_the_second_hides_captions_repetitions_and_all_from_the_comment_form_on(arrived: list[Incoming]) -> None:
    came = arrived[1]
    text = came.extract.text
    captions, repeated = of_kind(came, RepairKind.CAPTION), of_kind(came, RepairKind.REPEATED)
    (site,) = of_kind(came, RepairKind.FURNITURE)
    (note,) = of_kind(came, RepairKind.AUTHOR_NOTE)
    assert [first_words(came, caption) for caption in captions] == [["Russian", "President"]] * 2
    assert len(repeated) == 2
    for repair in repeated:
        assert text.index(text[repair.start : repair.end]) < repair.start
    assert first_words(came, site, 1) == ["Join"] and text[note.end : site.start].strip() == ""
    assert site.end == len(text.rstrip())
    built = came.built()
    hidden = [block for block in built.layout.blocks if block.hidden]
    assert len(hidden) == 2 + 2 + site.count
    assert of_kind(came, RepairKind.JOIN) == of_kind(came, RepairKind.HEADING) == []
    shows = [b for b in built.layout.blocks if not b.hidden and b.start > note.start]
    assert shows == []
    assert sum(block.kind in NUMBERED and not block.hidden for block in built.layout.blocks) == 15


def test_with_all_switched_off_the_text_is_as_it_came(arrived: list[Incoming]) -> None:
    for came in arrived:
        assert came.built(off=set(RepairKind)).text == came.extract.source_text
