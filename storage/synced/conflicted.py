"""Copies that a sync program has put beside a project because two machines had written it: found by their names."""

from __future__ import annotations

import os
import re
from pathlib import Path

# Where NAME is the project's file name without its suffix:
_PATTERNS = (
    r" \(.*(?:conflicted copy|conflict|In Konflikt stehende Kopie|copie en conflit).*\)",  # Dropbox, Nextcloud, Google
    r"\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]+)?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # ownCloud of old
    r"-[^\W_][\w-]*",  # OneDrive: the machine's name
    r" \d{1,2}",  # iCloud
    r" \(\d{1,2}\)",  # Google Drive
    r" \(SFConflict .*\)",  # Seafile
)


def conflicted_copies(project: Path) -> list[Path]:
    """The files beside a project that by their names are copies of it, and by their contents are versions of it.

    A name alone says little ("Debate 2" may be another debate): only files with the project's own id count.
    """
    stem, suffix = re.escape(project.stem), re.escape(project.suffix)
    shape = re.compile(f"{stem}(?:{'|'.join(_PATTERNS)}){suffix}", re.I)
    try:
        names = sorted(os.listdir(project.parent))
    except OSError:
        return []
    found = [project.with_name(name) for name in names if name != project.name and shape.fullmatch(name)]
    return [path for path in found if path.is_file() and _is_version(path, project)]


def _is_version(path: Path, project: Path) -> bool:
    from models.errors import UserError
    from storage.synced.joining import about, read_aside

    try:
        with read_aside(path) as (copy, _seen), read_aside(project) as (own, _own):
            return about(copy)[0] == about(own)[0]
    except (OSError, UserError):
        return False
