"""A real disk without a byte left: each kind of writing says so, changes nothing, and works once there is room."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pytest

from models.errors import UserError
from storage.database import check_project
from tests.reliability.operations import DATA, OPERATIONS, PROJECT, contents, prepare
from tests.storage.projects import sentence
from tests.storage.test_disk import mounted

ROOM = 24  # MB; what is left is filled up


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    prepare(folder)
    return folder


def fill(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as filler:
        while filler.write(bytes(1 << 20)):
            pass
    with contextlib.suppress(OSError), path.open("ab", buffering=0) as filler:
        while filler.write(bytes(1)):
            pass


def test_nothing_is_lost_on_a_full_disk(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    said: dict[str, str] = {}
    with mounted(disk, "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs") as there:
        if not there:
            assert os.getuid() != 0, "root may mount"
            pytest.skip("no right to mount a small disk; the failing calls of test_faults say the same")
        for name, operation in OPERATIONS.items():
            folder = disk / name
            shutil.copytree(template, folder)
            monkeypatch.setenv("XDG_DATA_HOME", str(folder / DATA))
            prepared = operation(folder)
            before = contents(folder)
            filler = disk / "filler"
            fill(filler)
            try:
                prepared.act()
            except UserError as error:
                said[name] = sentence(error).replace(str(folder), "…")
                after = contents(folder)
                assert {file: after.get(file) for file in before} == before, name
            finally:
                filler.unlink()
            if name in said:
                prepared.act()
            assert prepared.done(), name
            prepared.close()
            assert check_project(folder / PROJECT) == []
            shutil.rmtree(folder)
    print("\n" + "\n".join(f"{name}: {words}" for name, words in said.items()))
    assert len(said) > len(OPERATIONS) // 2
