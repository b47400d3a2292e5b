"""Maps on their way out: which part, in which format, what it comes to and what stays behind, before it is written."""
