"""Start the window: the application object, the theme, what to open first, and the net for bugs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from models import VERSION
from models.messages import _
from ui.clipboard import let_go
from ui.safety.crash import Crashes
from ui.safety.hard_crashes import HardCrashes, offer
from ui.safety.net import Net
from ui.settings import THEME, Settings
from ui.theme import Theme
from ui.theme.theme import RESOURCES

if TYPE_CHECKING:
    from ui.collecting import Collecting
    from ui.main_window import MainWindow


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
    settings = Settings()
    theme = Theme(application, settings.get(THEME))
    net, hard = Net(application), HardCrashes()
    crashes = Crashes(net, theme, application)
    net.spread()
    net.last_words = hard.last_words
    hard.listen()
    try:
        window, collecting = _make_window(application, theme, settings)
    except Exception as error:
        crashes.could_not_start(error)
        return 1
    else:
        crashes.follow(window)
        window.show()
        window.start(paths[0] if paths else None)
        for fault in hard.left_behind()[-1:]:
            offer(window.offers, fault, crashes.show_earlier)
        code = int(application.exec())
        collecting.stop()
        let_go()
        return code
    finally:
        net.put_away()
        hard.end()


def _make_window(application: QApplication, theme: Theme, settings: Settings) -> tuple[MainWindow, Collecting]:
    from ui.article.accessible import install as let_articles_be_read
    from ui.collecting import Collecting
    from ui.compare.gutter_reading import install as let_gutters_be_read
    from ui.main_window import MainWindow
    from ui.map.accessible import install as let_maps_be_read

    let_articles_be_read()
    let_maps_be_read()
    let_gutters_be_read()
    collecting = Collecting(application)
    return MainWindow(theme, settings), collecting


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
