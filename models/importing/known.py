"""Whether an article that comes in is in the project already."""

from __future__ import annotations

import re

from models.entities import Article
from models.importing.about import About
from models.ports import Reader


def already_there(reader: Reader, about: About, digest: str) -> Article | None:
    """The first article of the same bytes (`digest` is their hash), DOI or address."""
    doi, url = about.doi.casefold(), _address(about.url)
    for article in reader.articles():
        same_doi = doi and article.doi.casefold() == doi
        if article.source_hash == digest or same_doi or (url and _address(article.url) == url):
            return article
    return None


def _address(url: str) -> str:
    """An address without what makes no difference: scheme, "www.", a fragment, a slash at the end."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE).split("#")[0].rstrip("/")
