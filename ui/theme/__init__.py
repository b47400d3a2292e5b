"""Typography, spacing, colours, icons and signs, decided once."""

from ui.theme.theme import Theme
from ui.theme.tokens import Tokens

__all__ = ["Theme", "Tokens"]
