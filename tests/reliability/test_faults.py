"""Every write, sync, truncation, renaming, removal and making of a file fails: nothing is lost, a sentence tells."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from storage.database import check_project
from tests.reliability.faulty import WAYS, Fault, faults
from tests.reliability.operations import DATA, OPERATIONS, PROJECT, Operation, Prepared, contents, prepare
from tests.reliability.sqlite_calls import library
from tests.storage.projects import sentence

pytestmark = pytest.mark.skipif(library() is None, reason="SQLite is linked into Python: its calls cannot be replaced")
FEW = 3  # chances that are tried, of each kind of call, where time is short


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    prepare(folder)
    return folder


def good_run(operation: Operation, template: Path, folder: Path) -> list[str]:
    """The calls of the operation when nothing fails."""
    shutil.copytree(template, folder)
    os.environ["XDG_DATA_HOME"] = str(folder / DATA)
    fault = Fault(folder)
    with faults(fault):
        prepared = operation(folder)
        fault.armed = True
        prepared.act()
        fault.armed = False
        assert prepared.done()
        prepared.close()
    return fault.calls


def strike(operation: Operation, template: Path, folder: Path, fault: Fault) -> str:
    """Let one call fail; what was said, or "" when the operation did without it."""
    shutil.copytree(template, folder)
    os.environ["XDG_DATA_HOME"] = str(folder / DATA)
    said = ""
    with faults(fault):
        prepared = operation(folder)
        before = contents(folder)
        fault.armed = True
        try:
            prepared.act()
        except UserError as error:
            said = sentence(error)
        fault.armed = False
        after = contents(folder)
        may_be_left = fault.struck == "unlink" or fault.lasting
        if not said:
            assert prepared.done()
        else:
            for name, held in before.items():
                # where nothing can be renamed any more, a sentence tells its new name
                moved = [new for new, other in after.items() if other == held and new in said]
                late = prepared.told_late and prepared.done()
                assert after.get(name) == held or moved or late, f"{name} is not as it was"
            # a journal that does not count any more is SQLite's, which takes it away at the next transaction
            left = [name for name in lying_about(before, after, prepared) if not name.endswith("-journal")]
            assert not left or may_be_left, f"left lying about: {left}"
            prepared.act()
            assert prepared.done(), "it does not work the next time"
        prepared.close()
    left = lying_about(before, contents(folder), prepared)
    assert not left or may_be_left, f"left lying about at the end: {left}"
    assert check_project(folder / PROJECT) == []
    return said


def lying_about(before: Mapping[str, Any], after: Mapping[str, Any], prepared: Prepared) -> list[str]:
    """The names that were not there before and are no result either."""
    hidden = [name for name in after if Path(name).name.startswith(".")]
    return [name for name in after if name not in before and (name in hidden or not name.startswith(prepared.makes))]


Chance = tuple[int, int, bool]  # which call, the error's number, whether it lasts


def chances(calls: list[str]) -> list[Chance]:
    """All that can happen."""
    ways = ((at, number) for at, call in enumerate(calls) for number in WAYS[call])
    return [(at, number, lasting) for at, number in ways for lasting in (False, True)]


def some(calls: list[str]) -> list[Chance]:
    """A few chances for each kind of call, the first and the last among them."""
    chosen = []
    for kind in dict.fromkeys(calls):
        found = [chance for chance in chances(calls) if calls[chance[0]] == kind]
        count = min(FEW, len(found))
        chosen += [found[at * (len(found) - 1) // max(1, count - 1)] for at in range(count)]
    return chosen


def tried(name: str, template: Path, tmp_path: Path, chosen: Callable[[list[str]], list[Chance]]) -> None:
    operation = OPERATIONS[name]
    calls = good_run(operation, template, tmp_path / "good")
    assert calls
    said: Counter[str] = Counter()
    for at, number, lasting in chosen(calls):
        folder = tmp_path / f"{at}-{number}-{lasting}"
        words = strike(operation, template, folder, Fault(folder, at, number, lasting))
        said[words.replace(str(folder), "…")] += 1
        shutil.rmtree(folder)
    print(f"\n{name}: {len(calls)} calls {dict(Counter(calls))}, {sum(said.values())} faults:")
    for words, count in said.most_common():
        print(f"  {count:4} × {words or '(done all the same)'}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_some_calls_fail(name: str, template: Path, tmp_path: Path) -> None:
    tried(name, template, tmp_path, some)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", OPERATIONS)
def test_each_call_fails(name: str, template: Path, tmp_path: Path) -> None:
    tried(name, template, tmp_path, chances)
