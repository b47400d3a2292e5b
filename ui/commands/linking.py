"""What the window's actions on links do, and what keeps cards and lists of links in step."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.intents.intents import Intents
from ui.intents.link_editing import LinkEditing
from ui.intents.link_listing import LinkListing
from ui.panel.link_list import LinkListPanel
from ui.panel.node_links import NodeLinks


class LinkCommands(QObject):
    """Handlers of ui.actions.ACTIONS."""

    def __init__(self, intents: Intents, listed: LinkListPanel, of_node: NodeLinks) -> None:
        super().__init__(intents)
        self.editing = LinkEditing(intents)
        self.listing = LinkListing(intents, self.editing, listed, of_node)

    def edit_link(self) -> None:
        """Open the card of the link in front."""
        self.editing.edit_front()

    def fill_list(self) -> None:
        """Show the links of the pairing in the list."""
        self.listing.fill_list()

    def finish(self) -> None:
        """Keep what is being typed: the window closes, or another project opens."""
        self.editing.finish()
        self.listing.finish()
