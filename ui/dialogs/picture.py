"""Take a picture of the map: the options at the left, at the right what comes of them, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from models.messages import _, ngettext
from models.project import Project
from storage.pictures import FORMATS, PictureOptions, Wanted
from ui.dialogs.picture_form import PictureForm
from ui.labels import plain_label
from ui.map.scene import Facts
from ui.pictures.content import content_of
from ui.pictures.pages import Plan
from ui.pictures.pdf import letters_told, plan_of, points
from ui.pictures.png import check_fits, image, pixels
from ui.pictures.preview import Preview
from ui.pictures.remembered import remember, remembered
from ui.pictures.sheet import Content, Sheet
from ui.pictures.writing import bytes_of, sheet_of
from ui.settings import FOLDER, Settings
from ui.theme import Theme

SIZE = 860, 600  # pixels: within a window of 900
FORM_WIDE = 296
Save = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What pictures may be taken of: cases by id (the one on show first), and how the window shows them.

    `folded` and `top` are the node ids of ui.tree_state, `shape` a value of models.layout.Shape.
    """

    project: Project
    case_ids: tuple[str, ...]
    facts: Facts | None = None
    folded: frozenset[str] = frozenset()
    top: str | None = None
    shape: str = "compact"


class PictureDialog(QDialog):
    """`save` writes the bytes (and raises UserError). What a picture leaves out is said before it is saved."""

    @classmethod
    def open_for(cls, theme: Theme, settings: Settings, subject: Subject, save: Save, parent: QWidget) -> PictureDialog:
        """Open it over its window, which waits meanwhile."""
        dialog = cls(theme, settings, subject, save, parent)
        dialog.open()
        return dialog

    def __init__(self, theme: Theme, settings: Settings, subject: Subject, save: Save, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._subject, self._save_bytes = theme, settings, subject, save
        self._content: tuple[object, Content] | None = None
        self.sheet: Sheet | None = None
        self.plan: Plan | None = None
        self.setWindowTitle(_("Export a picture of the map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = PictureForm(
            self._choices(), bool(subject.folded or subject.top), remembered(settings, subject.shape), self
        )
        self.preview = Preview(theme, self)
        self.preview.setAccessibleName(_("Preview"))
        self.measure = plain_label(self)
        self.losses = plain_label(self)
        self.trouble = plain_label(self)
        for label in (self.measure, self.losses, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save = QPushButton(_("&Save…"), self)
        self.save.setDefault(True)
        self.copy = QPushButton(_("&Copy"), self)
        self.copy.setToolTip(_("The picture in pixels, to paste it elsewhere"))
        self.copy.setAutoDefault(False)
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.form.changed.connect(self.refresh)
        self.save.clicked.connect(self.ask_and_save)
        self.copy.clicked.connect(self.copy_pixels)
        self.buttons.rejected.connect(self.reject)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def _lay_out(self) -> None:
        options = QScrollArea(self)
        options.setWidget(self.form)
        options.setWidgetResizable(True)
        options.setFrameShape(QFrame.Shape.NoFrame)
        options.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = options.verticalScrollBar().sizeHint().width()
        options.setFixedWidth(max(FORM_WIDE, self.form.minimumSizeHint().width() + bar))  # no field is ever cut
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.preview, 1)
        right.addWidget(self.measure)
        right.addWidget(self.losses)
        right.addWidget(self.trouble)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(options)
        halves.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(halves, 1)
        column.addWidget(self.buttons)
        self.resize(*SIZE)

    def _choices(self) -> list[tuple[object, str]]:
        project, ids = self._subject.project, self._subject.case_ids
        choices: list[tuple[object, str]] = [((case_id,), project.case(case_id).name) for case_id in ids]
        return [*choices, (ids, _("Both cases"))] if len(ids) == 2 else choices

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        for label, colour in (
            (self.measure, tokens.ink),
            (self.losses, tokens.muted),
            (self.trouble, tokens.kinds["rebuttal"].line),
        ):
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, colour)
            label.setPalette(palette)

    # -- what is drawn

    def wanted(self) -> Wanted:
        """What the picture is to show, of cases and branches."""
        case_ids = tuple(self.form.cases.currentData())
        if not self.form.as_on_screen.isChecked():
            return Wanted(case_ids)
        return Wanted(case_ids, self._subject.folded, self._subject.top)

    def refresh(self) -> None:
        """Draw what the form says; where that cannot be, say why instead."""
        options = self.form.options()
        self.sheet = self.plan = None
        trouble, can_save = "", True
        try:
            self.sheet = sheet_of(self._theme, self._laid_out(options), options)
            if options.format == "pdf":
                self.plan = plan_of(self.sheet, options)
                trouble = " ".join(map(str, letters_told(self.plan, options)))
            elif options.format == "png":
                check_fits(self.sheet, options.scale)
        except UserError as error:
            trouble, can_save = str(error), False
        self.save.setEnabled(can_save)
        self.copy.setEnabled(self.sheet is not None)
        self.measure.setText(self._measured(options))
        losses = " ".join(map(str, self.sheet.content.losses)) if self.sheet is not None else ""
        for label, words in ((self.losses, losses), (self.trouble, trouble)):
            label.setText(words)
            label.setVisible(bool(words))
        self.preview.show_sheet(self.sheet, self.plan, options.transparent and options.format != "pdf")

    def _laid_out(self, options: PictureOptions) -> Content:
        """The maps; kept while an option changes that does not concern them."""
        wanted = self.wanted()
        key = wanted, options.shape, options.lines
        if self._content is None or self._content[0] != key:
            self._content = None
            made = content_of(self._theme, self._subject.project, wanted, options, self._subject.facts)
            self._content = key, made
        return self._content[1]

    def _measured(self, options: PictureOptions) -> str:
        """The size of what would be saved, in words."""
        if self.sheet is None:
            return ""
        if options.format != "pdf":
            wide, high = pixels(self.sheet.size, options.scale if options.format == "png" else 1.0)
            return _("{width} × {height} pixels").format(width=f"{wide:,}", height=f"{high:,}")
        if self.plan is None:
            return ""
        words = ngettext("{count} page {paper}", "{count} pages {paper}", self.plan.count)
        words = words.format(count=self.plan.count, paper=options.paper)
        if self.plan.count > 1:
            words += " " + _("({columns} across, {rows} down)").format(columns=self.plan.columns, rows=self.plan.rows)
        blank = len(self.plan.blank)
        if blank:
            words += ngettext(", {count} blank one left out", ", {count} blank ones left out", blank).format(
                count=blank
            )
        return _("{pages}, letters of {points} points").format(pages=words, points=f"{points(self.plan):.1f}")

    # -- taking it away

    def ask_and_save(self) -> None:
        """Ask for a place and save there."""
        chosen = next(each for each in FORMATS if each.name == self.form.options().format)
        assert self.sheet is not None
        name = f"{_file_name(self.sheet.content.title)}{chosen.extension}"
        folder = str(self._settings.get(FOLDER)) or str(Path.home())
        pattern = f"{chosen.name.upper()} (*{chosen.extension})"
        found, _filter = QFileDialog.getSaveFileName(self, _("Save the picture"), str(Path(folder, name)), pattern)
        if found:
            path = Path(found)
            self._settings.set(FOLDER, str(path.parent))
            self.save_to(path if path.suffix else path.with_suffix(chosen.extension))

    def save_to(self, path: Path) -> None:
        """Save the picture and close; on trouble say why and stay."""
        options = self.form.options()
        if self.sheet is None:
            return
        try:
            data, _losses = bytes_of(self._theme, self.sheet, options)
            self._save_bytes(path, data)
        except UserError as error:
            self._tell(str(error))
            return
        remember(self._settings, options)
        self.accept()

    def copy_pixels(self) -> None:
        """Put the picture on the clipboard as pixels: at the scale of the form for PNG, else at its true size."""
        options = self.form.options()
        if self.sheet is None:
            return
        scale = options.scale if options.format == "png" else 1.0
        try:
            made = image(self.sheet, scale, transparent=options.transparent and options.format != "pdf")
        except UserError as error:
            self._tell(str(error))
            return
        QGuiApplication.clipboard().setImage(made)
        remember(self._settings, options)
        size = _("{width} × {height} pixels").format(width=f"{made.width():,}", height=f"{made.height():,}")
        self.measure.setText(_("Copied: {size}").format(size=size))

    def _tell(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()


def _file_name(title: str) -> str:
    """A title without what no file's name may hold."""
    plain = "".join(" " if char in '<>:"/\\|?*' or not char.isprintable() else char for char in title)
    return " ".join(plain.split()).strip(". ")[:80] or _("map")
