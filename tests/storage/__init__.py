"""The project file: real files, real SQLite."""
