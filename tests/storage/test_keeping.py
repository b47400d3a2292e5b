"""Large contents are put into the file ahead of the edit that names them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import storage.store
from models.authoring.library import Source, import_article
from models.packing import packed
from models.texts import content_hash, plain_layout
from tests.storage.projects import new_project, opened

NOISE = random.Random(4).randbytes(100_000)  # nothing makes it smaller
WORDS = b"Tea is drunk in the afternoon. " * 4000


def test_what_is_kept_ahead_is_written_once_and_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.counterpoint"
    workspace = new_project(path)
    tried: list[int] = []

    def counted(data: bytes) -> bytes:
        tried.append(len(data))
        return packed(data)

    monkeypatch.setattr(storage.store, "packed", counted)
    kept = {content_hash(data): data for data in (NOISE, WORDS)}
    workspace.store.keep(kept)
    assert sorted(tried) == sorted([len(NOISE), len(WORDS)]), "each is packed once, before the file is locked"
    text = WORDS.decode()
    source = Source("On tea", NOISE, text, text, plain_layout(text))
    workspace.do(lambda reader: import_article(reader, source))
    assert len(NOISE) not in tried[2:] and len(WORDS) not in tried[2:], "the commit writes neither again"
    workspace.store.close()
    with opened(path) as again:
        assert [again.store.blob(key) for key in kept] == [NOISE, WORDS]
        article = again.project.articles()[-1]
        assert again.project.text(article.id) == text and article.source_hash == content_hash(NOISE)
