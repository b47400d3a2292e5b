"""Replacing words: the texts after it are those that replacing by hand would give, and one undo brings all back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.searching.replacing import replacements

TEXTS = st.lists(st.text("ab cä.ß*(", min_size=1, max_size=12).map(lambda t: " ".join(t.split()) or "a"), max_size=5)


@given(TEXTS, st.text("abcä.*(", min_size=1, max_size=3), st.text("xy\\1 ", max_size=3))
def test_as_replacing_by_hand(texts: list[str], old: str, new: str) -> None:
    nodes = [(str(at), text) for at, text in enumerate(texts)]
    found = {each.node_id: each.after for each in replacements(nodes, old, new, match_case=True)}
    for node, text in nodes:
        by_hand = " ".join(text.replace(old, new).split())
        assert found.get(node, text) == (by_hand if old in text else text)


def test_case_and_whole_words() -> None:
    nodes = [("a", "The Lamp and the lamps"), ("b", "STRASSE und Straße"), ("c", "nothing")]
    assert [each.after for each in replacements(nodes, "lamp", "torch")] == ["The Torch and the torchs"]
    assert [each.after for each in replacements(nodes, "lamp", "torch", whole_words=True)] == [
        "The Torch and the lamps"
    ]
    assert replacements(nodes, "lamp", "torch", whole_words=True, match_case=True) == []
    assert [each.after for each in replacements(nodes, "strasse", "Weg")] == ["Weg und Weg"]
    assert replacements(nodes, "  ", "x") == [] and replacements(nodes, "lamp", "lamp", match_case=True) == []
