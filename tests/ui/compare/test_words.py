"""Every relation has words from both of its ends."""

from models.entities import MUTUAL, Kind, LinkKind
from ui.compare.words import kind_name, relation, status_name


def test_every_kind_of_link_has_words_both_ways() -> None:
    for kind in LinkKind:
        same = relation(kind, True) == relation(kind, False)
        assert same == (kind in MUTUAL)


def test_passive_words() -> None:
    assert relation("rebuts") == "rebuts"
    assert relation("rebuts", outgoing=False) == "rebutted by"
    assert relation("undercuts", outgoing=False) == "undercut by"


def test_kinds_and_statuses_have_names() -> None:
    assert [kind_name(kind) for kind in Kind] == ["Claim", "Evidence", "Rebuttal"]
    assert status_name("partly") == "partly answered"
    assert status_name("") == ""
