"""Text that somebody typed as Markdown that shows it letter by letter, whichever parser reads it.

Backslashes stand only before characters that python-markdown unescapes too (its list is shorter than CommonMark's);
everything else that could mean something is a numeric or named entity, which all of them decode.
"""

from __future__ import annotations

import re

ALWAYS = {
    "&": "&amp;",
    "<": "&lt;",
    "\\": "&#92;",
    "`": "&#96;",
    "~": "&#126;",
    "*": "\\*",
    "_": "\\_",
    "[": "\\[",
    "]": "\\]",
    "{": "\\{",
    "#": "\\#",
}
_ESCAPES = str.maketrans(ALWAYS)
_LINE_START = re.compile(r"(?P<marker>[-+>])|(?P<other>[:|])|(?P<ordinal>\d+)(?P<stop>[.)])")
_PLAIN_SPACE = re.compile(r"[ \t]+")
# XML, Markdown and editors give them no meaning; python-markdown keeps its own marks there.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Anything that `lines_of` changes, or that `edges` may; and that or what `escaped` changes.
_UNTIDY_SIGNS = (
    r"\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
_UNTIDY = re.compile(f"[{_UNTIDY_SIGNS}]")  # one class and no alternatives: most texts are searched to their end
_UNUSUAL = re.compile(f"[{re.escape(''.join(ALWAYS))}{_UNTIDY_SIGNS}]")
_WRITTEN = re.compile(r"&(?:#(?P<number>\d{1,7})|(?P<name>amp|lt));|\\(?P<sign>[!-/:-@\[-`{-~])")
_NAMED = {"amp": "&", "lt": "<"}


def is_plain(text: str) -> bool:
    """Whether `text` is one line that stands as it is anywhere but at the start of a line."""
    return _UNUSUAL.search(text) is None and _is_spaced(text)


def _is_tidy(text: str) -> bool:
    return _UNTIDY.search(text) is None and _is_spaced(text)


def _is_spaced(text: str) -> bool:
    """Whether single spaces stand within `text`, and none at its ends."""
    return "  " not in text and text[:1] != " " and text[-1:] != " "


def meant(written: str) -> str:
    """What a piece of literal Markdown says: the text that `escaped`, `edges` or `starting` was given."""
    if "&" not in written and "\\" not in written:
        return written
    return _WRITTEN.sub(_meant, written)


def _meant(match: re.Match[str]) -> str:
    if match["sign"]:
        return match["sign"]
    if match["name"]:
        return _NAMED[match["name"]]
    number = int(match["number"])
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]


def showable(text: str) -> tuple[str, int]:
    """The text with control characters and halves of characters as U+FFFD, and how many there were."""
    return _UNSHOWABLE.subn("\ufffd", text)


def lines_of(text: str) -> list[str]:
    """The lines that hold something, outer white space left out, inner runs of it as one space."""
    if not text:
        return []
    if _is_tidy(text):
        return [text]
    lines = (_PLAIN_SPACE.sub(" ", line).strip(" ") for line in showable(text)[0].splitlines())
    return [line for line in lines if line]


def inline(text: str) -> str:
    """`text` as one line of literal Markdown for any place but the start of a line."""
    if is_plain(text):
        return text
    if _is_tidy(text):
        return text.translate(_ESCAPES)
    return literal(" ".join(lines_of(text)))


def paragraphs(text: str) -> list[str]:
    """Each line of `text` as one paragraph of literal Markdown, safe at the start of a line."""
    return [starting(literal(line)) for line in lines_of(text)]


def cell(text: str) -> str:
    """`text` as one table cell of literal Markdown."""
    return inline(text).replace("|", "\\|")


def starting(line: str) -> str:
    """An escaped line that also means nothing where a line starts."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["marker"]:
        return "\\" + line
    if match["other"]:
        return f"&#{ord(line[0])};{line[1:]}"
    return f"{match['ordinal']}\\{match['stop']}{line[match.end() :]}"


def literal(line: str) -> str:
    """One of `lines_of` as literal Markdown for any place but the start of a line."""
    return edges(escaped(line))


def escaped(part: str) -> str:
    """A part of a line as literal Markdown; the whole line still needs its `edges`."""
    return part.translate(_ESCAPES)


def edges(line: str) -> str:
    """Spaces other than the plain one, where a parser would strip them: at either end."""
    if not line:
        return line
    if not (line[0].isspace() or line[-1].isspace()):
        return line
    head = len(line) - len(line.lstrip())
    tail = len(line.rstrip())
    if head >= len(line):
        return "".join(f"&#{ord(c)};" for c in line)
    start = "".join(f"&#{ord(c)};" for c in line[:head])
    end = "".join(f"&#{ord(c)};" for c in line[tail:])
    return start + line[head:tail] + end
