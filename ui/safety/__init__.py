"""What keeps a project safe, as the window shows it: backups, the condition of a file, damage, unexpected errors."""
