"""What a format of maps writes, and what the others write, is told apart by the bytes."""

from __future__ import annotations

import pytest

from storage.formats.registry import Format, Subject, formats, recognise
from tests.fuzz.samples import SAMPLES, seeds

SUBJECTS: tuple[Subject, ...] = ("article", "references", "map", "project")
READERS = [found for found in formats() if found.can_read and found.subject in ("map", "project")]
WRITERS = [found for found in formats() if found.can_write]


@pytest.mark.parametrize("found", READERS, ids=lambda found: found.name)
def test_its_own_files_are_recognised(found: Format) -> None:
    if not hasattr(found.module, "recognises"):
        pytest.skip(f"{found.name} has no marks of its own; its extension tells")
    by_hand = SAMPLES.get(found.name, ()) if found.can_write else ()
    for data in set(seeds(found)) - set(by_hand):
        assert found.recognises(data), data[:300]
        assert recognise(data, f"a{found.extensions[-1]}", subjects=SUBJECTS) is found


@pytest.mark.parametrize("found", WRITERS, ids=lambda found: found.name)
def test_no_other_map_claims_its_files(found: Format) -> None:
    others = [other for other in formats() if other is not found and other.subject != "article"]
    for data in seeds(found):
        assert [other.name for other in others if other.recognises(data)] == []
