"""Typography, spacing, colours, icons and signs, decided once."""

from ui.theme.reading import Reading
from ui.theme.theme import Theme
from ui.theme.tokens import Tokens

__all__ = ["Reading", "Theme", "Tokens"]
