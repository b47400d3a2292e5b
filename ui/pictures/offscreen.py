"""Pictures on the command line: Qt without a window, a screen or even installed faces."""

from __future__ import annotations

import logging
import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from models.messages import Message
from models.project import Project
from storage.pictures import PictureOptions, Wanted
from ui.pictures.writing import picture
from ui.theme import Theme
from ui.theme.theme import FACES


def draw(project: Project, wanted: Wanted, options: PictureOptions) -> tuple[bytes, list[Message]]:
    """A picture's bytes and what it leaves out, where no window is open. Raises UserError."""
    return picture(theme_for(application()), project, wanted, options)


def application() -> QApplication:
    """Qt's application object: the one there is, else one that needs no screen."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if sys.platform not in ("win32", "darwin"):  # those two have a screen always, and their faces only with it
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_log)
    return QApplication(sys.argv[:1])


def theme_for(running: QApplication) -> Theme:
    """The theme, in the bundled face where the system has none with letters: words must not turn into boxes."""
    theme = Theme(running, "light")  # brings the bundled faces in, before anything is measured
    if not QFontMetrics(running.font()).inFont("a"):
        running.setFont(QFont(next(family for family in FACES if family in QFontDatabase.families())))
        theme = Theme(running, "light")
    return theme


def _log(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say is for us, not for who wanted a picture."""
    logging.getLogger("counterpoint.qt").debug("%s", text)
