"""The edit that brings a whole project into another one."""

from __future__ import annotations

from models.edits import Change, Edit
from models.entities import TABLES, Row, clash_id, dismissal_id, new_id, to_row
from models.interchange.whole import CONTENTS, REFERENCES, Whole
from models.messages import message
from models.project import Project

NOTED = ("clash", "dismissal")  # whose ids are made of what they are of


def take_whole(project: Project, whole: Whole, name: str = "") -> Edit:
    """All rows of a sound `whole` (models.interchange.whole.check) as one edit; `name` is what people call it.

    Into an empty project they come as they are. What is there already stays as it is: a row whose id is taken gets a
    new one, and whatever names it follows; but an article that is there with the very same values is not doubled, and a
    tag keeps the colour that it has.
    """
    names: dict[str, dict[str, str]] = {table: {} for table in TABLES}
    left_out: set[tuple[str, str]] = set()
    tags = set(project.tags())
    for table, rows in whole.rows.items():
        for key, row in rows.items():
            there = project.entity(table, key)
            same = there is not None and table == "article" and to_row(there) == row
            if same or (table == "tag" and row["name"] in tags):
                left_out.add((table, key))
            elif there is not None and table not in NOTED:
                names[table][key] = new_id()
    changes = []
    for table, rows in whole.rows.items():
        for key, row in rows.items():
            if (table, key) not in left_out:
                fresh = _renamed(table, row, names)
                changes.append(Change(table, fresh["id"], None, fresh))
    wanted = {change.after[c] for change in changes if change.table == "article" and change.after for c in CONTENTS}
    label = message("edit.take_project", name=name)
    return Edit(label, tuple(changes), {key: data for key, data in whole.blobs.items() if key in wanted})


def _renamed(table: str, row: Row, names: dict[str, dict[str, str]]) -> Row:
    """The row with the new ids of itself and of what it names."""
    fresh = dict(row, id=names[table].get(row["id"], row["id"]))
    for column, other in REFERENCES[table].items():
        if row[column] is not None:
            fresh[column] = names[other].get(row[column], row[column])
    if table == "clash":
        fresh["id"] = clash_id(fresh["pairing_id"], fresh["link_id"] or fresh["node_id"])
    elif table == "dismissal":
        fresh["id"] = dismissal_id(fresh["node_id"], fresh["other_id"])
    return fresh
