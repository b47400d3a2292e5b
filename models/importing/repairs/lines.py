"""What the shape of one line tells: whether it ends a sentence, is set in capitals, begins an item of a list.

Every expression here runs in time linear in the line, whatever stands in it.
"""

from __future__ import annotations

import re

CLOSING = "\"'”’»›)]}）］」』】〉》“‘«‹*_"
OPENING = "\"'“‘„‚«‹»›([{（［「『【〈《¿¡*_"
ENDS = frozenset(".!?…。！？．؟۔।॥։።‽⁈⁉")
PAUSES = frozenset(":;：；؛")
NOTE_SIGN = re.compile(r"(?<=[.!?…”’\"»)])(?:\[\d{1,3}\]|\d{1,3}|[¹²³⁰⁴-⁹]{1,3}|[*†‡§]{1,3})$")
ITEM = re.compile(
    r"[-–—*•‣◦▪●○·+>|]\s|[•‣◦▪●○►❧]|\(?(?:\d{1,3}|[a-zA-Zа-я]|[ivxlcIVXLC]{1,6})[.)]\s|§"
    r"|\d{1,2}(?:\.\d{1,2})+\.?\s|\[\d"
)
SPEECH = re.compile(r"[-–—]\s?\S|[\"“„«»‹›‘'‚「『]")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|vs|etc|bzw|ca|Hr|Fr)\.)$"
)
_TITLED = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|vs|bzw)\.$")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNSPACED = re.compile(
    "[\u2e80-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\U00020000-\U0003ffff]"
)


def without_note_sign(line: str) -> str:
    """The line without the sign of a footnote at its end."""
    return NOTE_SIGN.sub("", line[-8:]) if len(line) <= 8 else line[:-8] + NOTE_SIGN.sub("", line[-8:])


def ends_sentence(line: str) -> bool:
    """Whether the line ends as sentences do; quotation marks, brackets and note signs behind the stop do not count."""
    bare = without_note_sign(line.rstrip()).rstrip(CLOSING).rstrip()
    return bare[-1:] in ENDS


def is_open(line: str) -> bool:
    """Whether the line ends in the midst of a sentence: with no stop, no colon, no closing quotation mark."""
    last = without_note_sign(line.rstrip())[-1:]
    return not (last in PAUSES or last in "\"'”’»›」』“‘«" or ends_sentence(line))


def ends_shortened(line: str) -> bool:
    """Whether the stop at the end of the line is that of an abbreviation."""
    return _SHORTENED.search(line[-12:]) is not None


def ends_in_title(line: str) -> bool:
    """Whether the line ends in an abbreviation that a name must follow: "Dr."."""
    return _TITLED.search(line[-12:]) is not None


def first_letter(line: str) -> str:
    return line.lstrip(OPENING)[:1]


def starts_lower(line: str) -> bool:
    return first_letter(line).islower() and not ITEM.match(line)


def is_capitals(line: str) -> bool:
    """Whether all letters are capitals, in a script that has them."""
    return line.upper() == line and line.lower() != line


def is_unspaced(text: str) -> bool:
    """Whether the script puts no spaces between words: Chinese, Japanese, Thai and their kin (not Korean)."""
    return _UNSPACED.match(text) is not None


def words_of(line: str) -> list[str]:
    return _WORDS.findall(line)


def word_count(line: str) -> int:
    """Words; two characters of a script without spaces count as one."""
    spaced = line.count(" ") + 1
    return spaced if line.isascii() else max(spaced, len(_UNSPACED.findall(line)) // 2)


def last_word(line: str) -> str:
    found = _WORDS.findall(line[-40:])
    return found[-1] if found else ""


def first_word(line: str) -> str:
    found = _WORDS.search(line[:60])
    return found[0] if found else ""


def sentences_inside(line: str) -> bool:
    """Whether a sentence ends before the line does: running text, not a caption or a title."""
    return re.search(r"[.!?…][\"'”’»)]*\s+\S|[。！？．].", line) is not None
