"""Debate cards in Markdown: the tag (what the point says in one line), the cite, and the quotation.

The cite begins, stressed, with the last name of the author and the date; then come the whole bibliographic line and the
place. A point without a passage is a tag alone, an analytic. Words are never deleted from a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.entities import Article
from models.messages import _
from models.pairing_report import flat
from models.report import Passage, Report, ReportNode, Section
from storage.formats.markdown_choice import Choice, label_of, remarks_of
from storage.formats.markdown_cite import pandoc_cite, place_of
from storage.formats.markdown_outline import case_heading, further_blocks
from storage.formats.markdown_text import inline, lines_of, literal, paragraphs

_PARTICLES = frozenset({"da", "de", "del", "der", "di", "du", "la", "le", "van", "von"})


def card_blocks(report: Report, choice: Choice) -> Iterator[str]:
    """One card a point, in reading order, below a heading for each case."""
    for section in report.sections:
        yield f"## {case_heading(section.case)}"
        if section.annotator.strip():
            yield f"({inline(_('Read by'))}: {inline(section.annotator)})"
        for node in flat(section.roots):
            yield from _card(node, section, choice)


def _card(node: ReportNode, section: Section, choice: Choice) -> Iterator[str]:
    lines = lines_of(node.text)
    yield f"### {literal(lines[0])}" if lines else f"### {inline(label_of(node, choice))}"
    yield from paragraphs(node.text)[1:]
    about = ", ".join([label_of(node, choice), *remarks_of(node, choice)])
    yield f"({inline(about)})"
    if choice.passages:
        for passage in node.passages:
            yield _cite(passage, section, choice)
            yield "\n>\n".join(f"> {line}" for line in paragraphs(passage.quote) or ["…"])
    yield from further_blocks(node, choice)


def _cite(passage: Passage, section: Section, choice: Choice) -> str:
    """`**Polyakova 2024** — Alina Polyakova, “Title”, Foreign Affairs, 2024-12-31, ¶ 4 [@key, p. 3]`."""
    is_own = passage.place == passage.where
    stressed = _stressed(section.article) if is_own and section.article is not None else ""
    source = section.source if is_own else f"“{passage.article}”"
    place = place_of(passage) if choice.places and is_own else inline(passage.where) if choice.places else ""
    rest = ", ".join(part for part in (inline(source), place) if part)
    parts = [f"**{stressed}**" if stressed else "", rest, pandoc_cite(passage) if choice.citations else ""]
    return "— " + (" ".join(part for part in parts if part) or "…")


def _stressed(article: Article) -> str:
    """The last names of the authors and the year, as Markdown."""
    names = [_last_name(author) for author in article.authors[:2]]
    named = " & ".join(names) if len(article.authors) < 3 else f"{names[0]} et al."
    year = re.match(r"\d{4}", article.date)
    words = " ".join(part for part in (named, year[0] if year else "") if part)
    return inline(words) if words and words[0].isalnum() and words[-1].isalnum() else ""


def _last_name(author: str) -> str:
    """ "Ludwig van Beethoven" -> "van Beethoven", "Lovelace, Ada" -> "Lovelace"."""
    if "," in author:
        return author.partition(",")[0].strip()
    words = author.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return " ".join(words[max(first, 0) :])
