"""The evidence store: one SQLite file; the only SQL in the tree."""
