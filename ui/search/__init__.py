"""The window that finds words in the whole project."""
