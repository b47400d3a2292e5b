"""Words of Argdown: text that no parser takes for syntax, titles, tags, and data that is JSON and YAML alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# what begins something wherever it stands, and what does before certain characters only
_SPECIAL = re.compile(r"[\\\[\]<>{}#*_@]|[.:](?=\S)|/(?=[/*])|=(?==)")
_UNTITLED = re.compile(r"[\[\]<>{}()\\]")
_PLAIN_TAG = re.compile(r"[A-Za-z0-9\-\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ud7ff]+")
_UNSAFE = re.compile(r"[{}\[\]<>=#\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
TITLE_WORDS = 40  # code points of a text that its title begins with


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and without control characters."""
    return SPACES.sub(" ", _CONTROLS.sub("", text)).strip(" ")


def escaped(text: str) -> str:
    """One line of text, with a backslash before all that a parser would take for more than words."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def short_title(text: str) -> str:
    """The first words of a text, without what ends a title."""
    words = one_line(_UNTITLED.sub("", text))
    if len(words) <= TITLE_WORDS:
        return words
    cut = words[:TITLE_WORDS]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-") + "…"


def tag(name: str) -> str:
    """The tag as Argdown writes it; "" for a name that no tag can hold."""
    if _PLAIN_TAG.fullmatch(name):
        return f"#{name}"
    return f"#({name})" if name == one_line(name) and name and ")" not in name else ""


def near_tag(name: str) -> str:
    """The tag without what no tag can hold."""
    return tag(one_line(name.replace(")", " ").replace("(", " ")))


def packed(value: Any) -> str:
    """A value as JSON that is YAML too and ends nothing of Argdown: brackets within strings are written as numbers."""
    if isinstance(value, str):
        return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{packed(str(key))}: {packed(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(packed, value)) + "]"
    return json.dumps(value)
