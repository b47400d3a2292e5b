"""The sentences of references and their formats; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

BIBLIOGRAPHY_SENTENCES: dict[str, str | tuple[str, str]] = {
    "references.none": N_("{name} holds no references."),
    "references.damaged": N_("{name} is no list of references that can be read: {reason}"),
    "references.entry": N_("The entry in line {line} could not be read and was left out."),
    "references.lost": N_("This format has no place for: {names}."),
    "references.taken": NN_(
        "{count} reference read; matched to an article of the project: {matched}.",
        "{count} references read; matched to articles of the project: {matched}.",
    ),
    "citekey.too_long": N_("A citekey has at most {most} characters."),
    "citekey.characters": N_("A citekey is made of letters and digits, and single _ : . + - / between them."),
    "citekey.taken": N_("Another article has the citekey {citekey}."),
    "about.title_needed": N_("An article needs a title."),
    "about.date": N_("“{text}” is no date: write 2024-12-31, 2024-12 or 2024."),
}
