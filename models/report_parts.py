"""What a report is made of: cases, points, passages and links in words.

Everything is text that somebody typed or a word of ours, already translated. In `quote`, `text` and `note` a line feed
ends a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.entities import Article

Fact = tuple[str, str]  # a label, translated, and what it says


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage and where it stands ("¶ 4", "heading"); `place` is never empty.

    Where the same words stand there `of` times, this is the `occurrence`th, from 1; both are 0 where it is alone.
    `article` is the title of an article that is not the case's own ("": it is), which `place` names as well; `where` is
    the place without it. `page` is a label, `paragraph` a number (0: none), `citekey` that of the article.
    """

    quote: str
    place: str
    where: str = ""
    article: str = ""
    occurrence: int = 0
    of: int = 0
    page: str = ""
    paragraph: int = 0
    citekey: str = ""


@dataclass(frozen=True, slots=True)
class ReportNode:
    """One point. `number` is "1.2.3" within its case; `relation` to the parent is "" for a root.

    `relation` is one of supports, rebuts, undercuts (a key, not a word); `bearing` says by numbers what it is taken
    together with, or which step it attacks ("" for what stands by itself); `joined`: it is taken together with the
    sibling above it. `facts` are scheme and figures, `details` the same as lines.
    """

    number: str
    kind: str
    word: str
    relation: str
    text: str
    passages: tuple[Passage, ...]
    reasoning: str
    note: str
    tags: tuple[str, ...]
    implicit: bool
    facts: tuple[Fact, ...]
    depth: int
    bearing: str = ""
    joined: bool = False
    children: tuple[ReportNode, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{label}: {value}" for label, value in self.facts)


@dataclass(frozen=True, slots=True)
class Section:
    """One case: its name, who read it, the article's bibliographic line, and the tree."""

    case: str
    annotator: str
    source: str
    roots: tuple[ReportNode, ...]
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """What a link joins: a point's text with its case, or (case and number empty) another link told in words."""

    text: str
    case: str
    number: str

    def __str__(self) -> str:
        return f"“{self.text}” ({self.case}, {self.number})" if self.number else self.text


@dataclass(frozen=True, slots=True)
class ReportLink:
    """One relation. `kind` is its key, `relation` the word for it; `facts` say its strength, `details` as lines.

    `label` names it among the links of the report ("L1", or the number of its row in a clash table), `answers` is the
    label of the link that it answers.
    """

    source: LinkEnd
    relation: str
    target: LinkEnd
    note: str
    facts: tuple[Fact, ...] = ()
    kind: str = ""
    label: str = ""
    answers: str = ""

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{label}: {value}" for label, value in self.facts)


@dataclass(frozen=True, slots=True)
class ReportPair:
    """Two cases of the report that are laid side by side, by the names that links call them."""

    left: str
    right: str
    motion: str
    notes: str


@dataclass(frozen=True, slots=True)
class Report:
    """`links` join points of the sections; `elsewhere` holds links between them and what is not shown.

    `pairs` are the pairings of the cases where no single one is meant.
    """

    title: str
    motion: str
    notes: str
    sections: tuple[Section, ...]
    links: tuple[ReportLink, ...]
    elsewhere: tuple[ReportLink, ...]
    pairs: tuple[ReportPair, ...] = ()
