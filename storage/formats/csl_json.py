"""CSL-JSON: what Zotero, pandoc and their kin exchange. https://github.com/citation-style-language/schema"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from models.bibliography.csl import from_csl, to_csl
from models.bibliography.references import References
from models.errors import UserError
from models.messages import N_
from storage.formats.article import decoded
from storage.formats.referenced import abouts_of
from storage.formats.registry import Losses, Options, Snapshot, Subject

NAME = "csl-json"
TITLE = N_("CSL-JSON")
SUBJECT: Subject = "references"
EXTENSIONS = (".json",)
MEDIA_TYPES = ("application/vnd.citationstyles.csl+json",)

# what references have no members of, but maps and annotations in JSON have
_MAP = re.compile(
    rb'"(?:nodes|edges|locutions|AIF|nodeID|@context|counterpoint[\w:-]*|rows|target|selector|argument_schemes)"\s*:'
)


def recognises(data: bytes) -> bool:
    """A list (or one object) with the fields of references."""
    start = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] not in (b"[", b"{") or _MAP.search(start):
        return False
    return b'"type"' in start and b'"title"' in start


def parse(data: bytes, name: str) -> References:
    """The references in a file. Raises UserError for what is none."""
    text = decoded(data, name)[0]
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("references.damaged", name=name, reason=str(error)) from error
    if isinstance(found, Mapping):
        found = found.get("items", [found])  # one item, or Zotero's whole library
    items = [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
    references = References(from_csl(item) for item in items)
    if not references:
        raise UserError("references.none", name=name)
    return references


def write(snapshot: Snapshot, options: Options) -> tuple[bytes, Losses]:
    """The references of all articles, in the order of the cases."""
    items = [to_csl(about) for about in abouts_of(snapshot)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode(), []
