"""The schema of a project file, version 5, as SQLAlchemy Core tables.

Every content row stores in `entry` the seq of the journal entry that wrote it last; that is no part of its value.
Lists are JSON text, flags are 0 or 1.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from storage.opening import APPLICATION_ID as APPLICATION_ID
from storage.opening import SCHEMA_VERSION as SCHEMA_VERSION

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _reference(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    """A foreign key that is checked at the commit, so that an edit may write its rows in any order."""
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, String(36), key, nullable=nullable, index=True)


def _content(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", String(36), primary_key=True),
        *columns,
        Column("entry", Integer, ForeignKey("entry.seq", deferrable=True, initially="DEFERRED"), nullable=False),
    )


blob = Table(
    "blob",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    # the data is deflated (zlib); the hash names it as it was
    Column("packed", Boolean, nullable=False, server_default="0"),
)
entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("client", String(36), nullable=False),
    Column("annotator", Text, nullable=False, index=True),
    Column("time", String(24), nullable=False),
    Column("kind", String(4), nullable=False),
    Column("target", String(36), nullable=True),
    Column("label", Text, nullable=False),
    # it cannot be taken back: it emptied the bin, or some of what it changed has been purged since
    Column("final", Boolean, nullable=False, server_default="0"),
    CheckConstraint("kind IN ('do', 'undo', 'redo')", name="kind"),
    sqlite_autoincrement=True,
)
entry_change = Table(
    "entry_change",
    metadata,
    Column("entry", Integer, ForeignKey("entry.seq"), primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("table_name", String(16), nullable=False),
    Column("row_id", String(36), nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    # the nodes that the row belongs to from here on: a passage's; a link's source and target
    Column("of_node", String(36), nullable=True),
    Column("to_node", String(36), nullable=True),
    Index(None, "table_name", "row_id"),
    Index(None, "of_node", sqlite_where=text("of_node IS NOT NULL")),
    Index(None, "to_node", sqlite_where=text("to_node IS NOT NULL")),
    sqlite_with_rowid=False,
)
draft = Table(
    "draft",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client", String(36), nullable=False),
    Column("table_name", String(16), nullable=False),
    Column("row_id", String(36), nullable=False),
    Column("column_name", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("time", String(24), nullable=False),
)
article = _content(
    "article",
    _text("title"),
    Column("source_hash", String(64), ForeignKey("blob.hash"), nullable=False),
    Column("source_text_hash", String(64), ForeignKey("blob.hash"), nullable=False),
    Column("text_hash", String(64), ForeignKey("blob.hash"), nullable=False),
    Column("layout_hash", String(64), ForeignKey("blob.hash"), nullable=False),
    _text("citekey"),
    _text("subtitle"),
    Column("authors", Text, nullable=False, server_default="[]"),
    _text("publication"),
    _text("date"),
    _text("url"),
    _text("accessed"),
    _text("language"),
    _text("media_type"),
    _text("encoding"),
    _text("doi"),
    _text("csl"),
    Column("record_hash", String(64), ForeignKey("blob.hash"), nullable=True),
    Column("binned_by", String(36), nullable=True),
)
case = _content(
    "case",
    _reference("article_id", "article.id"),
    _text("name"),
    _text("colour"),
    _text("annotator"),
    _text("position"),
    Column("binned_by", String(36), nullable=True),
)
node = _content(
    "node",
    _reference("case_id", "case.id"),
    _reference("parent_id", "node.id", nullable=True),
    _text("position"),
    Column("kind", String(8), nullable=False),
    _text("text"),
    _text("note"),
    _text("reasoning"),
    Column("tags", Text, nullable=False, server_default="[]"),
    _text("author"),
    _text("created"),
    Column("inference", Boolean, nullable=False, server_default="0"),
    Column("implicit", Boolean, nullable=False, server_default="0"),
    Column("premise_group", String(36), nullable=True),
    _text("scheme"),
    Column("confidence", Float, nullable=True),
    Column("relevance", Float, nullable=True),
    _text("quality"),
    Column("binned_by", String(36), nullable=True),
)
node.append_constraint(CheckConstraint("kind IN ('claim', 'evidence', 'rebuttal')", name="kind"))
node.append_constraint(CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"))
anchor = _content(
    "anchor",
    _reference("node_id", "node.id"),
    _reference("article_id", "article.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("exact"),
    _text("prefix"),
    _text("suffix"),
)
anchor.append_constraint(CheckConstraint('start >= 0 AND "end" > start', name="characters"))
link = _content(
    "link",
    _reference("source_id", "node.id"),
    _reference("target_id", "node.id", nullable=True),
    _reference("target_link_id", "link.id", nullable=True),
    Column("kind", String(16), nullable=False),
    Column("strength", Float, nullable=True),
    _text("note"),
    _text("author"),
    _text("created"),
)
link.append_constraint(CheckConstraint("(target_id IS NULL) <> (target_link_id IS NULL)", name="one_target"))
link.append_constraint(CheckConstraint("target_id IS NULL OR source_id <> target_id", name="not_itself"))
pairing = _content(
    "pairing",
    _text("motion"),
    _reference("left_case_id", "case.id"),
    _reference("right_case_id", "case.id"),
    _text("notes"),
    _text("position"),
    Column("binned_by", String(36), nullable=True),
)
tag = _content("tag", _text("name"), _text("colour"))
issue = _content("issue", _reference("pairing_id", "pairing.id"), _text("heading"), _text("position"))
clash = _content(
    "clash",
    _reference("pairing_id", "pairing.id"),
    _reference("link_id", "link.id", nullable=True),
    _reference("node_id", "node.id", nullable=True),
    _reference("issue_id", "issue.id", nullable=True),
    _text("position"),
    _text("better"),
    _text("why"),
    _text("weighing"),
    _text("leads"),
)
clash.append_constraint(CheckConstraint("(link_id IS NULL) <> (node_id IS NULL)", name="one_thing"))
dismissal = _content(
    "dismissal",
    _reference("node_id", "node.id"),
    _reference("other_id", "node.id"),
    _text("author"),
    _text("created"),
)
project = Table(  # one row: what the file itself is
    "project",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("created", String(24), nullable=False),
    Column("written_by", Text, nullable=False),
    # the newest entry whose changes were dropped to keep the history short (0: none was), and when that was made
    Column("history_begins", Integer, nullable=False, server_default="0"),
    Column("history_since", String(24), nullable=False, server_default=""),
    # how long the journal may grow, in bytes (0: all of it is kept)
    Column("history_limit", Integer, nullable=False, server_default="0"),
)
alembic_version = Table(  # which migration the file stands at; Alembic's own table, made with the others
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False, primary_key=True),
)

CONTENT = {t.name: t for t in (article, case, node, anchor, link, pairing, tag, issue, clash, dismissal)}
