"""`import` of argument maps, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import counterpoint

KIALO = """Discussion Title: Trams for the old town?

1. The town should build trams.
1.1. Pro: Trams carry more people.
1.2. Con: Trams cost a lot.
1.2.1. Pro: -> See 1.1.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "own.counterpoint"
    assert counterpoint("new", path).code == 0
    return path


@pytest.fixture
def kialo(tmp_path: Path) -> Path:
    path = tmp_path / "trams.txt"
    path.write_text(KIALO, "utf-8")
    return path


def listed(project: Path) -> list[tuple[str, list[tuple[str, int]]]]:
    """(title, [(case, nodes)]) of each article."""
    found = json.loads(counterpoint("list", project, "--json").out)
    return [(a["title"], [(case["name"], case["nodes"]) for case in a["cases"]]) for a in found["articles"]]


def test_a_map_is_known_by_what_it_holds(project: Path, kialo: Path) -> None:
    done = counterpoint("import", kialo, "--into", project)
    assert done.code == 0
    assert done.err.splitlines()[0] == "Imported trams.txt: 3 points, 1 link."
    title = "Trams for the old town?"
    assert listed(project) == [(title, [(title, 3)])]


def test_what_became_of_it_is_told_to_programs(project: Path, kialo: Path) -> None:
    done = counterpoint("import", kialo, "--into", project, "--json")
    (came,) = json.loads(done.out)["maps"]
    assert (came["format"], came["points"], came["links"]) == ("kialo", 3, 1)


def test_a_map_is_laid_over_an_article_of_the_project(project: Path, kialo: Path, tmp_path: Path) -> None:
    article = tmp_path / "On trams.txt"
    article.write_text("On trams\n\nA paragraph that is long enough to be one.\n", "utf-8")
    assert counterpoint("import", article, kialo, "--into", project, "--over", "on TRAMS").code == 0
    ((title, cases),) = listed(project)
    assert (title, [count for _name, count in cases]) == ("On trams", [0, 3])
    refused = counterpoint("import", kialo, "--into", project, "--over", "buses")
    assert refused.code == 1 and "buses" in refused.err and "“On trams”" in refused.err


def test_the_format_can_be_said(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("[A]: One point.\n  + [B]: Another.\n", "utf-8")
    assert counterpoint("import", path, "--into", project, "--format", "argdown").code == 0
    assert [cases[0][1] for _title, cases in listed(project)] == [2]
    assert counterpoint("import", path, "--into", project, "--format", "dot").refused()


def test_a_broken_map_is_one_sentence_and_the_others_come_in(project: Path, kialo: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.argdown"
    broken.write_bytes(b"")
    done = counterpoint("import", broken, kialo, "--into", project)
    assert done.code == 1
    assert "broken.argdown" in done.err and "Traceback" not in done.err
    assert len(listed(project)) == 1


def test_a_project_comes_back_from_its_json_byte_for_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first.counterpoint", tmp_path / "second.counterpoint"
    held, again = tmp_path / "first.counterpoint.json", tmp_path / "second.counterpoint.json"
    assert counterpoint("new", first, "--sample").code == 0
    assert counterpoint("export", first, "--format", "counterpoint-json", "--output", held).code == 0
    assert counterpoint("new", second, "--from", held).code == 0
    assert counterpoint("check", second).code == 0
    assert counterpoint("export", second, "--format", "counterpoint-json", "--output", again).code == 0
    assert again.read_bytes() == held.read_bytes()


def test_a_project_is_merged_into_another(project: Path, tmp_path: Path) -> None:
    other, held = tmp_path / "other.counterpoint", tmp_path / "other.counterpoint.json"
    assert counterpoint("new", other, "--sample").code == 0
    assert counterpoint("export", other, "--format", "counterpoint-json", "--output", held).code == 0
    for times in (1, 2):  # what is there stays; the second time the cases are new ones over the same articles
        assert counterpoint("import", held, "--into", project).code == 0
        assert len(listed(project)) == 2
        assert sum(len(cases) for _title, cases in listed(project)) == 2 * times


def test_a_new_project_is_made_from_a_map(kialo: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.counterpoint"
    assert counterpoint("new", path, "--from", kialo).code == 0
    assert [cases[0][1] for _title, cases in listed(path)] == [3]
    other = tmp_path / "none.counterpoint"
    broken = tmp_path / "broken.argdown"
    broken.write_bytes(b"")
    assert counterpoint("new", other, "--from", broken).refused()
    assert not other.exists()
    assert counterpoint("new", other, "--sample", "--from", kialo).code == 2
