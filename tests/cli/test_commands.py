"""Every command of the command line, from a new project to its export."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.authoring import library
from seeds.sample import SIDES, load_data
from storage import COMMANDS, compaction
from storage.database import check_project
from tests.cli.command import ROOT, counterpoint
from tests.storage.projects import fingerprint, opened, texts

ARTICLE = "A short article\n\nIts first paragraph says something.\n\nIts second one takes it back.\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "debate.counterpoint"
    done = counterpoint("new", path, "--sample")
    assert (done.code, done.out, done.err) == (0, b"", "")
    return path


def test_new_makes_an_empty_project(tmp_path: Path) -> None:
    done = counterpoint("new", "own.counterpoint", folder=tmp_path)
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert [path.name for path in tmp_path.iterdir()] == ["own.counterpoint"]
    assert check_project(tmp_path / "own.counterpoint") == []
    assert counterpoint("list", tmp_path / "own.counterpoint").text == "0 links\n"


def test_new_refuses_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "own.counterpoint"
    path.write_text("something of mine")
    for more in ((), ("--sample",)):
        assert counterpoint("new", path, *more).refused() == f"{path} already exists; nothing was changed."
    assert path.read_text() == "something of mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_sample_that_cannot_be_built_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "cooking.txt").write_text("How to boil an egg: put it into water.")
    path = tmp_path / "debate.counterpoint"
    done = counterpoint("new", path, "--sample", "--articles", tmp_path)
    assert done.refused() == f"{tmp_path / 'cooking.txt'} is neither of the two articles of the debate."
    assert not path.exists() and len(list(tmp_path.iterdir())) == 1


def test_new_with_the_originals(tmp_path: Path) -> None:
    folder = os.environ.get("COUNTERPOINT_ARTICLES")
    if not folder:
        pytest.skip("COUNTERPOINT_ARTICLES is not set: the articles are no part of this repository")
    path = tmp_path / "debate.counterpoint"
    done = counterpoint("new", path, "--sample", "--articles", folder)
    assert (done.code, done.err) == (0, "")
    with opened(path) as workspace:
        assert {a.title for a in workspace.project.articles()} == {load_data(s)["article"]["title"] for s in SIDES}


def test_list_in_words_and_as_json(sample: Path) -> None:
    contents = json.loads(counterpoint("list", sample, "--json").text)
    titles = [article["title"] for article in contents["articles"]]
    nodes = {case["name"]: case["nodes"] for article in contents["articles"] for case in article["cases"]}
    assert nodes == {load_data(side)["case"]["name"]: len(load_data(side)["nodes"]) for side in SIDES}
    assert contents["links"] == len(load_data("pairing")["links"])
    assert contents["pairings"][0]["motion"] == load_data("pairing")["motion"]
    assert contents["articles"][0]["cases"][0]["annotator"] == "Counterpoint"
    words = counterpoint("list", sample).text
    assert all(title in words for title in titles) and f"{contents['links']} links" in words
    assert all(f"Case: {name}, {count} nodes" in words for name, count in nodes.items())


def test_markdown_holds_every_text_on_standard_output_and_in_a_file(sample: Path, tmp_path: Path) -> None:
    before = fingerprint(sample)
    done = counterpoint("export", sample, "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    with opened(sample) as workspace:
        wanted = texts(workspace.project)
    plain = done.text.replace("\\", "")
    assert len(wanted) >= 60 and [text for text in wanted if text not in plain] == []
    target = tmp_path / "out.md"
    target.write_text("older")
    filed = counterpoint("export", sample, "--format", "markdown", "--output", target)
    assert (filed.code, filed.out, filed.err) == (0, b"", "")
    assert target.read_bytes() == done.out
    assert list(tmp_path.iterdir()) == [target]
    assert fingerprint(sample) == before


def test_an_article_is_imported(tmp_path: Path) -> None:
    article, path = tmp_path / "article.txt", tmp_path / "p.counterpoint"
    article.write_bytes(ARTICLE.encode())
    counterpoint("new", path)
    done = counterpoint("import", article, "--into", path, "--annotator", "Bea")
    assert (done.code, done.out, done.err) == (0, b"", "")
    with opened(path, "Bea") as workspace:
        (found,) = workspace.project.articles()
        assert found.title == "A short article"
        assert workspace.project.text(found.id) == ARTICLE
        assert workspace.store.blob(found.source_hash) == ARTICLE.encode()
        assert workspace.project.cases()[0].annotator == "Bea"
        workspace.undo()
        assert workspace.project.articles() == []


def test_a_text_that_is_not_utf_8_is_taken_with_a_note(tmp_path: Path) -> None:
    article, path = tmp_path / "article.txt", tmp_path / "p.counterpoint"
    text = "Café économique\n\n" + "Où l’été déjà passé, les élèves révèlent à nouveau leurs idées générales. " * 9
    article.write_bytes(text.encode("cp1252"))
    counterpoint("new", path)
    done = counterpoint("import", article, "--into", path)
    assert done.code == 0 and done.out == b""
    assert done.err == "The text is not UTF-8; it was read as cp1252. Check accents and quotation marks.\n"
    with opened(path) as workspace:
        assert workspace.project.articles()[0].title == "Café économique"


def test_formats_are_listed() -> None:
    done = counterpoint("formats")
    lines = done.text.splitlines()
    assert done.code == 0 and len(lines) >= 3
    assert any(line.startswith("markdown ") and "write" in line for line in lines)
    assert any(line.startswith("text ") and "read" in line for line in lines)


def test_check_says_that_a_project_is_sound(sample: Path) -> None:
    done = counterpoint("check", sample)
    assert (done.code, done.text, done.err) == (0, f"{sample} is sound.\n", "")


def test_the_bin_and_where_a_shortened_history_begins_are_told(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(sample, tmp_path / "own.counterpoint"))
    whole = json.loads(counterpoint("list", path, "--json").text)
    assert (whole["bin"], whole["history"]) == (0, {"changes": 1, "begins": None})
    with opened(path) as workspace:
        case = workspace.project.cases()[0]
        for number in range(12):
            workspace.do(lambda reader, number=number: library.rename_case(reader, case.id, f"Name {number}"))
        workspace.do(lambda reader: library.delete_case(reader, case.id))
    monkeypatch.setattr(compaction, "KEPT", 3)
    compaction.set_limit(path, 1000)
    compaction.compact(path)
    contents = json.loads(counterpoint("list", path, "--json").text)
    assert contents["bin"] == 1 and 3 <= contents["history"]["changes"] < 14
    begins = contents["history"]["begins"]
    told = f"The history begins {begins[:16].replace('T', ' ')} (UTC); what was before was not kept.\n"
    assert counterpoint("list", path).text.endswith(f"1 thing in the bin\n{told}")
    assert counterpoint("check", path).text == f"{path} is sound.\n{told}"


def test_help_and_version() -> None:
    top = counterpoint("--help")
    assert top.code == 0 and all(command in top.text for command in COMMANDS)
    assert counterpoint("--version").text == "Counterpoint 0.1.0\n"
    for command in COMMANDS:
        done = counterpoint(command, "--help")
        assert done.code == 0 and done.text.startswith("usage: counterpoint ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",), ("new",), ("export", "x.counterpoint"), ("import", "a.txt"), ("list",), ("list", "x", "--yaml"),
        ("new", "x.counterpoint", "--articles", "."), ("--nonsense",),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = counterpoint(*arguments, folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("usage: counterpoint") and "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


EVERY_COMMAND = """
import contextlib, io, sys
import main
sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
project, article, out = sys.argv[1:]
for words in (["formats"], ["new", project, "--sample"], ["import", article, "--into", project], ["list", project],
              ["list", project, "--json"], ["check", project], ["export", project, "--format", "markdown"],
              ["export", project, "--format", "markdown", "--output", out]):
    assert main.main(words) == 0, words
with contextlib.suppress(SystemExit):
    main.main(["--help"])
loaded = sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "ui")))
sys.exit(f"loaded: {loaded}" if loaded else 0)
"""


def test_no_command_loads_the_window(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE)
    command = [
        sys.executable,
        "-c",
        EVERY_COMMAND,
        *map(str, (tmp_path / "p.counterpoint", article, tmp_path / "out.md")),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
