"""Which encoding bytes are in that nobody declared.

Each encoding in use is tried on a part of the bytes. The words that come out tell: letters that the language they seem
to be in has, and its small words. Where none convinces, charset-normalizer's guess is taken.
"""

from __future__ import annotations

import re
from functools import cache

from models.importing.languages import language_of, small_words

SAMPLE = 16_000  # bytes
CONVINCING = 0.9
_WORDS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ]|[^\W\d_]\d|[^\W\d_][¡-¿×÷†‡•‰¤¬-][^\W\d_]")
_TRIED = (  # of two that read bytes alike the first is named
    "cp1252 cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 iso8859_7 iso8859_9 cp866 mac_roman cp850"
    " cp852 mac_cyrillic cp932 euc_jp gb18030 big5 cp949 iso8859_5 iso8859_15 cp874"
)
_LETTERS = {  # beyond ASCII, small
    "en": "éèêëïçñöüæœàâôáíóå",
    "de": "äöüßéàèçñ",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíóúüñªº",
    "it": "àèéìíîòóùú",
    "pt": "áâãàçéêíóôõúüªº",
    "nl": "éëïóöüèáêçà",
    "sv": "åäöéàü",
    "da": "æøåéáö",
    "nb": "æøåéòôà",
    "fi": "äöåšž",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "ca": "àçéèíïóòúü·",
    "tr": "çğıöşüâîûi̇",
    "lt": "ąčęėįšųūž",
    "vi": "",
}
_SIGNS = frozenset(
    "“”‘’„‚«»‹›–—…·•°§©®™€£¥¿¡ \u00a0\u00ad、。「」『』，．！？；：（）《》〈〉【】・ー〜～“”﹁﹂‐′″№¼½¾²³"
)
_GREEK_WORDS = (
    "και το τα της του των τη την τον ο η οι να δεν που με για από στο στη στην είναι ένα μια θα σε ποιος γιατί"
)
_GREEK = frozenset(_GREEK_WORDS.split())  # the list of stop-words is without accents
_RANGES = {
    "ru": "\u0400-\u045f",
    "uk": "\u0400-\u049f",
    "bg": "\u0400-\u045f",
    "el": "\u0370-\u03ce",
    "he": "\u05b0-\u05ea",
    "ar": "\u0600-\u06ff\u200c-\u200f",
    "fa": "\u0600-\u06ff\u200c-\u200f",
    "ja": "\u3040-\u30ff\u4e00-\u9fff\uff01-\uff9f",
    "zh": "\u4e00-\u9fff\uff01-\uff5e",
    "ko": "\uac00-\ud7af\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
}


def guessed(data: bytes) -> tuple[str, float]:
    """The encoding and how sure it is, from 0 to 1; ("", 0) for what is no text."""
    sample = data[:SAMPLE]
    if len(data) > SAMPLE:  # where letters beyond ASCII come late, look there
        late = re.search(rb"[\x80-\xff]", data)
        begin = max(0, late.start() - 200) if late else 0
        sample = data[begin : begin + SAMPLE]
    ranked: list[tuple[float, str]] = []
    seen: dict[str, str] = {}
    for encoding in _TRIED.split():
        words = _words(sample, encoding)
        if words is not None and words not in seen:
            seen[words] = encoding
            ranked.append((_likeness(words), encoding))
    ranked.sort(key=lambda pair: -pair[0])
    if ranked and ranked[0][0] >= CONVINCING:
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        lead = min(1.0, (ranked[0][0] - second) * 2)
        size = min(1.0, len(re.findall(rb"[\x80-\xff]", sample)) / 12)
        return ranked[0][1], round(min(0.99, 0.5 + 0.3 * lead + 0.2 * size), 2)
    return _by_charset_normalizer(data)


def _words(sample: bytes, encoding: str) -> str | None:
    """The sample decoded, a few bytes at its end aside; None where that cannot be."""
    for cut in range(4):
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 6:
                return None
    return None


def _likeness(words: str) -> float:
    """How much the text looks like one that people wrote, about 1 for good ones."""
    beyond = [c for c in words if c > "\x7f"]
    if not beyond:
        return 1.0
    language = language_of(words)
    if not language:
        language = "en" if len(beyond) * 25 < len(words) else ""
        if not language:
            return 0.0
    native = sum(1 for c in beyond if _is_native(c, language)) / len(beyond)
    if language == "ja" and len(re.findall("[\u3040-\u30ff]", words)) * 5 < len(beyond):
        native *= 0.7
    small = _small_share(words, language)
    if language == "el" and small < 0.01:  # bytes of other scripts make Greek letters, too
        native *= 0.8
    mixed = len(_MIXED.findall(words)) / max(1, len(beyond))
    return native + small - min(0.5, mixed)


def _is_native(character: str, language: str) -> bool:
    if character in _SIGNS:
        return True
    ranges = _RANGES.get(language)
    if ranges is not None:
        return _pattern(ranges).match(character) is not None
    return character.lower() in _LETTERS.get(language, _LETTERS["en"])


@cache
def _pattern(ranges: str) -> re.Pattern[str]:
    return re.compile(f"[{ranges}]")


def _small_share(words: str, language: str) -> float:
    """The share of small words among the words, at most 0.4; of common characters in Chinese."""
    small = _GREEK if language == "el" else small_words(language)
    if language in ("zh", "ja", "ko"):
        found = sum(words.count(word) for word in small if len(word) == 1)
        return min(0.4, 3 * found / max(1, len(words)))
    all_words = [word.casefold() for word in _WORDS.findall(words)]
    return min(0.4, sum(word in small for word in all_words) / max(1, len(all_words)))


def _by_charset_normalizer(data: bytes) -> tuple[str, float]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return "", 0.0
    alike = data.decode("cp1252", errors="replace") == data.decode(best.encoding, errors="replace")
    return ("cp1252" if alike else best.encoding), round(max(0.1, 0.6 - best.chaos), 2)
