"""The project file, its formats, and the command line: everything that knows SQL or files, nothing that knows Qt."""

COMMANDS = ("new", "import", "export", "list", "formats", "backup", "restore", "check", "salvage")
