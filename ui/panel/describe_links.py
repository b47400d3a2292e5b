"""From the project to what is shown of links: in the node panel, in the list, and on a link's card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.comparison import far_end, place
from models.entities import Link, LinkKind
from models.messages import _, shorten
from models.project import Project
from ui.compare.words import relation
from ui.panel.views import AnswerView, EndView, LinkFacts, LinkRow, LinkView
from ui.session import Session

WORDS = 40  # code points of a point inside of other words


def state_of(session: Session, link: Link) -> str:
    """ "open" or "met" of a challenge, and of an answer, which stands as long as nothing meets it; else nothing."""
    if link.kind is LinkKind.ANSWERS:
        project = session.project
        replies = (reply for reply in project.answers(link.id) if project.link_is_visible(reply))
        return "met" if any(state_of(session, reply) == "open" for reply in replies) else "open"
    return session.challenge_state(link.id)


def link_view(session: Session, link: Link, node_id: str, in_sight: Callable[[str], bool]) -> LinkView:
    """A link as a node of its two sees it."""
    project, outgoing = session.project, link.source_id == node_id
    partner = far_end(project, link) if outgoing else link.source_id
    return LinkView(
        link.id,
        str(link.kind),
        outgoing,
        project.node(partner).text,
        place(project, partner),
        in_sight(partner),
        state_of(session, link),
        link.strength,
    )


# -- the card


def link_facts(session: Session, link_id: str) -> LinkFacts | None:
    """All of a link; None when it is gone, or one of its ends is."""
    project = session.project
    link = project.entity("link", link_id)
    if link is None or not project.link_is_visible(link):
        return None
    answers = sorted((a for a in project.answers(link_id) if project.link_is_visible(a)), key=lambda a: a.created)
    replied = project.link(link.target_link_id) if link.target_link_id else None
    return LinkFacts(
        link.id,
        str(link.kind),
        _end(project, link.source_id),
        _end(project, far_end(project, link)),
        link.strength,
        link.note,
        link.author,
        link.created,
        state_of(session, link),
        tuple(_answer(session, answer) for answer in answers),
        _in_words(project, replied) if replied is not None else "",
    )


def _end(project: Project, node_id: str) -> EndView:
    node = project.node(node_id)
    parts = (project.case(node.case_id).name, place(project, node_id))
    return EndView(node_id, str(node.kind), node.text, " · ".join(part for part in parts if part))


def _answer(session: Session, answer: Link) -> AnswerView:
    project = session.project
    text = project.node(answer.source_id).text
    return AnswerView(answer.id, text, place(project, answer.source_id), state_of(session, answer))


def _in_words(project: Project, link: Link) -> str:
    """A link as a sentence: “Buses rust” rebuts “Trams pay”."""
    source = shorten(project.node(link.source_id).text, WORDS)
    target = shorten(project.node(far_end(project, link)).text, WORDS)
    words = {"source": source, "relation": relation(link.kind), "target": target}
    return _("“{source}” {relation} “{target}”").format(**words)


# -- the list


class Places:
    """Where the nodes of cases stand in reading order, worked out anew once nodes have changed."""

    def __init__(self) -> None:
        self._of: tuple[object, int] = (None, -1)
        self._by_case: dict[str, dict[str, int]] = {}

    def of(self, project: Project, case_id: str) -> dict[str, int]:
        """The place of each node of a case, from 0, by its id."""
        if self._of != (project, project.node_changes):
            self._of, self._by_case = (project, project.node_changes), {}
        if case_id not in self._by_case:
            walked = enumerate(project.walk(case_id))
            self._by_case[case_id] = {node.id: at for at, (node, _depth) in walked}
        return self._by_case[case_id]


def link_rows(session: Session, places: Places) -> list[LinkRow]:
    """Every link of the pairing on show: between its cases, the answers to those, and within either case."""
    project, cases = session.project, [case for case in session.sides() if case is not None]
    left = places.of(project, cases[0].id) if cases else {}
    right = places.of(project, cases[1].id) if len(cases) > 1 else {}
    names = [case.name for case in cases]
    cites: dict[str, str] = {}
    rows = []
    for link in project.links():
        far = far_end(project, link)
        for node_id in (link.source_id, far):
            if node_id not in cites and (node_id in left or node_id in right):
                cites[node_id] = place(project, node_id)
        row = _row(session, link, far, left, right, cites, names)
        if row is not None:
            rows.append(row)
    return rows


def _row(
    session: Session,
    link: Link,
    far: str,
    left: Mapping[str, int],
    right: Mapping[str, int],
    cites: Mapping[str, str],
    names: list[str],
) -> LinkRow | None:
    """A row reads from left to right; a link within a case from its source to its target."""
    project, source, within = session.project, link.source_id, ""
    if source in left and far in right:
        forward = True
    elif source in right and far in left:
        forward = False
    elif (source in left and far in left) or (source in right and far in right):
        forward, within = True, names[0 if source in left else 1]
    else:
        return None
    ends = (source, far) if forward else (far, source)
    texts = [project.node(node_id).text for node_id in ends]
    shown = [cites[node_id] for node_id in ends]
    replied = project.link(link.target_link_id) if link.target_link_id is not None else None
    if replied is not None:
        at = 1 if forward else 0
        texts[at], shown[at] = _in_words(project, replied), ""
    order = [left[node_id] if node_id in left else right[node_id] for node_id in ends]
    return LinkRow(
        link.id,
        str(link.kind),
        forward,
        texts[0],
        texts[1],
        link.note,
        shown[0],
        shown[1],
        order[0],
        order[1],
        session.challenge_state(link.id),
        within,
        bool(within) and source in left,
        link.strength,
    )
