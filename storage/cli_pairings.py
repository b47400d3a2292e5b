"""The part of the command `export` that says which pairing is meant."""

from __future__ import annotations

import argparse

from models.entities import Pairing
from models.errors import UserError
from models.messages import _, shorten
from models.project import Project
from storage.formats.registry import formats

NONE = "none"


def add_arguments(export: argparse.ArgumentParser) -> None:
    """The flag of pairings. None stands for what was not given."""
    export.add_argument(
        "--pairing",
        metavar=_("WHICH"),
        help=_("its number in the list, or words of its motion or cases; none: all cases"),
    )


def refuse(word: str | None) -> None:
    """Raises UserError where a pairing is named for a format that draws cases."""
    if word is not None:
        names = ", ".join(each.name for each in formats() if each.can_write and each.subject == "map")
        raise UserError("picture.misplaced", option="--pairing", formats=names)


def wanted_of(project: Project, word: str | None) -> str | None:
    """The id of the pairing that a number of the list, or some words, mean; None for every case.

    Nothing given means the only pairing. Raises UserError that lists what there is.
    """
    known = project.pairings()
    if word is None:
        if len(known) > 1:
            raise UserError("pairing.which", pairings=_listed(project, known))
        return known[0].id if known else None
    asked = " ".join(word.split()).casefold()
    if asked == NONE:
        return None
    if not known:
        raise UserError("pairing.none")
    if asked.isdecimal():
        found = known[int(asked) - 1 : int(asked)] if 0 < int(asked) <= len(known) else []
    else:
        found = [each for each in known if asked in _words(project, each).casefold()] if asked else []
    if len(found) == 1:
        return found[0].id
    key = "pairing.several" if found else "pairing.unknown"
    raise UserError(key, word=f"“{word}”", pairings=_listed(project, found or known))


def _words(project: Project, pairing: Pairing) -> str:
    sides = (project.case(pairing.left_case_id).name, project.case(pairing.right_case_id).name)
    return "\n".join(" ".join(text.split()) for text in (pairing.motion, *sides))


def _listed(project: Project, chosen: list[Pairing]) -> str:
    numbers = {pairing.id: at for at, pairing in enumerate(project.pairings(), 1)}
    return "; ".join(f"{numbers[each.id]} “{_title(project, each)}”" for each in chosen)


def _title(project: Project, pairing: Pairing) -> str:
    """The motion, or the two cases where there is none."""
    sides = (project.case(pairing.left_case_id).name, project.case(pairing.right_case_id).name)
    return shorten(pairing.motion, 80) or shorten(_("{left} and {right}").format(left=sides[0], right=sides[1]), 80)
