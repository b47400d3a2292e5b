"""Citekeys: what an article is cited by (`[@lovelace1843]`), proposed and checked.

A proposal is the first author's family name and the year, with a word of the title where that is taken or one of the
two is missing, then a letter. It is plain ASCII, so that BibTeX and every file name can carry it; a given key may hold
letters of any script, as in pandoc and biber.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count

from models.bibliography.names import family_of, names_of
from models.importing.about import About
from models.messages import Message, message

LONGEST = 80  # characters
_KEY = re.compile(r"\w+(?:[:.+/-]\w+)*")  # pandoc's keys without what BibTeX or LaTeX take for their own


def _apart(words: str) -> list[str]:
    return words.split(" ")


_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў",
        _apart("a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u"),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", _apart("a v g d e z i th i k l m n x o p r s s t y f ch ps o"), strict=True)
)
_SCRIPTS = str.maketrans(_CYRILLIC | _GREEK)
_SMALL_WORDS = frozenset(
    _apart(
        "a an the of on in at to for from by with and or but nor as is are was were be do does did can how "
        "why what when where who whom which whether that this these those it its not no yes if then than into "
        "about over under between der die das den dem des ein eine einer einen und oder von zu zur zum im am "
        "aus mit fur fuer uber ueber ist sind le la les un une du et ou en dans sur pour par avec est el los "
        "las una y o de del da dos e il lo gli i uno het een van"
    )
)


def plain(words: str, language: str = "") -> str:
    """Lower-case ASCII of words: accents go (ü is ue in German), Cyrillic and Greek are written in Latin letters."""
    folded = unicodedata.normalize("NFC", words).lower()
    if language.lower().startswith(("de", "gsw")):
        folded = folded.translate(_GERMAN)
    folded = unicodedata.normalize("NFD", folded)
    folded = "".join(c for c in folded if not unicodedata.combining(c)).translate(_FOLDED)
    return str(folded.translate(_SCRIPTS).encode("ascii", "ignore"), "ascii")


def proposals(about: About) -> Iterator[str]:
    """Keys for an article, the best first, without end."""
    names = names_of(about.authors, about.csl.get("author") or ())
    author = _letters(family_of(names[0]), about.language)[:30] if names else ""
    year, word = re.sub(r"\D.*", "", about.date)[:4], _first_word(about)
    base = author + year if author and year else author + word + year
    base = base or "article"
    yield base
    if word and word not in base:
        base = author + year + word
        yield base
    for number in count(1):
        yield base + ("" if base[-1].isdigit() else "-") + _letter(number)


def _letter(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def proposed(about: About, taken: Collection[str] = ()) -> str:
    """The best key for an article that no other has; letters of either case are the same."""
    folded = {key.casefold() for key in taken}
    return next(key for key in proposals(about) if key.casefold() not in folded)


def _letters(words: str, language: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(words, language))


def _first_word(about: About) -> str:
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain(about.title, about.language)))
    real = [word for word in words if word not in _SMALL_WORDS and len(word) > 1]
    first: str = (real or words or [""])[0]
    return first[:30]


def trouble(key: str, taken: Collection[str] = ()) -> Message | None:
    """Why an article cannot have that key; None for "" (one is proposed) and for a sound one."""
    if not key:
        return None
    if len(key) > LONGEST:
        return message("citekey.too_long", most=LONGEST)
    if not _KEY.fullmatch(key):
        return message("citekey.characters")
    return message("citekey.taken", citekey=key) if key.casefold() in {other.casefold() for other in taken} else None


def key_for(about: About, taken: Collection[str]) -> str:
    """The key that was given where it is sound and free, else a proposal."""
    key = about.citekey.strip()
    return key if key and trouble(key, taken) is None else proposed(about, taken)
