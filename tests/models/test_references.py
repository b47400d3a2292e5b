"""What is known about articles changes in one edit, by hand or from references, and every citekey is its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.authoring import library
from models.authoring.references import about_of, change_about, citekeys, merged, take_references
from models.bibliography.matching import By, match, same_url
from models.errors import UserError
from models.importing.about import About
from models.texts import plain_layout
from tests.factories import World

ADA = About("The Price of Waiting", authors=("Ada Lovelace",), date="1843-09", publication="Slow Things")


@pytest.fixture
def world() -> World:
    world = World()
    world.article("one", "The Price of Waiting", authors=("Ada Lovelace",), date="1843", citekey="lovelace1843")
    world.article("two", "On Bridges", doi="10.1000/b", url="https://www.bridges.example/on?utm_source=x#top")
    return world


def ids(world: World) -> list[str]:
    return [article.id for article in world.project.articles()]


def test_all_that_is_known_changes_in_one_step_and_back(world: World) -> None:
    article = world.project.articles()[1]
    wanted = replace(ADA, citekey="bridges", csl={"volume": "3"})
    edit = change_about(world.project, article.id, wanted)
    world.project.apply(edit.changes)
    assert about_of(world.project.article(article.id)) == wanted
    assert str(edit.label) == "Change the details of “The Price of Waiting”"
    world.project.apply(edit.inverted().changes)
    assert world.project.article(article.id) == article


@pytest.mark.parametrize(
    ("about", "key"),
    [
        (replace(ADA, title="  "), "about.title_needed"),
        (replace(ADA, date="1843-13"), "about.date"),
        (replace(ADA, citekey="two words"), "citekey.characters"),
        (replace(ADA, citekey="Lovelace1843"), "citekey.taken"),
    ],
)
def test_what_cannot_be_kept_is_refused(world: World, about: About, key: str) -> None:
    with pytest.raises(UserError) as refused:
        change_about(world.project, ids(world)[1], about)
    assert refused.value.message.key == key


def test_an_article_that_comes_in_gets_a_key_of_its_own(world: World) -> None:
    source = library.Source(
        "The Price", b"x", "x", "x", plain_layout("x"), {"authors": ("Ada Lovelace",), "date": "1843"}
    )
    for wanted in ("lovelace1843price", "lovelace1843price-a"):
        edit, _case = library.import_article(world.project, source)
        world.project.apply(edit.changes)
        assert wanted in citekeys(world.project)


def test_references_find_their_articles_by_doi_address_and_title(world: World) -> None:
    one, two = ids(world)
    articles = {article.id: about_of(article) for article in world.project.articles()}
    references = [
        About("Anything", doi="10.1000/B"),
        About("Anything", url="http://bridges.example/on/"),
        About("The price of waiting"),
        About("The Price of Wating: and more"),
        About("A different thing"),
        About("On bridges", doi="10.1000/other"),
    ]
    found = match(references, articles)
    assert [(each.articles, each.by) for each in found[:3]] == [((two,), By.DOI), ((two,), By.URL), ((one,), By.TITLE)]
    assert [each.articles for each in found[3:]] == [(), (), ()]


def test_articles_of_one_title_are_told_apart_or_left_to_the_reader(world: World) -> None:
    other = world.article("three", "The Price of Waiting", authors=("Charles Babbage",), date="1850")
    articles = {article.id: about_of(article) for article in world.project.articles()}
    first = ids(world)[0]
    title = "The Price of Waiting"
    found = match([About(title, date="1850-01"), About(title, authors=("Ada Lovelace",)), About(title)], articles)
    assert [each.articles for each in found] == [(other.id,), (first,), (first, other.id)]


def test_addresses_that_name_one_page_are_the_same() -> None:
    same = {same_url(u) for u in ("https://www.a.example/b/?utm_medium=x&q=1", "http://a.example/b?q=1#c")}
    assert same == {"a.example/b?q=1"}
    assert same_url("no address") == "" and same_url("http://[") == ""


def test_references_fill_in_what_is_missing_or_take_over(world: World) -> None:
    one, two = ids(world)
    reference = About(
        "The price of waiting", authors=("A. Lovelace",), date="1843-09", doi="10.1000/p", csl={"volume": "3"}
    )
    known = about_of(world.project.article(one))
    filled = merged(known, reference)
    assert (filled.title, filled.authors, filled.date) == ("The Price of Waiting", ("Ada Lovelace",), "1843")
    assert (filled.doi, filled.csl) == ("10.1000/p", {"volume": "3"})
    taken = merged(known, reference, take_all=True)
    assert (taken.authors, taken.date, taken.citekey) == (("A. Lovelace",), "1843-09", "lovelace1843")
    edit = take_references(world.project, {one: taken, two: replace(filled, citekey="lovelace1843")})
    world.project.apply(edit.changes)
    assert str(edit.label) == "Take the references of 2 articles"
    assert len(citekeys(world.project)) == 2 and "lovelace1843" in citekeys(world.project)
