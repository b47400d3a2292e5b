"""What a project holds, told by `list`."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Mapping
from typing import Any

from models.binned import bin_items
from models.entities import Article
from models.messages import _, ngettext
from models.project import Project
from storage.formats.files import size_words
from storage.journals import extent
from storage.plain import Contents, read_project


def run(options: argparse.Namespace) -> int:
    """The command `list`."""
    with read_project(options.file) as (project, held):
        contents = summary(project, held)
    changes, since = extent(options.file)
    contents["history"] = {"changes": changes, "begins": since or None}
    if options.json:
        print(json.dumps(contents, indent=1))
        return 0
    for article in contents["articles"]:
        authors = ", ".join(article["authors"])
        words = _("Article: {title} ({authors})") if authors else _("Article: {title}")
        print(words.format(title=article["title"], authors=authors))
        for line in _more_of(article):
            print("  " + line)
        for case in article["cases"]:
            nodes = ngettext("{count} node", "{count} nodes", case["nodes"]).format(count=case["nodes"])
            print("  " + _("Case: {name}, {nodes}").format(name=case["name"], nodes=nodes))
    for number, pairing in enumerate(contents["pairings"], 1):
        words = _("Pairing {number}: {left} and {right}")
        if pairing["motion"].strip():
            words = _("Pairing {number}: {left} and {right}, “{motion}”")
        print(words.format(number=number, **pairing))
    links = contents["links"]
    print(ngettext("{count} link", "{count} links", links).format(count=links))
    held_back = contents["bin"]
    if held_back:
        print(ngettext("{count} thing in the bin", "{count} things in the bin", held_back).format(count=held_back))
    if since:
        print(history_begins(since))
    return 0


def summary(project: Project, held: Contents) -> dict[str, Any]:
    """What a project holds, with counts: what `list --json` prints."""
    cases = project.cases()
    names = {case.id: case.name for case in cases}
    sizes = held.sizes(article.source_hash for article in project.articles())
    articles = [
        {
            "title": article.title,
            "authors": list(article.authors),
            "publication": article.publication,
            "date": article.date,
            "citekey": article.citekey,
            "doi": article.doi,
            "url": article.url,
            "language": article.language,
            "media_type": article.media_type,
            "original": _original(held, article, sizes),
            "cases": [
                {"name": case.name, "annotator": case.annotator, "nodes": sum(1 for _ in project.walk(case.id))}
                for case in cases
                if case.article_id == article.id
            ],
        }
        for article in project.articles()
    ]
    pairings = [
        {"motion": p.motion, "left": names.get(p.left_case_id, ""), "right": names.get(p.right_case_id, "")}
        for p in project.pairings()
    ]
    return {
        "articles": articles,
        "pairings": pairings,
        "links": len(project.links()),
        "bin": len(bin_items(project)),
    }


def _original(held: Contents, article: Article, sizes: Mapping[str, int]) -> dict[str, Any] | None:
    """The file that an article was read from; None where only its text is kept. Sizes in bytes."""
    from models.importing.incoming import Record

    record = None
    if article.record_hash:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            record = Record.from_bytes(held.blob(article.record_hash))
    if record is None or not record.kept:
        return None
    return {"file": record.file, "size": record.size, "stored": sizes.get(article.source_hash, 0)}


def _more_of(article: Mapping[str, Any]) -> list[str]:
    """The lines of the list below an article's title."""
    lines = [_("Citekey: {citekey}").format(citekey=article["citekey"])] if article["citekey"] else []
    original = article["original"]
    if original:
        words = _("Original: {file}, {size}, {stored} in the project")
        size, stored = size_words(original["size"]), size_words(original["stored"])
        lines.append(words.format(file=original["file"], size=size, stored=stored))
    return lines


def history_begins(since: str) -> str:
    """The sentence for a history that was shortened; `since` as `extent` gives it."""
    return _("The history begins {time} (UTC); what was before was not kept.").format(time=since[:16].replace("T", " "))
