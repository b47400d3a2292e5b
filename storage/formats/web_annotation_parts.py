"""The pieces of a Web Annotation, in whatever of their many forms: bodies, targets with selectors, who and when."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.texts import normal_newlines, storable_text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"(?:https?|urn|doi|acct|mailto|file|info|ftp):\S+", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_MOST_STEPS = 1000  # of selectors that refine each other, or lists within lists, of one annotation


@dataclass(frozen=True, slots=True)
class Body:
    """Words with their purpose ("" where none is given), or an `address`. `role` is our own word for what it is."""

    text: str = ""
    purpose: str = ""
    address: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about: an address and, where they are told, the words and the place there."""

    address: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    title: str = ""

    @property
    def is_passage(self) -> bool:
        return bool(self.exact) or self.start is not None


def words(value: Any) -> str:
    """A text as a project can store it; "" for what is none."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    return _CONTROL.sub("", normal_newlines(storable_text(value)))


def listed(value: Any) -> list[Any]:
    """A value that may be one or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first(values: Any, *names: str) -> Any:
    """The first of these members that an object has."""
    if isinstance(values, dict):
        for name in names:
            if values.get(name) not in (None, "", [], {}):
                return values[name]
    return None


def types(value: Any) -> set[str]:
    """The names of an object's types, without a prefix."""
    return {local(each) for each in listed(first(value, "type", "@type")) if isinstance(each, str)}


def local(name: str) -> str:
    """ "oa:linking" and "http://www.w3.org/ns/oa#linking" are "linking"."""
    return re.split(r"[:#/]", name)[-1]


def address_of(value: Any) -> str:
    """The address that a string or an object stands for; "" for none."""
    if isinstance(value, dict):
        value = first(value, "id", "@id")
    return words(value).strip()


def bodies(annotation: dict[str, Any]) -> Iterator[Body]:
    """What an annotation says, with Hypothesis' `text` and `tags`."""
    stack = listed(first(annotation, "body", "hasBody"))[::-1]
    for _ in range(_MOST_STEPS):
        if not stack:
            break
        value = stack.pop()
        if isinstance(value, list):
            stack += value[::-1]
        elif isinstance(value, str):
            is_address = _ADDRESS.fullmatch(value.strip())
            yield Body(address=words(value).strip()) if is_address else Body(words(value))
        elif isinstance(value, dict):
            inner = first(value, "items", "item", "members")
            if isinstance(inner, list):
                stack += inner[::-1]
            else:
                yield from _body(value)
    for name in ("bodyValue", "text"):
        text = annotation.get(name)
        if isinstance(text, str) and text.strip():
            yield Body(words(text))
    for tag in listed(annotation.get("tags")):
        yield Body(words(tag), "tagging")


def _body(value: dict[str, Any]) -> Iterator[Body]:
    purposes = [local(each) for each in listed(first(value, "purpose", "hasPurpose")) if isinstance(each, str)]
    purpose = purposes[0] if purposes else "tagging" if "Tag" in types(value) else ""
    source = value.get("source")
    if first(value, "value", "chars", "cnt:chars", "rdf:value") is None and isinstance(source, dict):
        value = {**source, **{name: each for name, each in value.items() if name.startswith("counterpoint:")}}
    text = first(value, "value", "chars", "cnt:chars", "rdf:value")
    if isinstance(text, dict):
        text = first(text, "@value")
    if isinstance(text, (str, int)) or "value" in value:
        found = words(text)
        if words(value.get("format")).startswith("text/html"):
            found = html.unescape(_MARKUP.sub(" ", found)).strip()
        yield Body(found, purpose, role=words(value.get("counterpoint:role")))
    elif address := address_of(source if isinstance(source, str) else value):
        yield Body(purpose=purpose, address=address)


def targets(annotation: dict[str, Any], ignored: Counter[str]) -> Iterator[Target]:
    """What an annotation is about. Selectors that say neither words nor characters are counted in `ignored`."""
    found = listed(first(annotation, "target", "hasTarget"))
    if not found and annotation.get("uri"):
        found = [annotation["uri"]]
    stack = found[::-1]
    for _ in range(_MOST_STEPS):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack += value[::-1]
        elif isinstance(value, str):
            yield Target(words(value).strip())
        elif isinstance(value, dict):
            inner = first(value, "items", "item")
            if isinstance(inner, list):
                stack += inner[::-1]
                continue
            source = first(value, "source", "hasSource")
            address = address_of(source if source is not None else value) or words(annotation.get("uri"))
            yield _selected(value, address, _title(annotation, source), ignored)


def _selected(value: dict[str, Any], address: str, title: str, ignored: Counter[str]) -> Target:
    quote: dict[str, str] = {}
    place: tuple[int, int] | None = None
    stack: list[tuple[Any, int | None]] = [(each, 0) for each in listed(first(value, "selector", "hasSelector"))[::-1]]
    for _ in range(_MOST_STEPS):  # (selector, the character that its positions are counted from; None: nobody knows)
        if not stack:
            break
        selector, base = stack.pop()
        if isinstance(selector, list):
            stack += [(each, base) for each in selector[::-1]]
            continue
        if not isinstance(selector, dict):
            continue
        kinds = types(selector)
        below: int | None = None
        if "TextQuoteSelector" in kinds or ("exact" in selector and not kinds):
            quote = {name: words(selector.get(name)) for name in ("exact", "prefix", "suffix")}
        elif "TextPositionSelector" in kinds:
            begins, ends = _offset(selector.get("start")), _offset(selector.get("end"))
            if begins is not None and ends is not None and begins <= ends and base is not None:
                place, below = (base + begins, base + ends), base + begins
        elif "Choice" in kinds or "List" in kinds:
            stack += [(each, base) for each in listed(selector.get("items"))[::-1]]
        elif kinds:
            ignored["map.annotation_selectors"] += 1
        if selector.get("refinedBy") is not None:
            stack += [(each, below) for each in listed(selector["refinedBy"])[::-1]]
    start, end = place or (None, None)
    return Target(address, start=start, end=end, title=title, **quote)


def _offset(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40 else None


def _title(annotation: dict[str, Any], source: Any) -> str:
    found = first(source, "title", "dc:title", "dcterms:title", "label", "name")
    if found is None:
        found = first(annotation.get("document"), "title")
    found = listed(found)[0] if listed(found) else ""
    return " ".join(words(found).split())


def creator(annotation: dict[str, Any]) -> str:
    """The name of the one who made an annotation."""
    found = next(iter(listed(first(annotation, "creator", "dcterms:creator", "annotatedBy"))), None)
    if isinstance(found, dict):
        found = next(iter(listed(first(found, "name", "foaf:name", "nickname", "nick", "id", "@id"))), "")
    if not found:
        found = first(annotation.get("user_info"), "display_name") or annotation.get("user")
    name = words(found)
    account = re.fullmatch(r"acct:([^@\s]+)@\S+", name)
    return account[1] if account else name


def created(annotation: dict[str, Any]) -> str:
    """When it was made, in UTC to the millisecond; "" where nobody knows."""
    found = first(annotation, "created", "dcterms:created", "annotatedAt", "modified", "updated")
    if isinstance(found, dict):
        found = found.get("@value")
    try:
        moment = datetime.fromisoformat(found if isinstance(found, str) else "")
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
