"""What arguebuf makes of maps: for each {"format", "data"} the texts of its atoms, and how many schemes and edges."""

import io
import json
import sys

import arguebuf

READERS = {"aif": arguebuf.load.aif, "sadface": arguebuf.load.sadface}
answers = []
for each in json.load(sys.stdin):
    if each["format"] in READERS:
        graph = READERS[each["format"]](each["data"])
    else:
        graph = getattr(arguebuf.load, each["format"])(io.StringIO(each["data"]))
    kinds = [node.scheme for node in graph.scheme_nodes.values()]
    answers.append(
        {
            "atoms": [node.plain_text for node in graph.atom_nodes.values()],
            "schemes": len(kinds),
            "attacks": sum(type(kind).__name__ == "Attack" for kind in kinds),
            "edges": len(graph.edges),
        }
    )
print(json.dumps(answers))
