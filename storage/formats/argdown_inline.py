"""What stands within lines of Argdown: comments, data, tags, links, emphasis, signs and escaped characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Control characters never stand in a text, so they serve as marks: \x01 n \x02 is the n-th data, \x03 a comment that
# was here, \x04 a line end within one of both.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_START = re.compile(r"\\.|//|/\*|<!--|\{|\[|<(?![!-])")
_IN_DATA = re.compile(r'"(?:\\.|[^"\\])*"|[{}]')
_MOST_DATA = 200_000  # code points of one data
_MOST_FAILURES = 50
_LONG = 20_000  # code points of a text in which emphasis is still looked for
_TAG = r"#(?:\((?P<wide>[^)\n]{1,1000})\)|(?P<tag>[A-Za-z0-9\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+))[ \t]?"
_INLINE = re.compile(
    r"\\(?P<escaped>[^\n])|\x01(?P<data>\d+)\x02|\x03|" + _TAG + r"|(?P<mention>@[\[<][^\]>\n]{1,500}[\]>])"
    r"|\[(?P<words>[^\[\]\n]{1,1000})\]\((?P<url>[^)\s]{1,2000})\)|(?P<sign>[.:][^\s.:]{1,12}[.:])"
)
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?!\s)(.{1,2000}?)(?<!\s)\1(?=[ \t)}_.,!?;:\-*]|$)", re.DOTALL)
_STAR, _LINE = "\x05", "\x06"  # an escaped * or _, which emphasises nothing
SIGNS = {
    **dict(zip(("A", "E", "->", "<->", "~", "^", "v", "v_", "<>", "[]"), "∀∃→↔¬∧∨⊻◇◻", strict=True)),
    **{"O": "𝗢", "P": "𝗣", "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣"},
    **{"joy": "😂", "heart": "❤", "?": "❓", "question": "❓", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐"},
    **{"eye-roll": "🙄", "sad": "😢", "disappointed": "😞", "scream": "😱", "+1": "👍", "up": "👍", "-1": "👎"},
    **{"down": "👎", "think": "🤔", "star": "⭐", "y": "✔", "agree": "✔", "n": "❌", "disagree": "❌"},
}


def clean(text: str) -> tuple[Iterator[tuple[int, str]], list[str]]:
    """(number from 0, line) without comments and with marks for data, and the data. Lines of comments alone go."""
    data: list[str] = []
    return _lines("".join(_cleaned(_CONTROLS.sub("", text), data))), data


def _lines(text: str) -> Iterator[tuple[int, str]]:
    number = 0
    for line in text.split("\n"):
        bare = line.replace("\x03", "").replace("\x04", "")
        if bare.strip() or not line.strip(" \t\x04"):
            yield number, bare
        number += 1 + line.count("\x04")


def _cleaned(text: str, data: list[str]) -> Iterator[str]:
    ends = _Ends(text)
    at = done = 0
    while (match := _START.search(text, at)) is not None:
        start, found = match.start(), match[0]
        at = match.end()
        if found[0] == "\\":
            continue
        if found in "[<":  # titles may hold what looks like a comment
            end = ends.of("]" if found == "[" else ">", start)
            if end < ends.of("\n", start):
                at = end + 1
                if found == "[" and text.startswith("(", at) and (end := ends.of(")", at)) < ends.of("\n", at):
                    at = end + 1
            continue
        if found == "{":
            end = _end_of_data(text, start, ends)
            if end:
                yield text[done:start]
                yield f"\x01{len(data)}\x02" + "\x04" * text.count("\n", start, end)
                data.append(text[start:end])
                at = done = end
            continue
        if found == "//" and text[start - 1 : start] == ":":
            continue  # an address, which the format's own parser cuts off
        close = {"//": "\n", "/*": "*/", "<!--": "-->"}[found]
        end = ends.of(close, at)
        if end == len(text) and found != "//":
            continue  # it never ends: taken as text
        end += 0 if found == "//" else len(close)
        yield text[done:start]
        yield "\x03" + "\x04" * text.count("\n", start, end)
        at = done = end
    yield text[done:]


class _Ends:
    """Where a word comes next, each looked for but once over the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}
        self.failures = 0

    def of(self, word: str, at: int) -> int:
        """The first place of `word` from `at` on; the text's length where there is none."""
        found = self._found.get(word, -1)
        if found < at:
            found = self._text.find(word, at)
            self._found[word] = found = len(self._text) if found < 0 else found
        return found


def _end_of_data(text: str, start: int, ends: _Ends) -> int:
    """Where braces that open at `start` close, if nothing but tags, a comment or dashes follow; else 0."""
    if ends.failures > _MOST_FAILURES:
        return 0
    depth = 0
    for match in _IN_DATA.finditer(text, start, start + _MOST_DATA):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            end = match.end()
            if text.startswith("}", end):
                return 0
            rest = text[end : min(ends.of("\n", end), end + 200)].lstrip(" \t")
            return end if not rest or rest.startswith(("#", "//", "/*", "<!--", "--")) else 0
    ends.failures += 1
    return 0


@dataclass(slots=True)
class Words:
    text: str
    tags: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def inline(raw: str, data: list[str] | None, *, drops_tags: bool) -> Words:
    """The words of a text. Tags at its end are no words of it; others are only where the file says `drops_tags`.

    `data` None: what data there is does not matter.
    """
    words = Words("")
    pieces: list[str] = []
    tail: list[int] = []  # the tags that nothing follows yet
    done = 0
    for match in _INLINE.finditer(raw):
        before = raw[done : match.start()]
        done = match.end()
        pieces.append(before)
        if before.strip():
            tail.clear()
        if match["data"] is not None:
            if data is not None:
                words.data.append(data[int(match["data"])])
            continue
        if match[0] == "\x03":
            continue
        if match["wide"] or match["tag"]:
            name = (match["wide"] or match["tag"]).strip()
            if name and name not in words.tags:
                words.tags.append(name)
            tail.append(len(pieces))
            pieces.append("" if drops_tags else match[0])
            continue
        tail.clear()
        pieces.append(_said(match))
    rest = raw[done:]
    if rest.strip():
        tail.clear()
    for at in tail:
        pieces[at] = ""
    text = "".join([*pieces, rest])
    if len(text) < _LONG and ("*" in text or "_" in text):
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    words.text = text.replace(_STAR, "*").replace(_LINE, "_").strip(" \t")
    return words


def _said(match: re.Match[str]) -> str:
    escaped = match["escaped"]
    if escaped is not None:
        return {"*": _STAR, "_": _LINE}.get(escaped, escaped)
    if match["words"] is not None:
        return match["words"] if match["words"] == match["url"] else f"{match['words']} ({match['url']})"
    sign = match["sign"]
    if sign is not None:
        return SIGNS.get(sign[1:-1], sign) if sign[0] == sign[-1] else sign
    return match[0]
