"""The few rules that Fusion's palette cannot say, from the same tokens."""

from __future__ import annotations

from ui.theme.theme import Theme

RULES = """
QMainWindow {{ background: {panel}; }}
QMenuBar {{ background: {panel}; border-bottom: 1px solid {line}; padding: 4px 8px; }}
QMenuBar::item {{ padding: 5px 9px; background: transparent; border-radius: 4px; color: {ink}; }}
QMenuBar::item:selected {{ background: {line}; }}
QMenu {{ background: {paper}; border: 1px solid {line}; padding: 4px; color: {ink}; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {ink}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px 6px; }}
QSplitter::handle {{ background: {line}; }}
QTabBar::tab {{ background: {panel}; color: {muted}; padding: 8px 16px; border-bottom: 2px solid {line}; }}
QTabBar::tab:selected {{ background: {paper}; color: {ink}; border-bottom: 2px solid {ink}; }}
QPushButton {{ background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 4px; padding: 4px 12px; }}
QPushButton:hover, QPushButton:focus {{ border-color: {accent}; }}
QPushButton:default {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {muted}; border-color: {line}; }}
QCheckBox::indicator:unchecked {{
    width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 2px; background: {paper};
}}
QToolButton {{ background: transparent; border: none; border-radius: 4px; padding: 3px 6px; color: {ink}; }}
QToolButton:hover, QToolButton:focus {{ background: {line}; }}
RailButton:checked {{ background: {line}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
OutlineTable, LinkTable, MapView {{ background: {paper}; }}
NodeLinks {{ background: {panel}; }}
EmptyState QLabel {{ color: {muted}; }}
QuietEditor {{ background: transparent; color: {ink}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def style_sheet(theme: Theme) -> str:
    """The window's style sheet in the tokens of the theme in force."""
    tokens = theme.tokens
    names = ("panel", "paper", "line", "ink", "muted", "selection", "accent")
    return RULES.format(**{name: getattr(tokens, name).name() for name in names})
