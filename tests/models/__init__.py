"""The heart without Qt and without SQL."""
