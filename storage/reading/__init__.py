"""Documents of strangers are read in a process of their own, which may read and compute and nothing else (ADR 018)."""

from storage.reading.process import Reader

__all__ = ["Reader"]
