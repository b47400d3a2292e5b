"""Argument maps between programs: as plain points and relations, what a format can carry of them, and their way in."""
