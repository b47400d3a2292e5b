"""What the clipboard carries of a tree, and what is made of whatever else it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from models.branches import Branches, BranchNode, copy, to_json
from models.entities import Kind
from models.errors import UserError
from tests.models.gardens import garden
from ui.clipboard import BRANCHES, CUT, MARKDOWN, Held, branches_in, carry_branches, carry_nodes, cut_in

ROOT = Path(__file__).resolve().parents[2]
TOP = "node-00001"


def holding(text: str | None = None, **more: bytes) -> QMimeData:
    data = QMimeData()
    if text is not None:
        data.setText(text)
    for name, value in more.items():
        data.setData({"ours": BRANCHES, "markdown": MARKDOWN, "cut": CUT}[name], value)
    return data


def refusal(data: QMimeData, under: Kind | None = None) -> str:
    with pytest.raises(UserError) as caught:
        branches_in(data, under)
    assert str(caught.value)
    return caught.value.message.key


def test_branches_come_back_whole_and_other_programs_get_a_list() -> None:
    project = garden().project
    data, count = carry_nodes(project, [TOP])
    assert count == 5
    assert branches_in(data, None) == Held(copy(project, [TOP]))
    assert data.text().splitlines()[:3] == [
        "- Claim: Top claim", "  - Claim: Lower claim", "    - Evidence: Proof",
    ]  # fmt: skip
    assert bytes(data.data(MARKDOWN).data()).decode() == data.text()
    assert cut_in(data) == ""


def test_a_cut_is_known_again_by_its_word() -> None:
    assert cut_in(carry_nodes(garden().project, [TOP], "a word")[0]) == "a word"
    assert cut_in(holding("a word")) == ""
    assert cut_in(holding(cut=b"\xff")) == "\ufffd"


def test_halves_of_characters_do_no_harm() -> None:
    data = carry_branches(Branches((BranchNode(-1, Kind.CLAIM, "half \ud83d"),)))
    assert len(branches_in(data, None).branches.nodes) == 1


def test_text_is_read_as_a_list_where_nothing_of_ours_is_there() -> None:
    held = branches_in(holding("Evidence: one\n\ttwo"), None)
    assert [(n.kind, n.parent) for n in held.branches.nodes] == [(Kind.CLAIM, -1), (Kind.CLAIM, 0)]
    assert [str(loss) for loss in held.losses] == ["1 point at the top became a claim: a case starts with claims."]
    assert branches_in(holding("one"), Kind.EVIDENCE).branches.nodes[0].kind is Kind.EVIDENCE
    assert branches_in(holding(markdown="- é".encode()), None).branches.nodes[0].text == "é"


def test_ours_that_cannot_be_read_gives_way_to_the_text_beside_it() -> None:
    newer = json.dumps({**json.loads(to_json(copy(garden().project, [TOP]))), "version": 9}).encode()
    for ours in (b"", b"{", b"\xff\xff", newer):
        assert branches_in(holding("- one", ours=ours), None).branches.nodes[0].text == "one"
    assert refusal(holding(ours=b"{")) == "branches.damaged"
    assert refusal(holding(ours=newer)) == "branches.newer"


def test_what_holds_no_point_is_refused() -> None:
    for data in (holding(), holding(""), holding(" \n\t"), holding(markdown=b"")):
        assert refusal(data) == "branches.nothing"


@given(st.binary(max_size=60), st.text(max_size=40))
def test_whatever_it_holds_is_read_or_refused(ours: bytes, text: str) -> None:
    data = holding(text, ours=ours)
    try:
        assert branches_in(data, Kind.CLAIM).branches.nodes
    except UserError as error:
        assert str(error)


def test_the_program_ends_in_peace_with_branches_in_the_clipboard():
    program = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from models.branches import Branches, BranchNode
from models.entities import Kind
from ui.clipboard import carry_branches, let_go
application = QApplication([])
QGuiApplication.clipboard().setMimeData(carry_branches(Branches((BranchNode(-1, Kind.CLAIM, "Trams"),))))
let_go()
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
