"""The arithmetic of pages: everything is covered, neighbours share the overlap, nothing is wasted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from storage.pictures import PAPERS, PictureOptions
from ui.pictures.pages import LARGEST_FIT, MILLIMETRE, MOST_PAGES, Plan, letters, plan, with_whole_cards, without_blank

SIZES = st.tuples(st.floats(50, 20_000), st.floats(50, 20_000))


def options(**more: object) -> PictureOptions:
    return PictureOptions(format="pdf", **more).checked()  # type: ignore[arg-type]


@given(SIZES, st.sampled_from(sorted(PAPERS)), st.sampled_from(["auto", "portrait", "landscape"]), st.floats(5, 50))
def test_one_page_holds_all_of_it_in_its_middle(
    size: tuple[float, float], paper: str, orientation: str, margin: float
) -> None:
    made = plan(size, options(paper=paper, orientation=orientation, margin=margin))
    assert made.count == 1
    (page,) = made.pages()
    left, top, width, height = page.area
    assert left <= 1e-6 and top <= 1e-6
    assert left + width >= size[0] - 1e-6 and top + height >= size[1] - 1e-6
    assert left + width / 2 == pytest.approx(size[0] / 2) and top + height / 2 == pytest.approx(size[1] / 2)
    assert made.scale <= LARGEST_FIT
    touches = width == pytest.approx(size[0]) or height == pytest.approx(size[1])
    assert touches or made.scale == LARGEST_FIT
    if orientation != "auto":
        assert made.is_landscape == (orientation == "landscape")


@given(SIZES, st.sampled_from(sorted(PAPERS)), st.floats(0.1, 3), st.floats(5, 30), st.floats(0, 40))
def test_tiles_cover_all_and_share_what_overlaps(
    size: tuple[float, float], paper: str, scale: float, margin: float, overlap: float
) -> None:
    try:
        made = plan(size, options(paper=paper, tiled=True, scale=scale, margin=margin, overlap=overlap))
    except UserError as error:
        assert error.message.key in ("picture.too_many_pages", "picture.no_room")
        return
    pages = list(made.pages())
    assert len(pages) == made.count <= MOST_PAGES
    assert len({page.label for page in pages}) == len(pages)
    first, last = pages[0].area, pages[-1].area
    assert first[0] <= 1e-6 and first[1] <= 1e-6
    assert last[0] + last[2] >= size[0] - 1e-3 and last[1] + last[3] >= size[1] - 1e-3
    shared = overlap * MILLIMETRE / scale
    for one, two in pairwise(pages):
        if one.row == two.row:
            assert one.area[0] + one.area[2] - two.area[0] == pytest.approx(shared, abs=1e-6)
    across, down = made.cuts()
    assert (len(across), len(down)) == (made.columns - 1, made.rows - 1)
    for number, x in enumerate(across):
        left, right = pages[number].area, pages[number + 1].area
        assert right[0] - 1e-6 <= x <= left[0] + left[2] + 1e-6
        assert x - right[0] == pytest.approx(left[0] + left[2] - x, abs=1e-6)
    for count, extent, step in ((made.columns, size[0], made.step[0]), (made.rows, size[1], made.step[1])):
        if count > 1:  # one page fewer would not do
            assert (count - 1) * step + shared < extent + 1e-3


def test_a_page_has_its_true_size() -> None:
    made = plan((2000, 1000), options(tiled=True, scale=1, margin=10, overlap=0, orientation="portrait"))
    assert (made.columns, made.rows) == (3, 1)  # 190 mm are 718 units
    assert next(made.pages()).area[2] == pytest.approx(190 * 96 / 25.4)
    assert (made.width, made.height) == (210, 297)


def test_the_better_way_round_is_taken() -> None:
    assert plan((2000, 500), options()).is_landscape
    assert not plan((500, 2000), options()).is_landscape
    wide = plan((2000, 700), options(tiled=True))
    assert wide.is_landscape and wide.count == 2


def test_rows_have_letters_and_columns_numbers() -> None:
    made = plan((1500, 1500), options(tiled=True, paper="A5"))
    labels = [page.label for page in made.pages()]
    assert labels[0] == "A1" and labels[made.columns] == "B1" and labels[1] == "A2"
    assert [letters(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]


def test_too_many_pages_are_refused_with_a_scale_that_works() -> None:
    size = 60_000.0, 20_000.0
    with pytest.raises(UserError) as caught:
        plan(size, options(tiled=True, scale=2))
    arguments = caught.value.message.arguments
    assert caught.value.message.key == "picture.too_many_pages"
    works = float(arguments["scale"])
    assert plan(size, options(tiled=True, scale=works)).count <= MOST_PAGES
    with pytest.raises(UserError):
        plan(size, options(tiled=True, scale=works + 0.01))
    with pytest.raises(UserError) as caught:
        plan((9e6, 9e6), options(tiled=True))
    assert str(caught.value) == "The map is too large for pages of A4: take a larger paper, or fold branches."


def test_no_room_is_a_sentence() -> None:
    with pytest.raises(UserError) as caught:
        plan((100, 100), options(paper="A5", margin=50, tiled=True, overlap=40))
    assert str(caught.value) == "Margins and overlap leave no room on A5: make them smaller."


def test_pages_with_nothing_on_them_are_left_out() -> None:
    whole = plan((2000, 2000), options(tiled=True, overlap=20))
    asked: list[tuple[float, float, float, float]] = []

    def holds(left: float, top: float, right: float, bottom: float) -> bool:
        asked.append((left, top, right, bottom))
        return left <= 10 or top <= 10

    made = without_blank(whole, holds)
    assert made.count == made.rows + made.columns - 1
    assert [page.label for page in made.pages()] == [
        page.label for page in whole.pages() if page.row == 0 or page.column == 0
    ]
    assert len(asked) == whole.count  # what is asked for touches, and does not overlap
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in asked)
    ends = [max(box[side] for box in asked) - min(box[side - 2] for box in asked) for side in (2, 3)]
    assert area == pytest.approx(ends[0] * ends[1])


SPANS = st.lists(
    st.tuples(st.floats(0, 3000), st.floats(10, 300)).map(lambda each: (each[0], each[0] + each[1])), max_size=30
)


@given(SPANS, SPANS, st.floats(0.4, 1.5), st.floats(0, 30))
def test_cuts_move_beside_the_cards_and_all_stays_covered(
    across: list[tuple[float, float]], down: list[tuple[float, float]], scale: float, overlap: float
) -> None:
    size = 3300.0, 3300.0
    before = plan(size, options(tiled=True, scale=scale, overlap=overlap))
    after = with_whole_cards(before, size, (across, down))
    pages = list(after.pages())
    first, last = pages[0].area, pages[-1].area
    assert first[0] <= 1e-6 and first[1] <= 1e-6
    assert last[0] + last[2] >= size[0] - 1e-3 and last[1] + last[3] >= size[1] - 1e-3

    def cut(made: Plan) -> list[int]:
        return [
            sum(low < x < high for x in cuts for low, high in spans)
            for cuts, spans in zip(made.cuts(), (across, down), strict=True)
        ]

    wide = [(low, high) for low, high in (*across, *down) if high - low < min(before.step)]
    if len(wide) == len(across) + len(down):  # none is cut twice
        assert all(now <= then for now, then in zip(cut(after), cut(before), strict=True))


def test_a_cut_in_the_middle_of_a_column_moves_out_of_it() -> None:
    size = 1300.0, 400.0
    how = options(tiled=True, paper="A4", orientation="portrait", overlap=0)
    before = plan(size, how)
    ((cut,), _down) = before.cuts()
    after = with_whole_cards(before, size, ([(cut - 40, cut + 60)], []))
    ((moved,), _down) = after.cuts()
    assert moved <= cut - 40 or moved >= cut + 60
    assert with_whole_cards(before, size, ([], [])) == before
