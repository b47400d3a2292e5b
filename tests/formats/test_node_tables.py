"""Tables of nodes and links: CSV and JSON, read back by the csv module and by pandas."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from models.entities import LinkKind
from storage.formats.node_tables import LINK_COLUMNS, NODE_COLUMNS
from storage.formats.registry import Snapshot, by_name
from tests.factories import World
from tests.judges import judge

TEXT = "On trams\n\nTrams are quiet. Trams are quick."


@pytest.fixture
def snapshot() -> Snapshot:
    world = World()
    left = world.case(world.article(TEXT, "On trams", citekey="marsh2020"), "Trams")
    right = world.case(world.article("Buses.", "On buses"), "Buses")
    a = world.node(left, 'Trams, "the best"\nof all', tags=("x", "y; z"), note="=SUM(A1)")
    b = world.node(
        left, "Quiet 🚋", a, "evidence", quotes=("Trams are quiet.", "quick"), premise_group="p", confidence=0.25
    )
    world.node(left, "Quick", a, "evidence", premise_group="p", implicit=True)
    world.node(left, "-5 at night", b, "rebuttal", inference=True)
    c = world.node(right, "@home")
    link = world.link(c, a, LinkKind.REBUTS, strength=0.5, note="+1")
    world.link(b, link, LinkKind.ANSWERS)
    pairing = world.pairing(left, right)
    return Snapshot(world.project, pairing.id)


def table(snapshot: Snapshot, **options: Any) -> list[dict[str, str]]:
    data, _losses = by_name("csv").write(snapshot, options)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_each_node_is_a_row(snapshot: Snapshot) -> None:
    rows = table(snapshot)
    assert tuple(rows[0]) == NODE_COLUMNS
    assert [row["number"] for row in rows] == ["1", "1.1", "1.1.1", "1.2", "1"]
    assert [row["kind"] for row in rows] == ["claim", "evidence", "undercut", "evidence", "claim"]
    first, quiet = rows[:2]
    assert first["text"] == 'Trams, "the best"\nof all'
    assert (first["children"], first["descendants"], first["links_in"], first["parent"]) == ("2", "3", "1", "")
    assert (first["tags"], first["article"], first["answer_status"]) == ("x; y; z", "marsh2020", "answered")
    assert (quiet["passages"], quiet["quotes"], quiet["start"]) == (
        "2",
        "Trams are quiet. | quick",
        str(TEXT.index("Tra", 9)),
    )
    assert quiet["taken_together"] == rows[3]["taken_together"] == "g1"


def test_each_link_is_a_row(snapshot: Snapshot) -> None:
    rows = table(snapshot, rows="links")
    assert tuple(rows[0]) == LINK_COLUMNS
    assert [(row["kind"], row["source_number"], row["target_number"], row["on"]) for row in rows] == [
        ("rebuts", "1", "1", ""),
        ("answers", "1.1", "1", rows[0]["id"]),
    ]


def test_what_a_spreadsheet_would_run_is_made_harmless_and_told(snapshot: Snapshot) -> None:
    data, losses = by_name("csv").write(snapshot)
    rows = table(snapshot)
    assert [rows[0]["note"], rows[2]["text"], rows[4]["text"]] == ["'=SUM(A1)", "'-5 at night", "'@home"]
    assert {"format.formulas": 3}.items() <= {x.key: x.arguments["count"] for x in losses}.items()
    assert [row["note"] for row in table(snapshot, rows="links")] == ["'+1", ""]
    as_they_are = table(snapshot, formulas=True)
    assert as_they_are[0]["note"] == "=SUM(A1)"
    assert not data.startswith(b"\xef\xbb\xbf")
    assert by_name("csv").write(snapshot, {"bom": True})[0].startswith(b"\xef\xbb\xbfid,")


def test_an_empty_project_is_a_head_line() -> None:
    snapshot = Snapshot(World().project)
    assert table(snapshot) == []
    assert by_name("csv").write(snapshot)[0].decode().strip().split(",") == list(NODE_COLUMNS)
    assert json.loads(by_name("json-graph").write(snapshot)[0]) == {
        "nodes": [],
        "links": [],
        "cases": [],
        "articles": [],
    }


def test_json_holds_the_same_columns(snapshot: Snapshot) -> None:
    data, _losses = by_name("json-graph").write(snapshot)
    found = json.loads(data)
    assert [tuple(row) for row in found["nodes"]] == [NODE_COLUMNS] * 5
    assert [tuple(row) for row in found["links"]] == [LINK_COLUMNS] * 2
    assert found["nodes"][1]["quotes"] == ["Trams are quiet.", "quick"]
    assert found["nodes"][0]["unstated"] is False and found["nodes"][0]["confidence"] is None
    assert [case["name"] for case in found["cases"]] == ["Trams", "Buses"]
    assert found["articles"][0]["citekey"] == "marsh2020"


@pytest.mark.judge
def test_pandas_loads_each_in_one_line(snapshot: Snapshot) -> None:
    nodes = by_name("csv").write(snapshot, {"formulas": True})[0].decode("utf-8")
    links = by_name("csv").write(snapshot, {"rows": "links"})[0].decode("utf-8")
    both = by_name("json-graph").write(snapshot)[0].decode("utf-8")
    asked = [{"csv": nodes}, {"csv": links}, {"json": both, "part": "nodes"}, {"json": both, "part": "links"}]
    csv_nodes, csv_links, json_nodes, json_links = judge("pandas_read.py", asked)
    assert csv_nodes["types"]["depth"] == csv_nodes["types"]["descendants"] == "int64"
    assert csv_nodes["types"]["confidence"] == json_nodes["types"]["confidence"] == "float64"
    texts = [row["text"] for row in json.loads(both)["nodes"]]
    assert [row["text"] for row in csv_nodes["rows"]] == [row["text"] for row in json_nodes["rows"]] == texts
    assert (
        [row["strength"] for row in csv_links["rows"]] == [row["strength"] for row in json_links["rows"]] == [0.5, None]
    )
