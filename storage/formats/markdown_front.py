"""Front matter: title, motion and sources at the top of a Markdown file, in YAML that is one JSON value a line.

---
title: "Build the tram"
motion: "Build the tram"
cases:
  - name: "For trams"
    citekey: "ahn2024"
    title: "Why the town needs trams"
    authors: ["R. Ahn", "M. Óg"]
---
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from models.importing.about import About
from models.report import Report
from storage.formats.markdown_text import showable

_LINE = re.compile(r"(?P<indent>  - |    |)(?P<name>\w+):(?: (?P<value>.*))?$")
_KNOWN = {"citekey", "title", "subtitle", "authors", "publication", "date", "url", "doi", "language", "accessed"}
_NAMES = tuple(f.name for f in fields(About) if f.name in _KNOWN)


def front_matter(report: Report) -> str:
    """The block at the top of the file."""
    return "\n".join(["---", *_lines(report), "---"])


def _lines(report: Report) -> Iterator[str]:
    yield f"title: {_value(report.title)}"
    if report.motion.strip():
        yield f"motion: {_value(report.motion)}"
    if report.sections:
        yield "cases:"
    for section in report.sections:
        yield f"  - name: {_value(section.case)}"
        if section.annotator:
            yield f"    annotator: {_value(section.annotator)}"
        for name in _NAMES:
            value = getattr(section.article, name, "")
            if value:
                yield f"    {name}: {_value(value)}"


def _value(value: str | tuple[str, ...]) -> str:
    """A JSON value, which YAML reads as the same; without the characters that no file can show."""
    shown = showable(value)[0] if isinstance(value, str) else [showable(each)[0] for each in value]
    text = json.dumps(shown, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def read_front(text: str) -> tuple[int, list[About]]:
    """(the length of the front matter, what it says of the article of each case); (0, []) where there is none."""
    if not text.startswith("---\n"):
        return 0, []
    end = text.find("\n---\n", 3)
    if end < 0:
        return 0, []
    cases: list[dict[str, Any]] = []
    for line in text[4:end].split("\n"):
        match = _LINE.match(line)
        if match is None or not match["indent"]:
            continue
        if match["indent"] == "  - ":
            cases.append({})
        value = _read(match["value"] or "")
        is_list = match["name"] == "authors"
        if cases and match["name"] in _NAMES and isinstance(value, list if is_list else str):
            cases[-1][match["name"]] = tuple(map(str, value)) if is_list else value
    return end + 5, [About(**case) for case in cases]


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
