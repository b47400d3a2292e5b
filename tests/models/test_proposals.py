"""Likely partners: the same words, the rarer the more; nothing else, and always the same after any edits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring.dismissals import dismiss, take_back
from models.authoring.nodes import change_text
from models.candidates import dismissed, follow, gather, joined
from models.edits import Edit, changed, made
from models.entities import Case, Kind, LinkKind, Node, Pairing
from models.errors import UserError
from models.messages import message
from models.project import Project
from models.proposals import Likeness
from models.stems import all_stems, stems
from tests.factories import World


def paired(
    left: list[str], right: list[str], language: str = "en", text: str = "Some words."
) -> tuple[World, Pairing, list[Node], list[Node]]:
    """A pairing of two cases whose claims say these things."""
    world = World()
    one, two = (world.case(world.article(text, name, language=language), name) for name in ("Left", "Right"))
    nodes = [[world.node(case, words) for words in side] for case, side in ((one, left), (two, right))]
    return world, world.pairing(one, two), nodes[0], nodes[1]


def words(text: str, language: str = "en") -> list[str]:
    return [stem for stem, _start, _end in stems(text, language)]


# -- words and their stems


def test_small_words_letters_and_digits_say_nothing() -> None:
    assert words("The banks aren’t where they were: a 7 b") == ["bank"]
    assert words("21 percent, 3.5 or 1,000") == ["21", "percent", "3.5", "1,000"]
    assert words("for us") == [] and words("the US") == ["us"]


def test_forms_of_a_word_are_one_in_the_language_of_the_article() -> None:
    assert len(set(words("sanction sanctions sanctioned Sanctions’ sanction’s"))) == 1
    assert len(set(words("Zölle Zoll Zölle", "de-AT"))) == 1
    assert words("cafe\u0301", "fr") == words("café", "fr")
    assert words("l’économie d'abord", "fr")[0] == "econom"


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert words("tlhIngan Hol", "tlh") == ["tlhingan", "hol"]


def test_scripts_without_spaces_are_read_in_pairs() -> None:
    assert words("経済制裁", "ja") == ["経済", "済制", "制裁"]
    assert set(words("制裁は", "ja")) & set(words("経済制裁", "ja")) == {"制裁"}
    assert words("税", "zh") == ["税"]
    assert words("GDPが減少", "ja") == ["gdp", "が減", "減少"]


@given(st.text(), st.sampled_from(["en", "de", "fr", "ja", "ru", "ar", "hi", "", "xx", "pt-BR"]))
def test_places_are_of_the_text_and_the_quick_way_finds_the_same(text: str, language: str) -> None:
    found = list(stems(text, language))
    assert all(0 <= start < end <= len(text) and stem for stem, start, end in found)
    assert [place[1:] for place in found] == sorted(place[1:] for place in found)
    assert all_stems(text, language) == [stem for stem, _start, _end in found]


# -- the measure


def test_what_shares_an_uncommon_word_comes_first() -> None:
    world, pairing, (asked,), others = paired(
        ["Frozen collateral backs the loan"],
        [
            "The loan costs money",
            "Collateral was pledged",
            "Trams run late",
            "A loan frees many",
            "No loan without trust",
        ],
    )
    found = Likeness(world.project, pairing).partners(asked.id, 3)
    assert found[0].other_id == others[1].id
    assert found[0].shared == ("Collateral",)
    assert others[2].id not in [each.other_id for each in found]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_the_same_words_are_wholly_alike_and_none_not_at_all() -> None:
    world, pairing, (left, other), (right,) = paired(
        ["Tariffs hurt farmers", "Trams run late"], ["Farmers are hurt by tariffs"]
    )
    likeness = Likeness(world.project, pairing)
    assert likeness.score(left.id, right.id) == pytest.approx(1)
    assert likeness.score(other.id, right.id) == 0
    assert likeness.partners(other.id, 5) == []
    assert likeness.score(left.id, other.id) == 0  # of one case


def test_words_of_notes_and_passages_count_but_less() -> None:
    world, pairing, (left,), _right = paired(
        ["Harbours silt up"], [], text="Dredging keeps the harbour open for ships."
    )
    case = world.project.case(pairing.right_case_id)
    said = world.node(case, "A harbour needs money")
    noted = world.node(case, "A thing needs money", note="The harbour")
    quoting = world.node(case, "One thing needs money", quotes=["harbour"])
    likeness = Likeness(world.project, pairing)
    score = {node.id: likeness.score(left.id, node.id) for node in (said, noted, quoting)}
    assert score[said.id] > score[noted.id] > 0 and score[quoting.id] > 0
    assert likeness.shared(left.id, quoting.id) == ("harbour",)
    assert likeness.marks(left.id, quoting.id) == ()
    assert [said.text[a:b] for a, b in likeness.marks(left.id, said.id)] == ["harbour"]


def test_what_stands_above_a_point_is_not_read() -> None:
    world, pairing, (left,), (above,) = paired(["Glaciers melt"], ["Glaciers are ice"])
    below = world.node(world.project.case(pairing.right_case_id), "It has been measured", above, Kind.EVIDENCE)
    assert [p.other_id for p in Likeness(world.project, pairing).partners(left.id, 9)] == [above.id]
    assert below.id not in [p.other_id for p in Likeness(world.project, pairing).partners(left.id, 9)]


def test_linked_and_dismissed_pairs_and_what_a_filter_hides_are_left_out() -> None:
    world, pairing, (asked,), others = paired(["Frozen collateral"], [f"Collateral {n} is frozen" for n in "abcd"])
    world.link(others[0], asked, LinkKind.REBUTS)
    world.project.apply(dismiss(world.project, others[1].id, asked.id, "Ann").changes)
    likeness = Likeness(world.project, pairing)
    both = {others[2].id, others[3].id}
    assert {each.other_id for each in likeness.partners(asked.id, 9)} == both
    assert {each.other_id for each in likeness.best(9)} == both
    kept = {asked.id, others[3].id}
    assert [each.other_id for each in likeness.partners(asked.id, 9, kept)] == [others[3].id]
    assert [each.other_id for each in likeness.best(9, kept)] == [others[3].id]
    assert likeness.best(9, {others[3].id}) == []


def test_an_answer_joins_a_point_with_the_one_whose_challenge_it_meets() -> None:
    world, _pairing, (left,), (right,) = paired(["Frozen collateral"], ["Collateral thaws"])
    challenge = world.link(right, left, LinkKind.REBUTS)
    answer = world.node(world.project.case(left.case_id), "It stays cold")
    world.link(answer, challenge, LinkKind.ANSWERS)
    assert joined(world.project) == {frozenset((left.id, right.id)), frozenset((answer.id, right.id))}


def test_the_best_pairs_are_the_best_of_all_partners() -> None:
    world, pairing, left, _right = paired(
        ["Ports need dredging", "Rails rust", "Ships carry grain"],
        ["Dredging is dear", "Grain ships sink", "Rust never sleeps", "Ports silt up"],
    )
    likeness = Likeness(world.project, pairing)
    every = [each for node in left for each in likeness.partners(node.id, 99)]
    every.sort(key=lambda each: (each.score, each.node_id, each.other_id), reverse=True)
    found = likeness.best(99)
    assert [(each.node_id, each.other_id) for each in found] == [(each.node_id, each.other_id) for each in every]
    assert likeness.best(2) == found[:2]


def test_the_account_tells_the_words_and_which_weighs_most() -> None:
    world, pairing, (left,), (right, _other) = paired(
        ["Frozen collateral backs the loan"], ["The loan wants collateral", "A loan"]
    )
    told = Likeness(world.project, pairing).account(left.id, right.id)
    assert told is not None
    assert (told.common, told.words, told.weightiest, told.holders, told.points) == (2, 2, "collateral", 2, 3)


def test_pairs_of_characters_are_shown_as_the_stretch_they_make_up() -> None:
    world, pairing, (left,), (right,) = paired(["経済制裁は効く"], ["経済制裁は高い"], "ja")
    likeness = Likeness(world.project, pairing)
    assert likeness.partners(left.id, 1)[0].shared == ("経済制裁は",)
    assert likeness.marks(left.id, right.id) == ((0, 5),)


def test_empty_and_very_long_texts() -> None:
    long = "harbour " + "x" * 5000 + " " + " ".join(f"word{n}" for n in range(900))
    world, pairing, (empty, left), (nothing, right) = paired(["", "Harbour"], ["…", long])
    likeness = Likeness(world.project, pairing)
    assert likeness.partners(empty.id, 5) == []
    assert [each.other_id for each in likeness.partners(left.id, 5)] in ([], [right.id])
    assert likeness.score(left.id, right.id) > 0 and likeness.score(left.id, nothing.id) == 0


# -- keeping up


SOME = ["port", "ship", "grain", "rail", "rust", "sanctions", "bank", "loan", "the"]
WORDS = st.lists(st.sampled_from(SOME), max_size=5).map(" ".join)


@given(st.data())
def test_an_index_that_was_kept_up_is_like_one_made_anew(data: st.DataObject) -> None:
    sides = st.lists(WORDS, min_size=1, max_size=5)
    world, pairing, left, right = paired(data.draw(sides), data.draw(sides), text=" ".join(SOME))
    project, nodes = world.project, [*left, *right]
    likeness = Likeness(project, pairing)
    edits: list[Edit] = []
    for _step in range(data.draw(st.integers(1, 4))):
        match data.draw(st.sampled_from(["word", "add", "drop", "mark"])):
            case "word":
                node = data.draw(st.sampled_from(nodes))
                words = data.draw(WORDS) or "grain"
                if project.is_visible(node.id):
                    edits.append(change_text(project, node.id, words))
                    project.apply(edits[-1].changes)
            case "add":
                case = project.case(data.draw(st.sampled_from([pairing.left_case_id, pairing.right_case_id])))
                above = data.draw(st.sampled_from([None, *(node for node in nodes if node.case_id == case.id)]))
                nodes.append(world.node(case, data.draw(WORDS), above))
                edits.append(Edit(message("edit.sample"), (made(nodes[-1]),)))
            case "mark":
                start = data.draw(st.integers(0, 20))
                anchor = world.anchor(data.draw(st.sampled_from(nodes)), start, start + 9)
                edits.append(Edit(message("edit.sample"), (made(anchor),)))
            case "drop":
                edits.append(_bin(project, data.draw(st.sampled_from(nodes))))
        if data.draw(st.booleans()):
            likeness.update(follow(project, pairing, likeness.gathered, edits))
            edits.clear()
    likeness.update(follow(project, pairing, likeness.gathered, edits))
    assert likeness.gathered == gather(project, pairing)
    fresh = Likeness(project, pairing)
    for node in nodes:
        for other in nodes:
            assert likeness.score(node.id, other.id) == pytest.approx(fresh.score(node.id, other.id))
            assert likeness.score(node.id, other.id) == pytest.approx(likeness.score(other.id, node.id))
            assert 0 <= likeness.score(node.id, other.id) <= 1


def test_a_branch_goes_with_its_top_and_comes_back_with_it() -> None:
    world, pairing, (left,), (top,) = paired(["Ports silt up"], ["Trams"])
    below = world.node(world.project.case(pairing.right_case_id), "Ports are deep", top)
    likeness = Likeness(world.project, pairing)
    for partners in ([], [below.id]):
        edit = _bin(world.project, top)
        likeness.update(follow(world.project, pairing, likeness.gathered, [edit]))
        assert [each.other_id for each in likeness.partners(left.id, 3)] == partners


def test_a_branch_that_is_moved_to_another_case_goes_along() -> None:
    world, pairing, (left,), (top,) = paired(["Ports silt up"], ["Port"])
    third = world.case(world.article("More."), "Third")
    likeness = Likeness(world.project, pairing)
    edit = Edit(message("edit.move_node"), tuple(changed(top, replace(top, case_id=third.id))))
    world.project.apply(edit.changes)
    likeness.update(follow(world.project, pairing, likeness.gathered, [edit]))
    assert likeness.partners(left.id, 3) == []


def test_another_language_of_an_article_reads_everything_anew() -> None:
    world, pairing, (left,), (right,) = paired(["Zölle"], ["Zoll"], "en")
    likeness = Likeness(world.project, pairing)
    assert likeness.partners(left.id, 3) == []
    for case_id in (pairing.left_case_id, pairing.right_case_id):
        article = world.project.article(world.project.case(case_id).article_id)
        edit = Edit(message("edit.sample"), tuple(changed(article, replace(article, language="de"))))
        world.project.apply(edit.changes)
        likeness.update(follow(world.project, pairing, likeness.gathered, [edit]))
    assert [each.other_id for each in likeness.partners(left.id, 3)] == [right.id]


def _bin(project: Project, node: Node) -> Edit:
    """Into the bin, or out of it."""
    now = project.node(node.id)
    binned = replace(now, binned_by="entry" if now.binned_by is None else None)
    edit = Edit(message("edit.delete_node"), tuple(changed(now, binned)))
    project.apply(edit.changes)
    return edit


def test_only_what_changed_is_read_anew() -> None:
    world, pairing, (left, _more), _right = paired(["Ports", "Rails"], ["Ships", "Grain"])
    likeness = Likeness(world.project, pairing)
    assert likeness.update(gather(world.project, pairing, likeness.gathered)) == 0
    world.project.apply(change_text(world.project, left.id, "Grain goes bad").changes)
    assert likeness.update(gather(world.project, pairing, likeness.gathered)) == 1
    assert [each.shared for each in likeness.partners(left.id, 3)] == [("Grain",)]


# -- dismissing


def test_a_dismissal_is_one_row_whichever_way_round_and_comes_back() -> None:
    world, pairing, (left,), (right,) = paired(["Ports"], ["Port"])
    project = world.project
    edit = dismiss(project, left.id, right.id, "Ann")
    assert str(edit.label) == "Say that “Ports” and “Port” are no partners"
    project.apply(edit.changes)
    assert project.is_dismissed(right.id, left.id)
    assert dismiss(project, right.id, left.id).is_empty
    (row,) = dismissed(project, pairing)
    assert (row.node_id, row.other_id, row.author) == (left.id, right.id, "Ann")
    back = take_back(project, right.id, left.id)
    assert str(back.label) == "Let “Port” and “Ports” be proposed again"
    project.apply(back.changes)
    assert not project.is_dismissed(left.id, right.id) and dismissed(project, pairing) == []
    project.apply(back.inverted().changes)
    assert dismissed(project, pairing) == [row]


def test_what_cannot_be_dismissed_or_taken_back_is_said() -> None:
    world, _pairing, (left,), (right,) = paired(["Ports"], ["Port"])
    with pytest.raises(UserError):
        dismiss(world.project, left.id, left.id)
    with pytest.raises(UserError):
        take_back(world.project, left.id, right.id)
    _bin(world.project, right)
    with pytest.raises(UserError):
        dismiss(world.project, left.id, right.id)


def test_a_dismissal_of_another_pairing_or_of_a_node_in_the_bin_is_not_listed() -> None:
    world, pairing, (left,), (right,) = paired(["Ports"], ["Port"])
    third: Case = world.case(world.article("More."), "Third")
    other = world.node(third, "Port")
    world.project.apply(dismiss(world.project, left.id, other.id).changes)
    assert dismissed(world.project, pairing) == []
    world.project.apply(dismiss(world.project, left.id, right.id).changes)
    assert len(dismissed(world.project, pairing)) == 1
    _bin(world.project, right)
    assert dismissed(world.project, pairing) == []
