"""Which reference is which article: by DOI, else by address, else by title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from models.anchors import folded_words
from models.importing.about import About

LEAST = 90.0  # of 100: how alike two titles are at least
CLOSE = 3.0  # two articles that are as alike as this are told apart by year and author, or not at all
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|share|smid|cmpid)", re.IGNORECASE)


class By(StrEnum):
    DOI = "doi"
    URL = "url"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Match:
    """`articles` are ids: none is unmatched, several cannot be told apart."""

    reference: int
    articles: tuple[str, ...]
    by: By | None = None
    score: float = 0.0


def match(references: Sequence[About], articles: Mapping[str, About]) -> list[Match]:
    """One match for each reference, in their order."""
    return _Index(articles).matches(references)


def same_url(url: str) -> str:
    """An address without what does not tell two pages apart: scheme, www, tracking, fragment, last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    path = parts.path.rstrip("/") + (f"?{urlencode(sorted(kept))}" if kept else "")
    return host + path if host else ""


def _title(about: About, *, whole: bool) -> str:
    return " ".join(folded_words(f"{about.title} {about.subtitle}" if whole else about.title))


class _Index:
    def __init__(self, articles: Mapping[str, About]) -> None:
        self._articles = articles
        self._dois: dict[str, list[str]] = defaultdict(list)
        self._urls: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for key, about in articles.items():
            if about.doi:
                self._dois[about.doi.casefold()].append(key)
            if same_url(about.url):
                self._urls[same_url(about.url)].append(key)
            for title in {_title(about, whole=False), _title(about, whole=True)} - {""}:
                self._titles[title].append(key)

    def matches(self, references: Sequence[About]) -> list[Match]:
        return [self._match(at, reference) for at, reference in enumerate(references)]

    def _match(self, at: int, reference: About) -> Match:
        found = self._dois.get(reference.doi.casefold(), []) if reference.doi else []
        if found:
            return self._told_apart(at, reference, dict.fromkeys(found, 100.0), By.DOI)
        found = self._urls.get(same_url(reference.url), []) if reference.url else []
        if found:
            return self._told_apart(at, reference, dict.fromkeys(found, 100.0), By.URL)
        return self._told_apart(at, reference, self._by_title(reference), By.TITLE)

    def _by_title(self, reference: About) -> dict[str, float]:
        """Articles with nearly the same title, each with how alike it is; another DOI is another article."""
        from rapidfuzz import fuzz, process

        scores: dict[str, float] = {}
        for title in {_title(reference, whole=False), _title(reference, whole=True)} - {""}:
            exact = self._titles.get(title)
            near = (
                [(title, 100.0, 0)]
                if exact
                else process.extract(title, list(self._titles), scorer=fuzz.ratio, score_cutoff=LEAST, limit=5)
            )
            for other, score, _at in near:
                for key in self._titles[other]:
                    scores[key] = max(scores.get(key, 0.0), score)
        return {key: score for key, score in scores.items() if not self._contradicts(reference, self._articles[key])}

    def _contradicts(self, reference: About, article: About) -> bool:
        return bool(reference.doi and article.doi and reference.doi.casefold() != article.doi.casefold())

    def _told_apart(self, at: int, reference: About, scores: Mapping[str, float], by: By) -> Match:
        if not scores:
            return Match(at, ())
        best = max(scores.values())
        close = [key for key, score in scores.items() if score >= best - CLOSE]
        if len(close) > 1:
            agreeing = {key: self._agreement(reference, self._articles[key]) for key in close}
            most = max(agreeing.values())
            close = [key for key in close if agreeing[key] == most]
        return Match(at, tuple(close), by, best)

    def _agreement(self, reference: About, article: About) -> int:
        """How many of year, author and publication both name alike."""
        year = bool(reference.date) and reference.date[:4] == article.date[:4]
        ours, theirs = set(map(str.casefold, reference.authors)), set(map(str.casefold, article.authors))
        same = reference.publication.casefold() == article.publication.casefold() != ""
        return int(year) + int(bool(ours & theirs)) + int(same)
