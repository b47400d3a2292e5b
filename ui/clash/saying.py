"""What the clash table says in words: in its cells, in tips, to a screen reader, and on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from models.clashes import EVEN, OPEN_FIRST
from models.comparison import place
from models.entities import MUTUAL, Case, Link, Node
from models.messages import _, ngettext, shorten
from models.project import Project
from models.words import PARTY_NAMES, SECTIONS, SHORT_LINKS, STRENGTHS, nearest_strength
from ui.clash.lines import COMMON, ISSUE, REST, UNLINKED, Head, Line
from ui.clash.model import ANSWER, BETTER, LEFT, LINK, NO, RIGHT, STRENGTH, WEIGHING
from ui.compare.words import kind_name, relation, status_name, status_word
from ui.tips import plain_tip

if TYPE_CHECKING:
    from models.clashes import ClashTable

NAME = 18  # letters of a case's name in a cell


def strength_word(strength: float | None) -> str:
    """A strength from 0 to 1 as the nearest word; nothing where nobody said."""
    if strength is None:
        return ""
    return _(STRENGTHS[nearest_strength(strength)])


def link_words(link: Link, forward: bool) -> str:
    """The kind with an arrow to the point it bears on, read from left to right: "← rebuts", "turns →", "in tension"."""
    word = _(SHORT_LINKS[link.kind])
    if link.kind in MUTUAL:
        return word
    return f"{word} →" if forward else f"← {word}"


class Saying:
    """The words for one table. Cites are worked out when somebody looks."""

    def __init__(self) -> None:
        self.project: Project | None = None
        self.cases: tuple[Case | None, Case | None] = (None, None)
        self._names = "", ""
        self._cites: dict[str, str] = {}

    def take(self, project: Project, table: ClashTable, left: Case, right: Case) -> None:
        self.project, self.cases = project, (left, right)
        self._cites.clear()
        self._names = _names(project, left, right)

    # -- names

    def party(self, value: str) -> str:
        """Whose evidence is better, or who leads, in a word; nothing where nobody said."""
        if value in PARTY_NAMES:
            return _(PARTY_NAMES[value])
        return next(
            (name for case, name in zip(self.cases, self._names, strict=True) if case is not None and case.id == value),
            "",
        )

    def headings(self) -> list[str]:
        """The words over the columns."""
        left, right = (case.name if case is not None else "" for case in self.cases)
        return [
            _("No."),
            _("{case} says").format(case=left),
            _("Link"),
            _("{case} says").format(case=right),
            _("Answer"),
            _("Strength"),
            _("Better evidence, and why"),
            _("Weighing"),
            _("Leads"),
        ]

    def cite(self, node: Node | None) -> str:
        """Where a point's first passage stands: "¶ 11"."""
        if node is None or self.project is None:
            return ""
        found = self._cites.get(node.id)
        if found is None:
            found = self._cites[node.id] = place(self.project, node.id)
        return found

    # -- cells

    def cell(self, line: Line, column: int) -> str:
        """What one cell says."""
        if line.head is not None:
            return self.heading(line) if column == LEFT else ""
        row = line.row
        assert row is not None
        clash = row.clash
        match column:
            case _ if column == NO:
                return row.number
            case _ if column in (LEFT, RIGHT):
                node = line.left if column == LEFT else line.right
                return " ".join(node.text.split()) if node is not None else _("No point linked yet")
            case _ if column == LINK:
                return link_words(row.link, row.forward) if row.link is not None else _("unlinked")
            case _ if column == ANSWER:
                return status_word(row.state)
            case _ if column == STRENGTH:
                return strength_word(row.link.strength) if row.link is not None else ""
            case _ if column == BETTER:
                return self.better(line)
            case _ if column == WEIGHING:
                return clash.weighing if clash is not None else ""
            case _:
                return self.leads(line)

    def better(self, line: Line) -> str:
        """ "Johnson: cites the acts", "Even", or only the why."""
        clash = line.row.clash if line.row is not None else None
        if clash is None:
            return ""
        who = self.party(clash.better)
        if who and clash.why:
            return _("{who}: {why}").format(who=_capital(who), why=clash.why)
        return _capital(who) or clash.why

    def leads(self, line: Line) -> str:
        """Who leads; "open" where nobody said, "shared" in common ground."""
        clash = line.row.clash if line.row is not None else None
        who = self.party(clash.leads) if clash is not None else ""
        return _capital(who) or (_("shared") if line.kind == COMMON else _("open"))

    def lead_words(self, line: Line) -> str:
        """Who leads where no column says that it is about that."""
        clash = line.row.clash if line.row is not None else None
        if clash is None or clash.leads in ("", EVEN):
            if line.kind == COMMON:
                return self.leads(line).lower()
            return _("leads: {who}").format(who=self.party(clash.leads if clash is not None else "") or _("open"))
        return _("{who} leads").format(who=self.leads(line))

    def is_led(self, line: Line) -> bool:
        return bool(line.row is not None and line.row.clash is not None and line.row.clash.leads)

    # -- heads

    def heading(self, line: Line) -> str:
        assert line.head is not None
        if line.kind == ISSUE:
            return line.head.heading
        if line.kind == REST and not line.head.has_issues:
            return _("Clashes")
        return _(SECTIONS[line.kind])

    def head_count(self, head: Head, kind: str) -> str:
        """How many rows stand below, and how many the filters leave out."""
        words = self._shown_count(head, kind)
        if not head.hidden:
            return words
        hidden = _("{count} hidden").format(count=f"{head.hidden:,}")
        return f"{words}, {hidden}" if head.clashes or head.points else hidden

    def _shown_count(self, head: Head, kind: str) -> str:
        if kind == COMMON:
            count = head.clashes + head.points
            words = ngettext(
                "{count} point that both cases accept, not counted as a clash",
                "{count} points that both cases accept, not counted as clashes",
                count,
            )
            return words.format(count=f"{count:,}")
        clashes = ngettext("{count} clash", "{count} clashes", head.clashes).format(count=f"{head.clashes:,}")
        if kind == UNLINKED:
            return ngettext("{count} point", "{count} points", head.points).format(count=f"{head.points:,}")
        if not head.points:
            return clashes if head.clashes else _("no clashes yet")
        points = ngettext("{count} point without a partner", "{count} points without a partner", head.points)
        points = points.format(count=f"{head.points:,}")
        return f"{clashes}, {points}" if head.clashes else points

    def states_words(self, head: Head) -> str:
        """ "2 open, 1 met"."""
        return ", ".join(f"{count:,} {status_word(state)}" for state, count in ordered_states(head.states))

    # -- told whole

    def say(self, line: Line, column: int, role: int) -> str:
        """What the model answers for a role."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.tip(line, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.told(line, column)
        return self.cell(line, column)

    def told(self, line: Line, column: int) -> str:
        """To a screen reader: number and texts tell the row whole, the other cells themselves."""
        if line.head is not None:
            return self._head_told(line)
        heading, words = self.headings()[column], self.cell(line, column)
        if column == NO:
            return self.row_told(line)
        if column in (LEFT, RIGHT):
            return f"{words}, {self.row_told(line)}"
        if column == ANSWER:
            words = ". ".join([words, *self.answers(line)])
        return f"{heading}: {words or _('nothing yet')}"

    def _head_told(self, line: Line) -> str:
        assert line.head is not None
        parts = [self.heading(line), self.head_count(line.head, line.kind), self.states_words(line.head)]
        parts.append(_("folded") if line.head.folded else _("unfolded"))
        return ", ".join(part for part in parts if part)

    def row_told(self, line: Line) -> str:
        """The row in a sentence."""
        row = line.row
        assert row is not None
        parts = [_("row {number}").format(number=row.number)]
        if row.link is None:
            node = line.node
            parts += [self._point(node, line.left is not None), _("no point linked yet")]
        else:
            ends = [self._point(line.left, True), self._point(line.right, False)]
            source, target = ends if row.forward else ends[::-1]
            parts += [source, relation(row.link.kind), target]
        parts.append(status_name(row.state))
        for column in (STRENGTH, BETTER, WEIGHING):
            words = self.cell(line, column)
            parts.append(f"{self.headings()[column]}: {words}" if words else "")
        if self.is_led(line):
            parts.append(_("{who} leads").format(who=self.leads(line)))
        return ", ".join(part for part in parts if part)

    def _point(self, node: Node | None, is_left: bool) -> str:
        if node is None:
            return ""
        case = self.cases[0 if is_left else 1]
        name = case.name if case is not None else ""
        text = " ".join(node.text.split())
        words = _("{case}: {kind} “{text}”").format(case=name, kind=kind_name(node.kind), text=text)
        return f"{words} {self.cite(node)}".strip()

    def answers(self, line: Line) -> list[str]:
        """By which points a challenge is met."""
        if line.row is None or self.project is None:
            return []
        nodes = (self.project.node(link.source_id) for link in line.row.answers)
        return [_("Answered by “{text}”").format(text=shorten(node.text, 120)) for node in nodes]

    def tip(self, line: Line, column: int) -> str:
        """All that a cell may have cut off, and what it does not show."""
        if line.head is not None:
            words = [self.heading(line), self.head_count(line.head, line.kind), self.states_words(line.head)]
            return "\n".join(word for word in words if word)
        words = [self.cell(line, column)]
        if column in (LEFT, RIGHT):
            node = line.left if column == LEFT else line.right
            words.append(f"{kind_name(node.kind)} {self.cite(node)}".strip() if node is not None else "")
        elif column == LINK and line.row is not None and line.row.link is not None:
            link = line.row.link
            words.append(
                _("Strength: {word}").format(word=strength_word(link.strength)) if link.strength is not None else ""
            )
            words.append(link.note)
        elif column == ANSWER:
            words += self.answers(line)
        return "\n".join(word for word in words if word)


def ordered_states(states: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """What needs work first."""
    return sorted(states, key=lambda pair: OPEN_FIRST.get(pair[0], len(OPEN_FIRST)))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _names(project: Project, left: Case, right: Case) -> tuple[str, str]:
    """How the sides are called where there is little room: by their authors' names when these tell them apart."""
    names = []
    for case in (left, right):
        authors = project.article(case.article_id).authors if project.has("article", case.article_id) else ()
        names.append(_surname(authors[0]) if authors else "")
    if all(names) and names[0] != names[1]:
        return names[0], names[1]
    return shorten(left.name, NAME), shorten(right.name, NAME)


def _surname(author: str) -> str:
    """ "Surname, Given" or "Given Surname"."""
    if "," in author:
        return author.split(",")[0].strip()
    return author.split()[-1] if author.split() else ""
