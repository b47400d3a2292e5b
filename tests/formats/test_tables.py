"""CSV and JSON of nodes and links: the csv module, pandas and networkx read what was meant."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from models.project import Project
from storage.formats.registry import Snapshot, by_name
from storage.formats.table_rows import LINKS, NODES, PASSAGES
from tests.factories import World
from tests.formats.maps import projects
from tests.formats.samples import debate
from tests.judges import judge

CSV, JSON = by_name("csv"), by_name("json-graph")


def table(project: Project, **options: Any) -> tuple[list[dict[str, str]], list[str]]:
    data, losses = CSV.write(Snapshot(project), options)
    assert data.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))), [m.key for m in losses]


def test_nodes_links_and_passages_have_a_row_each() -> None:
    project = debate().world.project
    nodes, _ = table(project)
    assert [row["text"] for row in nodes] == [point.text for point in Snapshot(project).graph.points]
    assert nodes[0]["number"] == "N1"
    assert nodes[1]["parent"] == nodes[0]["id"]
    assert (nodes[1]["relation"], nodes[1]["depth"]) == ("supports", "1")
    links, _ = table(project, rows="links")
    assert len(links) == len(Snapshot(project).graph.relations)
    passages, _ = table(project, rows="passages")
    articles = {article.title: project.text(article.id) for article in project.articles()}
    assert passages
    for row in passages:
        assert articles[row["article"]][int(row["start"]) : int(row["end"])] == row["exact"]


def test_formulas_are_made_harmless_and_told() -> None:
    world = World()
    case = world.case(world.article("Text"))
    for text in ("=1+2", "+1", "-1 degree", "@SUM(A1)", "\t=1", "safe = 1"):
        world.node(case, text)
    rows, losses = table(world.project)
    assert [row["text"][0] for row in rows] == ["'"] * 5 + ["s"]
    assert "map.csv_formulas" in losses
    rows, losses = table(world.project, formulas=True)
    assert [row["text"] for row in rows][:2] == ["=1+2", "+1"]
    assert "map.csv_formulas" not in losses
    assert CSV.write(Snapshot(world.project), {"bom": True})[0].startswith(b"\xef\xbb\xbf")
    assert not CSV.write(Snapshot(world.project))[0].startswith(b"\xef\xbb\xbf")


@given(projects())
@settings(max_examples=60, deadline=None)
def test_tables_say_what_the_graph_says(drawn: tuple[Project, str | None]) -> None:
    project, pairing_id = drawn
    snapshot = Snapshot(project, pairing_id)
    rows, _ = table(project, formulas=True) if pairing_id is None else ([], [])
    found = json.loads(JSON.write(snapshot)[0])
    ids = {node["id"] for node in found["nodes"]}
    assert [node["text"] or "" for node in found["nodes"]] == [point.text for point in snapshot.graph.points]
    assert all({link["source"], link["target"]} <= ids for link in found["links"])
    if rows:
        assert [row["text"] for row in rows] == [node["text"] or "" for node in found["nodes"]]
        assert [row["tags"] for row in rows] == ["; ".join(node["tags"]) for node in found["nodes"]]


@pytest.mark.judge
def test_pandas_reads_them_in_one_line_with_sound_types() -> None:
    project = debate().world.project
    asked = [{"csv": CSV.write(Snapshot(project), {"rows": rows})[0].decode()} for rows in ("nodes", "links")]
    nodes, links, whole = judge("pandas_read.py", [*asked, {"json": JSON.write(Snapshot(project))[0].decode()}])
    graph = Snapshot(project).graph
    assert [row["text"] for row in nodes["rows"]] == [point.text for point in graph.points]
    assert (nodes["types"]["unstated"], nodes["types"]["confidence"]) == ("bool", "float64")
    assert (nodes["types"]["depth"], nodes["types"]["passages"]) == ("int64", "int64")
    assert nodes["types"]["number"] in ("str", "object")
    assert (links["types"]["tree"], links["types"]["strength"]) == ("bool", "float64")
    assert len(links["rows"]) == len(graph.relations)
    assert whole["networkx"] == [len(graph.points), len(graph.relations)]
    assert [row["text"] for row in whole["nodes"]["rows"]] == [point.text for point in graph.points]
    assert (whole["nodes"]["types"]["unstated"], whole["nodes"]["types"]["confidence"]) == ("bool", "float64")


def test_a_large_map_takes_time_in_proportion() -> None:
    world = World()
    case = world.case(world.article("Text"))
    parent = world.node(case, "Root")
    for at in range(3000):
        parent = world.node(case, f"Point {at}", parent if at % 50 else None)
    snapshot = Snapshot(world.project)
    assert len(snapshot.graph.points) == 3001
    began = time.process_time()
    CSV.write(snapshot)
    JSON.write(snapshot)
    assert time.process_time() - began < 3


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")
    parts = page.partition("## Nodes")[2].partition("## Links")
    links, _head, passages = parts[2].partition("## Passages")
    for text, columns in ((parts[0], NODES), (links, LINKS), (passages, PASSAGES)):
        assert set(re.findall(r"`(\w+)`", text)) >= set(columns)
