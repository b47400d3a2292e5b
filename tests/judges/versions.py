"""The releases of the judges written in Python, as a JSON object; what is asked comes back under "asked"."""

import json
import sys
from importlib.metadata import version

import arguebuf  # noqa: F401  (that it loads is asked, too)
import jsonschema  # noqa: F401
import networkx  # noqa: F401
import pandas  # noqa: F401

NAMES = ("arguebuf", "jsonschema", "networkx", "pandas")
print(json.dumps({"asked": json.load(sys.stdin), **{name: version(name) for name in NAMES}}))
