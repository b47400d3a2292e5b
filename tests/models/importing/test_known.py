"""An article that comes in again is known by its bytes, its DOI or its address."""

from __future__ import annotations

import pytest

from models.entities import Article
from models.importing.about import About
from models.importing.known import already_there
from models.project import Project

THERE = Article("a", "On tea", "digest", "t", "t", "l", doi="10.1000/Tea", url="https://www.tea.example/cup/#top")
BLANK = Article("b", "On rain", "other", "t", "t", "l")


@pytest.mark.parametrize(
    ("about", "digest"),
    [
        (About(), "digest"),
        (About(doi="10.1000/tEA"), ""),
        (About(url="http://tea.example/cup"), ""),
    ],
)
def test_it_is_known(about: About, digest: str) -> None:
    assert already_there(Project({"article": {"b": BLANK, "a": THERE}}), about, digest) == THERE


@pytest.mark.parametrize("about", [About(), About(doi="10.1000/rain"), About(url="https://tea.example/pot")])
def test_what_says_nothing_or_another_thing_is_new(about: About) -> None:
    assert already_there(Project({"article": {"b": BLANK, "a": THERE}}), about, "new") is None
