"""Reading a project from Counterpoint JSON: nothing is taken over that could not be in a project."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from models.entities import FIELDS, TABLES, Row
from models.errors import UserError
from models.interchange.whole import CONTENTS, NAMES, Unsound, Whole, check, defaults
from models.messages import _
from models.texts import content_hash
from storage.formats.map_files import NotThisFormat, refuse

VERSION = 1


def read(data: bytes, name: str, title: str) -> Whole:
    """The project in the file `name`; `title` is the format's. Raises UserError."""
    try:
        value = _value(data)
        if not isinstance(value, dict) or value.get("format") != "counterpoint":
            raise NotThisFormat(_("this is no project of Counterpoint"))
        _check_version(value.get("version"), name)
        known = {"format", "version", "originals", "contents", *NAMES.values()}
        for key in value:
            if key not in known:
                raise NotThisFormat(_("this part is unknown"), element=key[:40])
        rows = {table: _rows(table, value.get(NAMES[table], [])) for table in TABLES}
        blobs = _contents(value.get("contents", []))
        whole = Whole(rows, blobs)
        check(whole)
        named = {row[column] for row in rows["article"].values() for column in CONTENTS}
        return Whole(rows, {key: content for key, content in blobs.items() if key in named})
    except Unsound as fault:
        refuse(NotThisFormat(fault.reason, element=fault.element), name, _(title))
    except NotThisFormat as fault:
        refuse(fault, name, _(title))
    except RecursionError:
        raise UserError("map.too_deep", name=name) from None


def _value(data: bytes) -> Any:
    """What the file says; it may be larger than any document, and its encoding is known."""
    if not data.strip():
        raise NotThisFormat(_("the file is empty"))
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotThisFormat(_("this is no UTF-8"), line=line) from error
    except ValueError as error:
        raise NotThisFormat(_("this is no JSON"), line=getattr(error, "lineno", 0)) from error


def _check_version(version: Any, name: str) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise NotThisFormat(_("it does not say its version"), element="version")
    if version > VERSION:
        raise UserError("project.newer_json", name=name, version=str(version)[:20], known=str(VERSION))


def _rows(table: str, value: Any) -> dict[str, Row]:
    if not isinstance(value, list):
        raise NotThisFormat(_("this is no list"), element=NAMES[table])
    found: dict[str, Row] = {}
    usual, known = defaults(table), set(FIELDS[table])
    for number, given in enumerate(value, 1):
        element = f"{NAMES[table]}[{number}]"
        if not isinstance(given, dict):
            raise NotThisFormat(_("this is no object"), element=element)
        for field in given:
            if field not in known:
                raise NotThisFormat(_("the field {field} is unknown").format(field=field[:40]), element=element)
        row = {field: given.get(field, usual.get(field, _MISSING)) for field in FIELDS[table]}
        for field, held in row.items():
            if held is _MISSING:
                raise NotThisFormat(_("the field {field} is missing").format(field=field), element=element)
        if not isinstance(row["id"], str):
            raise NotThisFormat(_("this is no id"), element=element)
        if row["id"] in found:
            raise NotThisFormat(_("its id stands there twice"), element=f"{table} {row['id'][:40]}")
        found[row["id"]] = row
    return found


_MISSING: Any = object()


def _contents(value: Any) -> dict[str, bytes]:
    if not isinstance(value, list):
        raise NotThisFormat(_("this is no list"), element="contents")
    found: dict[str, bytes] = {}
    for number, given in enumerate(value, 1):
        element = f"contents[{number}]"
        forms = [form for form in ("lines", "layout", "base64") if isinstance(given, dict) and form in given]
        if len(forms) != 1 or set(given) != {"sha256", *forms}:
            raise NotThisFormat(_("it holds no content"), element=element)
        try:
            data = _bytes(forms[0], given[forms[0]])
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise NotThisFormat(_("its {form} cannot be read").format(form=forms[0]), element=element) from None
        if content_hash(data) != given["sha256"]:
            raise NotThisFormat(_("what it holds does not have the SHA-256 that it names"), element=element)
        found[given["sha256"]] = data
    return found


def _bytes(form: str, value: Any) -> bytes:
    """The content; raises ValueError or TypeError for what is none."""
    if form == "layout":
        if not isinstance(value, dict):
            raise TypeError(form)
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    if not isinstance(value, list):
        raise TypeError(form)
    if form == "lines":
        return "\n".join(value).encode()
    return base64.b64decode("".join(value), validate=True)
