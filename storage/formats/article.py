"""From the bytes of a text file to its words: which encoding they are in, and what could not be read."""

from __future__ import annotations

import codecs
import re

from models.errors import UserError
from models.messages import Message
from models.texts import normal_newlines
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
_COMMON, _RARE = "cp1252", "cp1257"
_CHAOS_MARGIN = 0.1


def decoded(data: bytes, name: str) -> tuple[str, str, list[Message]]:
    """The source text (LF, no byte order mark), the encoding used, and warnings.

    Raises UserError for what is no text.
    """
    if is_binary(data) and not _wide(data):
        raise UserError("article.binary", name=name)
    text, encoding, warnings = _decoded(data, name)
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
    return text, encoding, warnings


def _decoded(data: bytes, name: str) -> tuple[str, str, list[Message]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding, []
            except UnicodeDecodeError:
                damaged = Message("article.encoding_damaged", {"encoding": encoding})
                return data.decode(encoding, errors="replace"), encoding, [damaged]
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide, [Message("article.encoding_guessed", {"encoding": wide})]
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        encoding = _guessed(data, name)
    warnings = [Message("article.encoding_guessed", {"encoding": encoding})]
    text = data.decode(encoding, errors="replace")
    if "\ufffd" in text:
        warnings.append(Message("article.encoding_damaged", {"encoding": encoding}))
    return text, encoding, warnings


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


def _guessed(data: bytes, name: str) -> str:
    """The encoding that charset-normalizer finds, put right where it is known to err.

    It takes French in cp1252 for Baltic, and names cp1250 where both read the bytes alike.
    """
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data))
    if not matches:
        raise UserError("article.binary", name=name)
    best = matches[0]
    for match in matches:
        close = match.chaos <= best.chaos + _CHAOS_MARGIN and match.coherence >= best.coherence
        if match.encoding == _COMMON and best.encoding == _RARE and close:
            return _COMMON
    same = data.decode(_COMMON, errors="replace") == data.decode(best.encoding, errors="replace")
    return _COMMON if same else best.encoding
