"""The whole corpus at once by the command line: the good ones are in, the project is sound."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

import pytest

from storage.database import check_project
from tests.cli.command import counterpoint
from tests.hostile.case import READS
from tests.hostile.test_corpus import CASES, was_asked
from tests.storage.projects import opened


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_the_good_ones_are_in_and_the_project_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, home, project = tmp_path / "corpus", tmp_path / "home", tmp_path / "p.counterpoint"
    corpus.mkdir()
    home.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        paths = [corpus / case.name for case in CASES]
        for case, path in zip(CASES, paths, strict=True):
            path.write_bytes(case.make(url))
        if sys.platform != "win32":
            os.mkfifo(corpus / "pipe.txt")
            (corpus / "zero.txt").symlink_to("/dev/zero")
            paths += [corpus / "pipe.txt", corpus / "zero.txt"]
        assert counterpoint("new", project).code == 0
        before = sorted(corpus.iterdir())
        for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
            monkeypatch.setenv(name, str(home))
        done = counterpoint("import", *paths, "--into", project, "--json", "--no-originals", seconds=800)
        assert not was_asked(server)
    assert done.code == 1 and "Traceback" not in done.err
    assert sorted(corpus.iterdir()) == before and list(home.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "home", "p.counterpoint"]
    report = json.loads(done.text)
    became = {Path(each["file"]).name: name for name in ("imported", "known", "failed") for each in report[name]}
    for case in CASES:
        if case.outcome == (READS,):
            assert became[case.name] in ("imported", "known"), case.name  # some say the same words
        elif READS not in case.outcome:
            assert became[case.name] == "failed", case.name
    assert len(became) == len(paths) and all("\n" not in each["sentence"] for each in report["failed"])
    assert check_project(project) == []
    with opened(project) as workspace:
        articles = workspace.project.articles()
        assert len(articles) == len(report["imported"])
        for article in articles:
            assert workspace.project.text(article.id) and workspace.project.layout(article.id).blocks
