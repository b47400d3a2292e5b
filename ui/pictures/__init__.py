"""The map as a picture: SVG, PNG and PDF, for the window and for the command line."""
