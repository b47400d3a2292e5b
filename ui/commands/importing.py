"""What the entries of the File menu do that bring articles and maps in."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.importing.intake import Intake
from ui.incoming_maps.intake import MapIntake


class ImportCommands(QObject):
    """Handlers of ui.actions.ACTIONS."""

    def __init__(self, intake: Intake, maps: MapIntake) -> None:
        super().__init__(intake)
        self.import_map = maps.import_map
        self.import_files = intake.import_files
        self.import_folder = intake.import_folder
        self.paste_article = intake.paste_article
