"""The sentences of references and their formats; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

BIBLIOGRAPHY_SENTENCES: dict[str, str | tuple[str, str]] = {
    "edit.change_about": N_("Change the details of “{title}”"),
    "edit.take_references": NN_("Take the reference of {count} article", "Take the references of {count} articles"),
    "citekey.too_long": N_("A citekey has at most {most} characters."),
    "citekey.characters": N_("A citekey is made of letters and digits, and single _ : . + - / between them."),
    "citekey.taken": N_("Another article has the citekey {citekey}."),
    "about.title_needed": N_("An article needs a title."),
    "about.date": N_("“{text}” is no date: write 2024-12-31, 2024-12 or 2024."),
}
