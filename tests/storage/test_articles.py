"""From files, folders and what was pasted to what can be imported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import UserError
from models.importing.original import Original
from models.importing.progress import telling
from storage import articles
from storage.articles import articles_in, open_original, read_article, read_original, read_references

WORDS = "Some words that are an article, more or less, and that go on for a while. " * 3


def key_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        articles_in(path)
    assert str(caught.value).endswith(".")
    return caught.value.message.key


def test_an_original_has_the_name_that_people_read(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_text(WORDS)
    assert open_original(path) == Original("two lines.txt", WORDS.encode())


def test_what_was_pasted_has_a_title_from_its_words_and_the_address_of_its_giver() -> None:
    came = read_original(Original("", WORDS.encode(), "text/plain;charset=utf-8", "https://example.org/a"))
    assert came.about.title.startswith("Some words that are an article") and len(came.about.title) <= 80
    assert (came.about.url, came.extract.media_type) == ("https://example.org/a", "text/plain")


def test_pasted_html_is_read_as_such() -> None:
    page = f"<h1>Tea</h1><p>{WORDS}</p>".encode()
    came = read_original(Original("", page, "text/html"))
    assert "<p>" not in came.extract.text and came.about.title == "Tea"


def test_reading_tells_of_its_headway() -> None:
    told: list[tuple[int, int]] = []
    with telling(lambda *steps: told.append(steps)):
        read_original(Original("a.txt", WORDS.encode()))
    assert told[-1] == (1, 1)


def test_an_article_is_no_list_of_references() -> None:
    with pytest.raises(UserError) as caught:
        read_references(Original("a.txt", WORDS.encode()))
    assert caught.value.message.key == "reading.no_references"


def test_read_article_gives_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Tea\n\n{WORDS}\n")
    source, warnings = read_article(path)
    assert (source.title, source.data, warnings) == ("Tea", path.read_bytes(), [])


def test_a_folder_gives_what_can_be_read_in_the_order_of_names(tmp_path: Path) -> None:
    names = ["b.txt", "A.PDF", "c/a.html", "c/a_files/frame.html", "c/b.epub", "x.json", "y.png", ".z.txt", "~$w.docx"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in articles_in(tmp_path)]
    assert found == ["A.PDF", "b.txt", "c/a.html", "c/b.epub"]


def test_hidden_files_and_folders_are_passed_by(tmp_path: Path) -> None:
    for name in ("tea.md", ".tea.md", "~$tea.docx", ".trash/old.md", "tea_files/part.html", "tea.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Words.")
    assert [path.name for path in articles_in(tmp_path)] == ["tea.html", "tea.md"]


def test_folders_that_give_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert articles_in(tmp_path) == []
    assert key_of(tmp_path / "none") == "file.folder_missing"
    (tmp_path / "a.txt").write_text("x")
    assert key_of(tmp_path / "a.txt") == "file.folder_missing"
    (tmp_path / "b.txt").write_text("x")
    monkeypatch.setattr(articles, "MOST_FILES", 1)
    assert key_of(tmp_path) == "articles.too_many"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_folders_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that was named is a sentence; one further down is passed by."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("x")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert [path.name for path in articles_in(tmp_path)] == ["a.txt"]
    assert key_of(tmp_path / "closed") == "file.not_readable"
