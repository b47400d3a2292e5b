"""From bytes to files: what they are called, where they go, and many at once with one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import UserError
from models.importing.progress import tell
from models.messages import Message, _, ngettext
from models.project import Project
from storage.formats.registry import Format, file_name
from ui.exporting.apart import Apart
from ui.exporting.making import Made, Order, make
from ui.exporting.wanted import Wanted
from ui.importing.wording import size_words

LONGEST = 80  # letters of a proposed name


def stem_of(project: Project, path: Path, wanted: Wanted) -> str:
    """What a file is called at first, without its ending: as the project, or as the one case that it holds."""
    if wanted.case_id is None:
        return path.stem
    name = project.case(wanted.case_id).name
    plain = "".join(" " if char in '<>:"/\\|?*' or not char.isprintable() else char for char in name)
    return " ".join(plain.split()).strip(". ")[:LONGEST].strip() or path.stem


def ask_path(parent: QWidget, found: Format, proposed: Path) -> Path | None:
    """Where a file is to go. It gets the format's ending, and what stands there already is asked about."""
    endings = " ".join(f"*{extension}" for extension in found.extensions)
    patterns = f"{_(found.title)} ({endings});;{_('All files (*)')}"
    while True:
        name, _pattern = QFileDialog.getSaveFileName(parent, _("Export"), str(proposed), patterns)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() in {PurePath(f"x{extension}").suffix for extension in found.extensions}:
            return path
        proposed = path.with_name(path.name + found.extensions[0])
        if not proposed.exists():
            return proposed  # else the dialog asks whether the file of that name may go


def write(project: Path, path: Path, made: Made) -> None:
    """Put what was made at `path`, whole or not at all. Raises UserError."""
    from storage.projects import write_export

    write_export(project, path, made.data)


# -- many files


@dataclass(frozen=True, slots=True)
class Done:
    """One file of many: written with these losses, or not (`trouble`). `bug`: a fault of ours, for the crash report."""

    title: str
    path: Path
    size: int = 0
    losses: tuple[Message, ...] = ()
    trouble: str = ""
    bug: Exception | None = None


def paths_of(folder: Path, stem: str, wanted: Sequence[Format]) -> list[Path]:
    """A file for each format; those whose ending another one has too are told apart by their names."""
    return [folder / file_name(stem, each) for each in wanted]


def write_all(apart: Apart, orders: Sequence[Order], paths: Sequence[Path]) -> list[Done]:
    """Write one after the other; what fails leaves the others alone. Cancelled between two files."""
    done: list[Done] = []
    for at, (order, path) in enumerate(zip(orders, paths, strict=True)):
        tell(at, len(orders))
        title = _(order.format.title)
        try:
            made = make(apart, order)
            write(apart.path, path, made)
        except UserError as error:
            done.append(Done(title, path, trouble=str(error)))
        except Exception as bug:  # told once all the others are written
            sentence = _("Something went wrong inside Counterpoint.")
            done.append(Done(title, path, trouble=sentence, bug=bug))
        else:
            done.append(Done(title, path, len(made.data), made.losses))
    return done


def report_head(done: Sequence[Done], folder: str) -> str:
    """ "11 of 12 files were written to ~/maps."."""
    written = sum(not each.trouble for each in done)
    if written == len(done):
        words = ngettext("{count} file was written to {folder}.", "{count} files were written to {folder}.", written)
        return words.format(count=f"{written:,}", folder=folder)
    return _("{written} of {count} files were written to {folder}.").format(
        written=f"{written:,}", count=f"{len(done):,}", folder=folder
    )


def report_lines(done: Sequence[Done]) -> list[tuple[str, str, list[str]]]:
    """(format, file with its size or why there is none, what it leaves out) for each."""
    found = []
    for each in done:
        said = each.trouble or f"{each.path.name}, {size_words(each.size)}"
        found.append((each.title, said, [str(loss) for loss in each.losses]))
    return found
