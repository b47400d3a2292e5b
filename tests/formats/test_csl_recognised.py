"""JSON of references is told from JSON of maps, annotations and networks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storage.formats import csl_json
from storage.formats.registry import Snapshot, by_name
from tests.formats.samples import debate

ITEM = {"id": "a", "type": "book", "title": "A book"}


@pytest.mark.parametrize("name", ["json-graph", "web-annotation"])
def test_what_we_write_of_maps_is_no_reference(name: str) -> None:
    data, _ = by_name(name).write(Snapshot(debate().world.project))
    assert not csl_json.recognises(data)


@pytest.mark.parametrize(
    "value",
    [
        {"nodes": [{"nodeID": "1", "text": "a", "type": "I", "title": "x"}], "edges": [], "locutions": []},
        {"AIF": {"nodes": [{"type": "I"}]}, "title": "a"},
        {"metadata": {"core": {"title": "a"}}, "nodes": [{"type": "atom"}], "edges": []},
        {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "title": "x", "target": "http://x.org"},
        {"rows": [{"type": "x", "title": "y"}]},
    ],
)
def test_maps_of_others_are_no_references(value: Any) -> None:
    assert not csl_json.recognises(json.dumps(value).encode())


@pytest.mark.parametrize("value", [[ITEM], ITEM, {"items": [ITEM]}])
def test_references_are(value: Any) -> None:
    assert csl_json.recognises(json.dumps(value).encode())
