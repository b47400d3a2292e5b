"""From what a file holds to the article that is stored: what was found, what is repaired, what is recorded. Pure."""
