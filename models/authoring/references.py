"""Edits of what is known about articles: by hand, or from references."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from models.bibliography.citekeys import key_for, trouble
from models.bibliography.fields import is_date
from models.edits import Edit, changed
from models.entities import Article
from models.errors import UserError
from models.importing.about import About
from models.messages import message, shorten
from models.ports import Reader


def about_of(article: Article) -> About:
    """What is known about an article."""
    values: dict[str, Any] = {f.name: getattr(article, f.name) for f in fields(About) if f.name != "csl"}
    return About(**values, csl=_csl(article.csl))


def _csl(words: str) -> dict[str, Any]:
    """The further fields; what another program has damaged counts as none."""
    try:
        found = json.loads(words) if words else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def columns_of(about: About) -> dict[str, Any]:
    """The columns of an article's row that hold it."""
    values = {f.name: getattr(about, f.name) for f in fields(About)}
    values["authors"] = tuple(about.authors)
    values["csl"] = json.dumps(dict(about.csl), ensure_ascii=False, sort_keys=True) if about.csl else ""
    return values


def citekeys(reader: Reader, but: str = "") -> set[str]:
    """The keys of all articles but one."""
    return {article.citekey for article in reader.articles() if article.citekey and article.id != but}


def change_about(reader: Reader, article_id: str, about: About) -> Edit:
    """What is known about an article, all at once. Raises UserError for what cannot be kept."""
    article = reader.article(article_id)
    title = " ".join(about.title.split())
    if not title:
        raise UserError("about.title_needed")
    for date in (about.date, about.accessed):
        if date and not is_date(date):
            raise UserError("about.date", text=shorten(date))
    taken = citekeys(reader, article.id)
    wrong = trouble(about.citekey, taken)
    if wrong is not None:
        raise UserError(wrong.key, **wrong.arguments)
    kept = replace(about, title=title, citekey=key_for(about, taken))
    new = replace(article, **columns_of(kept))
    return Edit(message("edit.change_about", title=shorten(new.title)), tuple(changed(article, new)))


def take_references(reader: Reader, chosen: Mapping[str, About]) -> Edit:
    """What references say, by the ids of the articles that take it over. Keys that are taken are proposed anew."""
    changes = []
    taken = {article.citekey.casefold() for article in reader.articles() if article.id not in chosen}
    for article_id, about in chosen.items():
        article = reader.article(article_id)
        key = key_for(about if about.citekey else replace(about, citekey=article.citekey), taken)
        taken.add(key.casefold())
        title = " ".join(about.title.split()) or article.title
        new = replace(article, **columns_of(replace(about, citekey=key, title=title)))
        changes += changed(article, new)
    return Edit(message("edit.take_references", count=len(chosen)), tuple(changes))


def merged(known: About, reference: About, *, take_all: bool = False) -> About:
    """What an article would know with a reference: only what is missing, or all that the reference says."""
    if take_all:
        both = reference.filled_from(known)
        return replace(both, csl={**known.csl, **reference.csl})
    both = known.filled_from(reference)
    csl = {**reference.csl, **known.csl}
    if known.authors and known.authors != reference.authors and "author" not in known.csl:
        csl.pop("author", None)  # parts of other names
    return replace(both, csl=csl)
