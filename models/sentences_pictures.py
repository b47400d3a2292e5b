"""The sentences of pictures of a map; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

PICTURE_SENTENCES: dict[str, str | tuple[str, str]] = {
    "picture.choice": N_("{name} {value}: take one of {choices}."),
    "picture.range": N_("{name} {value}: take a number from {low} to {high}."),
    "picture.misplaced": N_("{option} goes with the formats {formats} only."),
    "picture.needs_tiled": N_("{option} goes with --tiled: a single page is fitted to its paper."),
    "picture.no_case": N_("The project has no case yet; there is nothing to draw."),
    "picture.which_case": N_("The project has several cases; name one with --case: {names}."),
    "picture.unknown_case": N_("There is no case {name}; there are: {names}."),
    "picture.alike": N_("Several cases are called {name}; name one by its id: {ids}."),
    "picture.two_cases": N_("A picture holds one case or two."),
    "picture.no_branch": N_("{case} has no node {number}."),
    "picture.one_branch": N_("--branch goes with one case."),
    "picture.empty": N_("{case} has no node yet; there is nothing to draw."),
    "picture.terminal": N_("A picture goes to a file; name it with --output."),
    "picture.too_large": N_(
        "The picture would have {width} × {height} pixels, more than an image can hold. The largest scale that works "
        "is {scale}."
    ),
    "picture.too_large_always": N_(
        "The map is too large for an image at any scale: take SVG or PDF, or fold branches."
    ),
    "picture.too_many_pages": N_("{pages} pages are too many. The largest scale that works on {paper} is {scale}."),
    "picture.too_many_always": N_("The map is too large for pages of {paper}: take a larger paper, or fold branches."),
    "picture.no_room": N_("Margins and overlap leave no room on {paper}: make them smaller."),
    "picture.folded": NN_(
        "{count} node is folded away and not in the picture.", "{count} nodes are folded away and not in the picture."
    ),
    "picture.shortened": NN_(
        "The text of {count} node is cut to fit its card.", "The texts of {count} nodes are cut to fit their cards."
    ),
    "picture.links": NN_(
        "{count} link is not drawn: a map shows it as a number.",
        "{count} links are not drawn: a map shows their number.",
    ),
    "picture.small": N_("The letters are {points} points high on {paper}, too small to read without a glass."),
    "picture.faces": NN_(
        "No installed face has {count} of the characters; it shows as a box: {characters}",
        "No installed face has {count} of the characters; they show as boxes: {characters}",
    ),
    "print.misplaced": N_("{option} goes with --content {contents} only."),
    "print.no_pages": N_("{option} does not go with pages of text, tree or table."),
    "print.only_pdf": N_("--content goes with --format pdf only."),
    "print.no_room": N_("The margins leave no room for type of that size on {paper}: make them smaller."),
    "print.nothing": N_("There is no case yet; there is nothing to print."),
    "print.no_pairing": N_("A clash table needs a pairing of two cases; the project has none."),
    "print.failed": N_("The printer did not take the pages."),
    "print.hidden": NN_(
        "{count} passage of {case} stands in hidden words and is not on the pages.",
        "{count} passages of {case} stand in hidden words and are not on the pages.",
    ),
}
