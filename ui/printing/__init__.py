"""Pages to print: the text of articles, trees, maps and clash tables, with a preview, on paper or as PDF."""
