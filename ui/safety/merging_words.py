"""What two copies of a project say differently, in words: one question a line, each side's value as people know it."""

from __future__ import annotations

from models.entities import Row
from models.merging import APPENDED, GONE, Journal, Question
from models.messages import N_, _, ngettext, shorten
from models.words import KIND_NAMES
from storage.synced.joining import Plan
from ui.panel.times import when
from ui.two_lines import TwoLine

COLUMNS = {
    "text": N_("Text"),
    "note": N_("Note"),
    "reasoning": N_("Reasoning"),
    "tags": N_("Tags"),
    "kind": N_("Kind"),
    "parent_id": N_("Place in the tree"),
    "position": N_("Place in the tree"),
    "premise_group": N_("Linked premises"),
    "inference": N_("Undercut"),
    "implicit": N_("Implicit"),
    "binned_by": N_("Deleted"),
    "text_hash": N_("The article's text"),
    "start": N_("Passage"),
    "title": N_("Title"),
    "name": N_("Name"),
    "colour": N_("Colour"),
    "motion": N_("Motion"),
    "notes": N_("Notes"),
    "heading": N_("Heading"),
    "strength": N_("Strength"),
    "weighing": N_("Weighing"),
    "why": N_("Why"),
    "leads": N_("Who leads"),
    "better": N_("Better evidence"),
    "source_id": N_("What is linked"),
    "issue_id": N_("Place in the clash table"),
    "confidence": N_("Confidence"),
    "relevance": N_("Relevance"),
    "quality": N_("Quality"),
    "scheme": N_("Scheme"),
    GONE: N_("Removed"),
}
TABLES = {
    "article": N_("Article"),
    "case": N_("Case"),
    "node": N_("Node"),
    "anchor": N_("Passage"),
    "link": N_("Link"),
    "pairing": N_("Pairing"),
    "tag": N_("Tag"),
    "issue": N_("Heading of the clash table"),
    "clash": N_("Row of the clash table"),
    "dismissal": N_("Dismissed proposal"),
}


def name_of(plan: Plan, question: Question) -> str:
    """What a question is about, as people know it."""
    row = question.mine or question.theirs or question.before or {}
    for column in ("text", "exact", "title", "name", "motion", "heading", "note"):
        if row.get(column):
            return shorten(str(row[column]), 80)
    node = row.get("source_id") or row.get("node_id")
    if node is not None:
        for project in (plan.ours, plan.theirs):
            found = project.entity("node", str(node))
            if found is not None:
                return shorten(found.text, 80)
    return _(TABLES[question.table])


def column_of(question: Question) -> str:
    """Which of its values."""
    named = next((column for column in ("parent_id", "start", *question.columns) if column in question.columns), GONE)
    return _(COLUMNS.get(named, TABLES[question.table]))


def line_of(plan: Plan, question: Question, answer: str) -> TwoLine:
    words = {"mine": _("Mine"), "theirs": _("Theirs"), "both": _("Both")}
    kind = str((question.mine or question.theirs or {}).get("kind", "")) if question.table == "node" else ""
    below = f"{_(TABLES[question.table])} · {column_of(question)}"
    return TwoLine(name_of(plan, question), words.get(answer, "?"), below, kind, bool(answer))


def value_of(plan: Plan, question: Question, row: Row | None) -> str:
    """One side's value; `row` None: it is not there."""
    if row is None:
        return _("(removed)")
    if question.columns == (GONE,):
        return str(row.get("text") or row.get("exact") or row.get("note") or row.get("heading") or _("(kept)"))
    if question.columns == ("binned_by",):
        return _("(deleted)") if row["binned_by"] is not None else _("(kept)")
    if "text_hash" in question.columns:
        return _text(plan, question, row)
    if "start" in question.columns:
        return str(row["exact"])
    if "parent_id" in question.columns:
        return _place(plan, question, row)
    return "\n".join(_plain(column, row[column]) for column in question.columns)


def _plain(column: str, value: object) -> str:
    if value in (None, "", []):
        return _("(nothing)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if column == "kind" and str(value) in KIND_NAMES:
        return _(KIND_NAMES[str(value)])
    return str(value)


def _text(plan: Plan, question: Question, row: Row) -> str:
    """The two texts from a little before where they differ."""
    try:
        ours, theirs = plan.ours.text(question.row), plan.theirs.text(question.row)
    except KeyError:
        return ""
    at = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, at - 80)
    if question.mine is not None and row["text_hash"] == question.mine["text_hash"]:
        return ("…" if start else "") + ours[start : at + 400]
    if question.theirs is not None and row["text_hash"] == question.theirs["text_hash"]:
        return ("…" if start else "") + theirs[start : at + 400]
    return _("(as it was before both corrections)")


def _place(plan: Plan, question: Question, row: Row) -> str:
    parent = row["parent_id"]
    for project in (plan.ours, plan.theirs):
        node = project.entity("node", parent) if parent is not None else None
        if node is not None:
            under = _("under “{text}”").format(text=shorten(node.text, 200))
            return under + _before(plan, question, row)
    return _("at the top of its case") + _before(plan, question, row)


def _before(plan: Plan, question: Question, row: Row) -> str:
    project = plan.theirs if row is question.theirs else plan.ours
    later = [n for n in project.children(row["case_id"], row["parent_id"]) if n.position > row["position"]]
    return _(", before “{text}”").format(text=shorten(later[0].text, 120)) if later else _(", as the last")


def entries(journal: Journal) -> str:
    """What one side did, a line an entry."""
    lines = [f"{when(entry.time)}  {entry.annotator}: {entry.label}" for entry, _changes in journal]
    return "\n".join(lines) or _("(nothing)")


def summary(plan: Plan) -> str:
    ours = ngettext("{count} change here", "{count} changes here", len(plan.our_new)).format(count=len(plan.our_new))
    count = len(plan.their_new)
    theirs = ngettext("{count} change by {who}", "{count} changes by {who}", count).format(count=count, who=plan.who)
    questions = len(plan.merge.questions)
    if not questions:
        return _("{ours}, {theirs}. They do not touch each other.").format(ours=ours, theirs=theirs)
    asked = ngettext(
        "{count} thing was changed on both sides: say which is to stand.",
        "{count} things were changed on both sides: say which are to stand.",
        questions,
    ).format(count=questions)
    return _("{ours}, {theirs}. {asked}").format(ours=ours, theirs=theirs, asked=asked)


def is_text(question: Question) -> bool:
    return len(question.columns) == 1 and (question.table, question.columns[0]) in APPENDED
