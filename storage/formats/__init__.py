"""Files that other programs and people read and write: one module a format, none of which knows the database."""
