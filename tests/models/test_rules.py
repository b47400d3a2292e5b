"""The one table of what may stand under what, written out here as DESIGN.md has it."""

from __future__ import annotations

import pytest

from models.entities import Kind
from models.errors import UserError
from models.rules import check_child, may_hold

C, E, R = Kind.CLAIM, Kind.EVIDENCE, Kind.REBUTTAL
ALLOWED = {None: {C}, C: {C, E, R}, R: {C, E, R}, E: {E, R}}
PAIRS = [(parent, child) for parent in ALLOWED for child in Kind]


@pytest.mark.parametrize(("parent", "child"), PAIRS)
def test_the_table(parent: Kind | None, child: Kind) -> None:
    assert may_hold(parent, child) is (child in ALLOWED[parent])


@pytest.mark.parametrize(("parent", "child"), PAIRS)
def test_what_the_table_forbids_has_a_sentence(parent: Kind | None, child: Kind) -> None:
    if child in ALLOWED[parent]:
        check_child(parent, child)
        return
    with pytest.raises(UserError) as refused:
        check_child(parent, child)
    sentences = {
        None: f"A case starts with a claim: {child} needs a node to stand under. Select one first.",
        E: "Evidence may hold evidence and rebuttals, but no claim.",
    }
    assert str(refused.value) == sentences[parent]
