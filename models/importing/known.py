"""Whether an article that comes in is in the project already."""

from __future__ import annotations

from models.bibliography.matching import same_url
from models.entities import Article
from models.importing.about import About
from models.ports import Reader


def already_there(reader: Reader, about: About, digest: str) -> Article | None:
    """The first article of the same bytes (`digest` is their hash), DOI or address."""
    doi, url = about.doi.casefold(), same_url(about.url)
    for article in reader.articles():
        same_doi = doi and article.doi.casefold() == doi
        if article.source_hash == digest or same_doi or (url and same_url(article.url) == url):
            return article
    return None
