"""Argument maps of other programs: shown as the trees they become before anything is taken into the project."""
