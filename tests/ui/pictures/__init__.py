"""Pictures of the map: what is in the files, read back."""
