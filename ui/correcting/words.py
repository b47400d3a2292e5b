"""What the window says about a correction."""

from __future__ import annotations

from models.carrying import Carried, Outcome
from models.messages import _, ngettext
from models.words import KIND_NAMES
from ui.correcting.findings import Findings, PassageToCarry


def summary(findings: Findings) -> str:
    """What was changed and what becomes of the passages: “2 words changed; all 41 passages stand”."""
    if not findings.new.strip():
        return _("An article needs some text.")
    if findings.is_same:
        return _("Nothing is changed yet.")
    total, open_count = len(findings.carrying.outcomes), len(findings.review)
    if findings.words:
        changes = ngettext("{count} word changed", "{count} words changed", findings.words)
        changes = changes.format(count=findings.words)
    else:
        changes = _("Spaces or punctuation changed")
    if not total:
        return changes
    if open_count:
        passages = ngettext("{count} passage to review", "{count} passages to review", open_count)
    else:
        passages = ngettext("its one passage stands", "all {count} passages stand", total)
    return f"{changes}; {passages.format(count=open_count or total)}"


def outcome_words(carried: Carried, number: int | None) -> str:
    """What became of a passage; `number` of the paragraph where it would stand."""
    if carried.outcome is Outcome.LOST:
        return _("Not found any more")
    if carried.outcome is Outcome.MOVED:
        return _("Moved to ¶ {number}").format(number=number) if number is not None else _("Moved elsewhere")
    return _("Words inside it changed")


def decision_word(action: str) -> str:
    """What was decided, as a list says it."""
    return {"accept": _("accepted"), "attach": _("re-attached"), "drop": _("dropped")}.get(action, "")


def row_sentence(passage: PassageToCarry, outcome: str, action: str) -> str:
    """A row of the list as it is read out."""
    parts = [f"{_(KIND_NAMES[passage.kind])}: {passage.node_text}", outcome]
    if passage.binned:
        parts.append(_("its node is in the bin"))
    parts.append(decision_word(action) or _("not decided"))
    return "; ".join(parts)


def decided(done: int, total: int) -> str:
    return ngettext("{done} of {total} decided", "{done} of {total} decided", total).format(done=done, total=total)
