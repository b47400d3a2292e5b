"""The page of a map: what folds, what can be chosen of it, and what it says of what it leaves out."""

from __future__ import annotations

import re

from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.formats.samples import debate
from tests.formats.test_pairing import check_page

HTML = by_name("html")


def written(snapshot: Snapshot, **options: str | int | bool) -> str:
    page = HTML.write(snapshot, options)[0].decode()
    check_page(page)
    return page


def test_points_with_others_below_fold_from_the_level_that_was_chosen() -> None:
    made = debate()
    snapshot = Snapshot(made.world.project, made.pairing.id)
    page = written(snapshot)
    assert page.count("<details open>") == page.count("<details") > 2
    assert "<script" not in page
    folded = written(snapshot, fold=2)
    assert 0 < folded.count("<details open>") < folded.count("<details")
    assert "<details open>" not in written(snapshot, fold=1)
    assert re.search(r'<summary data-below="\d+ points? below"><span class="text">', folded)
    assert "details::details-content { content-visibility: visible" in folded.partition("@media print")[2]


def test_each_point_says_how_many_stand_below_it() -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "Top")
    middle = world.node(case, "Middle", top)
    for text in ("one", "two"):
        world.node(case, text, middle)
    world.node(case, "Other", top)
    world.node(case, "Alone")
    assert re.findall(r'data-below="([^"]*)"', written(Snapshot(world.project))) == ["4 points below", "2 points below"]


def test_the_theme_is_that_of_the_screen_or_the_chosen_one() -> None:
    snapshot = Snapshot(debate().world.project)
    pages = {theme: written(snapshot, theme=theme) for theme in ("auto", "light", "dark")}
    assert ["prefers-color-scheme" in page for page in pages.values()] == [True, False, False]
    for theme, schemes in (("auto", "light dark"), ("light", "light"), ("dark", "dark")):
        assert f'<meta name="color-scheme" content="{schemes}">' in pages[theme]
        assert f"color-scheme: {schemes};" in pages[theme]


def test_what_is_not_chosen_is_left_out_and_told() -> None:
    made = debate()
    snapshot = Snapshot(made.world.project, made.pairing.id)
    parts = dict.fromkeys(("passages", "reasoning", "notes", "tags", "clash", "links"), False)
    page = written(snapshot, **parts, depth=2)
    for words in ("Buses stand in the same queue", "Time counts.", "Tags", "19 against 41", "Clash table", "#row-"):
        assert words not in page
    told = {loss.key for loss in HTML.write(snapshot, {**parts, "depth": 2})[1]}
    assert {"lost.passages", "lost.reasoning", "lost.notes", "lost.tags", "lost.links", "lost.points"} <= told
    assert "<h2>Links</h2>" in written(snapshot, clash=False)


def test_a_branch_keeps_its_numbers_and_tells_of_links_that_lead_out() -> None:
    made = debate()
    page = written(Snapshot(made.world.project, branch_ids=(made.nodes["queue"].id,)))
    assert 'id="p1-1.1"' in page and 'id="p1-1"' not in page
    end = next(iter(made.world.project.links())).source_id
    assert "<h2>Links to what is not shown here</h2>" in written(Snapshot(made.world.project, branch_ids=(end,)))


def test_the_pairings_of_cases_are_listed() -> None:
    made = debate()
    page = written(Snapshot(made.world.project))
    assert "<h2>Pairings</h2>" in page and made.pairing.motion in page


def test_ten_levels_beyond_the_deepest_stay_readable() -> None:
    world = World()
    case = world.case(world.article("Words."))
    node = None
    for level in range(1000):
        node = world.node(case, f"Level {level}", node)
    page = written(Snapshot(world.project))
    assert page.count("<ul") == 25 and page.count("<details") == 24
    assert "Level 999" in page
