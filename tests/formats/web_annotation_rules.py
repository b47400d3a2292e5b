"""The plainest rules of https://www.w3.org/TR/annotation-model/, quick enough for random files.

The judge annotation_schema.py holds the rest, as a JSON Schema.
"""

from __future__ import annotations

from typing import Any


def faults(collection: Any) -> list[str]:
    """What is wrong with a collection, one word for each fault, or the annotation's id."""
    found = []
    if collection.get("@context") != ["http://www.w3.org/ns/anno.jsonld", *collection.get("@context", [])[1:]]:
        found.append("context")
    items = collection["first"]["items"]
    if collection["total"] != len(items) or collection["type"] != "AnnotationCollection":
        found.append("collection")
    ids = [item["id"] for item in items]
    if len(set(ids)) != len(ids):
        found.append("ids")
    for item in items:
        if item["type"] != "Annotation" or not item["id"].startswith("urn:uuid:") or "target" not in item:
            found.append(item["id"])
        for body in item["body"]:
            if isinstance(body, dict) and (body["type"] != "TextualBody" or not isinstance(body["value"], str)):
                found.append(item["id"])
    return found
