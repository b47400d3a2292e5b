"""Where a node stands, in words."""

from __future__ import annotations

import pytest

from models.places import kind_and_bearing, tree_place
from tests.factories import World


@pytest.mark.parametrize(
    ("name", "sentence", "phrase"),
    [
        ("top", "At the top of the tree, 1 of 1", "claim"),
        ("alone", "Supports “top”, 1 of 7", "claim for “top”"),
        ("one", "Supports “top” together with “two”, 2 of 7", "evidence for “top” together with “two”"),
        ("two", "Supports “top” together with “one”, 3 of 7, unstated", "evidence for “top” together with “one”"),
        ("b", "Supports “top” together with 2 others, 5 of 7", "evidence for “top” together with 2 others"),
        ("against", "Rebuts “top”, 7 of 7", "rebuttal of “top”"),
        ("not alone", "Undercuts the step from “alone” to “top”, 1 of 1", None),
        ("not two", "Undercuts the step from “two” and “one” to “top”, 1 of 1", None),
        ("not c", "Undercuts the step from “c” and 2 others to “top”, 1 of 2, unstated", None),
        ("not so", "Undercuts the step from “not c” to “c”, 1 of 1", None),
    ],
)
def test_the_place_of_a_node(name: str, sentence: str, phrase: str | None) -> None:
    world = World()
    case = world.case(world.article("Words."))
    top = world.node(case, "top")
    made = {"top": top, "alone": world.node(case, "alone", top)}
    for text, group in (("one", "g"), ("two", "g"), ("a", "h"), ("b", "h"), ("c", "h")):
        made[text] = world.node(case, text, top, "evidence", premise_group=group, implicit=text == "two")
    made["against"] = world.node(case, "against", top, "rebuttal")
    for text in ("alone", "two", "c"):
        node = world.node(case, f"not {text}", made[text], "rebuttal", inference=True, implicit=text == "c")
        made[node.text] = node
    world.node(case, "plainly", made["c"], "rebuttal")
    made["not so"] = world.node(case, "not so", made["not c"], "rebuttal", inference=True)
    assert tree_place(world.project, made[name].id) == sentence
    undercut = f"rebuttal. {sentence.partition(', 1 of')[0]}"
    assert kind_and_bearing(world.project, made[name].id) == (phrase or undercut)
