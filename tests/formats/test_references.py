"""References read and written: RIS, BibTeX and CSL-JSON as others write them, and round trips of our own."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.authoring.references import columns_of
from models.entities import Article
from models.errors import UserError
from models.importing.about import About
from models.project import Project
from storage.formats import bibtex, csl_json, ris
from storage.formats.registry import Snapshot, recognise
from tests.formats.reference_files import ZOTERO_BIBLATEX, ZOTERO_CSL, ZOTERO_RIS

FORMATS = (ris, bibtex, csl_json)
EXPORTS = {ris: ZOTERO_RIS, bibtex: ZOTERO_BIBLATEX, csl_json: ZOTERO_CSL}


def written(module: ModuleType, *abouts: About) -> tuple[bytes, list[str]]:
    """The file of a project with these articles."""
    rows = [Article(f"a{at}", "", "", "", "", "") for at in range(len(abouts))]
    full = {row.id: replace(row, **columns_of(about)) for row, about in zip(rows, abouts, strict=True)}
    data, losses = module.write(Snapshot(Project({"article": full})), {})
    return data, [str(loss) for loss in losses]


@pytest.mark.parametrize("module", FORMATS, ids=lambda m: m.NAME)
@pytest.mark.parametrize("coat", ["utf-8", "utf-8-sig", "crlf"])
def test_what_a_reference_manager_exports(module: ModuleType, coat: str) -> None:
    text = EXPORTS[module].replace("\n", "\r\n") if coat == "crlf" else EXPORTS[module]
    data = text.encode("utf-8" if coat == "crlf" else coat)
    assert recognise(data, "export.txt").name == module.NAME
    first, second = module.parse(data, "x")
    assert first.doi == "10.1000/ABC.1"
    assert (first.date, first.accessed, first.publication) == ("2024-03-05", "2024-04-01", "Journal of Slow Things")
    assert (first.csl["volume"], str(first.csl["issue"]), first.csl["page"]) == ("12", "3", "101-119")
    assert first.authors[0] == "Jan van der Berg" and "Ministry of Waiting" in first.authors
    assert first.url.startswith("https://journal.example/waiting")
    assert first.language.startswith("en") and first.csl["type"] == "article-journal"
    assert second.title.startswith(("Müller", "Bridges")) and second.date in ("2023", "2023-02")


def test_titles_lose_markup_and_keep_letters() -> None:
    assert ris.parse(ZOTERO_RIS.encode(), "x")[0].title == "The price of waiting: A study"
    first, second = bibtex.parse(ZOTERO_BIBLATEX.encode(), "x")
    assert (first.title, first.subtitle) == ("The Price of Élan & more", "A study")
    assert (second.title, second.authors, second.csl["publisher"]) == (
        "Bridges % and other ways",
        ("Jörg Müller",),
        "Die Brücke",
    )


def test_a_broken_entry_is_told_and_the_others_are_read() -> None:
    found = bibtex.parse(ZOTERO_BIBLATEX.encode(), "x")
    assert [str(warning) for warning in found.warnings] == ["The entry in line 16 could not be read and was left out."]


def test_notes_of_ris_are_all_kept() -> None:
    assert ris.parse(ZOTERO_RIS.encode(), "x")[0].csl["note"] == "First note\nSecond note\n77"


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (ris, "TY  - JOUR\nER  - \n"),
        (bibtex, "@article{a, note={x}}"),
        (csl_json, "[]"),
        (csl_json, '[{"type": "book"}]'),
        (csl_json, '{"title": '),
        (csl_json, "[" * 20_000),
        (ris, "no tags here"),
    ],
)
def test_a_file_without_references_is_refused(module: ModuleType, text: str) -> None:
    with pytest.raises(UserError) as refused:
        module.parse(text.encode(), "list.x")
    assert refused.value.message.key in ("references.none", "references.damaged")
    assert "list.x" in str(refused.value)


# -- round trips

WORD = st.from_regex(r"[A-Za-zÀ-ÖØ-öø-žА-я][a-zà-öø-žа-я]{1,9}", fullmatch=True)
SIGNS = st.sampled_from(["&", "50%", "#1", "a_b", "$5", "{x}", "~", "^", "\\", "“q”", "–", "it’s", "東京"])
TITLE = st.lists(st.one_of(WORD, SIGNS), min_size=1, max_size=6).map(lambda words: "T" + " ".join(words))
FAMILY = st.from_regex(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,9}", fullmatch=True)
DATE = st.sampled_from(["", "1843", "2024-02", "2024-02-29"])
ABOUT = st.builds(
    About,
    title=TITLE,
    authors=st.lists(st.tuples(FAMILY, FAMILY).map(" ".join), max_size=3, unique=True).map(tuple),
    publication=st.one_of(st.just(""), TITLE),
    date=DATE,
    url=st.sampled_from(["", "https://a.example/b_c?d=e&f=%20#g"]),
    doi=st.sampled_from(["", "10.1000/a_b(c)"]),
    language=st.sampled_from(["", "en", "pt-BR"]),
    accessed=DATE,
    citekey=st.sampled_from(["", "lovelace1843", "a:b"]),
    csl=st.fixed_dictionaries(
        {"type": st.sampled_from(["article-journal", "book", "report"])},
        optional={"volume": st.just("3"), "page": st.just("3-9"), "publisher": TITLE, "keyword": st.just("one, two")},
    ),
)


@pytest.mark.parametrize("module", FORMATS, ids=lambda m: m.NAME)
@given(st.lists(ABOUT, min_size=1, max_size=3))
def test_what_is_written_comes_back(module: ModuleType, abouts: list[About]) -> None:
    data, losses = written(module, *abouts)
    assert losses == []
    back = module.parse(data, "x")
    for before, after in zip(abouts, back, strict=True):
        assert replace(after, citekey="", csl={}) == replace(before, citekey="", csl={})
        kept = {name: value for name, value in after.csl.items() if name != "author"}
        assert kept == before.csl
        assert after.citekey == before.citekey or not before.citekey or [a.citekey for a in abouts].count("") < 3
    keys = [after.citekey for after in back]
    assert len(set(keys)) == len(keys) and all(keys)


@pytest.mark.parametrize("module", FORMATS, ids=lambda m: m.NAME)
def test_a_subtitle_comes_back_where_the_format_has_a_place_for_it(module: ModuleType) -> None:
    data, losses = written(module, About("The price", "A study", ("Ada Lovelace",)))
    back = module.parse(data, "x")[0]
    if module is ris:
        assert back.title == "The price: A study"
        assert losses == ["This format has no place for: subtitle."]
    else:
        assert (back.title, back.subtitle) == ("The price", "A study")


@pytest.mark.parametrize("module", FORMATS, ids=lambda m: m.NAME)
def test_names_in_parts_come_back(module: ModuleType) -> None:
    names = [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "García Márquez", "given": "Gabriel"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Ministry of Waiting"},
    ]
    authors = ("Ludwig van Beethoven", "Gabriel García Márquez", "Martin Luther King, Jr.", "Ministry of Waiting")
    data, _losses = written(module, About("T", authors=authors, csl={"author": names, "type": "book"}))
    back = module.parse(data, "x")[0]
    assert back.authors == authors
    if module is not ris:  # which has no place for a particle of its own
        assert back.csl["author"] == names
    else:
        assert back.csl["author"][1:] == names[1:]
