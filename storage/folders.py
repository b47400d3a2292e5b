"""Where the program keeps what is no project: backups, working copies, reports. Below the user's data folder."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def data_folder() -> Path:
    """The program's folder among the user's data: ~/.local/share/counterpoint or $XDG_DATA_HOME/counterpoint on Linux,
    ~/Library/Application Support/counterpoint on macOS, %LOCALAPPDATA%\\counterpoint on Windows."""
    return user_data_path("counterpoint", appauthor=False)


def backups_folder() -> Path:
    """Where backups are kept, in a folder of its own for each project."""
    return data_folder() / "backups"


def working_folder() -> Path:
    """Where projects of network and synced folders are worked on."""
    return data_folder() / "working"


def reports_folder() -> Path:
    """Where the reports of unexpected errors are kept."""
    return data_folder() / "reports"
