"""Every format, or every ticked one, into one folder: asks before a file is replaced, and reports on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from models.messages import _, ngettext
from storage.formats.registry import Format
from ui.correcting.bars import Choice, SayBar
from ui.exporting.groups import takes_part
from ui.exporting.making import Order, Values
from ui.exporting.wanted import Wanted
from ui.exporting.writing import Done, report_head, report_lines
from ui.notices import shown_path

Go = Callable[[Sequence[Format], Sequence[Path]], None]


def ask_about(
    bar: SayBar, folder: Path, wanted: Sequence[Format], paths: Sequence[Path], go: Go, leave: Callable[[], None]
) -> None:
    """Do `go` for all of them, or first say which are there already and let the user decide."""
    there = {path for path in paths if path.exists()}
    if not there:
        go(wanted, paths)
        return
    words = ngettext(
        "{count} file with such a name is in {folder} already.",
        "{count} files with such names are in {folder} already.",
        len(there),
    ).format(count=f"{len(there):,}", folder=shown_path(folder))
    choices: list[Choice] = [(_("Replace"), lambda: go(wanted, paths))]
    left = [(each, path) for each, path in zip(wanted, paths, strict=True) if path not in there]
    if left:
        formats, new = [each for each, _path in left], [path for _each, path in left]
        choices.append((_("Write only the others"), lambda: go(formats, new)))
    bar.say(words, [*choices, (_("Cancel"), leave)])


def orders_of(wanted: Sequence[Format], part: Wanted, options_of: Callable[[Format], Values]) -> list[Order]:
    """What is to be written for each format; what always holds everything gets everything."""
    return [Order.of(each, part if takes_part(each) else Wanted(), options_of(each)) for each in wanted]


def report_html(done: Sequence[Done], folder: str) -> str:
    """What became of each file."""
    rows = []
    for title, said, losses in report_lines(done):
        left = "".join(f"<br>{escape(loss)}" for loss in losses)
        rows.append(f"<p><b>{escape(title)}</b>: {escape(said)}<small>{left}</small></p>")
    return f"<h3>{escape(report_head(done, folder))}</h3>{''.join(rows)}"


def first_bug(done: Sequence[Done]) -> Exception | None:
    """A fault of ours that kept a file from being written."""
    return next((each.bug for each in done if each.bug is not None), None)
