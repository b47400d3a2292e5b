"""What the entries of the File menu do that bring articles in."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.importing.intake import Intake


class ImportCommands(QObject):
    """Handlers of ui.actions.ACTIONS."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.import_files = intake.import_files
        self.import_folder = intake.import_folder
        self.paste_article = intake.paste_article
