"""What is known about an article, as it is found in a file and filled in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class About:
    """The bibliographic data of an article; "" and () are what nobody knows.

    `authors` are names as people say them ("Ada Lovelace"). `date` and `accessed` are ISO 8601 as far as they are known
    ("2024", "2024-12", "2024-12-31"). `language` is a BCP 47 tag ("en", "pt-BR"). `doi` is without an address
    ("10.1000/182"). `csl` holds further fields by their names in CSL-JSON (volume, page, publisher, type, …), as they
    came from a reference manager.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    accessed: str = ""
    citekey: str = ""
    csl: Mapping[str, Any] = field(default_factory=dict)

    def filled_from(self, other: About) -> About:
        """This, with what `other` knows where this knows nothing."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **missing)


NOTHING = About()
