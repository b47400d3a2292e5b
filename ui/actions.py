"""ONE table of what can be done: menus, shortcuts and the key list of the help are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from models.messages import N_


class Menu(Enum):
    FILE = N_("&File")
    EDIT = N_("&Edit")
    ARTICLE = N_("&Article")
    NODE = N_("&Node")
    PAIRING = N_("&Pairing")
    VIEW = N_("&View")
    HELP = N_("&Help")


@dataclass(frozen=True, slots=True)
class Action:
    """`name` is the handler's name in the window. `key` acts in the whole window; `hint` is only shown, because the
    view that has the focus acts on that key itself. `group` parts a menu by lines."""

    name: str
    menu: Menu
    text: str
    key: str = ""
    hint: str = ""
    group: int = 0
    also: str = ""  # a second key of the whole window
    sub: str = ""  # the submenu that holds it
    checkable: bool = False
    in_node_menu: bool = False


LAYOUT, BRANCHES, MAP = N_("L&ayout"), N_("&Branches"), N_("Ma&p")

ACTIONS: tuple[Action, ...] = (
    Action("new_project", Menu.FILE, N_("&New project…"), "Ctrl+N"),
    Action("open_project", Menu.FILE, N_("&Open…"), "Ctrl+O"),
    Action("open_recent", Menu.FILE, N_("Open &recent")),
    Action("open_debate", Menu.FILE, N_("Open the bundled &debate"), group=1),
    Action("use_originals", Menu.FILE, N_("&Use the original articles…"), group=1),
    Action("import_files", Menu.FILE, N_("&Import articles…"), "Ctrl+I", group=2),
    Action("import_folder", Menu.FILE, N_("Import a fo&lder…"), "Ctrl+Shift+I", group=2),
    Action("paste_article", Menu.FILE, N_("Paste as an &article"), "Ctrl+Alt+V", group=2),
    Action("import_map", Menu.FILE, N_("Import an ar&gument map…"), "Ctrl+Alt+I", group=2),
    Action("import_references", Menu.FILE, N_("I&mport references…"), group=2),
    Action("export_map", Menu.FILE, N_("&Export…"), "Ctrl+E", group=3),
    Action("repeat_export", Menu.FILE, N_("Repeat the last expor&t"), "F12", group=3),
    Action("copy_map", Menu.FILE, N_("Cop&y the map"), "Ctrl+Shift+C", group=3),
    Action("export_picture", Menu.FILE, N_("Export a &picture of the map…"), "Ctrl+Shift+E", group=3),
    Action("export_references", Menu.FILE, N_("Export re&ferences…"), group=3),
    Action("print_pages", Menu.FILE, N_("Print or &save as PDF…"), "Ctrl+P", group=3),
    Action("save_copy", Menu.FILE, N_("Save a &copy…"), "Ctrl+Shift+S", group=3),
    Action("backups", Menu.FILE, N_("&Backups…"), group=3),
    Action("salvage_file", Menu.FILE, N_("Sal&vage a damaged file…"), group=3),
    Action("quit", Menu.FILE, N_("&Quit"), "Ctrl+Q", group=4),
    Action("undo", Menu.EDIT, N_("&Undo"), "Ctrl+Z"),
    Action("redo", Menu.EDIT, N_("&Redo"), "Ctrl+Shift+Z", also="Ctrl+Y"),
    Action("cut", Menu.EDIT, N_("Cu&t"), "Ctrl+X", group=1, in_node_menu=True),
    Action("copy", Menu.EDIT, N_("&Copy"), "Ctrl+C", group=1, in_node_menu=True),
    Action("paste", Menu.EDIT, N_("P&aste"), "Ctrl+V", group=1, in_node_menu=True),
    Action("paste_claim", Menu.EDIT, N_("&Paste as a claim"), "Ctrl+Shift+V", group=1),
    Action("find_everywhere", Menu.EDIT, N_("Find in the pro&ject…"), "Ctrl+K", group=2),
    Action("replace_in_nodes", Menu.EDIT, N_("Replace in n&odes…"), "Ctrl+H", group=2),
    Action("find_in_article", Menu.EDIT, N_("&Find in the article"), "Ctrl+F", group=2),
    Action("find_next", Menu.EDIT, N_("Find &next"), "F3", group=2),
    Action("find_previous", Menu.EDIT, N_("Find pre&vious"), "Shift+F3", group=2),
    Action("show_history", Menu.EDIT, N_("&History…"), "Ctrl+Alt+Z", group=3),
    Action("show_bin", Menu.EDIT, N_("&Bin…"), "Ctrl+Alt+B", group=3),
    Action("annotate_claim", Menu.ARTICLE, N_("New &claim from the passage"), hint="C"),
    Action("annotate_evidence", Menu.ARTICLE, N_("New &evidence from the passage"), hint="E"),
    Action("annotate_rebuttal", Menu.ARTICLE, N_("New &rebuttal from the passage"), hint="R"),
    Action("add_passage", Menu.ARTICLE, N_("&Add the passage to the selected node"), "Ctrl+Shift+A", group=1),
    Action("change_passage", Menu.ARTICLE, N_("C&hange the passage"), hint="X", group=1),
    Action("split_passage", Menu.ARTICLE, N_("&Split the passage"), hint="S", group=1),
    Action("move_passage", Menu.ARTICLE, N_("&Move the passage to another node…"), hint="M", group=1),
    Action("remove_passage", Menu.ARTICLE, N_("Remo&ve the passage"), hint="Del", group=1),
    Action("next_passage", Menu.ARTICLE, N_("Ne&xt passage"), hint="N", group=2),
    Action("next_uncovered", Menu.ARTICLE, N_("Next sentence witho&ut a passage"), hint="U", group=2),
    Action("pick_parent", Menu.ARTICLE, N_("&Work under…"), hint="P", group=2),
    Action("quote_starts_nodes", Menu.ARTICLE, N_("Start new nodes with the &quotation"), group=3, checkable=True),
    Action("read_as", Menu.ARTICLE, N_("Read the &paragraph as"), group=4),
    Action("hide_paragraph", Menu.ARTICLE, N_("H&ide the paragraph, or show it again"), "Ctrl+Alt+H", group=4),
    Action("set_aside_repeated", Menu.ARTICLE, N_("Set repeated paragraphs asi&de"), group=4),
    Action("article_details", Menu.ARTICLE, N_("De&tails of the article…"), "Ctrl+Alt+D", group=5),
    Action("correct_text", Menu.ARTICLE, N_("C&orrect the text…"), "Ctrl+Shift+T", group=5),
    Action("read_again", Menu.ARTICLE, N_("Read in a&gain…"), group=5),
    Action("replace_text", Menu.ARTICLE, N_("Replace by a &newer copy…"), group=5),
    Action("delete_article", Menu.ARTICLE, N_("De&lete the article…"), group=6),
    Action("rename", Menu.NODE, N_("&Reword"), "F2", in_node_menu=True),
    Action("new_claim", Menu.NODE, N_("New &claim below"), "Ctrl+1", group=1, in_node_menu=True),
    Action("new_evidence", Menu.NODE, N_("New &evidence below"), "Ctrl+2", group=1, in_node_menu=True),
    Action("new_rebuttal", Menu.NODE, N_("New re&buttal below"), "Ctrl+3", group=1, in_node_menu=True),
    Action("new_undercut", Menu.NODE, N_("Att&ack its step (new undercut)"), "Ctrl+4", group=1, in_node_menu=True),
    Action("make_claim", Menu.NODE, N_("Make it a c&laim"), "Ctrl+Alt+1", group=2, in_node_menu=True),
    Action("make_evidence", Menu.NODE, N_("Make it e&vidence"), "Ctrl+Alt+2", group=2, in_node_menu=True),
    Action("make_rebuttal", Menu.NODE, N_("Make it a rebu&ttal"), "Ctrl+Alt+3", group=2, in_node_menu=True),
    Action("toggle_undercut", Menu.NODE, N_("Attack the &step (undercut)"), group=2, checkable=True, in_node_menu=True),
    Action("link_premises", Menu.NODE, N_("Ta&ke together (linked premises)"), "Ctrl+G", group=3, in_node_menu=True),
    Action("unlink_premise", Menu.NODE, N_("Take it a&part again"), "Ctrl+Shift+G", group=3, in_node_menu=True),
    Action("toggle_implicit", Menu.NODE, N_("U&nstated premise"), group=3, checkable=True, in_node_menu=True),
    Action("move_up", Menu.NODE, N_("Move &up"), hint="Alt+Up", group=4, in_node_menu=True),
    Action("move_down", Menu.NODE, N_("Move do&wn"), hint="Alt+Down", group=4, in_node_menu=True),
    Action("indent", Menu.NODE, N_("&Indent"), hint="Tab", group=4, in_node_menu=True),
    Action("outdent", Menu.NODE, N_("&Outdent"), hint="Shift+Tab", group=4, in_node_menu=True),
    Action("pick_tags", Menu.NODE, N_("Ta&g…"), "Ctrl+T", group=5, in_node_menu=True),
    Action("mark_or_link", Menu.NODE, N_("&Mark, then link"), "Ctrl+L", group=5, in_node_menu=True),
    Action("delete", Menu.NODE, N_("&Delete the branch"), hint="Del", group=6, in_node_menu=True),
    Action("pairings", Menu.PAIRING, N_("&Show")),
    Action("new_pairing", Menu.PAIRING, N_("New pai&ring…")),
    Action("edit_pairing", Menu.PAIRING, N_("&Motion, notes and sides…"), "Ctrl+Alt+P"),
    Action("swap_sides", Menu.PAIRING, N_("S&wap the sides"), "Ctrl+Alt+X"),
    Action("delete_pairing", Menu.PAIRING, N_("&Delete the pairing")),
    Action("show_links", Menu.PAIRING, N_("List of &all links"), "Ctrl+Shift+L", group=1, checkable=True),
    Action("show_filters", Menu.PAIRING, N_("&Filters"), "Ctrl+Shift+F", group=1, checkable=True),
    Action("show_proposals", Menu.PAIRING, N_("Sam&e words"), "Ctrl+Alt+W", group=1, checkable=True),
    Action("edit_link", Menu.PAIRING, N_("Edit the &link…"), "Ctrl+Alt+E", group=1),
    Action("next_link", Menu.PAIRING, N_("&Next link"), "Ctrl+]", group=2),
    Action("previous_link", Menu.PAIRING, N_("&Previous link"), "Ctrl+[", group=2),
    Action("next_partner", Menu.PAIRING, N_("Ne&xt partner of the node"), "Ctrl+M", group=2),
    Action("go_to_partner", Menu.PAIRING, N_("&Go to the partner"), "Ctrl+Shift+M", group=2),
    Action("next_unanswered", Menu.PAIRING, N_("Next &unanswered claim"), "Ctrl+U", group=2),
    Action("previous_unanswered", Menu.PAIRING, N_("Pre&vious unanswered claim"), "Ctrl+Shift+U", group=2),
    Action("lock_scrolling", Menu.PAIRING, N_("Lo&ck scrolling"), "Ctrl+Alt+S", group=3, checkable=True),
    Action("align_on_click", Menu.PAIRING, N_("Al&ign on click"), group=3, checkable=True),
    Action("layout_mixed", Menu.VIEW, N_("Texts &with their trees"), "F4", sub=LAYOUT, checkable=True),
    Action("layout_texts", Menu.VIEW, N_("&Texts"), "F5", sub=LAYOUT, checkable=True),
    Action("layout_trees", Menu.VIEW, N_("T&rees"), "F7", sub=LAYOUT, checkable=True),
    Action("layout_maps", Menu.VIEW, N_("&Maps"), "F8", sub=LAYOUT, checkable=True),
    Action("layout_rows", Menu.VIEW, N_("&Clash table"), "F9", sub=LAYOUT, checkable=True),
    Action("show_panel", Menu.VIEW, N_("&Node panel"), "Ctrl+J", checkable=True),
    Action("show_text", Menu.VIEW, N_("&Text on or off"), "Ctrl+Alt+T", group=1),
    Action("show_tree", Menu.VIEW, N_("T&ree on or off"), "Ctrl+Alt+R", group=1),
    Action("show_map", Menu.VIEW, N_("&Map on or off"), "Ctrl+Alt+M", group=1),
    Action("one_side", Menu.VIEW, N_("&One side at a time"), "Ctrl+Alt+O", group=1, checkable=True),
    Action("focus_branch", Menu.VIEW, N_("&Focus on the branch"), "Ctrl+.", group=2, sub=BRANCHES, in_node_menu=True),
    Action("leave_focus", Menu.VIEW, N_("&Whole tree"), "Ctrl+Shift+.", group=2, sub=BRANCHES),
    Action("unfold_1", Menu.VIEW, N_("Fold to level &1"), "Alt+1", group=3, sub=BRANCHES),
    Action("unfold_2", Menu.VIEW, N_("Unfold to level &2"), "Alt+2", group=3, sub=BRANCHES),
    Action("unfold_3", Menu.VIEW, N_("Unfold to level &3"), "Alt+3", group=3, sub=BRANCHES),
    Action("unfold_4", Menu.VIEW, N_("Unfold to level &4"), "Alt+4", group=3, sub=BRANCHES),
    Action("unfold_5", Menu.VIEW, N_("Unfold to level &5"), "Alt+5", group=3, sub=BRANCHES),
    Action("unfold_all", Menu.VIEW, N_("Unfold &all"), "Alt+0", group=3, sub=BRANCHES),
    Action("map_down", Menu.VIEW, N_("&Top-down"), group=2, sub=MAP, checkable=True),
    Action("map_right", Menu.VIEW, N_("&Left to right"), group=2, sub=MAP, checkable=True),
    Action("map_compact", Menu.VIEW, N_("&Compact"), group=2, sub=MAP, checkable=True),
    Action("map_whole_texts", Menu.VIEW, N_("&Whole texts"), group=3, sub=MAP, checkable=True),
    Action("map_near", Menu.VIEW, N_("&Near the selected node only"), "Ctrl+Alt+N", group=3, sub=MAP, checkable=True),
    Action("map_minimap", Menu.VIEW, N_("&Overview in the corner"), group=3, sub=MAP, checkable=True),
    Action("map_fit", Menu.VIEW, N_("&Fit in the window"), "Ctrl+9", group=4, sub=MAP),
    Action("reading", Menu.VIEW, N_("Rea&ding…"), "Ctrl+Alt+F", group=3),
    Action("zoom_in", Menu.VIEW, N_("&Larger letters"), "Ctrl++", group=3),
    Action("zoom_out", Menu.VIEW, N_("&Smaller letters"), "Ctrl+-", group=3),
    Action("zoom_reset", Menu.VIEW, N_("Letters as at &first"), "Ctrl+0", group=3),
    Action("show_furniture", Menu.VIEW, N_("&Captions and site text"), group=3, checkable=True),
    Action("show_hidden", Menu.VIEW, N_("&Hidden text"), "Ctrl+Shift+H", group=3, checkable=True),
    Action("next_pane", Menu.VIEW, N_("Ne&xt pane"), "F6", group=4),
    Action("previous_pane", Menu.VIEW, N_("Pre&vious pane"), "Shift+F6", group=4),
    Action("theme_system", Menu.VIEW, N_("As the s&ystem"), group=5, checkable=True),
    Action("theme_light", Menu.VIEW, N_("L&ight"), group=5, checkable=True),
    Action("theme_dark", Menu.VIEW, N_("Dar&k"), group=5, checkable=True),
    Action("show_palette", Menu.HELP, N_("&Commands…"), "Ctrl+Shift+P"),
    Action("show_keys", Menu.HELP, N_("&Keys"), "?", also="F1"),
    Action("edit_shortcuts", Menu.HELP, N_("&Shortcuts…")),
    Action("show_formats", Menu.HELP, N_("&Formats…")),
    Action("about", Menu.HELP, N_("&About Counterpoint"), group=1),
)
