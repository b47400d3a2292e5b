"""Words about files: how large they are, of what format, and how far their reading is."""

from __future__ import annotations

from models.messages import N_, _, ngettext
from ui.importing.entries import UNDER_WAY, Entry, State

FORMATS = {
    "application/pdf": N_("PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": N_("Word document"),
    "application/vnd.oasis.opendocument.text": N_("OpenDocument text"),
    "application/epub+zip": N_("EPUB"),
    "application/rtf": N_("Rich text"),
    "text/rtf": N_("Rich text"),
    "multipart/related": N_("web page (MHTML)"),
    "text/html": N_("web page"),
    "application/xhtml+xml": N_("web page"),
    "text/markdown": N_("Markdown"),
    "text/plain": N_("plain text"),
}


def format_name(media_type: str) -> str:
    """What people call a media type."""
    return _(FORMATS[media_type]) if media_type in FORMATS else media_type


def size_words(size: int) -> str:
    """A number of bytes as people say it: "2.3 MB"."""
    if size < 1000:
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    if size < 999_500:
        return _("{size} kB").format(size=f"{size / 1000:.0f}")
    return _("{size} MB").format(size=f"{size / 1_000_000:.1f}")


def state_words(entry: Entry, warnings: int) -> str:
    """How far a file is, for the list."""
    state = entry.state
    if state is State.READING and entry.total > 0:
        return _("reading, {percent} %").format(percent=_percent(entry))
    if state is State.READY and not entry.has_text:
        return _("holds no text")
    if state is State.READY and warnings:
        return ngettext("ready, {count} warning", "ready, {count} warnings", warnings).format(count=warnings)
    return _(STATES[state])


STATES = {
    State.WAITING: N_("waiting"),
    State.READING: N_("reading"),
    State.READY: N_("ready"),
    State.FAILED: N_("could not be read"),
    State.LEFT: N_("left out"),
    State.STORING: N_("importing"),
    State.STORED: N_("imported"),
    State.REFUSED: N_("not imported"),
}


def _percent(entry: Entry) -> int:
    return min(100, round(100 * entry.done / max(1, entry.total)))


def reading_words(entry: Entry) -> str:
    """What is going on with a file that is not read yet, as a sentence."""
    if entry.state is State.WAITING:
        return _("Waiting for its turn…")
    if entry.state is not State.READING or entry.total <= 0:
        return _("Reading…")
    if entry.name.lower().endswith(".pdf"):
        return _("Reading page {done} of {total}…").format(done=min(entry.done, entry.total), total=entry.total)
    return _("Reading, {percent} %…").format(percent=_percent(entry))


def share_done(entries: list[Entry]) -> float:
    """How much of all is read, from 0 to 1."""
    if not entries:
        return 0.0
    done = sum(entry.state not in UNDER_WAY for entry in entries)
    parts = sum(min(1.0, e.done / e.total) for e in entries if e.state is State.READING and e.total > 0)
    return (done + parts) / len(entries)
