"""JSON-LD: what a page's own data say of the article on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

_ARTICLES = re.compile(r"(?:.*article|blogposting|socialmediaposting|report|review|book|chapter|thesis)$")
_PAGES = frozenset({"webpage", "itempage", "discussionforumposting", "creativework"})
_MOST = 2_000_000  # characters of one script
_DEEPEST, _MOST_NODES = 12, 5000
_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Linked:
    """Strings are "" where the data say nothing; `type` is schema.org's, in small letters."""

    type: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    identifiers: tuple[str, ...] = ()


def article_in(tree: Any) -> Linked:
    """What the page's JSON-LD says of its article; what it says of the page where there is no article."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLES.match(kind) for kind in _types(node))]
    rich = [node for node in articles if _text(node.get("headline")) or _text(node.get("name"))]
    pages = [node for node in nodes if _PAGES & set(_types(node))]
    for node in [*rich, *articles, *pages]:
        return _linked(node, named)
    return Linked()


def _scripts(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        if len(words) > _MOST:
            continue
        try:
            yield json.loads(_CONTROL.sub(" ", words).rstrip(";"))
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within, the outer ones first."""
    waiting = [(value, 0)]
    for _turn in range(_MOST_NODES):
        if not waiting:
            return
        found, depth = waiting.pop(0)
        if isinstance(found, dict):
            yield found
        if depth < _DEEPEST:
            inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
            waiting += [(part, depth + 1) for part in inner if isinstance(part, dict | list)]


def _types(node: dict[str, Any]) -> list[str]:
    given = node.get("@type")
    return [
        kind.rsplit("/", 1)[-1].lower()
        for kind in (given if isinstance(given, list) else [given])
        if isinstance(kind, str)
    ]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return next((words for words in map(_text, value) if words), "")
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name"))
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _linked(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Linked:
    def whole(value: Any) -> Any:
        """What a bare reference to another object stands for."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            return named.get(value["@id"], value)
        return value

    authors = node.get("author") or node.get("creator") or []
    people = [whole(author) for author in (authors if isinstance(authors, list) else [authors])]
    within = whole(node.get("isPartOf"))
    publisher = _text(_of(whole(node.get("publisher")), "name"))
    journal = _text(_of(within, "name")) if isinstance(within, dict) and "webpage" not in _types(within) else ""
    page = node.get("mainEntityOfPage")
    address = node.get("url") or _of(page, "@id") or page or ""
    given = [node.get(key) for key in ("doi", "identifier", "sameAs", "@id")]
    flat = [part for value in given for part in (value if isinstance(value, list) else [value])]
    return Linked(
        type=next((kind for kind in _types(node) if _ARTICLES.match(kind)), ""),
        title=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(name for name in map(_name, people) if name),
        publication=publisher or journal,
        date=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        url=address if isinstance(address, str) else "",
        language=_text(_of(node.get("inLanguage"), "alternateName") or node.get("inLanguage")),
        description=_text(node.get("description")),
        identifiers=tuple(words for words in (_text(_of(part, "value") or part) for part in flat) if words),
    )


def _of(value: Any, key: str) -> Any:
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, dict)), None)
    return value.get(key) if isinstance(value, dict) else None


def _name(person: Any) -> str:
    if isinstance(person, dict):
        parts = (_text(person.get(key)) for key in ("givenName", "additionalName", "familyName"))
        return _text(person.get("name")) or " ".join(part for part in parts if part)
    return _text(person)
