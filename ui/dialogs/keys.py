"""The list of keys, made from the action table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.messages import _
from ui.menus import key_list
from ui.theme import Theme


class KeysDialog(QDialog):
    """What can be done with which key, by menu."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        last = ""
        for row, (menu, text, key) in enumerate(key_list()):
            if menu != last:
                head = QLabel(menu)
                head.setFont(theme.interface_font(600))
                grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
                last = menu
            grid.addWidget(QLabel(text), row, 1)
            grid.addWidget(QLabel(key), row, 2)
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll)
        column.addWidget(buttons)
        self.resize(520, 560)
