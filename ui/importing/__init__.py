"""Bringing documents in: the preview of what is stored, and the way there."""
