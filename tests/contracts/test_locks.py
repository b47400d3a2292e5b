"""The lock files install the same files everywhere, whatever package index a machine is set up with."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-judges.lock")
JUDGES = ROOT / "tests" / "judges"
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
    run, dev = (pins(name) for name in LOCKS[:2])
    assert {package: dev.get(package) for package in run} == run


@pytest.mark.parametrize(("name", "extras"), [(LOCKS[0], []), (LOCKS[1], ["dev"])])
def test_a_lock_holds_what_pyproject_asks_for(name: str, extras: list[str]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = project["dependencies"] + [line for e in extras for line in project["optional-dependencies"][e]]
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in asked}
    assert names - pins(name).keys() == set()


def test_the_lock_of_the_judges_holds_what_they_ask_for() -> None:
    asked = (JUDGES / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in asked if line and not line.startswith("#")}
    assert names
    assert names - pins(LOCKS[2]).keys() == set()


def test_the_lock_of_npm_names_no_place_and_checks_every_package() -> None:
    text = (JUDGES / "package-lock.json").read_text(encoding="utf-8")
    asked = json.loads((JUDGES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads(text)["packages"]
    own = packages.pop("")
    assert own["dependencies"] == asked
    assert {f"node_modules/{name}" for name in asked} <= packages.keys()
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert (
        "resolved" not in text and [line for line in text.splitlines() if "://" in line and '"url"' not in line] == []
    )


def test_the_release_of_qt_that_loses_references_is_shut_out() -> None:
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    (qt,) = [line for line in asked if line.startswith("PySide6")]
    assert "!=6.12.0" in qt
    for name in LOCKS[:2]:
        assert pins(name)["pyside6-essentials"] != "6.12.0"
