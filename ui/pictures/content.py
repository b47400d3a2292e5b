"""From a project to what its picture says: the maps of the cases, their names, the key, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

from models.comparison import answer_statuses, place
from models.entities import Kind, Node
from models.errors import UserError
from models.layout import Shape
from models.messages import Message, _, ngettext
from models.project import Project
from models.report import bibliographic_line
from storage.pictures import PictureOptions, Wanted
from ui.map.scene import MARGIN, Facts, MapOptions, MapScene
from ui.pictures.faces import without_face
from ui.pictures.sheet import Content, Part
from ui.theme import Theme

SOME = 12  # characters that are named


def facts_of(project: Project) -> Facts:
    """What the cards say of their nodes; the answers are those of the first pairing that a case is in."""
    statuses: dict[str, str] = {}
    for pairing in reversed(project.pairings()):
        statuses |= answer_statuses(project, pairing)
    return Facts(statuses.get, lambda node_id: place(project, node_id), lambda i: len(project.links_of(i)))


def content_of(
    theme: Theme, project: Project, wanted: Wanted, options: PictureOptions, facts: Facts | None = None
) -> Content:
    """Lay the maps out. Raises UserError where there is nothing to draw."""
    facts = facts or facts_of(project)
    parts, shown, losses = [], [], _Losses()
    for case_id in wanted.case_ids:
        case = project.case(case_id)
        article = project.article(case.article_id)
        top = wanted.top if wanted.top is not None and project.node(wanted.top).case_id == case_id else None
        if not project.children(case_id, None):
            raise UserError("picture.empty", case=f"“{case.name}”")
        scene = _scene(theme, project, case_id, top, wanted, options, options.lines, facts)
        parts.append(Part(scene, case.name, bibliographic_line(article)))
        nodes = [project.node(node_id) for node_id in scene.ids]
        shown += nodes
        losses.folded += sum(scene.hidden(node.id) for node in nodes)
        if options.lines is not None:
            whole = _scene(theme, project, case_id, top, wanted, options, None, facts)
            losses.shortened += sum(_is_taller(whole, scene, node.id) for node in nodes)
    ids = {node.id for node in shown}
    losses.links = sum(1 for link in project.links() if link.source_id in ids or link.target_id in ids)
    names = [part.name for part in parts]
    losses.faceless = without_face(theme.interface_font(), [*names, *(node.text for node in shown)])
    return Content(
        parts=tuple(parts),
        nodes=tuple(shown),
        title=_and(names),
        description=_described(names, shown),
        air=MARGIN,
        author=", ".join(
            dict.fromkeys(project.case(c).annotator for c in wanted.case_ids if project.case(c).annotator)
        ),
        losses=tuple(losses.messages()),
    )


def _scene(
    theme: Theme,
    project: Project,
    case_id: str,
    top: str | None,
    wanted: Wanted,
    options: PictureOptions,
    lines: int | None,
    facts: Facts,
) -> MapScene:
    scene = MapScene(theme)
    how = MapOptions(shape=Shape(options.shape), lines=lines, folded=wanted.folded, top=top, near=None)
    scene.build(project, case_id, how, facts)
    return scene


def _is_taller(one: MapScene, other: MapScene, node_id: str) -> bool:
    whole, cut = one.text_box(node_id), other.text_box(node_id)
    return whole is not None and cut is not None and whole.height() > cut.height() + 1


class _Losses:
    """Counts of what a picture leaves out."""

    def __init__(self) -> None:
        self.folded = self.shortened = self.links = 0
        self.faceless: list[str] = []

    def messages(self) -> list[Message]:
        counted = (
            (self.folded, lambda n: Message("picture.folded", {"count": n})),
            (self.shortened, lambda n: Message("picture.shortened", {"count": n})),
            (self.links, lambda n: Message("picture.links", {"count": n})),
        )
        found = [made(count) for count, made in counted if count]
        return [*found, *faceless_told(self.faceless)]


def faceless_told(characters: list[str]) -> list[Message]:
    """What there is to say of characters that no installed face has."""
    if not characters:
        return []
    some = " ".join(characters[:SOME]) + (" …" if len(characters) > SOME else "")
    return [Message("picture.faces", {"count": len(characters), "characters": some})]


def _and(names: list[str]) -> str:
    return _("{one} and {two}").format(one=names[0], two=names[1]) if len(names) == 2 else names[0]


def _described(names: list[str], nodes: list[Node]) -> str:
    """For whoever hears a picture: what it is and how much stands in it."""
    rebuttals = sum(node.kind is Kind.REBUTTAL for node in nodes)
    evidence = sum(node.kind is Kind.EVIDENCE for node in nodes)
    claims = len(nodes) - rebuttals - evidence
    counts: tuple[tuple[int, Callable[[int], str]], ...] = (
        (claims, lambda n: ngettext("{count} claim", "{count} claims", n)),
        (evidence, lambda n: ngettext("{count} piece of evidence", "{count} pieces of evidence", n)),
        (rebuttals, lambda n: ngettext("{count} rebuttal", "{count} rebuttals", n)),
    )
    parts = ", ".join(words(count).format(count=count) for count, words in counts if count)
    return _("Argument map of {names}: {parts}.").format(names=_and(names), parts=parts)
