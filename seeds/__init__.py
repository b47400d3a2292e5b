"""The bundled debate: its data, and the few lines that set it up in a project."""
