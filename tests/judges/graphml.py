"""What networkx reads in GraphML: a list of texts in, for each its nodes and edges with what is said of them out."""

import io
import json
import sys

import networkx

found = []
for text in json.load(sys.stdin):
    graph = networkx.read_graphml(io.BytesIO(text.encode()))
    found.append(
        {
            "nodes": [[name, dict(said)] for name, said in graph.nodes(data=True)],
            "edges": [[source, target, dict(said)] for source, target, said in graph.edges(data=True)],
            "directed": graph.is_directed(),
        }
    )
json.dump(found, sys.stdout)
