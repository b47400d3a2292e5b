"""Names that a file system allows and a sentence does not expect."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from models.errors import UserError
from seeds.sample import build_sample
from storage.articles import read_article
from tests.cli.command import counterpoint

WORDS = "A paragraph that is much too long for a title, " * 6 + "and ends here."


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are letters there")
def test_a_name_that_is_no_utf8_gives_a_title_that_can_be_stored(tmp_path: Path) -> None:
    article = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    article.write_text(WORDS, "utf-8")
    source, _warnings = read_article(article)
    assert source.title == "caf�"
    project = tmp_path / "p.counterpoint"
    assert counterpoint("new", project).code == 0
    done = counterpoint("import", article, "--into", project)
    assert (done.code, done.err) == (0, "")
    assert "caf�" in counterpoint("list", project).text


def test_a_folder_of_originals_with_an_impossible_name_is_one_sentence() -> None:
    with pytest.raises(UserError, match="There is no folder x"):
        build_sample(Path("x" * 300))


def test_a_folder_of_originals_that_may_not_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(UserError, match="cannot be read: Permission denied"):
        build_sample(tmp_path)
