"""What pandas, and networkx, make of tables: [{"csv": text} or {"json": text}] -> columns with types, rows, counts."""

import io
import json
import sys

import networkx
import pandas


def read(given):
    if "csv" in given:
        return told(pandas.read_csv(io.BytesIO(given["csv"].encode())))
    found = json.loads(given["json"])
    graph = networkx.node_link_graph(found, edges="links")
    tables = {name: told(pandas.DataFrame(found[name])) for name in ("nodes", "links", "passages")}
    return {**tables, "networkx": [graph.number_of_nodes(), graph.number_of_edges()]}


def told(frame):
    rows = json.loads(frame.to_json(orient="records"))
    return {"types": {name: str(kind) for name, kind in frame.dtypes.items()}, "rows": rows}


json.dump([read(given) for given in json.load(sys.stdin)], sys.stdout)
