"""The bundled debate."""
