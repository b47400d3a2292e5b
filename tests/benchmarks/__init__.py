"""Figures, printed by scripts; nothing here passes or fails."""
