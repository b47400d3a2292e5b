"""The headings of the debate's clash table, and what is noted of its rows. Rows are named by link or by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.clashes import NOTES, PARTIES
from models.entities import Clash, Issue, Link, LinkKind, clash_id, new_id
from models.errors import UserError
from models.ordering import spread


def build_issues(
    data: Mapping[str, Any],
    pairing_id: str,
    links: Sequence[Link],
    node_ids: Mapping[str, Mapping[str, str]],
    case_ids: Mapping[str, str],
) -> Iterator[Issue | Clash]:
    """The issues in their order with what is noted of their rows, then what is noted of rows under none.

    `data` has "issues" (heading, rows) and "noted" (rows). Raises UserError, naming what is at fault.
    """
    seen: set[str] = set()
    issues = data["issues"]
    for item, position in zip(issues, spread(len(issues)), strict=True):
        if not item["heading"].strip():
            raise _damaged("an issue without a heading")
        issue = Issue(new_id(), pairing_id, item["heading"], position)
        yield issue
        rows = item["rows"]
        for row, place in zip(rows, spread(len(rows)), strict=True):
            yield _clash(row, pairing_id, issue.id, place, _about(row, links, node_ids, seen), case_ids)
    for row in data["noted"]:
        yield _clash(row, pairing_id, None, "", _about(row, links, node_ids, seen), case_ids)


def _about(
    row: Mapping[str, Any], links: Sequence[Link], node_ids: Mapping[str, Mapping[str, str]], seen: set[str]
) -> tuple[str | None, str | None]:
    """The link or the node that a row is about."""
    link_id = node_id = None
    if "link" in row:
        if not 0 <= row["link"] < len(links) or links[row["link"]].kind is LinkKind.ANSWERS:
            raise _damaged(f"link {row['link']} is no row")
        link_id = links[row["link"]].id
    else:
        side, key = row["node"]
        node_id = node_ids.get(side, {}).get(key)
        if node_id is None:
            raise _damaged(f"no node {key} in {side}")
    about = str(link_id or node_id)
    if about in seen:
        raise _damaged(f"two rows for {row.get('link', row.get('node'))}")
    seen.add(about)
    return link_id, node_id


def _clash(
    row: Mapping[str, Any],
    pairing_id: str,
    issue_id: str | None,
    place: str,
    about: tuple[str | None, str | None],
    case_ids: Mapping[str, str],
) -> Clash:
    noted = {name: row.get(name, "") for name in NOTES}
    for name, words in PARTIES.items():
        if noted[name] not in words and noted[name] not in case_ids:
            raise _damaged(f"{name}: {noted[name]}")
        noted[name] = case_ids.get(noted[name], noted[name])
    link_id, node_id = about
    row_id = clash_id(pairing_id, str(link_id or node_id))
    return Clash(row_id, pairing_id, link_id, node_id, issue_id, place, **noted)


def _damaged(reason: str) -> UserError:
    return UserError("sample.damaged", reason=reason)
