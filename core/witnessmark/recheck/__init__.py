"""Repeating an inspection with the engine, packs and rates that it recorded, and telling each difference."""
