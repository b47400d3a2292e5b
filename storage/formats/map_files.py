"""What readers of argument maps share: sentences that name the place of a fault, JSON and XML that stay harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from models.branches import MOST
from models.errors import UserError
from models.messages import _
from models.texts import normal_newlines, storable_text
from storage.formats.article import decoded
from storage.formats.needed import needed

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_XML = 100_000_000  # bytes of one part


class NotThisFormat(Exception):
    """What a reader finds wrong, where it finds it; `refuse` makes the sentence of it.

    `line` is counted from 1 (0: unknown), `element` names a part of the file ("edge 12").
    """

    def __init__(self, reason: str, *, line: int = 0, element: str = "") -> None:
        super().__init__(reason)
        self.reason, self.line, self.element = reason, line, element


def refuse(fault: NotThisFormat, name: str, title: str) -> NoReturn:
    """Raise the UserError for a fault in the file `name` of a format; `title` is the format's, translated."""
    reason = fault.reason.rstrip(".")
    if fault.line:
        raise UserError("map.damaged_line", name=name, format=title, line=fault.line, reason=reason) from fault
    if fault.element:
        raise UserError("map.damaged_element", name=name, format=title, element=fault.element, reason=reason) from fault
    raise UserError("map.damaged", name=name, format=title, reason=reason) from fault


def check_points(number: int, name: str) -> None:
    """Raise UserError for no points at all, or more than a project is made for."""
    if not number:
        raise UserError("map.empty", name=name)
    if number > MOST:
        raise UserError("map.too_large", name=name, number=f"{number:,}", most=f"{MOST:,}")


def clean(text: str) -> str:
    """Text as a project can store it: LF, no halves of characters, no control characters but tab and line feed."""
    return _CONTROL.sub("", storable_text(normal_newlines(text)))


def read_json(data: bytes, name: str) -> Any:
    """The value in a file of JSON, in whatever encoding. Raises NotThisFormat, or UserError for mad nesting."""
    if not data.strip():
        raise NotThisFormat(_("the file is empty"))
    try:
        try:
            return json.loads(data)  # in UTF-8, -16 or -32, of any size
        except ValueError:
            return json.loads(decoded(data, name)[0])
    except RecursionError:
        raise UserError("map.too_deep", name=name) from None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise NotThisFormat(_("this is no JSON"), line=line) from error


def written_json(value: Mapping[str, Any]) -> bytes:
    """An object in UTF-8 with each item of its lists on a line of its own: quick, and fit to be compared."""
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    parts = []
    for name, held in value.items():
        if isinstance(held, list) and held:
            items = ",\n".join(map(encoded, held))
            parts.append(f"{encoded(name)}: [\n{items}\n]")
        else:
            parts.append(f"{encoded(name)}: {encoded(held)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def read_xml(data: bytes, name: str) -> _Element:
    """The root of an XML file; no entities, no external parts. Raises NotThisFormat, or UserError for mad nesting."""
    if not data.strip():
        raise NotThisFormat(_("the file is empty"))
    if len(data) > MOST_XML:
        raise NotThisFormat(_("the file is too large"))
    etree = needed("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            raise UserError("map.too_deep", name=name) from None
        line = error.lineno or 0
        raise NotThisFormat(_("this is no sound XML"), line=line) from error
    if root is None:
        raise NotThisFormat(_("this is no sound XML"))
    return root  # type: ignore[no-any-return]
