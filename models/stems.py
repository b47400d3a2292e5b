"""The words of a text that say something, each brought back to its stem: "sanctioned" and "sanctions" are one word.

Stems come from Snowball's stemmers, the small words that are left out from stop-words, both by the language of the
article. A language without a stemmer keeps its words as they are, folded. Scripts that put no space between words
(Chinese, Japanese, Thai, Lao, Khmer, Burmese) are read as pairs of neighbouring characters: rough, but two texts that
share a word share its pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any
from unicodedata import normalize

from models.fuzzy import plain

Stem = str

# ISO 639-1 codes of the languages that Snowball stems.
STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_SAME = {"no": "nb", "nn": "nb"}  # Norwegian by its older code and in its other form
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
LONGEST = 64  # code points; what is longer is no word, and no stemmer should see it

_one_at_a_time = Lock()  # a stemmer keeps the word it works on in itself, and texts are read in several threads


def code(language: str) -> str:
    """The language of a tag such as "en", "de-AT" or "no"; none is read like English, as in models.sentence_bounds."""
    tag = language.replace("_", "-").split("-")[0].strip().lower() or "en"
    return _SAME.get(tag, tag)


def stems(text: str, language: str = "en") -> Iterator[tuple[Stem, int, int]]:
    """(stem, start, end) of each word that says something, in the order of the text; places are code points.

    Left out: the language's small words, single letters and digits. Pairs of characters overlap by one.
    """
    stem_of = _stemming(code(language))
    pattern = _pattern()
    for found in pattern.finditer(text):
        start, end = found.span()
        if found.lastgroup == "run":
            yield from _pairs(text, start, end)
        elif 1 < end - start <= LONGEST:
            stem = stem_of(found.group())
            if stem:
                yield stem, start, end


def all_stems(text: str, language: str = "en") -> list[Stem]:
    """The stems alone, as `stems` finds them; quicker."""
    if not text.isascii() and _unspaced().search(text):
        return [stem for stem, _start, _end in stems(text, language)]
    stem_of = _stemming(code(language))
    words = _spaced().findall(text)
    return [stem for word in words if 1 < len(word) <= LONGEST and (stem := stem_of(word))]


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[Stem, int, int]]:
    if end - start == 1:
        yield text[start:end], start, end
    for at in range(start, end - 1):
        yield text[at : at + 2], at, at + 2


# Numbers with their points, then words. An apostrophe parts: l'accord, Russia's.
_WORDS = rf"\p{{N}}+(?:[.,]\p{{N}}+)*|[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]+"


@lru_cache(maxsize=1)
def _pattern() -> Any:
    import regex  # type: ignore[import-untyped]  # loaded on use

    return regex.compile(rf"(?V1)(?P<run>[{_UNSPACED}]+)|{_WORDS}")


@lru_cache(maxsize=1)
def _spaced() -> Any:
    import regex

    return regex.compile(rf"(?V1){_WORDS}")


@lru_cache(maxsize=1)
def _unspaced() -> Any:
    import regex

    return regex.compile(rf"(?V1)[{_UNSPACED}]")


@lru_cache(maxsize=8)
def _stemming(language: str) -> Callable[[str], Stem]:
    """From a word as it is written to its stem in plain letters; an empty stem for a small word."""
    small = _small_words(language)
    stemmer = _stemmer(language)

    @lru_cache(maxsize=65_536)
    def stem_of(word: str) -> Stem:
        lower = normalize("NFC", word).lower()
        if lower in small and not word.isupper():  # "us" says nothing, "US" does
            return ""
        if stemmer is None:
            return plain(lower)
        with _one_at_a_time:
            return plain(stemmer(lower))

    return stem_of


def _stemmer(language: str) -> Callable[[str], str] | None:
    if language not in STEMMERS:
        return None
    import snowballstemmer  # type: ignore[import-untyped]  # loaded on use

    word: Callable[[str], str] = snowballstemmer.stemmer(STEMMERS[language]).stemWord
    return word


def _small_words(language: str) -> frozenset[str]:
    """The list's words and, since an apostrophe parts words here, their parts of two letters and more."""
    from stop_words import safe_get_stop_words  # type: ignore[import-untyped]  # loaded on use

    parts = (part for word in safe_get_stop_words(language) for part in normalize("NFC", word).lower().split("'"))
    return frozenset(part for part in parts if len(part) > 1)
