"""Whatever the bytes, a reader of maps gives a map or a sentence: nothing else leaves it, and not after a long time.

The readers come from the registry, so that a new format is tried by itself.
"""

from __future__ import annotations

import time

import pytest

from models.authoring.maps import take_map
from models.authoring.whole import take_whole
from models.errors import UserError
from models.interchange.arranging import arrange
from models.interchange.graph import Graph
from models.interchange.whole import Whole
from models.project import Project
from storage.formats.registry import Format, formats
from tests.fuzz.mutating import mutants, nested
from tests.fuzz.samples import seeds

READERS = [found for found in formats() if found.can_read and found.subject in ("map", "project")]
NUMBER, SOAK = 2_000, 20_000
LONGEST = 3.0  # seconds for a file of a few thousand bytes
LONGEST_NESTED = 20.0


def tried(reader: Format, data: bytes) -> bool:
    """Whether the reader took the bytes; what it takes goes into a project."""
    extension = reader.extensions[0]
    try:
        reader.recognises(data)
        value, losses = reader.parse(data, f"a{extension}")
    except UserError as error:
        assert len(str(error)) > 10 and str(error) != error.message.key
        return False
    assert all(str(loss) for loss in losses)
    project = Project()
    if isinstance(value, Whole):
        edit = take_whole(project, value, "a")
    else:
        assert isinstance(value, Graph)
        assert value.points
        try:
            edit, _told = take_map(project, value, arrange(value), name="a")
        except UserError:
            return True
    project.apply(edit.changes)
    return True


def fuzz(reader: Format, number: int) -> None:
    files = seeds(reader)
    assert files, f"{reader.name} is only read: name sound files in tests/fuzz/samples.py"
    took = [tried(reader, data) for data in files]
    assert all(took), f"{reader.name} does not read its own files"
    taken = 0
    for at, data in enumerate(mutants(files, number, seed=len(reader.name))):
        start = time.perf_counter()
        try:
            taken += tried(reader, data)
        except Exception as error:
            pytest.fail(f"{reader.name}, file {at}: {type(error).__name__}: {error}\n{data[:3000]!r}")
        assert time.perf_counter() - start < LONGEST, f"{reader.name}, file {at}: {data[:3000]!r}"
    assert 0 < taken < number


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_mutated_files_are_read_or_refused(reader: Format) -> None:
    fuzz(reader, NUMBER)


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_ten_times_as_many(reader: Format) -> None:
    fuzz(reader, SOAK)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_mad_nesting_is_refused_or_read_in_time(reader: Format) -> None:
    for number, data in enumerate(nested(seeds(reader)[0])):
        start = time.perf_counter()
        tried(reader, data)
        took = time.perf_counter() - start
        assert took < LONGEST_NESTED, f"{reader.name}, nesting {number}: {took:.1f} s"
