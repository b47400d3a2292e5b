"""The cards of a map: how large each is, and how it is painted where it can be read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from models.entities import Node
from models.messages import _
from models.project import Project
from models.tags import shown_colour
from ui.compare.words import status_word
from ui.map.measure import Face, Line, draw_line
from ui.theme import Theme, Tokens
from ui.theme.kinds import TEXT_LEFT, paint_card
from ui.theme.signs import paint_links, paint_note, paint_status, status_colour

WIDTH, ROOT_WIDTH = 224, 288
TOP, RIGHT, BOTTOM = 10, 12, 8  # from the edges to the text and, below, to the foot line
LINE, FOOT, FOOT_GAP = 18, 16, 4
SPACE, WORD_GAP = 8, 4  # between the things of a foot line; between a sign and its word
SIGN, MARK, DOT, DOT_PITCH = 10, 12, 6, 9
DOTS = 3  # tags of which a card shows the colour
KEPT = 3000  # cards whose lines are remembered


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pairing and the article say of a node, by its id."""

    status: Callable[[str], str | None]  # a word of models.comparison
    cite: Callable[[str], str]  # "¶ 4", or nothing
    links: Callable[[str], int]


class Item(NamedTuple):
    """A thing in a foot line, `x` from the card's left."""

    what: str  # "text", "status", "note", "dots", "links"
    x: float
    text: str = ""
    role: str = "muted"  # "muted", or a status
    colours: tuple[str, ...] = ()


class Content(NamedTuple):
    """What a card says."""

    lines: list[Line]
    foot: list[Item]


class Faces:
    """The type of the map."""

    def __init__(self, theme: Theme) -> None:
        self.text = Face(theme.interface_font())
        self.root = Face(theme.interface_font(600))
        self.unstated = Face(theme.interface_font(italic=True))
        self.unstated_root = Face(theme.interface_font(600, italic=True))
        self.small = Face(theme.small_font())
        self.small_bold = Face(theme.small_font(600))

    def of(self, node: Node, root: bool) -> Face:
        """The face of a node's text."""
        if node.implicit:
            return self.unstated_root if root else self.unstated
        return self.root if root else self.text

    def small_of(self, role: str) -> Face:
        return self.small_bold if role == "unanswered" else self.small


def baseline(face: Face, line: float) -> float:
    """From the top of a line so high to where the letters stand."""
    return (line - face.metrics.ascent() - face.metrics.descent()) / 2 + face.metrics.ascent()


def text_room(node: Node, root: bool) -> float:
    """The width of a card's text."""
    return (ROOT_WIDTH if root else WIDTH) - TEXT_LEFT[node.kind] - RIGHT


class CardRoom:
    """Measures cards, and remembers those that were painted last."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.faces = Faces(theme)
        self._kept: OrderedDict[str, Content] = OrderedDict()
        self._project: Project | None = None
        self._facts = Facts(lambda _id: None, lambda _id: "", lambda _id: 0)
        self._most: int | None = None

    def take(self, project: Project, facts: Facts, most: int | None) -> None:
        """Measure and paint from now on what these say; `most` lines of text in a card."""
        self._project, self._facts, self._most = project, facts, most
        self._kept.clear()

    def take_fonts(self) -> None:
        self.faces = Faces(self.theme)
        self._kept.clear()

    def heights(self, nodes: Sequence[Node], parents: Sequence[int]) -> list[float]:
        """The heights of the cards of nodes, -1 in `parents` for roots."""
        faces, most, has_foot = self.faces, self._most, self.has_foot
        plain = faces.text.count
        rooms = {kind: WIDTH - left - RIGHT for kind, left in TEXT_LEFT.items()}
        found: list[float] = []
        for node, above in zip(nodes, parents, strict=True):
            if above >= 0 and not node.implicit:
                count = plain(node.text, rooms[node.kind], most)
            else:
                count = faces.of(node, above < 0).count(node.text, text_room(node, above < 0), most)
            found.append(TOP + LINE * count + (FOOT_GAP + FOOT if has_foot(node) else 0) + BOTTOM)
        return found

    def has_foot(self, node: Node) -> bool:
        """Whether a card says more than its text."""
        facts, i = self._facts, node.id
        return bool(
            node.tags or node.implicit or facts.cite(i) or facts.status(i) or facts.links(i) or node.note.strip()
        )

    def content(self, node: Node, root: bool) -> Content:
        """The lines of a card."""
        found = self._kept.get(node.id)
        if found is None:
            lines = self.faces.of(node, root).lines(node.text, text_room(node, root), self._most)
            found = self._kept[node.id] = Content(lines, self._foot(node, root))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(node.id)
        return found

    # -- the foot line

    def _foot(self, node: Node, root: bool) -> list[Item]:
        """What stands there, as much of it as has room: words go before signs do."""
        left, right = float(TEXT_LEFT[node.kind]), float((ROOT_WIDTH if root else WIDTH) - RIGHT)
        items: list[Item] = []
        links = self._facts.links(node.id)
        if links:
            word = str(links)
            right -= self.faces.small.width(word)
            items.append(Item("text", right, word))
            right -= WORD_GAP + MARK
            items.append(Item("links", right))
            right -= SPACE
        if node.implicit:
            left = self._word(items, _("unstated premise"), left, right)
        cite = self._facts.cite(node.id)
        if cite:
            left = self._word(items, cite, left, right)
        left = self._status(items, node, left, right)
        dots = self._dots(node)
        if node.note.strip() and left + MARK <= right:
            items.append(Item("note", left))
            left += MARK + SPACE
        room = int((right - left + DOT_PITCH - DOT) // DOT_PITCH)
        if dots and room > 0:
            items.append(Item("dots", left, colours=dots[:room]))
        return items

    def _word(self, items: list[Item], word: str, left: float, right: float) -> float:
        word = self.faces.small.elided(word, max(0.0, right - left))
        items.append(Item("text", left, word))
        return left + self.faces.small.width(word) + SPACE

    def _status(self, items: list[Item], node: Node, left: float, right: float) -> float:
        status = self._facts.status(node.id)
        if status is None or left + SIGN > right:
            return left
        items.append(Item("status", left, role=status))
        left += SIGN
        word = status_word(status)
        width = self.faces.small_of(status).width(word)
        if left + WORD_GAP + width <= right:
            items.append(Item("text", left + WORD_GAP, word, status))
            left += WORD_GAP + width
        return left + SPACE

    def _dots(self, node: Node) -> tuple[str, ...]:
        if not node.tags or self._project is None:
            return ()
        rows = self._project.tags()
        return tuple(shown_colour(tag, rows[tag].colour if tag in rows else "") for tag in node.tags[:DOTS])

    # -- painting

    def paint(
        self,
        painter: QPainter,
        node: Node,
        box: QRectF,
        tokens: Tokens,
        *,
        root: bool = False,
        strong: bool = False,
        quiet: bool = False,
        ground: QColor | None = None,
    ) -> None:
        """A whole card. `strong`: on the focus path; `quiet`: it waits to be pasted elsewhere."""
        paint_card(painter, box, node.kind, tokens, implicit=node.implicit, strong=strong, ground=ground)
        content = self.content(node, root)
        face = self.faces.of(node, root)
        painter.setFont(face.font)
        painter.setPen(tokens.muted if quiet else tokens.ink)
        x, y = box.left() + TEXT_LEFT[node.kind], box.top() + TOP + baseline(face, LINE)
        for line in content.lines:
            draw_line(painter, x, y, line)
            y += LINE
        if content.foot:
            self._paint_foot(painter, content.foot, box, tokens)

    def _paint_foot(self, painter: QPainter, items: list[Item], box: QRectF, tokens: Tokens) -> None:
        top = box.bottom() - BOTTOM - FOOT
        middle = top + FOOT / 2
        for item in items:
            x = box.left() + item.x
            match item.what:
                case "text":
                    face = self.faces.small_of(item.role)
                    painter.setFont(face.font)
                    painter.setPen(tokens.muted if item.role == "muted" else status_colour(item.role, tokens))
                    painter.drawText(QPointF(x, top + baseline(face, FOOT)), item.text)
                case "status":
                    paint_status(painter, QRectF(x, middle - SIGN / 2, SIGN, SIGN), item.role, tokens)
                case "links":
                    paint_links(painter, QRectF(x, middle - MARK / 2, MARK, MARK), tokens.muted)
                case "note":
                    paint_note(painter, QRectF(x, middle - MARK / 2, MARK, MARK), tokens.muted)
                case "dots":
                    painter.setPen(Qt.PenStyle.NoPen)
                    for step, key in enumerate(item.colours):
                        painter.setBrush(tokens.tags[key].dot)
                        painter.drawEllipse(QRectF(x + step * DOT_PITCH, middle - DOT / 2, DOT, DOT))
