"""Writes docs/formats.md and the table in README.md from the registry of formats: `make formats`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.formats.options import Option
from storage.formats.registry import Format, formats
from ui.exporting.told import carried_words, purpose_of

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- formats: written by make formats -->", "<!-- end of formats -->"
SUBJECTS = {
    "map": "Argument maps",
    "project": "Projects",
    "references": "References",
    "article": "Articles",
}
HEAD = """# Formats

What Counterpoint reads and writes. `make formats` writes this page from the formats themselves. What a file of a format
cannot hold is counted and told before it is written, on the command line on standard error. The columns of tables have
[a page of their own](tables.md).

    python main.py export FILE --format NAME [options] [--output OUT]
    python main.py import FILES... --into FILE
"""


def page() -> str:
    """docs/formats.md."""
    return "\n".join([HEAD, *_sections()])


def readme(text: str) -> str:
    """README.md with its table as the registry has it."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(found for found in formats() if found.subject != 'article')}{END}{after}"


def table(wanted: Iterable[Format]) -> str:
    rows = ["| Format | `--format` | Files | Out | In |", "|---|---|---|---|---|"]
    for found in wanted:
        signs = ("✓" if found.can_write else "", "✓" if found.can_read else "")
        rows.append(f"| {found.title} | `{found.name}` | {_extensions(found)} | {' | '.join(signs)} |")
    return "\n".join(rows) + "\n"


def _extensions(found: Format) -> str:
    return " ".join(f"`{extension}`" for extension in found.extensions)


def _sections() -> Iterator[str]:
    for subject, heading in SUBJECTS.items():
        yield f"## {heading}\n"
        wanted = [found for found in formats() if found.subject == subject]
        yield table(wanted)
        if subject in ("map", "project"):
            yield from map(_section, wanted)


def _section(found: Format) -> str:
    paragraphs = [f"### {found.title}", purpose_of(found), carried_words(found)]
    if found.options:
        paragraphs.append("\n".join(map(_option, found.options)))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _option(option: Option) -> str:
    match option.shape:
        case "flag":
            values = f"`{option.flag}` or `--no-{option.flag[2:]}`"
            usual = f"`{option.flag}`" if option.default else f"`--no-{option.flag[2:]}`"
        case "number":
            values, usual = f"`{option.flag} N` from {option.low} to {option.high}", f"{option.default}"
        case _:
            words = ", ".join(f"`{value}`" for value, _label in option.choices)
            some = "any of " if option.several else ""
            values, usual = f"`{option.flag}` {some}{words}", f"`{option.default}`" if option.default else "none"
    return f"- {values}: {option.help.rstrip('.')}. Usually {usual}."


if __name__ == "__main__":
    (ROOT / "docs" / "formats.md").write_text(page(), encoding="utf-8")
    path = ROOT / "README.md"
    path.write_text(readme(path.read_text(encoding="utf-8")), encoding="utf-8")
