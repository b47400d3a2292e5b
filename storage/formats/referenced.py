"""The articles whose references are written into a file."""

from __future__ import annotations

from dataclasses import replace

from models.authoring.references import about_of
from models.bibliography.citekeys import key_for
from models.importing.about import About
from storage.formats.registry import Snapshot


def abouts_of(snapshot: Snapshot) -> list[About]:
    """What is known of each article of the cases that are asked for, once; each has a citekey."""
    project = snapshot.project
    cases = {case.id: case for case in project.cases()}
    wanted = list(snapshot.case_ids) if snapshot.case_ids is not None else list(cases)
    if snapshot.pairing_id is not None and snapshot.case_ids is None:
        pairing = project.pairing(snapshot.pairing_id)
        wanted = [pairing.left_case_id, pairing.right_case_id]
    ids = dict.fromkeys(cases[case].article_id for case in wanted if case in cases)
    if snapshot.pairing_id is None and snapshot.case_ids is None:
        ids |= dict.fromkeys(article.id for article in project.articles())
    found, taken = [], set[str]()
    for article_id in ids:
        about = about_of(project.article(article_id))
        key = key_for(about, taken)
        taken.add(key)
        found.append(replace(about, citekey=key))
    return found
