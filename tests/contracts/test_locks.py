"""The lock files install the same files everywhere, whatever package index a machine is set up with."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
# What names a machine, a folder or an index instead of a package.
PLACES = ("://", "index-url", "find-links", "trusted-host", " @ ", "file:", "--no-index")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def requirements(name: str) -> list[str]:
    """The lock's requirements, each with its hashes on one line, comments left out."""
    lines = [line for line in read(name).splitlines() if not line.lstrip().startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]


def pins(name: str) -> dict[str, str]:
    """Package to exact version; a requirement without one has an empty version."""
    found = {}
    for line in requirements(name):
        package, _, rest = line.partition("==")
        found[package.split()[0].lower()] = rest.split()[0] if rest else ""
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    assert [line for line in read(name).splitlines() if any(place in line for place in PLACES)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(name: str) -> None:
    pinned = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line[:60] for line in requirements(name) if not pinned.fullmatch(line)] == []
    assert len(requirements(name)) > 5


def test_running_and_developing_use_the_same_versions() -> None:
    run, dev = (pins(name) for name in LOCKS)
    assert {package: dev.get(package) for package in run} == run


@pytest.mark.parametrize(("name", "extras"), [(LOCKS[0], []), (LOCKS[1], ["dev"])])
def test_a_lock_holds_what_pyproject_asks_for(name: str, extras: list[str]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = project["dependencies"] + [line for e in extras for line in project["optional-dependencies"][e]]
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in asked}
    assert names - pins(name).keys() == set()


def test_the_release_of_qt_that_loses_references_is_shut_out() -> None:
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    (qt,) = [line for line in asked if line.startswith("PySide6")]
    assert "!=6.12.0" in qt
    for name in LOCKS:
        assert pins(name)["pyside6-essentials"] != "6.12.0"
