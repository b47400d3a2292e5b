"""Saving what can be read of a damaged project: pages, records, rows and contents, then a new project and a report."""
