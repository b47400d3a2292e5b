"""Pages to a real printer, one at a time, so that the window stays alive. Printers want the interface thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from models.errors import UserError
from ui.printing.paper import DPI, Sheets


class Printing(QObject):
    """`printed` when the last page is out, `failed(UserError)` where the printer takes none."""

    printed = Signal()
    failed = Signal(Exception)
    told = Signal(int, int)  # pages done, pages in all

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._sheets: Sheets | None = None
        self._left: list[int] = []
        self._whole = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self, printer: QPrinter, sheets: Sheets, numbers: range) -> None:
        """Print the pages of those numbers, from 0."""
        self._printer, self._sheets = printer, sheets
        self._left = [number for number in numbers if 0 <= number < (sheets.total or 0)]
        self._whole = len(self._left)
        printer.setPageLayout(sheets.paper(self._left[0] if self._left else 0).layout())
        self._painter = QPainter()
        if not self._left or not self._painter.begin(printer):
            self.stop()
            self.failed.emit(UserError("print.failed"))
            return
        self._timer.start()

    def _step(self) -> None:
        printer, painter, sheets = self._printer, self._painter, self._sheets
        assert printer is not None and painter is not None and sheets is not None
        if not self._left:
            is_well = painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
            self.stop()
            if is_well:
                self.printed.emit()
            else:
                self.failed.emit(UserError("print.failed"))
            return
        number = self._left.pop(0)
        done = self._whole - len(self._left)
        if done > 1:
            printer.setPageLayout(sheets.paper(number).layout())
            printer.newPage()
        painter.save()
        painter.scale(printer.resolution() / DPI, printer.resolution() / DPI)
        sheets.paint(painter, number, 1.0)
        painter.restore()
        self.told.emit(done, self._whole)

    def stop(self) -> None:
        """Print no more."""
        self._timer.stop()
        if self._painter is not None and self._painter.isActive():
            if self._left and self._printer is not None:
                self._printer.abort()
            self._painter.end()
        self._painter = self._printer = self._sheets = None
        self._left = []
