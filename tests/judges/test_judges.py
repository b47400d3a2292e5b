"""The judges are there, hear what they are asked as it was, and say why they fail."""

import shutil
import subprocess

import pytest

from tests.judges import judge

HOSTILE = ["", "“quoted”\n\u2028 \x00", "שלום 🙂", {"deep": [[[None, True, 1.5]]]}]

pytestmark = pytest.mark.judge


def test_those_in_python_answer() -> None:
    answer = judge("versions.py", HOSTILE)
    assert answer["asked"] == HOSTILE
    assert answer["arguebuf"] == "2.7.2"


def test_those_in_javascript_answer() -> None:
    answer = judge("versions.mjs", HOSTILE)
    assert answer["asked"] == HOSTILE
    assert answer["argdown"].startswith("2.")
    assert answer["runs"] == "function"


def test_one_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match=r"^the judge failing\.py failed with code 1: nothing can be read$"):
        judge("failing.py", None)


def test_graphviz_draws() -> None:
    dot = shutil.which("dot")
    assert dot is not None
    done = subprocess.run([dot, "-Tplain"], input="digraph { a -> b }", capture_output=True, text=True, check=True)
    assert "edge a b" in done.stdout
