"""Pages of many makes in tests/formats/pages, and what a reader with eyes sees on each.

NAME.expected has the facts about the article, an empty line, and one line for each block of the page in order: its kind
with its level and the words it begins with; "-" before a block that is no part of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.importing.extract import Extract
from models.texts import BlockKind

PAGES = Path(__file__).parent / "pages"
FIELDS = ("title", "subtitle", "authors", "publication", "date", "url", "doi", "language")


@dataclass(frozen=True)
class Expected:
    facts: dict[str, str]
    blocks: list[tuple[str, str]]  # kind with level, the first words


def names() -> list[str]:
    return sorted(path.stem for path in PAGES.glob("*.html"))


def page(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def expected(name: str) -> Expected:
    head, _empty, body = (PAGES / f"{name}.expected").read_text("utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    blocks = [(kind, words) for kind, words in (line.split(" ", 1) for line in body.splitlines())]
    return Expected(facts, blocks)


def facts_found(extract: Extract) -> dict[str, str]:
    """What an expectation may say, without what is empty."""
    about = extract.about
    found = {field: getattr(about, field) for field in FIELDS} | {"authors": "; ".join(about.authors)}
    found |= {key: str(value) for key, value in about.csl.items()}
    found |= {"encoding": extract.encoding if extract.encoding != "utf-8" else ""}
    found |= {"warnings": "; ".join(warning.key for warning in extract.warnings)}
    return {key: value for key, value in found.items() if value}


def blocks_found(extract: Extract) -> list[tuple[str, str]]:
    found = []
    for block in extract.blocks:
        kind = f"{block.kind}{block.level or ''}" if block.kind is not BlockKind.FURNITURE else ""
        words = extract.text[block.start : block.end].replace("\n", " / ")
        found.append((f"{'-' * block.hidden}{kind}", words))
    return found
