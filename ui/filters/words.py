"""Which chips there are, in which order, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.filtering import KIND, LINK, STATE, STATUS, TAG, Chip, Filter, Found
from models.messages import N_, _, ngettext
from models.words import SHORT_LINKS, SHORT_STATUSES

WORDS: dict[Chip, str] = {
    (KIND, "claim"): N_("claims"),
    (KIND, "evidence"): N_("evidence"),
    (KIND, "rebuttal"): N_("rebuttals"),
    **{(STATUS, status): SHORT_STATUSES[status] for status in ("unanswered", "partly", "answered", "conceded")},
    **{(STATE, state): SHORT_STATUSES[state] for state in ("open", "met")},
    **{(LINK, kind): word for kind, word in SHORT_LINKS.items()},
}
WHOLE: dict[Chip, str] = {  # where a chip's word alone would not do: in its tip and to a screen reader
    (STATUS, "unanswered"): N_("unanswered claims"),
    (STATUS, "partly"): N_("partly answered claims"),
    (STATUS, "answered"): N_("answered claims"),
    (STATUS, "conceded"): N_("conceded claims"),
    (STATE, "open"): N_("open challenges"),
    (STATE, "met"): N_("met challenges"),
    (LINK, "rebuts"): N_("links that rebut"),
    (LINK, "undercuts"): N_("links that undercut"),
    (LINK, "questions"): N_("links that question evidence"),
    (LINK, "turns"): N_("links that turn a point"),
    (LINK, "answers"): N_("links that answer"),
    (LINK, "concedes"): N_("links that concede"),
    (LINK, "agrees"): N_("links that agree"),
    (LINK, "tension"): N_("links in tension"),
    (LINK, "same_evidence"): N_("links of the same evidence"),
    (LINK, "supports"): N_("links that support"),
}


def chips(wanted: Filter, found: Found) -> Iterator[Chip]:
    """Those that occur, and those that are off though nothing of theirs is left, in their order."""
    return (chip for chip in WORDS if chip in found.counts or wanted.is_off(chip))


def tags(wanted: Filter, found: Found) -> list[tuple[str, int]]:
    """The tags that occur or are asked for, with their counts, in the order of the alphabet."""
    names = {value for part, value in found.counts if part == TAG} | wanted.tags
    return [
        (name, found.counts.get((TAG, name), 0)) for name in sorted(names, key=lambda name: (name.casefold(), name))
    ]


def values(found: Found, part: str) -> set[str]:
    return {value for each, value in found.counts if each == part}


def chip_word(chip: Chip) -> str:
    return _(WORDS[chip])


def chip_name(chip: Chip, count: int, shown: bool) -> str:
    """For a screen reader: "rebuttals, 12, shown"."""
    state = _("shown") if shown else _("hidden")
    return _("{what}, {count}, {state}").format(what=_(WHOLE.get(chip, WORDS[chip])), count=f"{count:,}", state=state)


def chip_tip(chip: Chip, shown: bool) -> str:
    what = _(WHOLE.get(chip, WORDS[chip]))
    sentence = _("Hide {what}. Double-click: only these.") if shown else _("Show {what}. Double-click: only these.")
    return sentence.format(what=what)


def tags_word(wanted: Iterable[str]) -> str:
    """What the button of the tags says."""
    names = sorted(wanted, key=str.casefold)
    if not names:
        return _("Tags")
    if len(names) == 1:
        return _("Tag: {tag}").format(tag=names[0])
    return _("Tags: {tag} +{count}").format(tag=names[0], count=len(names) - 1)


def hidden_words(found: Found) -> str:
    """How much is out of sight: "41 nodes and 5 links hidden"."""
    nodes, links = found.hidden_nodes, found.hidden_links
    if not nodes and not links:
        return _("Nothing is hidden")
    if not links:
        return ngettext("{count} node hidden", "{count} nodes hidden", nodes).format(count=f"{nodes:,}")
    if not nodes:
        return ngettext("{count} link hidden", "{count} links hidden", links).format(count=f"{links:,}")
    return _("{nodes} and {links} hidden").format(
        nodes=ngettext("{count} node", "{count} nodes", nodes).format(count=f"{nodes:,}"),
        links=ngettext("{count} link", "{count} links", links).format(count=f"{links:,}"),
    )
