"""Words for people: one gettext catalogue, and sentences that are stored as a key with arguments.

A journal lives for years and is read in any language, so a label or an error keeps a message key, never a sentence.
The key's English sentence is the gettext msgid; rendering happens when somebody looks.
"""

from __future__ import annotations

import gettext as gettext_module
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "counterpoint"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, translate later"
    """Mark a sentence for the catalogue without translating it yet."""
    return text


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark the two forms of a counted sentence for the catalogue without translating them yet."""
    return singular, plural


class _Catalogue:
    """The translation in force; English (the msgids themselves) until `use_language` finds another."""

    def __init__(self) -> None:
        self.translations: gettext_module.NullTranslations = gettext_module.NullTranslations()


_catalogue = _Catalogue()


def use_language(folder: Path, languages: list[str] | None = None) -> None:
    """Take the words of the first of `languages` (the environment's when None) that has a catalogue below `folder`."""
    _catalogue.translations = gettext_module.translation(DOMAIN, str(folder), languages, fallback=True)


def _(text: str) -> str:
    """The translation of `text` (itself when there is none)."""
    return _catalogue.translations.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a sentence that fits `number`, translated; the caller formats it."""
    return _catalogue.translations.ngettext(singular, plural, number)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a key of `sentences.SENTENCES` with the values of its named places."""

    key: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        from models.sentences import SENTENCES
        from models.words import PLAIN

        values = {
            name: _(PLAIN[value]) if isinstance(value, str) and name.endswith("kind") and value in PLAIN else value
            for name, value in self.arguments.items()
        }
        try:
            sentence = SENTENCES[self.key]
            if isinstance(sentence, tuple):
                return ngettext(*sentence, int(self.arguments["count"])).format(**values)
            return _(sentence).format(**values)
        except KeyError:  # a journal entry of another version, which had other sentences
            return self.key

    def to_json(self) -> str:
        return json.dumps([self.key, dict(self.arguments)], ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Message:
        key, arguments = json.loads(text)
        return cls(key, arguments)


def message(key: str, **arguments: str | int) -> Message:
    """`message("edit.add_node", kind="claim", text="…")`."""
    return Message(key, arguments)


def shorten(text: str, limit: int = 48) -> str:
    """One line of at most `limit` code points, for labels and lists."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip(" .,;:") + "…"
