"""Trees of cards, drawn at random and of known shapes."""

from __future__ import annotations

from hypothesis import strategies as st

from models.layout.cards import Bearing, Cards

WIDTHS = (204.0, 204.0, 288.0, 61.5, 24.0)
HEIGHTS = (74.0, 56.0, 92.5, 20.0, 3240.0)  # the last: 5,000 characters
SUPPORTS, REBUTS, UNDERCUTS = Bearing.SUPPORTS, Bearing.REBUTS, Bearing.UNDERCUTS


@st.composite
def gardens(draw: st.DrawFn, most: int = 28, plain: bool = False, widths: tuple[float, ...] = WIDTHS) -> Cards:
    """Up to `most` cards in one or more trees; `plain` has supports only and no groups.

    The strategy says of each card how many steps above the one before it its parent is, so parents always come first.
    """
    bearing = st.just(SUPPORTS) if plain else st.sampled_from((SUPPORTS, SUPPORTS, SUPPORTS, REBUTS, UNDERCUTS))
    each = st.tuples(st.integers(0, 5), st.sampled_from(widths), st.sampled_from(HEIGHTS), bearing, st.booleans())
    cards = Cards([], [], [], [], [])
    for node, (up, width, height, bears, tied) in enumerate(draw(st.lists(each, min_size=1, max_size=most))):
        parent = node - 1
        while up and parent >= 0:
            parent = cards.parents[parent]
            up -= 1
        add(cards, parent, width, height, Bearing(bears), tied and not plain)
    return cards


@st.composite
def combs(draw: st.DrawFn) -> Cards:
    """Chains of different lengths below one root, each with a fan at its end: they meet deep below other branches."""
    cards = Cards([], [], [], [], [])
    root = add(cards)
    teeth = st.tuples(st.integers(1, 6), st.integers(0, 5), st.sampled_from(HEIGHTS[:4]), st.booleans())
    for length, fan, height, undercuts in draw(st.lists(teeth, min_size=2, max_size=6)):
        node = root
        for _ in range(length):
            node = add(cards, node, width=61.5, height=height)
        for _ in range(fan):
            add(cards, node, bearing=UNDERCUTS if undercuts else SUPPORTS, width=100.0)
    return cards


@st.composite
def shelves(draw: st.DrawFn) -> Cards:
    """A root with a few cards below it that hold much: in the compact shape it hangs, in columns where it is tall."""
    bearing = st.sampled_from((SUPPORTS, SUPPORTS, REBUTS, UNDERCUTS))
    below = st.lists(bearing, max_size=3)
    each = st.tuples(bearing, st.sampled_from(WIDTHS), st.sampled_from(HEIGHTS[:4]), st.booleans(), below)
    cards = Cards([], [], [], [], [])
    root = add(cards)
    for held in draw(st.lists(st.lists(each, max_size=12), min_size=1, max_size=3)):
        section = add(cards, root, bearing=draw(bearing), tied=draw(st.booleans()))
        for bears, width, height, tied, more in held:
            point = add(cards, section, width, height, bears, tied)
            for kind in more:
                add(cards, point, bearing=kind, height=20.0, tied=tied)
    return in_order(cards)


def add(
    cards: Cards,
    parent: int = -1,
    width: float = 204.0,
    height: float = 74.0,
    bearing: Bearing = SUPPORTS,
    tied: bool = False,
) -> int:
    """One more card; `tied`: taken together with the supporting sibling before it, when that is possible."""
    node = len(cards.parents)
    beside = [other for other, above in enumerate(cards.parents) if above == parent]
    beside = [other for other in beside if cards.bearings[other] != UNDERCUTS]
    cards.parents.append(parent)
    cards.widths.append(width)
    cards.heights.append(height)
    cards.bearings.append(bearing if parent >= 0 else Bearing.ROOT)
    cards.groups.append(-1)
    if tied and parent >= 0 and bearing == SUPPORTS and beside and cards.bearings[beside[-1]] == SUPPORTS:
        if cards.groups[beside[-1]] < 0:
            cards.groups[beside[-1]] = node
        cards.groups[node] = cards.groups[beside[-1]]
    return node


def star(leaves: int, bearings: tuple[Bearing, ...] = (SUPPORTS,)) -> Cards:
    """One root with leaves, whose bearings take turns."""
    cards = Cards([], [], [], [], [])
    add(cards)
    for leaf in range(leaves):
        add(cards, 0, bearing=bearings[leaf % len(bearings)], tied=leaf % 3 == 1)
    return cards


def chain(length: int, bearings: tuple[Bearing, ...] = (SUPPORTS,)) -> Cards:
    """Each card below the one before."""
    bears = [Bearing.ROOT, *(bearings[at % len(bearings)] for at in range(length - 1))]
    return Cards(list(range(-1, length - 1)), [204.0] * length, [74.0] * length, list(bears), [-1] * length)


def caterpillar(length: int, bearings: tuple[Bearing, ...] = (SUPPORTS,)) -> Cards:
    """A chain with two leaves on each of its cards, one before and one after the chain."""
    cards = Cards([], [], [], [], [])
    spine = add(cards)
    ends = []
    for at in range(length):
        bearing = bearings[at % len(bearings)]
        add(cards, spine, height=HEIGHTS[at % 3], bearing=bearing)
        ends.append((spine, bearing))
        spine = add(cards, spine, bearing=bearings[(at + 1) % len(bearings)])
    for above, bearing in reversed(ends):
        add(cards, above, bearing=bearing, tied=True)
    return cards


def family(width: float, *children: tuple[Bearing, float]) -> Cards:
    """A root, one card below it of this width, and cards of these widths below that."""
    cards = chain(2)
    cards.widths[1] = width
    for bearing, each in children:
        add(cards, 1, bearing=bearing, width=each, height=20.0)
    return cards


def every_feature() -> Cards:
    """A small tree with everything that a map can show."""
    cards = Cards([], [], [], [], [])
    root = add(cards, width=288.0, height=56.0)
    first = add(cards, root, height=92.0)
    add(cards, add(cards, first), tied=True)  # a lone support of a support
    one = add(cards, first, tied=True)
    add(cards, first, tied=True)
    add(cards, one, bearing=UNDERCUTS)  # of linked premises
    against = add(cards, root, bearing=REBUTS)
    add(cards, against, bearing=REBUTS)
    undercut = add(cards, against, bearing=UNDERCUTS, height=56.0)
    add(cards, undercut, bearing=UNDERCUTS)  # of an undercut
    add(cards, undercut)
    second = add(cards, root)
    for _ in range(3):
        add(cards, second)  # a column in the compact shape
    add(cards, second, bearing=UNDERCUTS)
    add(cards, second, bearing=UNDERCUTS)
    other = add(cards)
    add(cards, other, bearing=REBUTS, width=61.5)
    add(cards, other, bearing=REBUTS)
    return in_order(cards)


def in_order(cards: Cards) -> Cards:
    """The same cards, each branch in one piece."""
    below: dict[int, list[int]] = {}
    for node, parent in enumerate(cards.parents):
        below.setdefault(parent, []).append(node)
    order: list[int] = []
    waiting = below[-1][::-1]
    while waiting:
        order.append(waiting.pop())
        waiting.extend(reversed(below.get(order[-1], [])))
    return picked(cards, order)


def picked(cards: Cards, nodes: list[int]) -> Cards:
    """Some of the cards; those whose parents are not among them become roots."""
    place = {node: at for at, node in enumerate(nodes)}
    parents = [place.get(cards.parents[node], -1) for node in nodes]
    bearings = [cards.bearings[node] if parent >= 0 else 0 for node, parent in zip(nodes, parents, strict=True)]
    groups = [cards.groups[node] if parent >= 0 else -1 for node, parent in zip(nodes, parents, strict=True)]
    widths = [cards.widths[node] for node in nodes]
    return Cards(parents, widths, [cards.heights[node] for node in nodes], bearings, groups)


def branch(cards: Cards, top: int) -> list[int]:
    """A node and all below it."""
    found = [top]
    inside = {top}
    for node, parent in enumerate(cards.parents):
        if parent in inside:
            inside.add(node)
            found.append(node)
    return found
