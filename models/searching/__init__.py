"""Finding words in the whole project: what is asked, what can be found, and replacing it."""
