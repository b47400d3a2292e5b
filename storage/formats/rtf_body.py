"""The walk over an RTF file: control words, groups and words become paragraphs with what each is."""

from __future__ import annotations

import re

from models.errors import UserError
from models.importing.progress import tell
from models.texts import BlockKind, storable_text
from storage.formats import rtf_parts as parts
from storage.formats.office_text import Item, label, row_items, trusted_pages
from storage.formats.rtf_control import ACTS
from storage.formats.rtf_parts import Info, Sink, State, Styles

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.|\r?\n|\r)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
_MOST_NESTED = 2000
_TELL_EVERY = 20_000  # tokens
_INDENT = 280  # twentieths of a point on both sides: a quotation set off without a style
_FIELDS = frozenset({"title", "author", "subject", "keywords"})


class Body:
    """Reads once: `items`, and what a reader should know of how it went."""

    def __init__(self, data: bytes, name: str) -> None:
        self.text = data.decode("latin-1")
        self._name = name
        self._utf8 = not data.isascii() and _is_utf8(data)
        self.info, self.styles = Info(), Styles()
        self.codec = parts.USUAL_CODEC
        self.added = self.removed = self.comments = self.concealed = self.undecoded = 0
        self.complete = False
        self.fonts: dict[int, str] = {}
        self.font = -1  # that the table of fonts is at
        self.usual_font = -1
        self.main = Sink("")
        self._margins: list[Item] = []
        self._ends: list[Item] = []  # endnotes
        self.state: State = State(self.main)
        self._stack: list[State] = []
        self._bytes = bytearray()
        self.skip = 0  # characters to pass over after \u
        self._starred = self._opening = False
        self.page = 1
        self.noted = False  # the file says where its pages end
        self.fresh_section = False
        self.marks = {"ftn": 0, "aftn": 0}
        self.numbering = {"ftn": "decimal", "aftn": "decimal"}
        self.mark = ""
        self._skipped = parts.skipped()
        self.at = 0

    def items(self) -> list[Item]:
        text, match, count = self.text, _TOKEN.match, 0
        while self.at < len(text):
            found = match(text, self.at)
            if found is None:
                self.at += 1
                continue
            self.at = found.end()
            count += 1
            if count % _TELL_EVERY == 0:
                tell(self.at, len(text))
            word, number, code, symbol, brace, words = found.groups()
            if words is not None:
                self._plain(words)
            elif code is not None:
                self._code(code)
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
                if not self._stack:
                    self.complete = True
                    break
            elif symbol is not None:
                self._symbol(symbol)
        return self._finished()

    def _finished(self) -> list[Item]:
        while self._stack:
            self._close()
        self.end_paragraph(self.main)
        self.end_rows(self.main)
        found = self.main.items + self._ends
        said: set[str] = set()
        for item in self._margins:
            if item.words.strip() not in said and any(c.isalpha() for c in item.words):
                said.add(item.words.strip())
                found.append(item.as_furniture())
        tell(len(self.text), len(self.text))
        return found if self.noted else trusted_pages(found, self.info.pages)

    # -- groups

    def _open(self) -> None:
        self._flush_bytes()
        self.skip = 0
        if len(self._stack) >= _MOST_NESTED:
            raise UserError("document.too_deep", name=self._name)
        self._stack.append(self.state)
        state = self.state = self.state.copy()
        if state.role == "stylesheet":
            state.role, state.sink = "style", Sink("style")
            state.style, state.based, state.outline = 0, -1, 9
        elif state.role in ("style", "field"):
            state.role, state.sink = "skip", None
        self._opening, self._starred = True, False

    def _close(self) -> None:
        self._flush_bytes()
        self.skip = 0
        if not self._stack:
            return
        ended, self.state = self.state, self._stack.pop()
        self._opening = self._starred = False
        sink = ended.sink
        if sink is None or sink is self.state.sink:
            return
        if sink.role == "style":
            name = "".join(sink.words).strip().rstrip(";")
            self.styles.rows.setdefault(ended.style, (name, ended.based, ended.outline))
        elif sink.role in _FIELDS:
            self.info.words[sink.role] = " ".join("".join(sink.words).split())
        else:
            self.end_paragraph(sink, ended)
            self.end_rows(sink)
            self._take(sink)

    def _take(self, sink: Sink) -> None:
        """What stood in a note, a box or a margin goes where it belongs."""
        outer = self.state.sink or self.main
        if sink.role == "margin":
            self._margins += sink.items
        elif sink.role == "box":
            outer.after += sink.items
        elif sink.role in ("ftn", "aftn"):
            words = "\n".join(item.words.strip() for item in sink.items if not item.hidden)
            mark, self.mark = self.mark, ""
            note = [Item(BlockKind.FOOTNOTE, f"{mark} {words}", 0, self.label())]
            note += [item for item in sink.items if item.hidden]
            if sink.role == "aftn":
                self._ends += note
            else:
                outer.after += note

    # -- control words

    def _word(self, word: str, number: int | None) -> None:
        self._flush_bytes()
        opening, starred = self._opening, self._starred
        self._opening = self._starred = False
        if word == "bin":
            self.at += max(0, number or 0)
            self._opening = opening
            return
        if self.skip and word != "u":
            self.skip -= 1
            return
        if word in parts.CHARACTERS:
            self.put(parts.CHARACTERS[word])
        elif (act := ACTS.get(word)) is not None:
            act(self, number)
        elif (opening or starred) and self._destination(word, starred):
            return
        elif (word in self._skipped and opening) or starred:
            self.state.sink = self.state.kept = None

    def _destination(self, word: str, starred: bool) -> bool:
        """Whether the group has words of its own, or leads to some."""
        state = self.state
        if word == "footnote" and state.sink is not None:
            end = self.text.startswith("\\ftnalt", self.at)
            state.sink, state.role = Sink("aftn" if end else "ftn"), "note"
            state.reset_paragraph()
        elif word in parts.BOXES and state.kept is not None:
            state.sink = Sink("box")
            state.reset_paragraph()
        elif word in parts.MARGINS and state.sink is not None:
            state.sink = Sink("margin")
            state.reset_paragraph()
        elif word in parts.ENTERED:
            if word in ("shp", "shpgrp", "do") and state.sink is not None:
                state.kept, state.sink = state.sink, None
            elif word == "nonshppict":
                state.sink = None
        elif word in ("stylesheet", "fonttbl", "info"):
            state.role, state.sink = word, None
        elif word == "upr":
            state.kept, state.sink = state.sink, None
        elif word == "ud":
            state.sink = state.kept
        elif word in _FIELDS and state.role == "info":
            state.role, state.sink = "field", Sink(word)
        elif word == "creatim" and state.role == "info":
            state.role = "creatim"
        elif word == "annotation":
            self.comments += 1
            state.sink = None
        elif word in ("pntext", "listtext"):
            state.sink = None
            if self._stack:
                self._stack[-1].listed = self._stack[-1].listed or 1
        elif starred and word in ("cs", "ts", "ds") and state.role == "style":
            state.role, state.sink = "skip", None
        else:
            return False
        return True

    def _symbol(self, symbol: str) -> None:
        self._flush_bytes()
        if symbol == "*":
            self._starred = True
            return
        self._opening = self._starred = False
        if self.skip:
            self.skip -= 1
        elif symbol in ("\n", "\r", "\r\n"):
            self.end_paragraph(self.state.sink)
        elif symbol in parts.SYMBOLS:
            self.put(parts.SYMBOLS[symbol])

    # -- words

    def _plain(self, words: str) -> None:
        self._opening = self._starred = False
        if self.skip:
            cut = min(self.skip, len(words))
            self.skip -= cut
            words = words[cut:]
        if self.state.sink is None or not words:
            return
        if words.isascii() and not self._bytes:
            self.put(words)
        elif self._utf8:
            self._flush_bytes()
            self.put(words.encode("latin-1").decode("utf-8", "replace"))
        else:
            self._bytes += words.encode("latin-1")

    def _code(self, code: str) -> None:
        self._opening = self._starred = False
        if self.skip:
            self.skip -= 1
        elif self.state.sink is not None:
            self._bytes.append(int(code, 16))

    def _flush_bytes(self) -> None:
        if self._bytes:
            words = bytes(self._bytes).decode(self.state.codec or self.codec, "replace")
            self._bytes.clear()
            self.undecoded += words.count("\ufffd")
            self.put(words)

    def put(self, words: str) -> None:
        state = self.state
        sink = state.sink
        if sink is None or state.deleted:
            return
        if not sink.begun and words.strip() and not sink.role:
            self.fresh_section = False
            if state.break_before and not state.in_table:
                self.page += 1
            sink.begun = self.label()
        (sink.hidden if state.hidden else sink.words).append(words)

    def label(self) -> str:
        return label(self.page, "decimal")

    # -- paragraphs

    def end_paragraph(self, sink: Sink | None, state: State | None = None) -> None:
        self._flush_bytes()
        if sink is None:
            return
        state = state or self.state
        words, hidden = _clean(sink.words), _clean(sink.hidden)
        page = sink.begun or self.label()
        sink.words, sink.hidden, sink.begun = [], [], ""
        if not state.in_table and (sink.row or sink.cell):
            self._end_table(sink)
        target = sink.cell if state.in_table else sink.items
        if words.strip():
            kind, level = self._kind(state)
            target.append(Item(kind, words, level, page, kind is BlockKind.FURNITURE))
        if hidden.strip():
            self.concealed += 1
            target.append(Item(BlockKind.FURNITURE, hidden, 0, page, True))
        if not state.in_table:
            sink.items += sink.after
            sink.after = []

    def _end_table(self, sink: Sink) -> None:
        """A row that nothing ended; what was cited since belongs to the paragraph that ends now."""
        after, sink.after = sink.after, []
        self.end_rows(sink)
        sink.after = after

    def end_rows(self, sink: Sink) -> None:
        if sink.cell:
            sink.row.append(sink.cell)
        sink.items += row_items(sink.row) + sink.after
        sink.row, sink.cell, sink.after = [], [], []

    def _kind(self, state: State) -> tuple[BlockKind, int]:
        kind, level = self.styles.meaning(state.style)
        if kind is not BlockKind.PARAGRAPH:
            return kind, level
        if state.outline < 9:
            return BlockKind.HEADING, state.outline + 1
        if state.listed:
            return BlockKind.ITEM, state.level + 1
        if min(state.left, state.right) >= _INDENT:
            return BlockKind.QUOTE, 0
        return kind, level


def _clean(words: list[str]) -> str:
    """The words together, without control characters; two halves of a letter are one."""
    return storable_text("".join(words).translate(_CONTROL))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
