"""What the gutter says in words: in tooltips, in its head, and to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.comparison import MET, OPEN
from models.entities import CHALLENGES
from models.messages import NN_, _, ngettext
from ui.compare.gutter_parts import DOWN, LEFT, RIGHT, UP, Curve, LinkEnd, Stub
from ui.compare.words import relation, status_word

Caption = Callable[[str], str]

_BEHIND = {
    (LEFT, UP): NN_("{count} link end further up on the left", "{count} link ends further up on the left"),
    (LEFT, DOWN): NN_("{count} link end further down on the left", "{count} link ends further down on the left"),
    (LEFT, LEFT): NN_(
        "{count} link end further left on the left map", "{count} link ends further left on the left map"
    ),
    (LEFT, RIGHT): NN_(
        "{count} link end further right on the left map", "{count} link ends further right on the left map"
    ),
    (RIGHT, UP): NN_("{count} link end further up on the right", "{count} link ends further up on the right"),
    (RIGHT, DOWN): NN_("{count} link end further down on the right", "{count} link ends further down on the right"),
    (RIGHT, LEFT): NN_(
        "{count} link end further left on the right map", "{count} link ends further left on the right map"
    ),
    (RIGHT, RIGHT): NN_(
        "{count} link end further right on the right map", "{count} link ends further right on the right map"
    ),
}


def stub_words(stub: Stub) -> str:
    """What lies behind a stub."""
    return ngettext(*_BEHIND[stub.side, stub.way], stub.count).format(count=stub.count)


def link_words(link: LinkEnd, caption: Caption | None) -> str:
    """The relation in the direction it runs, with what both ends say."""
    words = relation(link.kind)
    if caption is None:
        return words
    source, target = link.left_node, link.right_node
    if not (link.forward or link.mutual):
        source, target = target, source
    return _("“{source}” {relation} “{target}”").format(source=caption(source), relation=words, target=caption(target))


def bundle_words(curve: Curve, caption: Caption | None) -> str:
    """How many links run together, between what, and how many of them are open challenges."""
    count = curve.count
    shown = {mark.side: mark.node_id for mark in curve.marks}
    if caption is None or len(shown) < 2:
        words = ngettext("{count} link", "{count} links", count).format(count=count)
    else:
        words = ngettext(
            "{count} link between “{left}” and “{right}”", "{count} links between “{left}” and “{right}”", count
        ).format(count=count, left=caption(shown[LEFT]), right=caption(shown[RIGHT]))
    opened = sum(link.kind in CHALLENGES and not link.met for link in curve.links)
    if opened:
        words = _("{links}, {count} open").format(links=words, count=opened)
    return words


def curve_words(curve: Curve, caption: Caption | None) -> str:
    """For a tooltip."""
    if curve.count > 1:
        return bundle_words(curve, caption)
    link = curve.links[0]
    words = link_words(link, caption)
    return _("{link}: met").format(link=words) if link.met else words


def focus_words(item: Curve | Stub, caption: Caption | None, number: int, total: int) -> str:
    """For the keyboard and screen readers: what the focus is on, and the how-manieth of all it is."""
    if isinstance(item, Stub):
        words = stub_words(item)
    elif item.count > 1:
        words = bundle_words(item, caption)
    else:
        link = item.links[0]
        state = status_word(MET if link.met else OPEN if link.kind in CHALLENGES else "")
        words = ", ".join(part for part in (link_words(link, caption), state) if part)
    return _("{what}, {number} of {total}").format(what=words, number=number, total=total)


def missing_words(missing: Sequence[tuple[LinkEnd, str]], views: Mapping[str, Sequence[str]]) -> str:
    """Why some links are not drawn; `views` are the names of the panes on show by side."""
    unmarked = sum(set(views.get(side, ())) == {"text"} for _link, side in missing)
    elsewhere = sum(not {"tree", "map"}.isdisjoint(views.get(side, ())) for _link, side in missing)
    lines = []
    if unmarked:
        sentence = ngettext(
            "{count} link ends on a node without a passage; it is drawn where the tree or the map is shown.",
            "{count} links end on nodes without a passage; they are drawn where the tree or the map is shown.",
            unmarked,
        )
        lines.append(sentence.format(count=unmarked))
    if elsewhere:
        sentence = ngettext(
            "{count} link ends outside of the branch on show.",
            "{count} links end outside of the branch on show.",
            elsewhere,
        )
        lines.append(sentence.format(count=elsewhere))
    if rest := len(missing) - unmarked - elsewhere:
        sentence = ngettext("There is no room to draw {count} link.", "There is no room to draw {count} links.", rest)
        lines.append(sentence.format(count=rest))
    return "\n".join(lines)
