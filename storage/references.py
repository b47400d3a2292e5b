"""References from a file, brought to the articles of a project that they are about."""

from __future__ import annotations

from collections.abc import Sequence

from models.authoring.references import about_of, merged, take_references
from models.bibliography.matching import Match, match
from models.importing.about import About
from models.messages import Message, message
from models.project import Project
from models.workspace import Workspace


def matched(project: Project, references: Sequence[About]) -> list[Match]:
    """Which article of a project each reference is about, in their order."""
    return match(references, {article.id: about_of(article) for article in project.articles()})


def take(workspace: Workspace, references: Sequence[About], *, take_all: bool = False) -> tuple[Message, int]:
    """Let each article that one reference matches take what it lacks, or all; a sentence, and how many did.

    One edit; none where nothing changes. Raises UserError.
    """
    project = workspace.project
    chosen: dict[str, About] = {}
    for each in matched(project, references):
        if len(each.articles) == 1 and each.articles[0] not in chosen:
            known = about_of(project.article(each.articles[0]))
            chosen[each.articles[0]] = merged(known, references[each.reference], take_all=take_all)
    if chosen:
        workspace.do(lambda reader: take_references(reader, chosen))
    return message("references.taken", matched=len(chosen), count=len(references)), len(chosen)
