"""Which paragraphs of a web page are the article. The others stay, hidden, as text of the site.

trafilatura says which words it takes for the article. Its paragraphs are found again among ours by their words; what it
drops in the article's range (headings, quotes, lists, captions) is put back, what is marked as site text goes.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from models.texts import BlockKind
from storage.formats import html_tags as tags
from storage.formats.html_names import folded
from storage.formats.html_walk import Part
from storage.formats.needed import needed

RUN = 3  # words that are looked up together
_SHARE = 0.6  # of a paragraph's runs must be trafilatura's
_CORE_SHARE = 0.85  # of the article's words are within the element that is taken for its home
_FEW_WORDS = 25  # with fewer, trafilatura found nothing
_SHORT = 100  # characters
_LINKED = 0.5  # of a paragraph's characters are links: a list of links
_LARGE, _HUGE = 15_000, 60_000  # elements of a page that trafilatura reads in its quick way, and not at all
# Names that sites give to what is no article. Whole words of a class or an id.
_SITE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|respond|disqus(?:_thread)?|livefyre|replies|related(?:-?\w+)?|recirc\w*|"
    r"recommend\w*|read-?(?:more|next)|more-?(?:from|on|stories|news)|see-?also-?box|you-?may-?\w+|trending|popular|most-?read|"
    r"newsletters?|subscri\w+|sign-?up|paywall|regwall|donat\w+|share|sharing|sharedaddy|social|share-?\w+|social-?\w+|"
    r"cookies?|consent|gdpr|promo\w*|adverts?|advertisement|ads?|ad-?(?:slot|unit|wrapper|container)|sponsor\w*|"
    r"outbrain|taboola|sidebar|widgets?|widget-?area|breadcrumbs?|pagination|pager|navbar|navigation|nav|menu|"
    r"toolbar|skip-?link|login|footer|site-?footer|site-?header|masthead|banner|print-?only|noprint|mw-editsection|"
    r"mw-jump-link|navbox|catlinks|siteSub|printfooter|vector-\w+|toc|tags?|tag-?list|post-?tags|jp-relatedposts|"
    r"mobile-?app|app-?banner|feedback|toast|modal|popup|overlay)(?:$|[\s_-])",
    re.I,
)
_SITE_TAGS = frozenset({"nav", "footer", "form", "button", "menu", "dialog"})
_ASIDES = frozenset({"aside"})
_SITE_ROLES = frozenset({"navigation", "search", "complementary", "contentinfo", "dialog", "menu", "banner", "alert"})
_SITE_WORDS = re.compile(
    r"(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|continue reading.{0,200}|"
    r"story continues below.{0,200}|"
    r"read (?:more|also|next|on)\b.{0,200}|see also:.{0,200}|related:.{0,200}|more (?:on this|from)\b.{0,200}|"
    r"lesen sie auch.{0,200}|mehr zum thema.{0,200}|à lire aussi.{0,200}|lire aussi.{0,200}|"
    r"sign up (?:for|to)\b.{0,200}|subscribe (?:to|now|today)\b.{0,200}|share (?:this|on|via)\b.{0,100}|share|"
    r"loading\W*|skip to (?:main )?content|\d+ comments?|leave a (?:reply|comment)|click here to .{0,100}|"
    r"we use cookies.{0,300}|if you (?:liked|enjoyed) (?:this|it)\b.{0,200}|"
    r".{0,80}(?:para suscriptores|aux abonnés|für abonnenten|for subscribers|subscribers only)\b.{0,200}|"
    r"you are visitor.{0,200}|best viewed .{0,200}|(?:©|copyright\b).{0,200})\W*$",
    re.I,
)
_HOMES = ("article", "main")


def mark_article(tree: Any, parts: Sequence[Part]) -> list[int]:
    """Hide the parts that are not the article; the places in `parts` of those that are."""
    article = _Article(tree, parts)
    shown = article.find()
    for at, part in enumerate(parts):
        picture = part.hidden and part.kind is BlockKind.CAPTION and article.inside(at)
        part.outside = at not in shown and not picture
    return sorted(shown)


def taken_by_trafilatura(tree: Any) -> list[str]:
    """The paragraphs that trafilatura takes for the article; none when it finds none. Leaves `tree` as it is."""
    needed("trafilatura")
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "readability", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it tells is of no use to a reader
    try:
        size = sum(1 for _element in tree.iter())
        if size > _HUGE:
            return []
        quick = size > _LARGE
        found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True, fast=quick)
    except Exception:  # some pages break it, each in a way of its own
        return []
    body = getattr(found, "body", None)
    return list(_paragraphs(body)) if body is not None else []


def _paragraphs(body: Any) -> Iterator[str]:
    """The text between the elements that begin and end paragraphs in trafilatura's own tree."""
    from lxml import etree

    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in ("p", "head", "item", "quote", "row", "cell", "list", "table", "code", "div", "lb", "ab")
        if block and words:
            yield "".join(words)
            words = []
        if event == "start" and element.text:
            words.append(element.text)
        elif event == "end" and element.tail:
            words.append(element.tail)
    if words:
        yield "".join(words)


class _Article:
    def __init__(self, tree: Any, parts: Sequence[Part]) -> None:
        self._tree, self._parts = tree, parts
        self._words = [folded(part.words) for part in parts]
        self._site: dict[Any, Any] = {}  # element -> the outermost site element around it, None without one
        self._matched: set[int] = set()
        self._home: Any = tree
        self._weights: Counter[Any] = Counter()

    def find(self) -> set[int]:
        self._matched = self._match(taken_by_trafilatura(self._tree))
        self._weigh()
        if sum(len(self._words[at]) for at in self._matched) < _FEW_WORDS or self._misses_most():
            self._matched |= self._whole_home()
            self._weigh()
        self._home = self._narrowest()
        self._site.clear()
        core = {at for at in self._matched if self.inside(at) and not self._is_site(at)}
        core |= self._siblings(core)
        if core:
            return self._with_range(core)
        return self._matched or {at for at, part in enumerate(self._parts) if not part.hidden}

    def inside(self, at: int) -> bool:
        return self._home is self._tree or any(e is self._home for e in self._up(at))

    def _up(self, at: int) -> Iterator[Any]:
        element = self._parts[at].element
        while element is not None:
            yield element
            element = element.getparent()

    # -- what trafilatura took

    def _match(self, paragraphs: Iterable[str]) -> set[int]:
        """The parts whose words stand in `paragraphs`, one after the other."""
        whole: Counter[tuple[str, ...]] = Counter()
        runs: set[tuple[str, ...]] = set()
        everything: list[str] = []
        for paragraph in paragraphs:
            words = folded(paragraph)
            whole[tuple(words)] += 1
            everything += words
        runs.update(_runs(everything))
        found = set()
        for at, part in enumerate(self._parts):
            words = self._words[at]
            if part.hidden or not words:
                continue
            if len(words) < 2 * RUN:
                if whole[tuple(words)]:
                    found.add(at)
                continue
            mine = list(_runs(words))
            if sum(run in runs for run in mine) >= _SHARE * len(mine):
                found.add(at)
        return found

    # -- where the article is at home

    def _weigh(self) -> None:
        """How many matched words there are in each element."""
        from lxml import etree

        own: Counter[Any] = Counter()
        for at in self._matched:
            own[self._parts[at].element] += len(self._words[at])
        self._weights = Counter()
        for _event, element in etree.iterwalk(self._tree, events=("end",)):
            weight = own[element] + sum(self._weights[child] for child in element if child in self._weights)
            if weight:
                self._weights[element] = weight

    def _narrowest(self) -> Any:
        """The deepest element that holds nearly all matched words, but no single paragraph."""
        home, total = self._tree, self._weights[self._tree]
        while total:
            inner = [child for child in home if self._weights[child] >= _CORE_SHARE * total]
            if not inner or tags.name_of(inner[0]) in (
                "p",
                "tr",
                "td",
                "li",
                "ul",
                "ol",
                "table",
                "tbody",
                "blockquote",
            ):
                break
            home = inner[0]
        for element in home.iterancestors():
            if tags.name_of(element) == "article" or "articleBody" in (element.get("itemprop") or ""):
                return element
        return home

    def _whole_home(self) -> set[int]:
        """All parts of the page's <article>, <main> or body that no site text is."""
        self._site.clear()
        home = self._marked_home()
        within = [at for at in range(len(self._parts)) if home is None or any(e is home for e in self._up(at))]
        return {at for at in within if not self._parts[at].hidden and not self._is_site(at) and not self._is_links(at)}

    def _marked_home(self) -> Any:
        """The one <article> (or the one that holds most of what was taken), or <main>; None without one."""
        for name in _HOMES:
            found = list(self._tree.iter(name))
            if len(found) == 1:
                return found[0]
            best = max(found, key=lambda e: self._weights[e], default=None)
            if best is not None and self._weights[best]:
                return best
        return next((e for e in self._tree.iter() if e.get("role") == "main" or e.get("id") == "content"), None)

    def _misses_most(self) -> bool:
        """Whether most of the page's marked article was not taken."""
        home = self._marked_home()
        if home is None or self._weights[home] < 0.5 * self._weights[self._tree]:
            return False
        self._home = home
        self._site.clear()
        plain = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
        all_words = sum(
            len(self._words[at])
            for at in range(len(self._parts))
            if self._parts[at].kind in plain and not self._parts[at].hidden
            if self.inside(at) and not self._is_site(at) and not self._is_links(at)
        )
        self._home = self._tree
        return self._weights[home] < 0.5 * all_words

    # -- what is site text

    def _is_site(self, at: int) -> bool:
        part = self._parts[at]
        says = len(part.words) <= _SHORT or part.linked > 0  # a long paragraph without a link means what it says
        return part.site or (says and bool(_SITE_WORDS.match(part.words))) or self._site_above(part.element)

    def _site_above(self, element: Any) -> bool:
        """Whether an element between the article's home and this one is named as site text and holds little of it."""
        path = []
        while element is not None and element is not self._home and element not in self._site:
            path.append(element)
            element = element.getparent()
        known = bool(self._site.get(element))
        for above in reversed(path):
            known = known or self._named_site(above)
            self._site[above] = known
        return known

    def _named_site(self, element: Any) -> bool:
        name = tags.name_of(element)
        if name in ("html", "body", "article", "main"):
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
        is_named = name in _SITE_TAGS or name in _ASIDES or (element.get("role") or "") in _SITE_ROLES
        if name == "aside" and (tags.PULL_CLASS.search(named) or element.get("epub:type")):
            return False
        if not is_named and not _SITE.search(named):
            return False
        total = self._weights[self._tree]
        return not total or self._weights[element] < 0.3 * total

    def _is_links(self, at: int) -> bool:
        part = self._parts[at]
        return part.linked > _LINKED * max(1, len(part.words))

    # -- what trafilatura drops

    def _siblings(self, core: set[int]) -> set[int]:
        """Paragraphs that stand in a row with the article's, before the first or behind the last."""
        parents = Counter(self._parts[at].element.getparent() for at in core if self._is_plain(at))
        homes = {parent for parent, count in parents.items() if parent is not None and count >= 2}
        return {
            at
            for at, part in enumerate(self._parts)
            if at not in core and not part.hidden and part.element.getparent() in homes and self._words[at]
            if self._is_plain(at) and not self._is_site(at) and not self._is_links(at)
        }

    def _is_plain(self, at: int) -> bool:
        part = self._parts[at]
        plain = part.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.FOOTNOTE)
        return plain and tags.name_of(part.element) in ("p", "blockquote", "pre")

    def _with_range(self, core: set[int]) -> set[int]:
        first, last = min(core), max(core)
        shown = set(core)
        for at in range(first, len(self._parts)):
            part = self._parts[at]
            if part.hidden or at in core or not self.inside(at) or self._is_site(at):
                continue
            is_note = part.kind is BlockKind.FOOTNOTE or (part.kind is BlockKind.HEADING and self._leads_notes(at))
            if is_note or (at < last and not self._is_links(at)):
                shown.add(at)
        shown -= set(self._repeated(shown))
        return shown - set(self._bare_headings(shown))

    def _leads_notes(self, at: int) -> bool:
        following = (part for part in self._parts[at + 1 :] if not part.hidden)
        part = next(following, None)
        return part is not None and part.kind is BlockKind.FOOTNOTE

    def _repeated(self, shown: set[int]) -> Iterator[int]:
        """Pull quotes: what the article says is set once more in large letters beside it."""
        pulled = [at for at in shown if self._is_pulled(at)]
        for at in pulled:
            words = f" {' '.join(self._words[at])} "
            if any(words in f" {' '.join(self._words[other])} " for other in shown if other not in pulled):
                yield at

    def _is_pulled(self, at: int) -> bool:
        for element in list(self._up(at))[:4]:
            named = element.get("class") or ""
            if tags.name_of(element) == "aside" or tags.PULL_CLASS.search(named):
                return True
        return False

    def _bare_headings(self, shown: set[int]) -> Iterator[int]:
        """Headings that nothing follows before the next heading of their rank."""
        order = sorted(shown)
        for place, at in enumerate(order):
            part = self._parts[at]
            if part.kind is not BlockKind.HEADING:
                continue
            following = self._parts[order[place + 1]] if place + 1 < len(order) else None
            if following is None or (following.kind is BlockKind.HEADING and following.level <= part.level > 1):
                yield at


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
