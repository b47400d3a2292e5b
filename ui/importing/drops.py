"""Articles let go of over the window: files, folders, pages and text from other programs, wherever no view takes them.

Trees, maps and the clash table take words as nodes; what they do not want comes to the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.messages import _
from ui.importing.intake import Intake
from ui.importing.pasting import Held, held_in
from ui.theme import Theme

INSET = 4  # pixels from the frame to the edge of what it surrounds
PAD_X, PAD_Y = 20, 12  # around the sentence
WIDEST = 340  # pixels of a line of the sentence
VEIL = 0.6  # how much of the paper lies over what is below


def sentence_of(held: Held) -> str:
    """What letting go would do."""
    if held is Held.REMOTE:
        return _("An address alone: nothing is fetched from the web. Save the page and drop the file.")
    if held is Held.PICTURE:
        return _("A picture is no article.")
    return _("Drop to import as an article")


class DropFrame(QWidget):
    """A frame with a sentence over what would take the drop. It is seen and nothing else."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._sentence = ""
        self._refuses = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; "" when it is not shown."""
        return self._sentence if self.isVisible() else ""

    def say(self, sentence: str, over: QRect, *, refuses: bool = False) -> None:
        """Show `sentence` in a frame over a rectangle of the window. `refuses`: letting go does nothing."""
        if (self.sentence, self.geometry(), self._refuses) == (sentence, over, refuses):
            return
        self._sentence, self._refuses = sentence, refuses
        self.setAccessibleName(sentence)
        self.setGeometry(over)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        line = tokens.muted if self._refuses else tokens.accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        veil = QColor(tokens.paper)
        veil.setAlphaF(VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(line, 2, Qt.PenStyle.DashLine if self._refuses else Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(frame, 8, 8)
        painter.setFont(self._theme.interface_font(500))
        spare = max(PAD_X + INSET, (frame.width() - WIDEST) / 2)
        room = frame.adjusted(spare, 0, -spare, 0)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(room, flags, self._sentence)
        ground = words.adjusted(-PAD_X, -PAD_Y, PAD_X, PAD_Y)
        painter.setPen(QPen(tokens.line if self._refuses else line, 1))
        painter.setBrush(tokens.paper if self._refuses else tokens.selection)
        painter.drawRoundedRect(ground, 6, 6)
        painter.setPen(tokens.ink)
        painter.drawText(words, flags, self._sentence)


class ArticleDrops:
    """What the window does with a drag that no view wants.

    `place(what is held, point)`: the rectangle that would take what is let go of there, both in the window's pixels.
    """

    def __init__(self, frame: DropFrame, place: Callable[[Held, QPoint], QRect], intake: Intake) -> None:
        self.frame = frame
        self._place, self._intake = place, intake

    def over(self, event: QDragMoveEvent) -> None:
        """Show what letting go here would do. Drags from within the program are not for the window."""
        held = held_in(event.mimeData())
        if event.source() is not None or held is Held.NOTHING:
            self.leave()
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not self.frame.isVisible() and held in (Held.FILES, Held.WORDS):
            QTimer.singleShot(0, self.frame, self._intake.readers.warm)
        refuses = held in (Held.REMOTE, Held.PICTURE)
        self.frame.say(sentence_of(held), self._place(held, event.position().toPoint()), refuses=refuses)

    def leave(self) -> None:
        self.frame.hide()

    def drop(self, event: QDropEvent) -> None:
        self.leave()
        if event.source() is not None or held_in(event.mimeData()) is Held.NOTHING:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._intake.take_drop(event.mimeData())
