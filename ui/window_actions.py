"""What can be done in the main window: its views with the intents, commands, actions and menus for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from ui.commands.article import ArticleCommands
from ui.commands.article_menu import ArticleMenu
from ui.commands.backups import BackupCommands
from ui.commands.bin import BinCommands
from ui.commands.comparing import Comparing
from ui.commands.exporting import ExportCommands
from ui.commands.filtering import FilterCommands
from ui.commands.history import HistoryCommands
from ui.commands.importing import ImportCommands
from ui.commands.linking import LinkCommands
from ui.commands.pairing import PairingCommands
from ui.commands.palette import PaletteCommands
from ui.commands.printing import PrintCommands
from ui.commands.proposing import ProposalCommands
from ui.commands.reading import ReadingCommands
from ui.commands.references import ReferenceCommands
from ui.commands.salvage import SalvageCommands
from ui.commands.searching import SearchCommands
from ui.commands.shortcuts import ShortcutCommands
from ui.commands.tree import TreeCommands
from ui.commands.window import Commands
from ui.compare.aligning import Aligner
from ui.compare.locking import Locking
from ui.files import Files
from ui.focus import FocusMark
from ui.history.shortening import Shortening
from ui.importing.intake import Intake
from ui.importing.rereading import Rereading
from ui.incoming_maps.intake import MapIntake
from ui.intents.annotating import Annotating
from ui.intents.branches import Branching
from ui.intents.choosing import Choosing
from ui.intents.clashing import Clashing
from ui.intents.correction import Correction
from ui.intents.editing import Editing
from ui.intents.intents import Intents
from ui.intents.linking import Linking
from ui.jobs import Jobs
from ui.layouts import Layouts
from ui.menus import build_actions, build_menus, node_menu_actions, set_shortcuts
from ui.notices import Notices, shown_path
from ui.safety.condition import Condition
from ui.safety.gate import Gate
from ui.safety.write_back import WriteBack
from ui.settings import Settings
from ui.shortcuts import Shortcuts
from ui.theme import Theme
from ui.ticks import Ticks
from ui.window_floors import FloorsWindow


class ActionsWindow(FloorsWindow):
    """Builds what hears the views, and the actions with their menus; nothing has a session yet."""

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs | None) -> None:
        super().__init__(theme)
        self.settings = settings
        self.notices = Notices(theme, self)
        self.jobs = jobs or Jobs(self)
        self.shortcuts = Shortcuts(settings, self)
        self.files = Files(self, settings, self.notices, self.jobs)
        self.intake = Intake(self, theme, settings, self.notices, self.jobs, self.files)
        self.maps = MapIntake(self, theme, self.notices, self.jobs, self.files, self.intake.readers)
        self.intake.take_maps = self.maps.open_maps
        self.maps.ended.connect(self.intake.take_others)
        self.rereading = Rereading(self, theme, settings, self.jobs, self.files, self.intake.readers)
        self.intents = Intents(self.split, self)
        self.layouts = Layouts(self.stage, self.split, self.clash, settings)
        self.editing = Editing(self.intents, self.panel, self.notices)
        self.choosing = Choosing(self.intents, theme)
        self.annotating = Annotating(self.intents, self.editing, self.choosing, settings)
        self.linking = Linking(self.intents)
        self.link_commands = LinkCommands(self.intents, self.links, self.panel.links)
        self.clashing = Clashing(
            self.intents, self.clash, self.editing, self.linking, self.link_commands.editing, self.choosing
        )
        panes = self.panel, self.links, self.offers
        self.commands = Commands(
            self.intents, *panes, self.editing, self.linking, self.choosing, self.files, theme, settings
        )
        self.article_commands = ArticleCommands(self.intents, self.annotating, self.notices, settings)
        self.reading_commands = ReadingCommands(self.intents, theme, settings)
        self.tree_commands = TreeCommands(self.intents, self.editing, Branching(self.intents), theme, settings)
        self.pairing_commands = PairingCommands(self.intents, self.layouts, self.intake.import_files, theme)
        self.filtering = FilterCommands(self.intents, self.filters)
        self.proposing = ProposalCommands(self.intents, self.linking, self.proposals, self.jobs)
        self.aligner = Aligner(self.split, settings)
        self.locking = Locking(self.split, self.aligner)
        self.comparing = Comparing(self.intents, self.aligner, self.locking)
        article = self.article_commands
        self.article_menu = ArticleMenu(
            self.intents, article.read_as_menu, article.find_in_article, article.hide_paragraph
        )
        self.correction = Correction(self.intents, self.files, self.rereading, theme)
        self.reference_commands = ReferenceCommands(self.intents, self.files, self.jobs, self.intake.readers, theme)
        self.export_commands = ExportCommands(
            self.intents, self.editing.chosen, self.notices, self.jobs, theme, settings
        )
        self.print_commands = PrintCommands(self.intents, self.editing.chosen, self.jobs, theme, settings)
        self.backup_commands = BackupCommands(self.intents, self.files, self.jobs, theme, settings)
        self.search_commands = SearchCommands(self.intents, self.pairing_commands.show_case, self.jobs, theme)
        self.palette_commands = PaletteCommands(
            self.intents, lambda: self.actions_by_name, self._update_checks, theme, settings
        )
        self._build_safety(theme)
        self.intake.take_references = self.reference_commands.open_references
        self._build_actions(self._handlers())

    def _build_safety(self, theme: Theme) -> None:
        """What keeps the project safe, follows it, and puts by what is open over it."""
        self.gate = Gate(self.intents)
        self.condition = Condition(self.conditions, self.status.tell, self.files.open, self._act)
        self.write_back = WriteBack(theme, self.synced_bar, self.jobs, self.files.open, self)
        self.bin_commands = BinCommands(self.intents, self.jobs, theme)
        self.history_commands = HistoryCommands(self.intents, self.files, self.condition, self.jobs, theme)
        self.salvage_commands = SalvageCommands(self.intents, self.files, self.jobs, theme)
        self.shortening = Shortening(self.jobs, self)
        keeper, finder = self.backup_commands.keeper, self.search_commands.finder
        self.followers = self.aligner, self.locking, keeper, finder, self.shortening, self.write_back
        self.openers = (  # of windows over the project, which are put by before it goes
            self.correction,
            self.rereading,
            self.reference_commands,
            self.export_commands,
            self.print_commands,
            self.backup_commands,
            self.bin_commands,
            self.history_commands,
            self.salvage_commands,
            self.search_commands,
            self.maps,
            self.write_back,
        )

    def _handlers(self) -> tuple[object, ...]:
        """What has a method for each row of the table of actions."""
        return (
            self.commands,
            self.article_commands,
            self.reading_commands,
            self.tree_commands,
            self.pairing_commands,
            self.link_commands,
            self.proposing,
            self.comparing,
            self.filtering,
            self.correction,
            self.reference_commands,
            ImportCommands(self.intake, self.maps),
            self.export_commands,
            self.print_commands,
            self.backup_commands,
            self.bin_commands,
            self.history_commands,
            self.salvage_commands,
            self.search_commands,
            self.palette_commands,
            ShortcutCommands(self.intents, self.shortcuts, self.jobs, self.theme),
        )

    def _act(self, name: str) -> Callable[[], None] | None:
        """What an action does, by its name; None while there is no such action."""
        action = self.actions_by_name.get(name)
        return action.trigger if action is not None else None

    def _build_actions(self, handlers: Sequence[object]) -> None:
        """Actions and menus from the table; `handlers` have a method for each row."""
        self.actions_by_name = build_actions(self, handlers, self.shortcuts)
        self.shortcuts.changed.connect(lambda: set_shortcuts(self.actions_by_name, self.shortcuts))
        self.menus = build_menus(self, self.actions_by_name)
        self.comparing.update_checks(self.actions_by_name)
        self.rail.fill(self.actions_by_name)
        self.editing.node_actions = node_menu_actions(self.actions_by_name, self)
        self.commands.more_panes += [self.clash.view, self.proposals, self.filters]
        self.focus_mark = FocusMark(self.theme, self.commands.every_pane(), self)
        self._fill_menus()
        parts = {
            "show_panel": self.panel,
            "show_links": self.links,
            "show_filters": self.filters,
            "show_proposals": self.proposals,
        }
        self.ticks = Ticks(((self.actions_by_name[name], part) for name, part in parts.items()), self)

    # -- menus

    def _fill_menus(self) -> None:
        for menu in self.menus.values():
            menu.aboutToShow.connect(self._update_checks)
        self.editing.menu_about_to_show.connect(self._update_checks)
        self.locking.changed.connect(self.actions_by_name["lock_scrolling"].setChecked)
        self._recent = QMenu(self)
        self.actions_by_name["open_recent"].setMenu(self._recent)
        self._fill_recent()
        self._pairings = QMenu(self)
        self._pairings.aboutToShow.connect(lambda: self.pairing_commands.fill_pairings(self._pairings))
        self.actions_by_name["pairings"].setMenu(self._pairings)
        self.layouts.changed.connect(lambda: self.pairing_commands.update_checks(self.actions_by_name))
        self.actions_by_name["read_as"].setMenu(self.article_commands.read_as_menu(self))

    def _update_checks(self) -> None:
        self.commands.update_checks(self.actions_by_name)
        self.tree_commands.update_checks(self.actions_by_name)
        self.pairing_commands.update_checks(self.actions_by_name)
        self.proposing.update_checks(self.actions_by_name)
        self.comparing.update_checks(self.actions_by_name)
        self.filtering.update_checks(self.actions_by_name)

    def _fill_recent(self) -> None:
        menu = self._recent
        menu.clear()
        for path in self.settings.recent():
            menu.addAction(shown_path(path).replace("&", "&&"), lambda path=path: self.files.open(path))
        menu.setEnabled(bool(self.settings.recent()))
