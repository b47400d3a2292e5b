"""Names of people and sites as pages write them: without "By", without the site behind the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_BY = re.compile(r"(?:(?:written|words|story|text|posted|reported) )?(?:by|von|par|por|di|door|av|af)[:\s]\s*", re.I)
_LAST_FIRST = re.compile(r"([^,;]+),\s*([^,;]+)$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d)\.?$", re.I)
_BETWEEN = re.compile(r"\s*[;|/•·]\s*|\s+(?:and|und|et|y|e|og|och|en|&)\s+|\s*،\s*|、")
_NOBODY = frozenset({"admin", "administrator", "staff", "editor", "editors", "webmaster", "author", "unknown", "root"})
_DIVIDES = re.compile(r"\s+[|·•»«–—:-]+\s+|\s*[|»｜]\s*")
_LONGEST = 80  # characters of a name


def folded(words: str) -> list[str]:
    """The words in small letters, without punctuation; characters of scripts without spaces stand alone."""
    found: list[str] = []
    for word in _WORD.findall(words.casefold()):
        if word > "\u2e80" and any(c > "\u2e80" for c in word):
            found += word
        else:
            found.append(word)
    return found


def authors_of(given: Iterable[str], sites: Sequence[str] = ()) -> tuple[str, ...]:
    """Names as they are spoken, each once; neither addresses nor the site itself. "Lovelace, Ada" is turned round."""
    taken = {tuple(folded(site)) for site in sites if site}
    names: dict[tuple[str, ...], str] = {}
    for value in given:
        for name in _names(_plain(value)):
            key = tuple(folded(name))
            if key and key not in taken and not (len(key) == 1 and key[0] in _NOBODY) and "@" not in name:
                names.setdefault(key, name)
    return tuple(names.values())


def _plain(value: str) -> str:
    words = " ".join(unescape(_MARKUP.sub(" ", value)).split())
    return "" if re.match(r"(?:https?:|www\.|//|@)", words) else words


def _names(words: str) -> list[str]:
    match = _BY.match(words)
    words = words[match.end() :] if match else words
    found: list[str] = []
    for part in _BETWEEN.split(words):
        turned = _LAST_FIRST.fullmatch(part)
        if turned and _SUFFIX.match(turned[2]):
            found.append(part)
        elif turned and (len(turned[1].split()) == 1 or len(turned[2].split()) == 1) and not _both_whole(turned):
            found.append(f"{turned[2]} {turned[1]}")
        else:
            found += part.split(", ")
    cleaned = (name.strip(" ,.;:-–—") if not _SUFFIX.search(name) else name.strip() for name in found)
    return [name for name in cleaned if name and len(name) <= _LONGEST]


def _both_whole(turned: re.Match[str]) -> bool:
    """ "Ada Lovelace, Mary Somerville" are two."""
    return len(turned[1].split()) > 1 and len(turned[2].split()) > 1


def without_site(title: str, sites: Iterable[str]) -> str:
    """A page's title without the name of the site before or behind it."""
    title = " ".join(unescape(title).split())
    keys = {"".join(folded(site)) for site in sites if site}
    for host in (site for site in sites if "." in site and " " not in site):
        keys |= {"".join(folded(host.rsplit(".", 1)[0])), *(label for label in host.split(".") if len(label) > 3)}
    for _turn in range(3):
        cuts = list(_DIVIDES.finditer(title))
        if cuts and "".join(folded(title[cuts[-1].end() :])) in keys:
            title = title[: cuts[-1].start()]
        elif cuts and "".join(folded(title[: cuts[0].start()])) in keys:
            title = title[cuts[0].end() :]
        else:
            break
    return title.strip()
