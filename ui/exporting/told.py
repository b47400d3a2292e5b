"""Formats in words: what each is for and what of a map its files hold."""

from __future__ import annotations

from models.interchange.features import UNTOLD, Feature
from models.messages import N_, _
from storage.formats.options import chosen
from storage.formats.registry import Format

FEATURES = {
    Feature.KINDS: N_("kinds of points"),
    Feature.SEVERAL_CASES: N_("several cases"),
    Feature.CASE_NAMES: N_("names of cases"),
    Feature.ORDER: N_("order"),
    Feature.UNDERCUTS: N_("undercuts"),
    Feature.PREMISES: N_("linked premises"),
    Feature.UNSTATED: N_("unstated premises"),
    Feature.PASSAGES: N_("passages"),
    Feature.PLACES: N_("places of passages"),
    Feature.SOURCES: N_("data of articles"),
    Feature.LINE_BREAKS: N_("line breaks"),
    Feature.NOTES: N_("notes"),
    Feature.REASONING: N_("reasoning"),
    Feature.TAGS: N_("tags"),
    Feature.TAG_COLOURS: N_("colours of tags"),
    Feature.SCHEMES: N_("schemes"),
    Feature.FIGURES: N_("confidence and relevance"),
    Feature.AUTHORS: N_("authors and times"),
    Feature.ANNOTATORS: N_("readers of cases"),
    Feature.LINKS: N_("links"),
    Feature.LINK_KINDS: N_("kinds of links"),
    Feature.LINK_NOTES: N_("notes of links"),
    Feature.LINK_STRENGTH: N_("strength of links"),
    Feature.ANSWERS: N_("answers to links"),
    Feature.PAIRINGS: N_("pairings"),
    Feature.CLASHES: N_("the clash table"),
}
_SUBJECTS = {
    "article": N_("An article to read and mark."),
    "references": N_("What is known of articles: title, authors, date."),
    "project": N_("Everything in a project."),
    "map": N_("An argument map."),
}


def purpose_of(found: Format) -> str:
    """A sentence on what the format is for."""
    return _(found.about) if found.about else _(_SUBJECTS[found.subject])


def carried_words(found: Format) -> str:
    """What of a map its files hold, told by what is there or by what is missing, whichever is shorter."""
    if found.subject != "map":
        return ""
    held = set(found.carries(chosen(found.options, {})))
    told = [feature for feature in FEATURES if feature not in UNTOLD]
    there = [_(FEATURES[feature]) for feature in told if feature in held]
    missing = [_(FEATURES[feature]) for feature in told if feature not in held]
    if not missing:
        return _("Holds everything.")
    if not there:
        return _("Points and their relations.")
    if len(missing) <= len(there):
        return _("Holds everything but: {things}.").format(things=", ".join(missing))
    return _("Holds: {things}.").format(things=", ".join(there))
