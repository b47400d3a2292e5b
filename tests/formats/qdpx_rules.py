"""The rules of REFI-QDA 1.5 that concern what we write, as a table of our own.

For each element: its attributes (those with "!" are required), and its children in the order that the standard wants,
with how many there may be: "?" at most one, "*" any number, "+" one at least.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

SPACE = "{urn:QDA-XML:project:1.0}"
MADE = ("creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime")
VALUES = ("TextValue?", "BooleanValue?", "IntegerValue?", "FloatValue?", "DateValue?", "DateTimeValue?")
TEXT = (
    ("guid!", "name", "richTextPath", "plainTextPath", *MADE),
    ("Description?", "PlainTextContent?", "PlainTextSelection*", "Coding*", "NoteRef*", "VariableValue*"),
)
REFERENCE: tuple[tuple[str, ...], tuple[str, ...]] = (("targetGUID!",), ())
CHILDREN = ("Users?", "CodeBook?", "Variables?", "Cases?", "Sources?", "Notes?", "Links?", "Sets?", "Graphs?")
RULES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Project": (("name!", "origin", "basePath"), (*CHILDREN, "Description?", "NoteRef*")),
    "Users": ((), ("User+",)),
    "User": (("guid!", "name", "id"), ()),
    "CodeBook": ((), ("Codes+", "Sets?")),
    "Codes": ((), ("Code+",)),
    "Code": (("guid!", "name!", "isCodable!", "color"), ("Description?", "NoteRef*", "Code*")),
    "Variables": ((), ("Variable+",)),
    "Variable": (("guid!", "name!", "typeOfVariable!"), ("Description?",)),
    "Cases": ((), ("Case+",)),
    "Case": (("guid!", "name"), ("Description?", "CodeRef*", "VariableValue*", "SourceRef*", "SelectionRef*")),
    "VariableValue": ((), ("VariableRef+", *VALUES)),
    "Sources": ((), ("TextSource+",)),
    "TextSource": TEXT,
    "PlainTextSelection": (
        ("guid!", "name", "startPosition!", "endPosition!", *MADE),
        ("Description?", "Coding*", "NoteRef*"),
    ),
    "Coding": (("guid!", "creatingUser", "creationDateTime"), ("CodeRef+", "NoteRef*")),
    "Notes": ((), ("Note+",)),
    "Note": TEXT,
    "Links": ((), ("Link+",)),
    "Link": (("guid!", "name", "direction", "color", "originGUID", "targetGUID"), ("NoteRef*",)),
    "Sets": ((), ("Set+",)),
    "Set": (("guid!", "name!"), ("Description?", "MemberCode*", "MemberSource*", "MemberNote*")),
    **dict.fromkeys(("CodeRef", "NoteRef", "SourceRef", "VariableRef", "MemberSource", "MemberNote"), REFERENCE),
    **dict.fromkeys(("Description", "PlainTextContent", "TextValue", "BooleanValue", "FloatValue"), ((), ())),
}
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHAPES = {
    **dict.fromkeys(("guid", "targetGUID", "originGUID", "creatingUser"), GUID),
    "isCodable": re.compile("true|false"),
    "direction": re.compile("Associative|OneWay|Bidirectional"),
    "typeOfVariable": re.compile("Text|Boolean|Integer|Float|Date|DateTime"),
    "color": re.compile("#(?:[0-9A-Fa-f]{3}){1,2}"),
    "creationDateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?"),
    "startPosition": re.compile(r"\d+"),
    "endPosition": re.compile(r"\d+"),
}


def faults(data: bytes) -> list[str]:
    """What is wrong with an archive, a sentence each."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        names = set(archive.namelist())
    guids: list[str] = []
    for element in root.iter():
        name = str(element.tag).removeprefix(SPACE)
        if name not in RULES:
            found.append(f"unknown element {element.tag!s}")
            continue
        found += [f"{name}: {fault}" for fault in (*_attributes(element, name), *_order(element, name))]
        guids += [value for key, value in element.attrib.items() if key == "guid"]
        path = element.get("plainTextPath")
        if path and path.replace("internal://", "sources/") not in names:
            found.append(f"{name}: {path} is missing")
        if name == "TextSource" and bool(path) == (element.find(f"{SPACE}PlainTextContent") is not None):
            found.append("TextSource: needs exactly one text")
    if len(guids) != len(set(guids)):
        found.append("two things have one guid")
    known = set(guids)
    ends = [e.get(n) for e in root.iter() for n in ("targetGUID", "originGUID", "creatingUser") if e.get(n)]
    return found + [f"nothing has the guid {end}" for end in ends if end not in known]


def _attributes(element: Any, name: str) -> list[str]:
    allowed = {each.rstrip("!") for each in RULES[name][0]}
    needed = {each.rstrip("!") for each in RULES[name][0] if each.endswith("!")}
    found = [f"unknown attribute {each}" for each in element.attrib if each not in allowed]
    found += [f"no attribute {each}" for each in needed if each not in element.attrib]
    return found + [
        f"{key}={value!r}"
        for key, value in element.attrib.items()
        if key in SHAPES and not SHAPES[key].fullmatch(value)
    ]


def _order(element: Any, name: str) -> list[str]:
    order = [each[:-1] for each in RULES[name][1]]
    there = [str(child.tag).removeprefix(SPACE) for child in element]
    if any(each not in order for each in there):
        return [f"has {[each for each in there if each not in order]}"]
    found = [] if [order.index(each) for each in there] == sorted(order.index(each) for each in there) else ["order"]
    for each in RULES[name][1]:
        count = there.count(each[:-1])
        if (each[-1] == "?" and count > 1) or (each[-1] == "+" and not count):
            found.append(f"{count} of {each}")
    return found
