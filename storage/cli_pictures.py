"""The part of the command `export` that asks for a picture: its flags, and which cases and branch are meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from models.entities import Case
from models.errors import UserError
from models.messages import Message, _
from models.project import Project
from storage.formats.registry import Snapshot, writer
from storage.pictures import NAMES, ORIENTATIONS, PAPERS, SHAPES, PictureOptions, Wanted, misplaced
from storage.printing import PrintOptions

MOST_CASES = 2
HOW = ("shape", "lines", "dark", "transparent", "scale", "paper", "orientation", "margin", "tiled", "overlap")
WHAT = ("case", "branch", "level")


Draw = Callable[[tuple[Project, Wanted] | Snapshot, PictureOptions | PrintOptions], tuple[bytes, list[Message]]]


def add_arguments(export: argparse.ArgumentParser) -> None:
    """The flags of pictures. None stands for what was not given."""
    flags = export.add_argument_group(_("pictures (svg, png, pdf)"))
    flags.add_argument(
        "--case",
        action="append",
        metavar=_("NAME"),
        help=_("only this case; as often as wanted, for pictures up to twice"),
    )
    flags.add_argument("--branch", metavar=_("NUMBER"), help=_("only this node and what is below it, as 1.2"))
    flags.add_argument("--level", type=int, metavar=_("N"), help=_("fold what lies deeper"))
    flags.add_argument("--shape", choices=SHAPES, help=_("which way the tree grows (compact)"))
    flags.add_argument("--lines", type=int, metavar=_("N"), help=_("most lines of text in a card (whole texts)"))
    flags.add_argument("--dark", action="store_true", default=None, help=_("light on dark"))
    flags.add_argument("--plain", action="store_true", default=None, help=_("without names and key below the map"))
    flags.add_argument("--transparent", action="store_true", default=None, help=_("svg, png: without a ground"))
    flags.add_argument("--scale", type=float, metavar=_("X"), help=_("png, tiled pdf: 2 is twice the size (1)"))
    flags.add_argument("--paper", type=_paper, choices=list(PAPERS), help=_("pdf: the pages (A4)"))
    flags.add_argument("--orientation", choices=ORIENTATIONS, help=_("pdf: which way round (auto)"))
    flags.add_argument("--margin", type=float, metavar=_("MM"), help=_("pdf: room at the pages' edges (10)"))
    flags.add_argument("--tiled", action="store_true", default=None, help=_("pdf: over several pages, with marks"))
    flags.add_argument("--overlap", type=float, metavar=_("MM"), help=_("tiled pdf: what pages share (10)"))


def _paper(word: str) -> str:
    """The paper's own spelling."""
    return next((name for name in PAPERS if name.casefold() == word.casefold()), word)


def options_of(given: argparse.Namespace) -> PictureOptions | None:
    """The options of a picture, or None for another format. Raises UserError for what does not go together."""
    named = [name for name in (*HOW, *WHAT, "plain") if getattr(given, name) is not None]
    if given.format not in NAMES:
        foreign = [name for name in named if name not in ("case", "branch", *_options(given.format))]
        if foreign:
            raise UserError("picture.misplaced", option=f"--{foreign[0]}", formats=", ".join(NAMES))
        return None
    wrong = misplaced(given.format, named, bool(given.tiled))
    if wrong is not None:
        raise wrong
    if given.level is not None and given.level < 1:
        raise UserError("picture.range", name="--level", value=str(given.level), low="1", high="99")
    shown = not given.plain
    values = {name: getattr(given, name) for name in HOW if name in named}
    return PictureOptions(format=given.format, caption=shown, key=shown, **values).checked()


def _options(name: str) -> list[str]:
    """The options of another format that share their flags with pictures."""
    found = writer(name)
    return [option.name for option in found.options] if found is not None else []


def wanted_of(project: Project, given: argparse.Namespace) -> Wanted:
    """What is to be drawn. Raises UserError where the project has no such case or node."""
    cases = cases_of(project, given.case or [])
    if len(cases) > MOST_CASES:
        raise UserError("picture.two_cases")
    top = None
    if given.branch is not None:
        if len(cases) != 1:
            raise UserError("picture.one_branch")
        top = node_at(project, cases[0], given.branch)
    folded: set[str] = set()
    if given.level is not None:
        for case in cases:
            start = 0 if top is None else 1
            folded |= {node.id for node, depth in project.walk(case.id, top) if depth + start + 1 >= given.level}
        if top is not None and given.level == 1:
            folded.add(top)
    return Wanted(tuple(case.id for case in cases), frozenset(folded), top)


def cases_of(project: Project, names: list[str]) -> list[Case]:
    """The cases of those names; the only one where none is named. Raises UserError that lists what there is."""
    known = project.cases()
    if not known:
        raise UserError("picture.no_case")
    if not names:
        if len(known) > 1:
            raise UserError("picture.which_case", names=_listed(known))
        return known
    return [_case(known, name) for name in names]


def _case(known: list[Case], name: str) -> Case:
    """A case by its id or its name, in any case of letters."""
    word = name.strip().casefold()
    found = [case for case in known if case.id == name.strip()] or [c for c in known if c.name.casefold() == word]
    if not found:
        raise UserError("picture.unknown_case", name=f"“{name}”", names=_listed(known))
    if len(found) > 1:
        raise UserError("picture.alike", name=f"“{name}”", ids=", ".join(case.id for case in found))
    return found[0]


def _listed(cases: list[Case]) -> str:
    return ", ".join(f"“{case.name}”" for case in cases)


def node_at(project: Project, case: Case, number: str) -> str:
    """The id of the node that the Markdown export numbers so: 1.2 is the second below the first root."""
    node_id: str | None = None
    for part in number.strip().rstrip(".").split("."):
        children = project.children(case.id, node_id)
        if not part.isdecimal() or not 1 <= int(part) <= len(children):
            raise UserError("picture.no_branch", case=f"“{case.name}”", number=number)
        node_id = children[int(part) - 1].id
    assert node_id is not None
    return node_id


def refuse_terminal(given: argparse.Namespace) -> None:
    """Raises UserError where the bytes of a picture would be poured into a terminal."""
    if given.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UserError("picture.terminal")
