"""What an argument map is and how it changes: pure values and functions, free of Qt and SQL."""

VERSION = "0.1.0"
