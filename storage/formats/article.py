"""From the bytes of a text file to its words: which encoding they are in, and what could not be read."""

from __future__ import annotations

import codecs
import re

from models.errors import UserError
from models.messages import Message
from models.texts import normal_newlines
from storage.formats.encodings import guessed
from storage.formats.files import is_binary
from storage.formats.limits import MOST_CHARACTERS

_MARKS = (  # the longer marks first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 200  # one control character in so many, and it is no text
_SEEN = re.compile(r"[^\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")  # what leaves a mark on the page
_HEAD = 4096  # bytes that tell wide letters from data
_SURE_OF_WIDE, _SURE_OF_DAMAGED = 0.95, 0.9
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LEAST_SOUND, _SOUND_SHARE = 4, 10  # letters of several bytes; so many for each that is damaged
_MISREAD = re.compile(
    "â€[™œ\u009d˜“”¦\u0153\u2122]|Ã[\u00a0-\u00bf\u0192\u2026\u2030\u0152\u0153\u0178\u2018-\u201e]|Â[\u00a0«»°§]"
)
_LEAST_MISREAD = 2


def decoded(data: bytes, name: str) -> tuple[str, str, float | None, list[Message]]:
    """The source text (LF, no byte order mark), the encoding used, how sure it is (None: certain), and warnings.

    Raises UserError for what is no text.
    """
    if is_binary(data) and not _wide(data):
        raise UserError("article.binary", name=name)
    text, encoding, certainty, warnings = _decoded(data, name)
    if len(text) > MOST_CHARACTERS:
        raise UserError("document.too_long", name=name, most=MOST_CHARACTERS)
    text = normal_newlines(text)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * _CONTROL_SHARE > len(text):
        raise UserError("article.binary", name=name)
    if not _SEEN.search(text):
        raise UserError("article.no_words", name=name)
    if controls:
        warnings.append(Message("article.control_characters", {"number": controls}))
    warnings += _misread(text)
    return text, encoding, certainty, warnings


def _decoded(data: bytes, name: str) -> tuple[str, str, float | None, list[Message]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding, None, []
            except UnicodeDecodeError:
                text = data.decode(encoding, errors="replace")
                return text, encoding, None, _damage(text, encoding)
    wide = _wide(data)
    if wide:
        said = Message("article.encoding_guessed", {"encoding": wide})
        return data.decode(wide, "replace"), wide, _SURE_OF_WIDE, [said]
    try:
        return data.decode("utf-8"), "utf-8", None, []
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            text = data.decode("utf-8", errors="replace")
            return text, "utf-8", _SURE_OF_DAMAGED, _damage(text, "utf-8")
        encoding, certainty = guessed(data)
        if not encoding:
            raise UserError("article.binary", name=name) from error
    warnings = [Message("article.encoding_guessed", {"encoding": encoding})]
    text = data.decode(encoding, errors="replace")
    return text, encoding, certainty, [*warnings, *_damage(text, encoding)]


def _damage(text: str, encoding: str) -> list[Message]:
    """What is to be said of bytes that could not be read, which show as U+FFFD."""
    count, first = text.count("\ufffd"), text.find("\ufffd")
    if not count:
        return []
    line = normal_newlines(text[:first]).count("\n") + 1
    return [
        Message("article.encoding_damaged", {"encoding": encoding}),
        Message("article.bytes_unreadable", {"count": count, "line": line}),
    ]


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly everything beyond ASCII is sound UTF-8: then a few bytes were damaged, and it is nothing else."""
    sound = len(_UTF8.findall(data))
    return sound >= _LEAST_SOUND and data.decode("utf-8", "replace").count("\ufffd") * _SOUND_SHARE <= sound


def _misread(text: str) -> list[Message]:
    """A warning for UTF-8 that somebody before us took for a Western encoding: "â€™" for an apostrophe."""
    count = len(_MISREAD.findall(text)) if "Ã" in text or "â€" in text else 0
    return [Message("article.misread", {"count": count})] if count >= _LEAST_MISREAD else []


def _wide(data: bytes) -> str:
    """The kind of UTF-16 that bytes without a mark are in; "" where they are not.

    In Western text every other byte is NUL; where the decoded words have none and nothing is broken, that is no chance.
    """
    head = data[:_HEAD]
    if b"\0" not in head or len(data) % 2:
        return ""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[first::2].count(0) * 2 < len(head[first::2]) or 0 in head[1 - first :: 2]:
            continue
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words and not _CONTROL.search(words):
            return encoding
    return ""
