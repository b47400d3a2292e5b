"""The language that a text is written in: by its script, and by the small words of the languages that share one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

SAMPLE = 12_000  # code points looked at, from the beginning, the middle and the end
LEAST_WORDS = 8
LEAST_SHARE = 0.12  # of the words of a text are small words of its language
MARGIN = 1.08  # by which the first language must lead the second
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")

# Scripts by their ranges of code points; those that one language alone is written in are named by it.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", "A-Za-z\u00aa-\u024f\u1e00-\u1eff"),
    ("cyrillic", "\u0400-\u052f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("kana", "\u3040-\u30ff\u31f0-\u31ff"),
    ("han", "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("ko", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("devanagari", "\u0900-\u097f"),
    ("gu", "\u0a80-\u0aff"),
    ("th", "\u0e00-\u0e7f"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
)
_ALONE = frozenset({"el", "he", "ko", "gu", "th", "hy", "ka", "bn", "ta"})
_LATIN = "en de fr es it pt nl sv da nb fi pl cs sk hu ro ca tr id ms vi"
_SHARED: dict[str, tuple[str, ...]] = {
    "cyrillic": ("ru", "uk", "bg"),
    "latin": tuple(_LATIN.split()),
}


def language_of(text: str) -> str:
    """The BCP 47 tag of the language of `text`, "" where nothing tells it."""
    sample = _sample(text)
    script = _script(sample)
    if script in _ALONE:
        return script
    if script == "devanagari":
        return "hi"
    if script in ("kana", "han"):
        kana = len(re.findall("[\u3040-\u30ff]", sample))
        return "ja" if kana * 12 > len(sample) - sample.count(" ") else "zh"
    if script == "arabic":
        return _of_arabic_letters(sample)
    return _by_small_words(sample, script) if script in _SHARED else ""


def _of_arabic_letters(sample: str) -> str:
    """Arabic has none of the letters that Persian and Urdu added."""
    if re.search("[ٹڈڑےں]", sample):
        return "ur"
    return "fa" if len(re.findall("[پچژگکی]", sample)) * 60 > len(sample) else "ar"


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third, middle = SAMPLE // 3, len(text) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _script(sample: str) -> str:
    """The script most letters are of; a Chinese character weighs as much as a syllable of letters."""
    counts = {name: len(re.findall(f"[{ranges}]", sample)) for name, ranges in _SCRIPTS}
    counts["han"] *= 2
    counts["kana"] *= 2
    best = max(counts, key=lambda name: counts[name])
    if best == "han" and counts["kana"] * 8 > counts["han"]:
        return "kana"
    return best if counts[best] else ""


def _by_small_words(sample: str, script: str) -> str:
    words = Counter(word.casefold().replace("’", "'") for word in _WORDS.findall(sample))
    total = sum(words.values())
    if total < LEAST_WORDS:
        return ""
    weights = _weights(script)
    scores: dict[str, float] = {}
    hits: Counter[str] = Counter()
    for word, count in words.items():
        languages = weights.get(word)
        for language in languages or ():
            hits[language] += count
            scores[language] = scores.get(language, 0.0) + count / len(languages or (1,))
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not ranked or hits[ranked[0][0]] < LEAST_SHARE * total:
        return ""
    if len(ranked) == 2 and ranked[0][1] < MARGIN * ranked[1][1]:
        return ""
    return ranked[0][0]


@cache
def small_words(language: str) -> frozenset[str]:
    """The small words of a language ("en", "pt-BR"), case-folded; none for a language that has no list."""
    from stop_words import safe_get_stop_words  # type: ignore[import-untyped]  # loaded on use

    return frozenset(word.casefold() for word in safe_get_stop_words(language.partition("-")[0]))


@cache
def _weights(script: str) -> dict[str, tuple[str, ...]]:
    """For each small word the languages of that script that have it."""
    found: dict[str, list[str]] = {}
    for language in _SHARED[script]:
        for word in small_words(language):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
