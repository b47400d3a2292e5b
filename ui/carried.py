"""What is dragged from one view to another: nodes and passages, as they stand in the data of a drag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from models.texts import storable_text

PASSAGE = "application/x-counterpoint-passage"  # {"article": id, "start": …, "end": …}
NODE = "application/x-counterpoint-node"  # [case, id, …]


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is carried, and where it stands ([start, end) of an article) when it is a passage."""

    text: str
    article: str = ""
    start: int = 0
    end: int = 0


def carry_words(words: Words) -> QMimeData:
    """The words for any program, their place for ours."""
    data = QMimeData()
    data.setText(words.text)
    place = {"article": words.article, "start": words.start, "end": words.end}
    data.setData(PASSAGE, json.dumps(place).encode())
    return data


def words_of(data: QMimeData) -> Words | None:
    """The words in what is dragged; None when there are none. Files are no words, whatever they are called."""
    if data.hasUrls() and any(url.isLocalFile() for url in data.urls()):
        return None
    text = storable_text(data.text()) if data.hasText() else ""
    if data.hasFormat(PASSAGE):
        try:
            place = json.loads(bytes(data.data(PASSAGE).data()))
            return Words(text, str(place["article"]), int(place["start"]), int(place["end"]))
        except (ValueError, KeyError, TypeError):
            pass  # another program's idea of our format: its text is still text
    return Words(text) if text.strip() else None


def carry_nodes(case_id: str, node_ids: Sequence[str]) -> QMimeData:
    """One or several nodes of a case, in the order of the choice."""
    data = QMimeData()
    data.setData(NODE, json.dumps([case_id, *node_ids]).encode())
    return data


def node_of(data: QMimeData) -> tuple[str, str] | None:
    """The case and the id of the node that is dragged, the first of several; None when it is something else."""
    carried = nodes_of(data)
    return None if carried is None else (carried[0], carried[1][0])


def nodes_of(data: QMimeData) -> tuple[str, list[str]] | None:
    """The case and the ids of the nodes that are dragged, at least one; None when it is something else."""
    if not data.hasFormat(NODE):
        return None
    try:
        value = json.loads(bytes(data.data(NODE).data()))
    except ValueError:
        return None
    is_ours = isinstance(value, list) and len(value) > 1 and all(isinstance(each, str) and each for each in value)
    return (value[0], value[1:]) if is_ours else None
