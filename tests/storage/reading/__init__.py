"""The process that reads documents of strangers."""
