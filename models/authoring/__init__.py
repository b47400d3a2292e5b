"""Pure functions from what is there (a Reader) and what the user wants to the Edit that does it, or a UserError."""
