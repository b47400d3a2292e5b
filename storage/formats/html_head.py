"""What stands at the head of a web page's article: title, subtitle, byline; and the note on the author at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.importing.about import About
from models.texts import BlockKind
from storage.formats import html_tags as tags
from storage.formats.html_about import Facts, dated
from storage.formats.html_names import authors_of, folded
from storage.formats.html_walk import Part

_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?headline|sub-?head|standfirst|dek|deck|excerpt|lede?|lead|intro|introduction|teaser|"
    r"summary|description|chapo|chapeau|entradilla|untertitel|vorspann|sommario)(?:$|[\s_-])",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|author-?\w+|dateline|date|pubdate|timestamp|time|meta|entry-?meta|post-?meta|"
    r"article-?meta|published|posted-?on|credits?|writer|autor|signature|auteur)(?:$|[\s_-])",
    re.I,
)
_NOTE = re.compile(
    r"(?:^|[\s_-])(?:about-?(?:the-?)?authors?|author-?(?:bio|info|box|note|about|description|card|footer|profile)|bio|"
    r"contributor(?:-?\w+)?|writer-?bio|autorenbox|autoreninfo)(?:$|[\s_-])",
    re.I,
)
_BY = re.compile(r"(?:by|von|par|por|di|door|words|text)[:\s]\s*\S", re.I)
_NEAR = 12  # parts between the title and the article's first paragraph that are looked at
_LONG_LINE, _LONG_SUBTITLE, _LONG_NOTE = 200, 600, 1200  # characters
_SHORT = 25  # words; nothing shorter before the title is the article
_ALIKE = 90  # rapidfuzz's ratio of two titles that are one
_TIME_TAGS = frozenset({"time", "address"})


def mark_head(parts: Sequence[Part], shown: Sequence[int], facts: Facts) -> About:
    """Mark title, subtitle and byline among the parts, and show them; the facts with what they say.

    `shown` are the places of the article's parts, in order.
    """
    about = facts.about
    first = shown[0] if shown else 0
    at = _title_at(parts, shown, facts)
    if at is None:
        return about
    title = parts[at]
    _show(title, BlockKind.TITLE, 1)
    words = " ".join(title.words.split())
    given = folded(about.title)
    if (
        not facts.titled
        or _alike(words, about.title)
        or given == folded(facts.site)
        or _begins_or_ends(given, folded(words))
    ):
        about = About(title=words).filled_from(about)
    for part in (parts[before] for before in shown if before < at):
        if _is_byline(part, about):
            _show(part, BlockKind.BYLINE)
        elif len(folded(part.words)) < _SHORT:
            part.outside = True
    body = next((place for place in shown if place > at and len(folded(parts[place].words)) > _SHORT), first)
    subtitle = ""
    for place in range(at + 1, min(at + 1 + _NEAR, len(parts))):
        part = parts[place]
        if place > body and place not in shown:
            break
        if part.hidden or (part.outside and part.site):
            continue
        if place < body and not folded(part.words):
            part.outside = True
        if place <= body and not subtitle and _is_subtitle(part, parts, place, body, facts, title):
            _show(part, BlockKind.SUBTITLE)
            subtitle = " ".join(part.words.split())
        elif part.kind is BlockKind.CAPTION and place < body:
            _show(part, BlockKind.CAPTION)
        elif part.kind not in (BlockKind.CAPTION, BlockKind.QUOTE) and _is_byline(part, about):
            _show(part, BlockKind.BYLINE)
        elif place >= body:
            break
    authors = about.authors or _signed(parts, shown, facts)
    found = About(title=words, subtitle=subtitle, authors=authors, date=about.date or _dated(parts, at))
    return about.filled_from(found)


def mark_notes(parts: Sequence[Part], shown: Sequence[int], about: About) -> None:
    """Mark what says who the author is, behind the article, and show it."""
    if not shown or not about.authors:
        return
    names = [folded(name) for name in about.authors]
    middle = shown[len(shown) // 2]
    for part in parts[middle + 1 :]:
        if part.site or part.hidden or len(part.words) > _LONG_NOTE or part.kind is BlockKind.TITLE:
            continue
        words = folded(part.words)
        named = any(words[: len(name)] == name and len(words) > len(name) + 3 for name in names)
        if named and (_class_above(part.element, _NOTE, 4) or not part.outside):
            _show(part, BlockKind.AUTHOR_NOTE)


def _show(part: Part, kind: BlockKind, level: int = 0) -> None:
    part.outside, part.kind, part.level = False, kind, level


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(" ".join(folded(one)), " ".join(folded(other))) >= _ALIKE


def _begins_or_ends(title: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a title is these words with something before or behind them: the site, or a label."""
    size = len(words)
    return size > 1 and (list(title[:size]) == list(words) or list(title[-size:]) == list(words))


def split_head(parts: list[Part], title: str) -> None:
    """Where title and byline are lines of one paragraph, make paragraphs of them."""
    wanted = folded(title)
    for at, part in enumerate(parts[:8]):
        lines = [line.strip() for line in part.words.split("\n")]
        if wanted and len(lines) > 1 and folded(lines[0]) == wanted and not part.hidden:
            parts[at : at + 1] = [replace(part, words=line) for line in lines if line]
            return


def _title_at(parts: Sequence[Part], shown: Sequence[int], facts: Facts) -> int | None:
    """The heading that is the article's title."""
    about = facts.about
    end = shown[min(len(shown), 4) - 1] if shown else len(parts)
    first = parts[: end + 1]
    heads = [at for at, part in enumerate(first) if part.kind is BlockKind.HEADING and not part.hidden]
    if about.title:
        given = folded(about.title)
        same = [at for at in heads if _alike(parts[at].words, about.title)]
        same += [at for at in heads if _begins_or_ends(given, folded(parts[at].words))]
        same += [at for at, part in enumerate(first) if folded(part.words) == given and not part.hidden][-1:]
        if same:
            return same[0]
    site = folded(facts.site)
    tops = [at for at in heads if parts[at].level == 1 and folded(parts[at].words) != site and not parts[at].site]
    inner = [at for at in tops if at in shown]
    return next(iter(inner or tops[-1:]), None)


def _class_above(element: Any, pattern: re.Pattern[str], most: int) -> bool:
    for _level in range(most):
        if element is None or tags.name_of(element) in ("body", "main", "article"):
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if pattern.search(named[:500]):
            return True
        element = element.getparent()
    return False


def _is_subtitle(part: Part, parts: Sequence[Part], at: int, body: int, facts: Facts, title: Part) -> bool:
    if not 12 <= len(part.words) <= _LONG_SUBTITLE or part.kind in (BlockKind.CAPTION, BlockKind.TITLE):
        return False
    if part.kind is BlockKind.SUBTITLE or _class_above(part.element, _SUBTITLE, 2):
        return not _is_byline(part, facts.about)
    described = bool(facts.description) and _alike(part.words, facts.description)
    among = part.element.getparent() is parts[body].element.getparent() and at + 1 < len(parts)
    if part.kind is BlockKind.HEADING:
        beside = part.element.getparent() is title.element.getparent()
        return described or (beside and at < body and tags.name_of(part.element.getparent()) in ("header", "hgroup"))
    return described and at < body and (not among or part.element.tag != parts[body].element.tag)


def _is_byline(part: Part, about: About) -> bool:
    words = " ".join(part.words.split())
    if len(words) > _LONG_LINE or part.level:
        return False
    found = folded(words)
    if not found:
        return False
    named = any(_within(folded(name), found) for name in about.authors)
    date = bool(dated(words)) or (part.element is not None and tags.name_of(part.element) in _TIME_TAGS)
    marked = _class_above(part.element, _BYLINE, 2) or part.element.find(".//time") is not None
    return (
        (named and len(found) <= 25)
        or date
        or (marked and len(found) <= 30)
        or (bool(_BY.match(words)) and len(found) <= 8)
    )


def _within(name: Sequence[str], words: Sequence[str]) -> bool:
    size = len(name)
    return bool(name) and any(list(words[at : at + size]) == list(name) for at in range(len(words) - size + 1))


def _signed(parts: Sequence[Part], shown: Sequence[int], facts: Facts) -> tuple[str, ...]:
    """The names in a byline that begins with "By"."""
    for part in parts[: (shown[0] if shown else 0) + _NEAR]:
        words = part.words.split("\n")[0].strip()
        match = _BY.match(words)
        if part.kind is BlockKind.BYLINE and match and len(words.split()) <= 8:
            names = authors_of([words], (facts.site,))
            if names and all(1 < len(name.split()) < 5 and not any(c.isdigit() for c in name) for name in names):
                return names
    return ()


def _dated(parts: Sequence[Part], at: int) -> str:
    for part in parts[at : at + _NEAR]:
        if part.kind is BlockKind.BYLINE:
            for line in [*re.split(r"\n|\s[|·•–—]\s", part.words), part.words]:
                date = dated(line)
                if date:
                    return date
    return ""
