"""Backups of projects: made by SQLite's backup API, verified, thinned out as they grow old, restored (docs/adr/025)."""
