"""The geometry of maps: nothing overlaps, nothing crosses, and it stays quick."""
