"""A project goes to a JSON file, into a new project file and out again, and what damaged files still hold is stored."""

from __future__ import annotations

from pathlib import Path

from models.authoring.whole import take_whole
from models.errors import UserError
from models.project import Project
from storage.formats.registry import Snapshot, by_name
from storage.projects import make_project
from tests.fuzz.mutating import mutants
from tests.fuzz.samples import rich, seeds
from tests.storage.projects import open_project

FORMAT = by_name("counterpoint-json")


def written(project: Project) -> bytes:
    return FORMAT.write(Snapshot(project))[0]


def test_a_new_project_file_holds_the_same(tmp_path: Path) -> None:
    data = written(rich()[0].project)
    whole, _losses = FORMAT.parse(data, "x.json")
    path = tmp_path / "new.counterpoint"
    make_project(path, "0.1.0", take_whole(Project(), whole, "x"))
    workspace = open_project(path)
    assert written(workspace.project) == data
    workspace.do(lambda project: take_whole(project, whole, "x"))
    assert len(workspace.project.cases()) == 4
    workspace.undo()
    assert written(workspace.project) == data
    workspace.close()


def test_whatever_is_taken_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "new.counterpoint"
    whole, _losses = FORMAT.parse(written(rich()[0].project), "x.json")
    make_project(path, "0.1.0", take_whole(Project(), whole, "x"))
    workspace = open_project(path)
    taken = 0
    for data in mutants(seeds(FORMAT), 400, seed=5):
        try:
            whole, _losses = FORMAT.parse(data, "x.json")
        except UserError:
            continue
        if any(whole.rows.values()):
            workspace.do(lambda project, whole=whole: take_whole(project, whole, "x"))
            taken += 1
    assert taken > 20
    data = written(workspace.project)
    workspace.close()
    again = open_project(path)
    assert written(again.project) == data
    again.close()
