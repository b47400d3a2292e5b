"""Start the window: the application object, the theme, what to open first, and the net for bugs."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from models import VERSION
from models.entities import now
from models.messages import _
from storage.folders import data_folder
from ui.notices import report_crash
from ui.settings import THEME, Settings
from ui.theme import Theme
from ui.theme.theme import RESOURCES


def run(paths: list[Path]) -> int:
    """Open the window on a project: the one named, else the last one, else the bundled debate. The exit code."""
    if not has_display():
        print(
            _("There is no display to open a window on. Set DISPLAY, or run the command line: --help"), file=sys.stderr
        )
        return 1
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Counterpoint")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("counterpoint")
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "counterpoint.svg")))
    _translate_qt(application)
    sys.excepthook = BugReports()
    settings = Settings()
    theme = Theme(application, settings.get(THEME))
    from ui.article.accessible import install as let_articles_be_read
    from ui.clipboard import let_go
    from ui.collecting import Collecting
    from ui.compare.gutter_reading import install as let_gutters_be_read
    from ui.main_window import MainWindow
    from ui.map.accessible import install as let_maps_be_read

    let_articles_be_read()
    let_maps_be_read()
    let_gutters_be_read()
    collecting = Collecting(application)
    window = MainWindow(theme, settings)
    window.show()
    window.start(paths[0] if paths else None)
    code = int(application.exec())
    collecting.stop()
    let_go()
    return code


def has_display() -> bool:
    """Whether Qt will find a screen; it ends the process with an abort where there is none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _translate_qt(application: QApplication) -> None:
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        application.installTranslator(translator)


def save_report(text: str) -> Path | None:
    """Keep a bug's report in the data folder, so that it can be sent later; its path, or None when that fails too."""
    path = data_folder() / "reports" / f"{now().replace(':', '-')}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", errors="replace")
    except OSError:
        return None
    return path


class BugReports:
    """The net for bugs: each is logged, and one at a time is shown (painting may fail again behind the report)."""

    def __init__(self) -> None:
        self._is_open = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger("counterpoint").error("%s", text)
        if self._is_open:
            return
        self._is_open = True
        try:
            report = f"Counterpoint {VERSION}, Python {sys.version.split()[0]}, {sys.platform}\n\n{text}"
            report_crash(report, save_report(report), None)
        finally:
            self._is_open = False
