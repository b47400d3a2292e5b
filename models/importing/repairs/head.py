"""The lines before an article: title, subtitle, name, date and publication, in whatever order they stand.

Only lines that say what they are (a byline, a date) make the others what they are: without one of them there is at
most a title, and a name below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from models.importing.dates import iso_date
from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.head_lines import (
    DATE,
    NONE,
    Facts,
    is_label,
    is_name,
    is_publication,
    leading_name,
    read_line,
)
from models.importing.repairs.lines import ENDS, ITEM, SPEECH, is_capitals, sentences_inside
from models.importing.repairs.names import names_in
from models.importing.repairs.sheet import Sheet, is_long
from models.texts import NUMBERED, BlockKind

MOST = 10  # lines that a head has
TITLE_LENGTH = 200
GIVEN = frozenset({BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE})  # what a format marked so stays so
ALONE_LENGTH = 120  # of a title that no byline or date speaks for
SUBTITLE_LENGTH = 320
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|hey|lieber?|liebe|sehr geehrt|hallo|chère?|cher|estimad[oa]|querid[oa]|caro|cara|beste"
    r"|geachte)\b.{0,60}[,:!]$"
    r"|(?:to|from|subject|date|re|cc|betreff|von|an|objet|asunto)\s?:|[^:]{0,120}:$",
    re.IGNORECASE,
)


KICKER = re.compile(
    r"(?:opinion|op-ed|guest essay|guest column|analysis|comment(?:ary)?|essay|editorial|interview|review"
    r"|feature|explainer|news"
    r"|for immediate release|press release|kommentar|meinung|analyse|gastbeitrag|pressemitteilung|leitartikel"
    r"|tribune|éditorial"
    r"|communiqué(?: de presse)?|opinión|análisis|nota de prensa|comunicado de prensa|opinione|analisi"
    r"|comunicato stampa"
    r"|opinião|análise|nota de imprensa|opinie|persbericht)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(from|to|subject|date|sent|cc|bcc|reply-to|von|an|betreff|datum|de|à|objet|para|asunto|fecha)\s?:\s*(.*)",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\s*[<(\[]?\S+@\S+[>)\]]?\s*")


@dataclass(slots=True)
class Head:
    """The blocks of the head by their index, and what they say."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    role: str = ""
    kinds: dict[int, BlockKind] = field(default_factory=dict)

    def hear(self, facts: Facts) -> None:
        self.authors = self.authors or facts.authors
        self.date = self.date or facts.date
        self.publication = self.publication or facts.publication
        self.role = self.role or facts.role


def find_head(sheet: Sheet) -> Iterator[Repair]:
    for at, kind in sorted(read_head(sheet).kinds.items()):
        block = sheet.blocks[at]
        if block.kind is not kind:
            mark = Mark(block.start, kind, 1 if kind is BlockKind.TITLE else 0)
            yield Repair(RepairKind.HEAD, block.start, block.end, marks=(mark,))


def read_head(sheet: Sheet) -> Head:
    """What the lines before the article say. Lines that a repair has spoken for are passed over."""
    return _Reading(sheet).read()


class _Reading:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._head = Head()
        self._lines = self._candidates()
        self._facts = {at: self._read(at) for at in self._lines}
        self._given = next((at for at in self._lines if self._kind(at) is BlockKind.TITLE), None)

    def _kind(self, at: int) -> BlockKind:
        return self._sheet.blocks[at].kind

    def _candidates(self) -> list[int]:
        found: list[int] = []
        for at, block in enumerate(self._sheet.blocks[: MOST * 3]):
            if at in self._sheet.taken:
                continue
            text = self._sheet.texts[at]
            body = len(text) > SUBTITLE_LENGTH or (len(text) > 200 and sentences_inside(text))
            known = (*NUMBERED, BlockKind.HEADING, BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE)
            if body or block.kind not in known or len(found) == MOST:
                break
            found.append(at)
        return found

    def _read(self, at: int) -> Facts:
        if self._kind(at) in (BlockKind.TITLE, BlockKind.SUBTITLE):
            return NONE
        if self._kind(at) is BlockKind.BYLINE:
            return self._read_byline(at)
        if at == self._lines[0] and self._sheet.is_plain and not _says_by(self._sheet.texts[at]):
            facts = read_line(self._sheet.texts[at], self._sheet.language)
            return facts if facts.sure and len(facts.rest) <= 30 else NONE
        return read_line(self._sheet.texts[at], self._sheet.language)

    def _read_byline(self, at: int) -> Facts:
        """What a byline says that the format marks as one: a bare name is enough."""
        facts = read_line(self._sheet.texts[at], self._sheet.language)
        return facts if facts.sure else Facts(authors=names_in(self._sheet.texts[at]), by=True)

    def read(self) -> Head:
        if not self._lines:
            return self._head
        if self._sheet.is_plain and self._mail():
            return self._head
        self._kicker()
        if not self._lines:
            return self._head
        sure = [at for at in self._lines if self._facts[at].sure]
        if not self._sheet.is_plain:
            self._below_title(sure)
        elif sure and self._is_head(sure):
            self._whole(self._lines[: self._lines.index(sure[-1]) + 1], sure)
        else:
            self._title_alone()
        return self._head

    def _kicker(self) -> None:
        """Pass over a first line that says what sort of text follows."""
        if len(self._lines) < 2 or self._lines[0] == self._given or not self._sheet.is_plain:
            return
        if KICKER.fullmatch(self._sheet.texts[self._lines[0]]):
            self._call(self._lines.pop(0), BlockKind.BYLINE)

    def _mail(self) -> bool:
        """The head of a mail: its subject is the title, its sender the author."""
        found: dict[str, str] = {}
        lines: list[int] = []
        for at in self._lines:
            match = _MAIL.fullmatch(self._sheet.texts[at])
            if match is None:
                break
            found.setdefault(match[1].casefold(), match[2])
            lines.append(at)
        subject = next((found[key] for key in ("subject", "betreff", "objet", "asunto") if key in found), "")
        if len(lines) < 2 or not subject:
            return False
        sender = next((found[key] for key in ("from", "von", "de") if key in found), "")
        self._head.title = re.sub(r"^(?:(?:re|aw|fwd?|wg|tr)\s?:\s*)+", "", subject, flags=re.IGNORECASE).strip()
        self._head.authors = names_in(_SENDER.sub(" ", sender).strip(' "'))
        day = DATE.search(next((found[key] for key in ("date", "sent", "datum", "fecha") if key in found), ""))
        self._head.date = iso_date(day[0]) if day else ""
        for at in lines:
            self._call(at, BlockKind.BYLINE)
        return True

    def _is_head(self, sure: list[int]) -> bool:
        """Whether the lines up to the last sure one stand before an article, not among entries of a list."""
        after = self._lines[self._lines.index(sure[-1]) + 1 :]
        return len(sure) <= 4 and not (len(sure) >= 3 and len(after) > 3 and not any(map(is_long, self._texts(after))))

    def _texts(self, lines: list[int]) -> list[str]:
        return [self._sheet.texts[at] for at in lines]

    def _below_title(self, sure: list[int]) -> None:
        """In a format that marks its title: the lines right below it that say what they are."""
        for at in self._lines[:5]:
            kind = self._sheet.blocks[at].kind
            if kind in (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING) and at not in sure:
                continue
            if at not in sure:
                break
            self._head.hear(self._facts[at])
            if kind in NUMBERED:
                self._head.kinds[at] = BlockKind.BYLINE

    def _whole(self, lines: list[int], sure: list[int]) -> None:
        """A head with a byline or a date in it."""
        for at in sure:
            self._head.hear(self._facts[at])
            self._call(at, BlockKind.BYLINE)
        if self._given is not None and self._given not in lines:
            lines = self._lines[: self._lines.index(self._given) + 1]
        lines = [*lines, *self._trailing(lines)]
        others = [at for at in lines if at not in sure]
        title = self._title(others)
        if title is None:
            return
        self._call(title, BlockKind.TITLE)
        self._head.title = _plain(self._sheet.texts[title])
        for at in others:
            if at != title:
                self._other(at, title, sure)

    def _trailing(self, lines: list[int]) -> list[int]:
        """Short lines behind the last sure one that are names: of the writer, of the publication."""
        found: list[int] = []
        for at in self._lines[len(lines) : len(lines) + 2]:
            text = self._sheet.texts[at]
            plain = is_label(text) and (is_publication(text) or (is_name(text) and not is_capitals(text)))
            if not plain or (found and not is_publication(text)):
                break
            found.append(at)
        return found

    def _title(self, others: list[int]) -> int | None:
        """The first line that can be a title; not a publication or a name when another line can be one."""
        if self._given is not None:
            return self._given
        able = [
            at
            for at in others
            if len(self._sheet.texts[at]) <= TITLE_LENGTH
            and not ITEM.match(self._sheet.texts[at])
            and self._kind(at) not in GIVEN
        ]
        if not able:
            return None
        first = able[0]
        text = self._sheet.texts[first]
        later = [
            at for at in able[1:] if not is_name(self._sheet.texts[at]) and not is_publication(self._sheet.texts[at])
        ]
        if later and (is_publication(text) and len(text.split()) <= 4):
            return later[0]
        if later and is_name(text) and self._is_person(text) and not self._head.authors:
            return later[0]
        return first

    def _other(self, at: int, title: int, sure: list[int]) -> None:
        """A line of the head that is neither title nor says what it is."""
        text, head = self._sheet.texts[at], self._head
        if self._kind(at) is BlockKind.SUBTITLE:
            head.subtitle = head.subtitle or _plain(text)
            return
        if is_publication(text) and not head.publication:
            head.publication = _plain(text)
            self._call(at, BlockKind.BYLINE)
        elif is_name(text) and not head.authors and self._is_person(text):
            head.authors = (leading_name(text)[0],)
            self._call(at, BlockKind.BYLINE)
        elif is_label(text) and is_name(text) and head.authors and not head.publication and at > min(sure):
            head.publication = _plain(text)
            self._call(at, BlockKind.BYLINE)
        elif self._kind(at) in GIVEN:
            return
        elif title < at < max(sure) and not head.subtitle and not ITEM.match(text):
            head.subtitle = _plain(text)
            self._call(at, BlockKind.SUBTITLE)

    def _call(self, at: int, kind: BlockKind) -> None:
        if self._kind(at) not in GIVEN:
            self._head.kinds[at] = kind

    @cached_property
    def _low_words(self) -> frozenset[str]:
        """The words that the text has without a capital: no name is made of them."""
        return frozenset(re.findall(r"(?<![^\W\d_])[^\W\d_]+", self._sheet.text[:200_000]))

    def _is_person(self, name: str) -> bool:
        parts = [part for part in re.findall(r"[^\W\d_]{2,}", name) if part[:1].isupper()]
        return not any(part.casefold() in self._low_words for part in parts) and not is_publication(name)

    # -- without a byline

    def _title_alone(self) -> None:
        at = self._lines[0] if self._given is None else self._given
        text = self._sheet.texts[at]
        if self._given is None and (self._kind(at) in GIVEN or not self._can_stand_alone(at, text)):
            return
        self._head.title = _plain(text)
        self._call(at, BlockKind.TITLE)
        rest = self._lines[self._lines.index(at) + 1 :][:2]
        if len(rest) >= 1 and is_name(self._sheet.texts[rest[0]]) and self._is_person(self._sheet.texts[rest[0]]):
            if not self._leads_to_prose(rest[0]) or self._sheet.text.count(self._sheet.texts[rest[0]]) > 3:
                return
            self._head.authors = (leading_name(self._sheet.texts[rest[0]])[0],)
            self._call(rest[0], BlockKind.BYLINE)

    def _leads_to_prose(self, at: int) -> bool:
        after = self._sheet.next_free(at)
        return after is not None and is_long(self._sheet.texts[after])

    def _can_stand_alone(self, at: int, text: str) -> bool:
        """Whether the first line is a title although nothing says so: short, no sentence, apart from what follows."""
        after = self._sheet.next_free(at)
        if after is None or len(text) > ALONE_LENGTH or text.count("\n"):
            return False
        if (text[-1] in ENDS and text[-1] not in "?!") or text[-1] in ",;:" or ITEM.match(text) or SPEECH.match(text):
            return False
        if _SALUTATION.match(text) or (len(text) < 3 and text.isascii()) or sentences_inside(text):
            return False
        second = self._sheet.texts[after]
        if len(second) >= 2 * len(text) and is_long(second):
            return True
        return after == at + 1 and self._sheet.gap(at) > 1


def _says_by(text: str) -> bool:
    return read_line(text).by


def _plain(text: str) -> str:
    return " ".join(text.split())
