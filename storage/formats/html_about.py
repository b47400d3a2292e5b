"""What a web page says about itself: citation_* and Dublin Core, JSON-LD, OpenGraph, and what trafilatura makes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from models.importing.about import About
from models.importing.dates import iso_date
from storage.formats import html_linked
from storage.formats.html_names import authors_of, without_site
from storage.formats.html_tree import tree_of
from storage.formats.needed import needed

_SAVED = re.compile(r"saved from url=\(\d+\)\s*(\S+)|Page saved with SingleFile.*?\burl:\s*(\S+)", re.I | re.S)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.I)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?$")
_BEGINNING = 200_000  # characters of a page in which facts are guessed
_JOURNAL = {
    "volume": "citation_volume",
    "issue": "citation_issue",
    "publisher": "citation_publisher",
    "ISSN": "citation_issn",
}
_TYPES = {
    "newsarticle": "article-newspaper",
    "opinionnewsarticle": "article-newspaper",
    "reportagenewsarticle": "article-newspaper",
    "analysisnewsarticle": "article-newspaper",
    "backgroundnewsarticle": "article-newspaper",
    "reviewnewsarticle": "article-newspaper",
    "blogposting": "post-weblog",
    "scholarlyarticle": "article-journal",
    "medicalscholarlyarticle": "article-journal",
    "report": "report",
    "book": "book",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """`about`, the page's own description, and the name of its site ("" where it gives none).

    `titled`: the title is given as the article's, not only as the window's.
    """

    about: About
    description: str = ""
    site: str = ""
    titled: bool = False


def facts_of(tree: Any, markup: str, url: str = "") -> Facts:
    """What a page says about itself; `url` is where the giver says it is from."""
    meta = _Meta(tree)
    linked = html_linked.article_in(tree)
    address = _address(tree, meta, linked, markup, url)
    site = meta.first("og:site_name", "application-name", "dc.publisher") or linked.publication
    journal = meta.first("citation_journal_title", "prism.publicationname", "citation_conference_title")
    publication = journal or linked.publication or site
    titles = (
        meta.first("citation_title", "dc.title", "dcterms.title"),
        linked.title,
        meta.first("og:title", "twitter:title"),
    )
    headline = next((title for title in (*titles, _title(tree)) if title), "")
    kind = "article-journal" if journal else _TYPES.get(linked.type, "webpage" if headline or address else "")
    csl = {name: meta.first(key) for name, key in _JOURNAL.items()} | {"page": _pages(meta), "type": kind}
    about = About(
        title=without_site(headline, (site, publication, _host(address))),
        authors=_authors(tree, meta, linked, (site, publication)),
        publication=publication,
        date=_date(tree, meta, linked),
        url=address,
        doi=_doi(meta, linked),
        language=_language(tree, meta, linked),
        csl={name: value for name, value in csl.items() if value},
    )
    description = (
        meta.first("description", "og:description", "twitter:description", "dc.description") or linked.description
    )
    return Facts(about, description, site, any(titles))


def guessed(facts: Facts, markup: str) -> Facts:
    """With what trafilatura and htmldate make out of the beginning of a page where it says nothing itself."""
    about = facts.about
    if about.title and about.authors and about.publication and about.date:
        return facts
    needed("trafilatura")
    from trafilatura.metadata import extract_metadata

    try:
        limits = {"original_date": True, "extensive_search": False}
        tree = tree_of(markup[:_BEGINNING], "")
        found = extract_metadata(tree, default_url=about.url or None, date_config=limits, extensive=False)
    except Exception:  # it reads what it likes from the page, and some pages break it
        return facts
    names = authors_of([found.author or ""], (about.publication, facts.site))
    names = tuple(name for name in names if 1 < len(name.split()) < 6)
    host = _host(about.url)
    guess = About(
        title=without_site(found.title or "", (facts.site, host)),
        authors=names,
        publication=host if about.url else "",
        date=found.date or "",
    )
    return replace(facts, about=about.filled_from(guess))


class _Meta:
    """The <meta> elements by name, in small letters."""

    def __init__(self, tree: Any) -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            value = " ".join((element.get("content") or "").split())
            for key in ("name", "property", "itemprop", "http-equiv"):
                name = (element.get(key) or "").strip().lower()
                if name and value:
                    self._values.setdefault(name.replace("dc:", "dc."), []).append(value)

    def all(self, *names: str) -> list[str]:
        """The values of the first of `names` that has any."""
        return next((self._values[name] for name in names if name in self._values), [])

    def first(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")


def _title(tree: Any) -> str:
    found = next(iter(tree.iter("title")), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _address(tree: Any, meta: _Meta, linked: html_linked.Linked, markup: str, url: str) -> str:
    saved = _SAVED.search(markup[:4096])
    known = _web(url) or _web((saved[1] or saved[2]) if saved else "")
    links = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    given = [*links, meta.first("og:url"), *meta.all("citation_public_url", "citation_fulltext_html_url"), linked.url]
    for candidate in given:
        try:
            found = _web(urljoin(known, candidate) if candidate else "")
        except ValueError:
            continue
        if found and (urlsplit(found).path.strip("/") or not urlsplit(known).path.strip("/")):
            return found
    return known


def _web(url: str) -> str:
    url = url.strip().rstrip("-").strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and len(url) < 2000 else ""


def _authors(tree: Any, meta: _Meta, linked: html_linked.Linked, sites: Sequence[str]) -> tuple[str, ...]:
    given: Iterable[Sequence[str]] = (
        meta.all("citation_author", "citation_authors"),
        linked.authors,
        meta.all("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"),
        _marked(tree, ".//*[@itemprop='author']//*[@itemprop='name']"),
        _marked(tree, ".//*[@itemprop='author']"),
        _marked(tree, ".//*[@rel='author']"),
    )
    return next((names for names in (authors_of(found, sites) for found in given) if names), ())


def _marked(tree: Any, path: str) -> list[str]:
    found = [" ".join("".join(element.itertext()).split()) for element in tree.findall(path)[:20]]
    return [words for words in dict.fromkeys(found) if 0 < len(words) < 100]


def _date(tree: Any, meta: _Meta, linked: html_linked.Linked) -> str:
    given = [
        *meta.all("citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate"),
        linked.date,
        *meta.all("article:published_time", "og:article:published_time", "datepublished"),
        *meta.all("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publish-date"),
        *meta.all("parsely-pub-date", "sailthru.date", "article.published"),
    ]
    marked = ".//*[@itemprop='datePublished']", ".//time[@pubdate]", ".//header//time", ".//article//time"
    for path in marked:
        found = tree.find(path)
        if found is not None:
            given += [found.get("datetime") or found.get("content") or "", " ".join("".join(found.itertext()).split())]
    return next((date for date in (dated(value) for value in given if value) if date), "")


def dated(value: str) -> str:
    """A date as pages write it in their own fields, as ISO 8601; "" for none."""
    slashed = _SLASHED.match(value)
    if slashed:
        value = "-".join(part.zfill(2) for part in slashed.groups() if part)
    return iso_date(value.strip()[:60])


def _doi(meta: _Meta, linked: html_linked.Linked) -> str:
    given = [
        *meta.all("citation_doi", "prism.doi", "bepress_citation_doi"),
        *meta.all("dc.identifier"),
        *linked.identifiers,
    ]
    matches = (_DOI.match(value.strip()) for value in given)
    return next((match[1].rstrip(".,;") for match in matches if match), "")


def _language(tree: Any, meta: _Meta, linked: html_linked.Linked) -> str:
    given = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    body = tree.find("body")
    if not given and body is not None:
        given = body.get("lang") or ""
    given = given or linked.language or meta.first("citation_language", "dc.language", "content-language", "og:locale")
    given = given.split(",")[0].strip().replace("_", "-")
    return given if _TAG.match(given) else ""


def _pages(meta: _Meta) -> str:
    first, last = meta.first("citation_firstpage"), meta.first("citation_lastpage")
    return f"{first}-{last}" if first and last and first != last else first
