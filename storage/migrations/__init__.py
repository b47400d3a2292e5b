"""Steps from one schema version to the next (Alembic), and running them safely."""
