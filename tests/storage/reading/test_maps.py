"""Argument maps are read by the process that may only read and compute."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import UserError
from models.importing.original import Original
from storage.reading import Reader

KIALO = b"Discussion Title: Trams?\n\n1. Trams are better.\n1.1. Pro: They are quiet.\n1.2. Con: Not at night.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def test_a_map_comes_as_trees(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "trams.txt"
    path.write_bytes(KIALO)
    read = reader.map(path)
    assert (read.name, read.format, read.arranged.count) == ("trams.txt", "kialo", 3)
    ((tree),) = read.arranged.placed.values()
    assert [str(placed.kind) for placed in tree] == ["claim", "claim", "rebuttal"]


def test_the_format_can_be_said(reader: Reader) -> None:
    read = reader.map(Original("x", b"[A]: One.\n  + [B]: Other.\n"), format_name="argdown")
    assert read.arranged.count == 2


def test_what_is_none_is_a_sentence_and_the_next_one_is_read(reader: Reader) -> None:
    for name, data in (("a.argdown", b""), ("b.pdf", b"%PDF-1.4"), ("c.txt", b"just words")):
        with pytest.raises(UserError):
            reader.map(Original(name, data))
    assert reader.map(Original("x.txt", KIALO)).arranged.count == 3


def test_a_document_that_is_no_map_is_refused_by_its_name(reader: Reader) -> None:
    with pytest.raises(UserError) as refused:
        reader.map(Original("x.ris", b"TY  - JOUR\nER  - \n"), format_name="ris")
    assert refused.value.message.key == "map.no_map"
