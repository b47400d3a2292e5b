"""What stands on the pages of a text, a tree, a table and maps: read back from the PDF, and looked at."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from models.entities import Kind
from models.errors import UserError
from models.texts import Block, BlockKind, Layout, numbered
from storage.formats.registry import Snapshot
from storage.printing import PrintOptions
from tests.factories import World
from tests.ui.printing.conftest import pages_of, sheets_of
from ui.printing.maker import painted
from ui.printing.making import draft, pdf_of
from ui.printing.paper import DPI
from ui.theme import Theme

TEXT, TREE, MAP, CLASH = (PrintOptions(content=name) for name in ("text", "tree", "map", "clash"))  # type: ignore[arg-type]


def whole(world: World) -> Snapshot:
    return Snapshot(world.project, world.project.pairings()[0].id)


def case(world: World, at: int = 0) -> Snapshot:
    return Snapshot(world.project, case_ids=(world.project.cases()[at].id,))


# -- text


def test_a_text_has_its_paragraphs_passages_and_numbers(theme: Theme, world: World) -> None:
    (page,) = pages_of(theme, case(world), TEXT)
    assert "Trams carry many people." in page and "Rails cannot move when the town does." in page
    assert "1.1" in page, "the number of the node that the passage belongs to"
    assert "Claim" in page and "Evidence" in page and "Rebuttal" in page, "the key"
    assert "Page 1 of 1" in page and "For trams" in page


def test_both_articles_of_a_pairing_begin_on_pages_of_their_own(theme: Theme, world: World) -> None:
    first, second = pages_of(theme, whole(world), TEXT)
    assert "Buses can." not in first and "Buses can." in second
    assert "Page 1 of 2" in first and "Page 2 of 2" in second


def test_of_a_branch_its_passages_alone(theme: Theme, world: World) -> None:
    rebuttal = next(node for node in world.project.walk(world.project.cases()[0].id) if node[0].text == "Only at noon")
    (page,) = pages_of(theme, Snapshot(world.project, branch_ids=(rebuttal[0].id,)), TEXT)
    assert "Trams carry many people." in page and "1.1" not in page and "Evidence" not in page


def paged_world() -> World:
    """An article with a heading, a hidden paragraph with a passage, and pages of its own."""
    world = World()
    parts = ("A HEADING", "First words of it.", "Hidden words.", "A paragraph that runs over to another page.", "Site")
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FURNITURE)
    blocks, at = [], 0
    for text, kind in zip(parts, kinds, strict=True):
        blocks.append(Block(at, at + len(text), kind, hidden=text.startswith("Hidden")))
        at += len(text) + 2
    text = "\n\n".join(parts)
    breaks = ((0, "12"), (text.index("another"), "13"))
    layout = Layout(numbered(blocks), ((0, 0, len(text)),), breaks)
    one = world.case(world.article(text, "Paged", layout), "Paged case")
    world.node(one, "A point", quotes=["Hidden words."])
    world.node(one, "Another", quotes=["First words"])
    return world


def test_page_labels_stand_in_the_margin_and_hidden_words_are_told_of(theme: Theme) -> None:
    world = paged_world()
    found = draft(theme, case(world), TEXT)
    assert [str(loss) for loss in found.losses] == [
        "1 passage of “Paged case” stands in hidden words and is not on the pages."
    ]
    (page,) = pages_of(theme, case(world), TEXT)
    assert "p. 12" in page and "p. 13" in page and "Hidden" not in page and "Site" not in page


def grey_rows(image: QImage, box: tuple[int, int, int, int]) -> list[str]:
    """Each row of a part of an image as dark (#) and light (.)."""
    left, top, right, foot = box
    return [
        "".join("#" if image.pixelColor(x, y).lightness() < 150 else "." for x in range(left, right))
        for y in range(top, foot)
    ]


def test_kinds_are_told_apart_without_colour(theme: Theme) -> None:
    """Bars: one, two, dashes. They are looked for at the right of the column in a picture in grey."""
    shapes = {}
    for kind in Kind:
        world = World()
        one = world.case(world.article("Words " * 60, "Trams"), "For trams")
        node = world.node(one, "A point", kind=kind)
        world.anchor(node, 0, 350)
        sheets = sheets_of(theme, case(world), PrintOptions(content="text", furniture=False))
        scale = 200 / DPI
        image = painted(sheets, 0, scale).convertToFormat(QImage.Format.Format_Grayscale8)
        page = sheets._pages[0]  # type: ignore[attr-defined]
        edge = page.left + page.width + sheets._type.em * 0.9  # type: ignore[attr-defined]
        top, box = next(each for each in page.placed if hasattr(each[1], "run") and each[1].run.par.marks)
        y = sheets._top + top  # type: ignore[attr-defined]
        area = tuple(round(v * scale) for v in (edge - 10, y + 40, edge + 50, y + box.height - 40))
        rows = grey_rows(image, area)  # type: ignore[arg-type]
        runs = {len([part for part in row.split(".") if part]) for row in rows}
        shapes[kind] = (max(runs), 0 in runs)
    assert shapes == {Kind.CLAIM: (1, False), Kind.EVIDENCE: (2, False), Kind.REBUTTAL: (1, True)}


# -- trees


def test_a_tree_is_a_numbered_outline(theme: Theme, world: World) -> None:
    first, second, links = pages_of(theme, whole(world), TREE)
    places = [first.index(words) for words in ("1 Build the tram", "1.1 It carries many", "1.1.1 Only at noon")]
    assert places == sorted(places)
    assert "“Trams carry many people.” (¶ 1)" in first
    assert "Note: Said twice" in first, "Markdown is read"
    assert "Tags: cost" in first and "Undercut · attacks the step from 1.1 to 1" in first
    assert "Buses are better" in second and "Buses are better" in links and "rebuts" in links


def test_passages_and_notes_can_be_left_out(theme: Theme, world: World) -> None:
    text = " ".join(pages_of(theme, case(world), PrintOptions(content="tree", passages=False, notes=False)))
    assert "It carries many" in text and "Trams carry many" not in text and "Said" not in text


def test_a_very_deep_tree_stays_on_its_pages(theme: Theme) -> None:
    world = World()
    one = world.case(world.article("Words.", "Trams"), "For trams")
    node = None
    for at in range(400):
        node = world.node(one, f"Point number {at} says that trams are good for the town and its people", node)
    sheets = sheets_of(theme, case(world), TREE)
    text = " ".join(pages_of(theme, case(world), TREE))
    assert all(f"Point number {at} says" in text for at in range(400))
    assert inked_margins(pdf_of(sheets), 18) == []


# -- tables


def test_the_clash_table_has_both_sides_and_its_columns_on_each_page(theme: Theme, world: World) -> None:
    (page,) = pages_of(theme, whole(world), CLASH)
    assert "Trams are good" in page and "Build the tram" in page and "Buses are better" in page
    assert "rebuts" in page
    for word in ("For trams", "Link", "For buses", "Answer"):
        assert word in page
    assert "Assessment" not in page, "a column in which nothing stands"


def test_the_table_of_no_pairing_is_refused(theme: Theme, world: World) -> None:
    with pytest.raises(UserError, match="needs a pairing"):
        draft(theme, case(world), CLASH)


def test_words_of_a_narrow_column_are_not_broken(theme: Theme, world: World) -> None:
    for at in range(3):
        world.node(world.project.cases()[0], f"Claim {at}")
    text = " ".join(pages_of(theme, whole(world), PrintOptions(content="clash", paper="A5", size=9)))
    assert "unanswered" in text


# -- maps


def test_each_map_has_a_page(theme: Theme, world: World) -> None:
    first, second = pages_of(theme, whole(world), MAP)
    assert "Build the tram" in first and "Buses are better" in second and "Page 2 of 2" in second


def test_branches_have_maps_of_their_own(theme: Theme, world: World) -> None:
    nodes = [node for node, depth in world.project.walk(world.project.cases()[0].id) if depth == 1]
    other = world.project.children(world.project.cases()[1].id, None)[0]
    snapshot = Snapshot(world.project, branch_ids=(nodes[0].id, other.id))
    first, second = pages_of(theme, snapshot, MAP)
    assert "It carries many" in first and "Build the tram" not in first and "They can move" in second


def test_a_map_over_several_pages(theme: Theme, world: World) -> None:
    pages = pages_of(theme, case(world), PrintOptions(content="map", paper="A5", tiled=True, scale=3))
    assert len(pages) > 1


# -- all of them


def inked_margins(data: bytes, margin: float) -> list[int]:
    """The pages on which something stands in the margin (millimetres)."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            picture = document[number].render(scale=1, grayscale=True)
            wide, high, edge = picture.width, picture.height, int(margin / 25.4 * 72) - 2
            rows = [bytes(picture.buffer)[y * picture.stride :][:wide] for y in range(high)]
            parts = [*rows[:edge], *rows[-edge:], *(row[:edge] + row[-edge:] for row in rows)]
            if min(map(min, parts)) < 200:
                found.append(number)
    return found


@pytest.mark.parametrize("content", ["text", "tree", "clash"])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("points", [7, 14])
def test_nothing_stands_in_the_margins(theme: Theme, content: str, paper: str, points: float) -> None:
    world = World()
    long = "Donaudampfschiffahrtsgesellschaftskapitän says that trams carry many people through the whole town. "
    left = world.case(world.article("\n\n".join(long * 3 for _each in range(12)), "T" * 90), "For trams " * 12)
    right = world.case(world.article(long, "Buses"), "Against them")
    node = None
    for at in range(14):
        node = world.node(left, long, node, list(Kind)[at % 3], tags=("cost" * 20,))
        for start in range(0, 900, 45):
            world.anchor(node, start, start + 40)
    assert node is not None
    world.link(node, world.node(right, long * 20, note="word " * 400))
    world.pairing(left, right, "A motion of many words " * 12)
    options = PrintOptions(content=content, paper=paper, size=points, margin=15)  # type: ignore[arg-type]
    data = pdf_of(sheets_of(theme, whole(world), options))
    assert inked_margins(data, 15) == []


@pytest.mark.parametrize("content", ["text", "tree", "clash", "map"])
def test_the_file_says_what_it_is(theme: Theme, world: World, content: str) -> None:
    data = pdf_of(sheets_of(theme, whole(world), PrintOptions(content=content, paper="Letter")))  # type: ignore[arg-type]
    with pypdfium2.PdfDocument(data) as document:
        about = document.get_metadata_dict()
        sizes = {tuple(sorted(map(round, document.get_page_size(at)))) for at in range(len(document))}
    assert about["Title"] and about["Creator"] == "Counterpoint"
    assert sizes == {(612, 792)}


def test_the_same_project_gives_the_same_pages(theme: Theme, world: World) -> None:
    one, two = (pdf_of(sheets_of(theme, whole(world), TREE)) for _each in range(2))
    dates = [line for line in one.split(b"\n") if b"Date" in line]
    assert [line for line in one.split(b"\n") if line not in dates] == [
        line for line in two.split(b"\n") if b"Date" not in line
    ]


def test_letters_that_a_face_would_join_can_be_found(theme: Theme) -> None:
    world = World()
    one = world.case(world.article("After the first office fifth shuffle of flying offers.", "Trams"), "For trams")
    world.node(one, "A point")
    (page,) = pages_of(theme, case(world), TEXT)
    assert "After the first office fifth shuffle of flying offers." in page


def test_larger_type_takes_more_pages(theme: Theme) -> None:
    world = World()
    world.case(world.article("Many words. " * 3000, "Trams"), "For trams")
    counts = [len(pages_of(theme, case(world), PrintOptions(content="text", size=points))) for points in (8, 10, 14)]
    assert counts == sorted(set(counts))


def test_margins_that_leave_no_room_are_refused(theme: Theme, world: World) -> None:
    with pytest.raises(UserError, match="leave no room"):
        draft(theme, case(world), PrintOptions(content="text", paper="A5", margin=50, size=18))


def test_a_project_without_a_case_has_nothing_to_print(theme: Theme) -> None:
    with pytest.raises(UserError, match="nothing to print"):
        draft(theme, Snapshot(World().project), TEXT)


def test_characters_that_no_face_has_are_told_of(theme: Theme) -> None:
    world = World()
    world.case(world.article("Signs of a script without a face: \U0001e2c0 and no more.", "Trams"), "For trams")
    found = draft(theme, case(world), TEXT)
    assert [loss.key for loss in found.losses] == ["picture.faces"]


def test_cases_and_points_without_words(theme: Theme) -> None:
    world = World()
    one, two = (world.case(world.article("Words.", ""), "") for _each in range(2))
    world.link(world.node(one, ""), world.node(two, ""))
    world.pairing(one, two, "")
    for options in (TEXT, TREE, CLASH, MAP):
        assert pages_of(theme, whole(world), options)
    assert "(no text)" in pages_of(theme, whole(world), TREE)[0]


def test_scripts_of_both_directions(theme: Theme) -> None:
    world = World()
    text = "שלום עולם זה טקסט ארוך. " * 30 + "Trams 日本語の文章です。" * 30 + "👩‍👩‍👧‍👦" * 30
    one = world.case(world.article(text, "Trams"), "For trams")
    node = world.node(one, "A point")
    for at in range(0, 900, 90):
        world.anchor(node, at, at + 200)
    assert len(pages_of(theme, case(world), TEXT)) >= 1
