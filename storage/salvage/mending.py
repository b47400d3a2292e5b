"""Rows that fit together again: what points at something lost gets a stand-in, or goes and is counted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from models.entities import Kind, from_row
from models.messages import _
from models.obstacles import REFERENCES
from models.ordering import between
from models.states import CONTENTS
from models.texts import Layout, content_hash, plain_layout
from storage.salvage.gathering import Gathered, Rows, Values
from storage.salvage.report import Report
from storage.salvage.shapes import is_sound

GAP = "·"
_FIRST = {"parent_id": None, "target_id": None, "target_link_id": None}  # of columns that have no default
MOST_TEXT = 5_000_000  # code points of a text that is put together from its passages


def mend(found: Gathered, report: Report) -> dict[str, dict[str, Any]]:
    """The rows as entities; contents that had to be made are put among those found."""
    rows = found.rows
    for table, values in rows.items():  # of older versions some columns are missing
        rows[table] = {row: {**_values(table, row), **one} for row, one in values.items() if is_sound(one)}
        report.unreadable[table] += len(values) - len(rows[table])
    _stand_ins(rows, report)
    _break_circles(rows, report)
    _drop_dangling(rows, report)
    for article in rows["article"].values():
        _mend_article(found, rows, article, report)
    _note_misplaced(found, rows, report)
    state: dict[str, dict[str, Any]] = {}
    for table, values in rows.items():
        state[table] = {}
        for row, one in values.items():
            try:
                state[table][row] = from_row(table, one)
            except (KeyError, TypeError, ValueError):
                report.unreadable[table] += 1
    report.saved.update({table: len(found) for table, found in state.items()})
    return state


def _stand_ins(rows: Rows, report: Report) -> None:
    """Articles, cases and points that are lost, but have something in them, are made again without their words."""
    articles = {each["article_id"] for table in ("case", "anchor") for each in rows[table].values()}
    for row in sorted(articles - rows["article"].keys()):
        rows["article"][row] = _article(row)
        report.placeholders["article"] += 1
    of_node = {anchor["node_id"]: anchor["article_id"] for anchor in rows["anchor"].values()}
    cases = defaultdict(list)
    for node in rows["node"].values():
        cases[node["case_id"]].append(node["id"])
    for row in sorted(cases.keys() - rows["case"].keys()):
        article = next((of_node[node] for node in cases[row] if node in of_node), None)
        if article is None:
            article = next(iter(sorted(rows["article"])), None) or f"{row[:30]}-text"
            if article not in rows["article"]:
                rows["article"][article] = _article(article)
                report.placeholders["article"] += 1
        rows["case"][row] = _values("case", row, article_id=article, name=_("A case that was lost"), position="z")
        report.placeholders["case"] += 1
    parents = {node["parent_id"]: node["case_id"] for node in rows["node"].values() if node["parent_id"] is not None}
    for row in sorted(parents.keys() - rows["node"].keys()):
        words = _("A point that was lost")
        rows["node"][row] = _values(
            "node", row, case_id=parents[row], text=words, kind="claim", position=between("z", None)
        )
        report.placeholders["node"] += 1


def _article(row: str) -> Values:
    lost = dict.fromkeys(CONTENTS[:4], "0" * 64)
    return _values("article", row, title=_("An article that was lost"), **lost)


def _values(table: str, row: str, **given: Any) -> Values:
    """The values of a new row, its columns as they are when nobody says more."""
    from dataclasses import MISSING, fields

    from models.entities import TABLES

    values: Values = {"id": row}
    for each in fields(TABLES[table]):
        if each.name in given:
            values[each.name] = given[each.name]
        elif each.name != "id":
            values[each.name] = _FIRST.get(each.name, "") if each.default is MISSING else each.default
    return values


def _break_circles(rows: Rows, report: Report) -> None:
    """A point that stands below itself becomes a first one, and so does what stands in another case than its parent."""
    nodes = rows["node"]
    sound: set[str] = set()
    for start in nodes:
        path: list[str] = []
        row: str | None = start
        while row is not None and row not in sound and row not in path[-1:]:
            if row in path:
                break
            path.append(row)
            row = nodes[row]["parent_id"] if len(path) <= len(nodes) else None
        if row is not None and row not in sound and path:
            _make_first(nodes[row])
            report.circles += 1
        sound.update(path)
    for node in nodes.values():
        parent = nodes.get(node["parent_id"] or "")
        if parent is not None and parent["case_id"] != node["case_id"]:
            _make_first(node)
            report.circles += 1


def _make_first(node: Values) -> None:
    node["parent_id"], node["kind"], node["inference"], node["premise_group"] = None, str(Kind.CLAIM), False, None


def _drop_dangling(rows: Rows, report: Report) -> None:
    """What still points at nothing goes, and is counted."""
    while True:
        gone = [
            (table, row)
            for table, found in rows.items()
            for row, values in found.items()
            if any(
                values.get(column) is not None and values[column] not in rows[target]
                for column, target in REFERENCES.items()
                if column in values
            )
        ]
        if not gone:
            return
        for table, row in gone:
            del rows[table][row]
            report.dropped[table] += 1


def _mend_article(found: Gathered, rows: Rows, article: Values, report: Report) -> None:
    """An article whose text or layout is lost gets one of what its passages quote, each at its place."""
    contents = found.contents
    text = _read(contents, article["text_hash"])
    if text is None:
        anchors = [anchor for anchor in rows["anchor"].values() if anchor["article_id"] == article["id"]]
        text = _put_together(anchors)
        report.rebuilt.append(str(article["title"]))
        article["text_hash"] = _keep(contents, text.encode())
        article["layout_hash"] = ""
    if not _is_layout(contents.get(article["layout_hash"])):
        article["layout_hash"] = _keep(contents, plain_layout(text).to_bytes())
    for column in ("source_hash", "source_text_hash"):
        if article[column] not in contents:
            report.contents_lost += article[column] not in ("", "0" * 64, None)
            article[column] = article["text_hash"]
    if article["record_hash"] is not None and article["record_hash"] not in contents:
        report.contents_lost += 1
        article["record_hash"] = None


def _read(contents: dict[str, bytes], key: str) -> str | None:
    try:
        return contents[key].decode()
    except (KeyError, UnicodeDecodeError):
        return None


def _is_layout(data: bytes | None) -> bool:
    try:
        return data is not None and Layout.from_bytes(data) is not None
    except (ValueError, KeyError, TypeError):
        return False


def _keep(contents: dict[str, bytes], data: bytes) -> str:
    key = content_hash(data)
    contents[key] = data
    return key


def _put_together(anchors: list[Values]) -> str:
    """What passages quote, each where it stood, dots for what nobody quoted."""
    length = min(MOST_TEXT, max((anchor["end"] for anchor in anchors), default=0))
    if not length:
        return _("The text of this article was lost.") + "\n"
    letters = [GAP] * length
    for anchor in anchors:
        before = max(0, anchor["start"] - len(anchor["prefix"]))
        quoted = f"{anchor['prefix'][-anchor['start'] :] if anchor['start'] else ''}{anchor['exact']}{anchor['suffix']}"
        for at, letter in enumerate(quoted, before):
            if at < length:
                letters[at] = letter
    for anchor in anchors:  # last, so that each passage reads as it was marked
        for at, letter in enumerate(anchor["exact"], anchor["start"]):
            if at < length and at < anchor["end"]:
                letters[at] = letter
    text = "".join(letters)
    gaps = [at for at in range(1, len(text) - 1) if text[at - 1 : at + 2] == GAP * 3]
    for at in gaps[::60]:  # lines, so that a long gap does not run out of the window
        text = f"{text[:at]}\n{text[at + 1 :]}" if len(gaps) < 20_000 else text
    return text + "\n"


def _note_misplaced(found: Gathered, rows: Rows, report: Report) -> None:
    """A passage that lies beyond its text is no passage any more: its words go into the note of its point."""
    lengths = {row: len(_read(found.contents, each["text_hash"]) or "") for row, each in rows["article"].items()}
    for row, anchor in list(rows["anchor"].items()):
        if not 0 <= anchor["start"] < anchor["end"] <= lengths[anchor["article_id"]]:
            node = rows["node"][anchor["node_id"]]
            node["note"] = f"{node['note']}\n\n> {' '.join(anchor['exact'].split())}".strip()
            del rows["anchor"][row]
            report.quotes_noted += 1
