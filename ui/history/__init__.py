"""The history: who changed what when, any earlier state to be looked at and gone back to."""
