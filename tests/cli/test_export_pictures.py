"""`export` of pictures as a user runs it: real files, without a display; flags that do not fit are said so."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.command import ROOT, counterpoint

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "debate.counterpoint"
    assert counterpoint("new", path, "--sample").code == 0
    return path


@pytest.fixture(scope="module")
def case(debate: Path) -> str:
    line = next(line for line in counterpoint("list", debate).text.splitlines() if "Case: " in line)
    return line.partition("Case: ")[2].rpartition(", ")[0]


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


def test_each_format_without_a_display(debate: Path, case: str, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for name, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF-")):
        out = tmp_path / f"map.{name}"
        command = [sys.executable, "main.py", "export", str(debate), "--format", name, "--case", case]
        done = subprocess.run(
            [*command, "--output", str(out)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert out.read_bytes().startswith(start)
        assert "Traceback" not in done.stderr and "Qt" not in done.stderr
        assert re.search(r"^\d+ links? .* not drawn", done.stderr, re.M), done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.pdf", "map.png", "map.svg"]


def test_a_platform_that_cannot_be_had_is_no_hindrance(debate: Path, case: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    command = [sys.executable, "main.py", "export", str(debate), "--format", "png", "--case", case, "--scale", "0.2"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    assert png_size(done.stdout)[0] > 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
def test_a_machine_without_faces_gets_words_all_the_same(debate: Path, case: str, tmp_path: Path) -> None:
    configuration = tmp_path / "fonts.conf"
    configuration.write_text("<?xml version='1.0'?><fontconfig></fontconfig>")
    environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
    command = [sys.executable, "main.py", "export", str(debate), "--format", "svg", "--case", case]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    texts = list(ElementTree.fromstring(done.stdout).iter(f"{SVG}text"))
    assert len(texts) > 50
    assert {text.get("font-family", "").split(",")[0] for text in texts} == {"'Source Serif Pro'"}
    assert all(float(text.get("textLength", "0")) > 0 for text in texts)


def test_the_same_scale_twice_is_twice_the_size(debate: Path, case: str) -> None:
    words = ["export", debate, "--case", case, "--format", "png", "--level", "2", "--scale"]
    one, two = (png_size(counterpoint(*words, scale).out) for scale in ("0.5", "1"))
    assert two[0] == pytest.approx(2 * one[0], abs=2) and two[1] == pytest.approx(2 * one[1], abs=2)


def test_tiled_pages_are_more_than_one(debate: Path, case: str) -> None:
    words = ["export", debate, "--case", case, "--format", "pdf"]
    one = counterpoint(*words).out
    many = counterpoint(*words, "--tiled", "--paper", "a4", "--orientation", "portrait", "--scale", "0.5").out
    assert len(re.findall(rb"/Type\s*/Page\b", one)) == 1
    assert len(re.findall(rb"/Type\s*/Page\b", many)) > 1
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", many)
    assert {tuple(map(float, box.split())) for box in boxes} == {(0, 0, 595, 842)}


def test_a_branch_and_two_cases(debate: Path, case: str) -> None:
    names = re.findall(r"Case: (.*), \d+ nodes?", counterpoint("list", debate).text)

    def texts(*words: object) -> int:
        done = counterpoint("export", debate, "--format", "svg", *words)
        assert done.code == 0, done.err
        return len(list(ElementTree.fromstring(done.out).iter(f"{SVG}text")))

    whole = texts("--case", names[0])
    assert 0 < texts("--case", names[0], "--branch", "1.2") < whole
    assert texts("--case", names[0].upper()) == whole
    assert texts("--case", names[0], "--case", names[1]) > whole
    folded = counterpoint("export", debate, "--format", "svg", "--case", names[0], "--level", "1")
    assert re.search(r"^\d+ nodes are folded away", folded.err, re.M)


def test_wrong_usage(debate: Path, case: str, tmp_path: Path) -> None:
    sentences = [
        (["--format", "markdown", "--dark"], "--dark goes with the formats svg, png, pdf only."),
        (["--format", "svg", "--tiled"], "--tiled goes with the formats pdf only."),
        (["--format", "svg", "--scale", "2"], "--scale goes with the formats png, pdf only."),
        (["--format", "pdf", "--transparent"], "--transparent goes with the formats svg, png only."),
        (["--format", "pdf", "--scale", "2"], "--scale goes with --tiled: a single page is fitted to its paper."),
        (["--format", "png", "--scale", "9"], "--scale 9: take a number from 0.1 to 8."),
        (["--format", "png", "--scale", "nan"], "--scale nan: take a number from 0.1 to 8."),
        (["--format", "png", "--lines", "0"], "--lines 0: take a number from 1 to 99."),
        (["--format", "png", "--level", "0"], "--level 0: take a number from 1 to 99."),
        (["--format", "pdf", "--margin", "1"], "--margin 1: take a number from 5 to 50."),
        (["--format", "pdf", "--paper", "A9"], "invalid choice: 'A9'"),
        (["--format", "svg", "--shape", "round"], "invalid choice: 'round'"),
        (["--format", "png", "--scale", "big"], "invalid float value: 'big'"),
    ]
    out = tmp_path / "out"
    for words, sentence in sentences:
        done = counterpoint("export", debate, "--output", out, *words)
        assert (done.code, done.out) == (2, b""), words
        assert done.err.startswith("usage: counterpoint") and sentence in done.err, done.err
    assert list(tmp_path.iterdir()) == []


def test_what_the_project_does_not_have(debate: Path, case: str, tmp_path: Path) -> None:
    names = re.findall(r"Case: (.*), \d+ nodes?", counterpoint("list", debate).text)
    listed = ", ".join(f"“{name}”" for name in names)
    svg = ["export", debate, "--format", "svg"]
    big = ["export", debate, "--format", "png", "--case", case, "--scale", "8"]
    sentences = [
        (svg, f"The project has several cases; name one with --case: {listed}."),
        ([*svg, "--case", "nobody's"], f"There is no case “nobody's”; there are: {listed}."),
        ([*svg, *["--case", case] * 3], "A picture holds one case or two."),
        ([*svg, "--case", case, "--branch", "1.99"], f"“{case}” has no node 1.99."),
        ([*svg, "--case", case, "--branch", "x"], f"“{case}” has no node x."),
        ([*svg, "--case", names[0], "--case", names[1], "--branch", "1"], "--branch goes with one case."),
        ([*svg, "--case", case, "--output", debate], f"{debate} already exists; nothing was changed."),
        ([*svg, "--case", case, "--output", tmp_path], f"{tmp_path} is a folder, not a file."),
    ]
    for words, sentence in sentences:
        assert counterpoint(*words).refused() == sentence
    refused = counterpoint(*big).refused()
    works = re.search(r"The largest scale that works is ([\d.]+)\.$", refused)
    assert works, refused
    assert list(tmp_path.iterdir()) == []


def test_an_empty_project_has_nothing_to_draw(tmp_path: Path) -> None:
    path, article = tmp_path / "p.counterpoint", tmp_path / "a.txt"
    counterpoint("new", path)
    export = ["export", path, "--format", "svg"]
    assert counterpoint(*export).refused() == "The project has no case yet; there is nothing to draw."
    article.write_text("A title\n\nSome words.\n")
    counterpoint("import", article, "--into", path)
    assert counterpoint(*export).refused().endswith("has no node yet; there is nothing to draw.")


def test_the_formats_are_listed() -> None:
    lines = counterpoint("formats").text.splitlines()
    for name in ("svg", "png", "pdf"):
        assert any(re.match(rf"{name} +\.{name} +write ", line) for line in lines)


def test_a_picture_is_not_poured_into_a_terminal(
    debate: Path, case: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import main

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main.main(["export", str(debate), "--format", "png", "--case", case]) == 1
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "A picture goes to a file; name it with --output.\n")
