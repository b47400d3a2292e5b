"""The registry knows every format module, and every sentence that a format may say exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.errors import UserError
from models.messages import Message
from models.sentences import SENTENCES
from models.sentences_formats import FORMAT_SENTENCES
from storage.formats import registry
from storage.formats.needed import needed
from storage.formats.registry import MODULES, Snapshot, by_extension, by_name, formats, recognise
from storage.maps import MAPS
from tests.factories import World

FOLDER = Path(registry.__file__).parent
ROOT = FOLDER.parent.parent


def test_every_module_with_a_format_is_in_the_table() -> None:
    found = {f"storage.formats.{p.stem}" for p in FOLDER.glob("*.py") if re.search(r"^NAME = ", p.read_text(), re.M)}
    assert found == set(MODULES)
    assert len(set(MODULES)) == len(MODULES)


def test_formats_say_what_they_can() -> None:
    names = [found.name for found in formats()]
    assert len(set(names)) == len(names)
    for found in formats():
        assert found.can_read or found.can_write
        assert found.title and found.subject in ("map", "article", "references", "project")
        assert all(re.fullmatch(r"(\.[a-z0-9]+)+", extension) for extension in found.extensions)
        assert by_name(found.name) is found


def test_looking_up() -> None:
    assert by_extension("A map.MD", "write").name == "markdown"
    assert by_extension("dir/a.md", "read", "article").name == "markdown_article"
    assert by_extension(".txt", "read", "article").name == "text"
    for path, direction in (("a.rtf", "write"), ("a", "read"), ("a.xyz", "read")):
        with pytest.raises(UserError) as caught:
            by_extension(path, direction)  # type: ignore[arg-type]
        assert caught.value.message.key == "format.unknown_extension"
    with pytest.raises(UserError) as caught:
        by_name("nothing")
    assert caught.value.message == Message("format.unknown", {"name": "nothing"})


def test_recognising_by_content_then_word_then_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert recognise(b"Words.", "a.md").name == "markdown_article"
    assert recognise(b"Words.", "A.TXT").name == "text"
    assert recognise(b"Words.", "").name == "text"
    assert recognise(b"Words.", "README").name == "text"
    with pytest.raises(UserError) as caught:
        recognise(b"Words.", "a.xyz")
    assert caught.value.message == Message("format.unknown_extension", {"extension": ".xyz"})
    with pytest.raises(UserError) as caught:
        recognise(b"id,text", "a.csv", subjects=MAPS)
    assert str(caught.value) == "The format CSV can only be written."
    marked = replace(by_name("markdown_article"), media_types=("text/markdown",))
    told = replace(by_name("text"), module=SimpleNamespace(recognises=lambda data: data.startswith(b"!")))
    monkeypatch.setattr(registry, "formats", lambda: (marked, told))
    assert recognise(b"Words.", "a.txt", "text/Markdown; charset=utf-8") is marked
    assert recognise(b"!Words.", "a.md", "text/markdown") is told


def test_a_missing_library_is_named_with_the_command_that_installs_it() -> None:
    assert needed("json") is sys.modules["json"]
    assert needed("os.path") is os.path
    for module, library in (("no_such_library.part", "no-such-library"), ("docx_none", "docx-none")):
        with pytest.raises(UserError) as caught:
            needed(module)
        assert str(caught.value) == f"The library {library} is missing; this installs it: pip install {library}"


def test_the_wrong_direction_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        by_name("text").write(Snapshot(World().project))
    assert caught.value.message.key == "format.cannot_write"
    with pytest.raises(UserError) as caught:
        by_name("html").parse(b"x", "x.html")
    assert caught.value.message.key == "format.cannot_read"


def test_an_empty_project_can_be_written() -> None:
    for found in formats():
        if found.can_write:
            data, losses = found.write(Snapshot(World().project))
            assert data and not losses


def test_every_key_has_a_sentence_and_every_sentence_a_use() -> None:
    folders = [FOLDER, FOLDER.parent / "reading", FOLDER.parent]
    source = "\n".join(path.read_text() for folder in folders for path in folder.glob("*.py"))
    used = set(re.findall(r'(?:UserError|Message|message|refused)\(\s*"([a-z_.]+)"', source))
    assert used <= set(SENTENCES)
    assert {key for key in FORMAT_SENTENCES if f'"{key}"' not in source} == set()


def test_neither_the_database_nor_qt_is_loaded() -> None:
    code = (
        "import sys; from storage.formats.registry import formats; formats();"
        "bad = [n for n in sys.modules if n.split('.')[0] in ('sqlalchemy', 'sqlite3', 'PySide6', 'alembic')];"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("entry", [b"\n@online{waiting,\n title={Waiting}}\n", b"\nTY  - JOUR\nTI  - Waiting\nER  -\n"])
def test_an_article_that_shows_a_reference_is_an_article(entry: bytes) -> None:
    assert recognise(b"<!doctype html><body><p>Cite it as</p><pre>" + entry + b"</pre>", "a.html").name == "html_page"
    assert recognise(b"# Waiting\n\nCite it as\n" + entry, "a.md").name == "markdown_article"
    assert recognise(b"Waiting\n" + entry, "a.txt").name == "text"
    assert recognise(b"\xef\xbb\xbf\r\n" + entry, "a.txt").subject == "references"
    assert recognise(b"% made by a program\n\n@online{waiting,\n}", "").name == "bibtex"


def test_a_page_that_speaks_of_pdf_is_a_page() -> None:
    page = b"<!doctype html><html><body><p>Files begin with %PDF-1.7 as a mark.</p></body></html>"
    assert recognise(page, "a.html").name == "html_page"
    assert recognise(b"They begin with %PDF- and a number.", "a.txt").name == "text"
    assert recognise(b"\n%PDF-1.7 and so on", "a.txt").name == "pdf"


def test_tables_of_ours_are_named_where_they_would_be_taken_for_another_json() -> None:
    world = World()
    data, _losses = by_name("json-graph").write(Snapshot(world.project))
    for name in ("map.json", "map.aif.json", "map"):
        with pytest.raises(UserError) as caught:
            recognise(data, name, subjects=("article", "references", "map", "project"))
        assert str(caught.value) == "The format JSON tables can only be written."
